"""`python -m tests.ui.walk THEME WIDTHxHEIGHT [PAGE...]`: what is wrong, as one JSON object.

With `--filled FOLDER` it walks over a copy of what was made before. With `--text 150` the text is
that large, and it looks only at what has no room then. It is a process of its own, because Qt takes
its scale (`QT_SCALE_FACTOR`) and its screens once, at the start.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from microbiz_desktop.app import Running, make_application, open_window
from microbiz_desktop.cli import screenshots
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.look.fonts import load_fallback_fonts
from microbiz_desktop.ui.look.theme import theme, theme_manager
from microbiz_desktop.ui.shell.page_register import pages

from . import keys, looks
from .dialogs import dialogs
from .ground import open_filled, open_folder

#: What a title bar and the edges of a window take, at least.
FRAME = (2, 28)


def faults(root: QWidget) -> Iterator[str]:
    """Everything that is wrong with a window as it stands."""
    yield from looks.cut_texts(root)
    yield from looks.cut_writing(root)
    yield from looks.run_off(root)
    if theme().scale != 100:
        return  # colours and keys are the same
    yield from looks.weak_texts(root)
    yield from keys.nameless(root)
    yield from keys.misnamed(root)
    stops = keys.walk(root)
    yield from keys.unreached(root, stops)
    yield from keys.backwards(stops)
    yield from keys.unseen(stops)


class Look(NamedTuple):
    """How the window is looked at: light or dark, its size, and the size of the text in percent."""

    theme: str
    size: tuple[int, int]
    text: int = 100


def walk_all(
    folder: Path, filled: Path | None, look: Look, wanted: list[str]
) -> dict[str, list[str]]:
    """Page -> what is wrong there, each once; only pages with something."""
    app = make_application()
    load_fallback_fonts()
    found: dict[str, list[str]] = {}
    first = _opened(app, open_folder(folder / "first"), look)
    if not wanted or "first-run" in wanted:
        found["first-run"] = _looked_at(first, look.size)
    first.close()
    services, shown = open_filled(filled, folder)
    running = _opened(app, services, look)
    try:
        for name, go in screenshots.screens(running, shown):
            if not wanted or name in wanted:
                go()
                found[name] = _looked_at(running, look.size)
        for name, make in dialogs(running, shown.offered, shown.draft).items():
            if not wanted or name in wanted:
                found[name] = _in_dialog(running, make(), look.size)
    finally:
        running.close()
    return {name: lines for name, lines in found.items() if lines}


def _opened(app: QApplication, services: Services, look: Look) -> Running:
    """The window with every page made, as one that nobody has opened asks for its room too."""
    running = open_window(app, services, theme=look.theme)
    theme_manager().set_scale(look.text)
    if look.text != 100:
        for page in pages():
            running.window.stack.page(page.screen)
    return running


def _looked_at(running: Running, size: tuple[int, int]) -> list[str]:
    window = running.window
    window.resize(*size)
    window.show()
    screenshots.settle(running)
    box = window.command_box
    top = QApplication.activeModalWidget() or (box if box.isVisible() else window)
    found = sorted({*faults(top), *_too_large(window, size)})
    if found and theme().scale != 100:  # on a busy machine it may not be laid out anew so soon
        screenshots.settle(running)
        found = sorted({*faults(top), *_too_large(window, size)})
    return found


def _too_large(window: QWidget, size: tuple[int, int]) -> Iterator[str]:
    """A window with its title bar and edges stays on a screen of this size."""
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    if isinstance(window, QDialog):  # its lines wrap: the narrowest it could be is no measure
        least = window.minimumSize().expandedTo(window.size())
    for asked, room, edge in zip(least.toTuple(), size, FRAME, strict=True):
        if asked > room - edge:
            yield f"takes {asked} of {room} pixels, and its frame {edge}"


def _in_dialog(running: Running, dialog: QDialog, size: tuple[int, int]) -> list[str]:
    dialog.open()
    screenshots.settle(running)  # what a dialog works out aside is there too
    said = sorted({*faults(dialog), *_too_large(dialog, size)})
    dialog.close()
    dialog.deleteLater()
    return said


def main() -> int:
    """Print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.walk")
    parser.add_argument("theme")
    parser.add_argument("size")
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--filled", type=Path)
    parser.add_argument("--text", type=int, default=100)
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    qInstallMessageHandler(lambda *_: None)
    with tempfile.TemporaryDirectory() as folder:
        look = Look(options.theme, (width, height), options.text)
        found = walk_all(Path(folder), options.filled, look, options.pages)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
