"""`python -m tests.ui.walk.menus [PAGE...]`: the actions of every menu that do nothing.

With `--filled FOLDER` it goes over a copy of what was made before.
A menu is found by its maker: a method without arguments that says it gives a menu. Each action
is triggered on its page opened anew, and something has to come of it that a person could notice.
"""

import argparse
import inspect
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QObject,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from microbiz_desktop.app import Running, make_application, open_window
from microbiz_desktop.cli import screenshots
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.forms.table_row import TableRow
from microbiz_desktop.ui.look.fonts import load_fallback_fonts

from .ground import open_filled

#: What is worked out aside may take so long to be seen, in milliseconds.
_LONGEST = 5_000
Make = Callable[[], QMenu | None]
#: What was found of each class: to look through its members takes longer than all else here.
_MAKERS: dict[tuple[str, str], tuple[str, ...]] = {}


@dataclass
class Heard:
    """How much has been said and stored so far."""

    times: int = 0

    def more(self, _what: object = None) -> None:
        """Something was said or stored."""
        self.times += 1


def makers(window: QWidget) -> dict[str, Make]:
    """Every maker of a menu on a window as it stands, by what it belongs to."""
    found: dict[str, Make] = {}
    for owner in (window, *window.findChildren(QObject)):
        if type(owner).__module__.startswith("microbiz_desktop") and _offers(owner):
            for name in _named_makers(type(owner)):
                found.setdefault(f"{type(owner).__name__}.{name}", getattr(owner, name))
    return found


def _offers(owner: QObject) -> bool:
    """Whether its menu can be opened now; only some rows of tables have the button for it."""
    if isinstance(owner, TableRow) and not any("More" in name for name in owner.tools):
        return False
    return _in_sight(owner)


def _in_sight(owner: QObject) -> bool:
    widget: QObject | None = owner
    while widget is not None and not isinstance(widget, QWidget):
        widget = widget.parent()
    return isinstance(widget, QWidget) and widget.isVisible()


def _named_makers(kind: type) -> tuple[str, ...]:
    """The methods of a class that give a menu."""
    known = kind.__module__, kind.__qualname__
    if known not in _MAKERS:
        _MAKERS[known] = tuple(_named(kind))
    return _MAKERS[known]


def _named(kind: type) -> Iterator[str]:
    for name, method in inspect.getmembers(kind, inspect.isfunction):
        wanted = method.__annotations__.get("return")
        if "Menu" in str(wanted) and len(inspect.signature(method).parameters) == 1:
            yield name


def leaves(menu: QMenu, above: str = "") -> Iterator[tuple[str, QAction]]:
    """Every action that acts, with the names of the menus over it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from leaves(inner, f"{above}{action.text()} > ")
        elif not action.isSeparator():
            yield f"{above}{action.text()}", action


def seen(window: QWidget) -> tuple[object, ...]:
    """What a person could notice: words, choices, windows, the keyboard, the clipboard."""
    words = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and not isinstance(top, QMenu):
            words += [_said(one) for one in top.findChildren(QWidget) if one.isVisible()]
    tops = [type(top).__name__ for top in QApplication.topLevelWidgets() if top.isVisible()]
    copied = QGuiApplication.clipboard().text()
    return tuple(words), tuple(tops), QApplication.focusWidget(), copied, window.windowTitle()


def _said(one: QWidget) -> str:
    if isinstance(one, (QLabel, QLineEdit)):
        return one.text()
    if isinstance(one, QAbstractButton):
        return f"{one.text()} {one.isChecked()}"
    if isinstance(one, QComboBox):
        return one.currentText()
    if isinstance(one, QAbstractItemView) and one.model() is not None:
        return f"{one.model().rowCount()} {one.currentIndex().row()}"
    return one.accessibleName()


def idle(running: Running, go: Callable[[], object], done: set[tuple[str, ...]]) -> Iterator[str]:
    """The actions of a page's menus of which nothing comes; a menu `done` before is passed over."""
    heard = Heard()
    messages = running.window.context.messages
    for signal in (messages.message_posted, messages.notice_posted):
        signal.connect(heard.more)
    running.services.subscribe(heard.more)
    _open(running, go)
    left = False
    for maker in list(makers(running.window)):
        if left:  # by what the last menu did: this one would not be there
            _open(running, go)
        said = _words(running, maker)
        left = (maker, *said) not in done
        if not left:
            continue
        done.add((maker, *said))
        for place, words in enumerate(said):
            _open(running, go)
            if not _comes_of(running, maker, place, heard):
                yield f"{maker}: {words}"


