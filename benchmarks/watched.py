"""`python -m benchmarks.watched WHAT DATA`: a window watched from inside, until it shows something.

`empty` is a bare window, the others are the program: `paint` is its first paint; `live` is Home
with its rows on the screen, and a letter typed into search shown; `found` is what that letter
finds among the associates, listed; `settled` is a while later, when nothing is busy any more.
It prints when that was, the memory held then, and that held by the worker; and ends at once.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from microbiz_desktop.ui.shell.main_window import MainWindow

#: What is typed: a letter that some associates and some actions begin with.
_LETTER = "a"
#: The worker comes some time after the window; then so many looks in turn must find it at rest.
_LOOK, _LOOKS = 500, 4


class Watch(QObject):
    """Sees every event of the program, and ends it when what is waited for is on the screen."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._window: MainWindow | None = None
        self._rows = self._letter = False
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Never keeps an event from anybody."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            if self._what in ("empty", "paint"):
                _end()
            self._painted(watched)
        return False

    def _painted(self, widget: QWidget) -> None:
        # By name: importing the classes here would do the program's work for it.
        if self._window is None:
            if widget.inherits("MainWindow"):
                self._window = cast("MainWindow", widget)
                QTimer.singleShot(0, self._type)
            return
        box = self._window.command_box
        self._rows = self._rows or widget.inherits("LinkRow")
        self._letter = self._letter or (widget is box.field and box.field.text() == _LETTER)
        if self._rows and self._letter:
            self._live(found=widget is box.list.viewport())

    def _live(self, *, found: bool) -> None:
        """Home is there; what the letter finds comes a little later."""
        assert self._window is not None
        rows = self._window.command_box.model.rows()
        if self._what == "live":
            _end()
        if self._what == "found" and found and any(row.kind == "Associate" for row in rows):
            _end()
        if self._what == "settled" and not self._timer.isActive():
            self._timer.start(_LOOK)

    def _type(self) -> None:
        """What the quickest of users does: the keys for search, and a letter."""
        from PySide6.QtGui import QKeyEvent

        assert self._window is not None
        self._window.open_command_box()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, _LETTER)
            QApplication.postEvent(self._window.command_box.field, key)

    def _look(self) -> None:
        assert self._window is not None
        resting = _worker() and not self._window.context.tasks.is_busy()
        self._quiet = self._quiet + 1 if resting else 0
        if self._quiet == _LOOKS:
            _end()


def _end() -> None:
    now = time.monotonic()
    worker = _worker()
    figures = {
        "when": now,
        "held": _held("self"),
        "worker": _held(worker) if worker else 0,
        "processor": time.process_time(),
        "modules": len(sys.modules),
    }
    print(json.dumps(figures), flush=True)
    os._exit(0)


def _worker() -> str:
    """The process id of the one child, if there is one."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").strip()


def _held(process: str) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _watched(watch: Watch) -> None:
    """Have everything seen from the moment the program gives itself over to Qt."""
    run = QApplication.exec

    def watched_run(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(watch)
        return run()

    QApplication.exec = watched_run  # type: ignore[method-assign] # seen from outside


def main(what: str, data: str) -> None:
    """Open the window and stay until it is ended."""
    _watched(Watch(what))
    if what == "empty":
        application = QApplication([])
        window = QWidget()
        window.show()
        application.exec()
    else:
        from microbiz_desktop.cli.main import main as program

        program(["--data-dir", data])


if __name__ == "__main__":
    main(*sys.argv[1:])