def _words(running: Running, maker: str) -> list[str]:
    make = makers(running.window).get(maker)
    menu = make() if make is not None else None
    return [words for words, _action in leaves(menu)] if menu is not None else []


def _comes_of(running: Running, maker: str, place: int, heard: Heard) -> bool:
    make = makers(running.window).get(maker)
    menu = make() if make is not None else None
    actions = list(leaves(menu)) if menu is not None else []
    if place >= len(actions):
        return True  # the menu is another one now, and its actions are asked for themselves
    action = actions[place][1]
    if not action.isEnabled() or (action.isCheckable() and action.isChecked()):
        return True
    before = (seen(running.window), heard.times, action.isChecked())
    action.trigger()
    deadline = QDeadlineTimer(_LONGEST)
    while not deadline.hasExpired():
        if (seen(running.window), heard.times, action.isChecked()) != before:
            return True
        _let_run(30)
    return False


def _open(running: Running, go: Callable[[], object]) -> None:
    """The page anew, whatever the last action left open; what it took away is brought back."""
    for top in QApplication.topLevelWidgets():
        if top is not running.window and top.isVisible():
            top.close()
    toast = running.window.toast
    if toast.isVisible() and toast.button.text() == "Undo":
        toast.button.click()
    toast.dismiss()
    running.window.command_box.close_box()
    running.window.bar.dismiss()
    _let_run(30)
    go()
    screenshots.settle(running)
    for rows in running.window.findChildren(QAbstractItemView):
        if rows.isVisible() and not rows.currentIndex().isValid() and rows.model() is not None:
            rows.setCurrentIndex(rows.model().index(0, 0))
            screenshots.settle(running)


def _let_run(time: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(time, loop.quit)
    loop.exec()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def all_idle(folder: Path, filled: Path | None, wanted: list[str]) -> dict[str, list[str]]:
    """Page -> what does nothing there."""
    app = make_application()
    load_fallback_fonts()
    services, shown = open_filled(filled, folder)
    running = open_window(app, services, theme="light")
    running.window.resize(1440, 900)
    running.window.show()
    found: dict[str, list[str]] = {}
    done: set[tuple[str, ...]] = set()
    try:
        for name, go in (*screenshots.screens(running, shown), *_more(running, shown)):
            if not wanted or name in wanted:
                found[name] = list(idle(running, go, done))
    finally:
        running.close()
    return {name: lines for name, lines in found.items() if lines}


def _more(running: Running, shown: screenshots.Shown) -> Iterator[tuple[str, Callable[[], object]]]:
    """Screens whose menus no picture shows."""
    sections = ("people", "work", "money", "law")
    for section in sections:
        link = Link(Screen.STUDIO, shown.draft, section)
        yield f"studio-{section}", partial(running.window.go, link)
    event = running.services.events.rows()[0].id
    yield "event", partial(running.window.go, Link(Screen.EVENT, event))
    project = running.services.projects.rows()[0].id
    yield "project", partial(running.window.go, Link(Screen.PROJECT, project))
    frozen = Link(Screen.STUDIO, shown.executed)
    yield "frozen", partial(running.window.go, frozen)


def main() -> int:
    """Print what does nothing."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.walk.menus")
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--filled", type=Path)
    options = parser.parse_args()
    qInstallMessageHandler(lambda *_: None)
    with tempfile.TemporaryDirectory() as folder:
        found = all_idle(Path(folder), options.filled, options.pages)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
