"""Pictures of every screen over the sample network, for looking at and for the README.

`screenshots` takes them for whoever changes how a screen looks. They come from the real window over
real services, so that no picture shows what the program does not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer, qInstallMessageHandler

from ..app import Running, end, make_application, open_window
from ..domain.links import Link, Screen
from ..files import write_atomically
from ..services.program.sample_deals import offered_room, sample_agreement, sign_off
from ..services.wiring import build_services
from ..ui.look.fonts import load_fallback_fonts
from ..ui.shell.page_register import pages
from ..workshop import scratch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ..services.wiring import Services

#: Longest wait for pages to be laid out, in milliseconds; a picture is taken once it is quiet.
_LONGEST = 60_000
_QUIET = 250


@dataclass(frozen=True, slots=True)
class Shown:
    """Agreements of the sample in the states that pictures need, by id."""

    draft: int
    offered: int
    many: int
    executed: int


def take_all(out: Path, home: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    """Save a PNG of every screen below `out`; gives the files in order."""
    app = make_application()
    load_fallback_fonts()  # a name in any script is a name, and no row of boxes
    before = qInstallMessageHandler(_pass_on)
    try:
        with scratch(home) as folder:
            return _take_all(app, folder, out, theme, size)
    finally:
        qInstallMessageHandler(before)


def _pass_on(_kind: object, _context: object, message: str | None) -> None:
    """What Qt says, but for what it says of every window where there is no screen."""
    if message and not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def _take_all(
    app: QApplication, folder: Path, out: Path, theme: str, size: tuple[int, int]
) -> list[Path]:
    services = build_services(folder)
    first = open_window(app, services, theme=theme)
    paths = [_picture(first, out, "first-run", theme, size)]
    first.window.close()
    first.window.shut()
    end(first.window)
    shown = fill(services)
    running = open_window(app, services, theme=theme)
    try:
        for name, go in screens(running, shown):
            go()
            paths.append(_picture(running, out, name, theme, size))
    finally:
        running.close()
    return paths


def screens(running: Running, shown: Shown) -> list[tuple[str, Callable[[], object]]]:
    """Name of each screen, and what goes there."""
    project = running.services.projects.rows()[0].id
    keys = {**asdict(shown), "associate": _first_associate(running), "project": project, "": 0}
    found: list[tuple[str, Callable[[], object]]] = [
        (picture.name, partial(running.window.go, picture.link._replace(key=keys[picture.of])))
        for page in pages()
        for picture in page.pictures
    ]
    return [*found, ("jump", lambda: _jump(running))]


def _jump(running: Running) -> None:
    running.window.go(Link(Screen.HOME))
    running.window.open_command_box()


def _first_associate(running: Running) -> int:
    rows = running.services.businesses.rows("northlight") or running.services.businesses.rows()
    return rows[0].id


def fill(services: Services) -> Shown:
    """The sample network with one agreement in each state that matters."""
    services.sample.load()
    services.sample.load_agreements()
    executed = sample_agreement(services, "two-parties")
    room = offered_room(services, executed)
    for party in room.parties:
        sign_off(services, room, party)
    services.signoffs.execute(executed.id)
    many = sample_agreement(services, "twenty-two-parties")
    room = offered_room(services, many)
    for party in room.parties[:9]:
        sign_off(services, room, party)
    offered = sample_agreement(services, "three-parties")
    _discuss(services, offered.id, offered.version)
    draft = services.agreements.rows("Harbour")[0].id
    finished = sample_agreement(services, services.desk.shelf.usual_kind())
    services.agreements.delete(draft)
    return Shown(finished.id, offered.id, many.id, executed.id)


def _discuss(services: Services, agreement: int, version: int) -> None:
    """One party has signed off, one asks, one wants a change."""
    services.offers.offer(agreement, version, "")
    signoffs = services.signoffs
    room = signoffs.room(agreement)
    first, second, third = room.parties[:3]
    sign_off(services, room, first)
    clauses = [clause.id for clause in room.clauses]
    asked, wanted = clauses[5], clauses[7]
    by = second.signatories[0].name
    signoffs.acknowledge(agreement, second.key, [c for c in clauses if c != asked], by)
    question = "If the client pays late, do we wait for our shares, or is there a limit?"
    signoffs.ask(agreement, second.key, asked, question, by)
    by = third.signatories[0].name
    signoffs.acknowledge(agreement, third.key, clauses[:7], by)
    change = "The translations should carry the translator’s name as well."
    signoffs.want_change(agreement, third.key, wanted, change, by)


def _picture(running: Running, out: Path, name: str, theme: str, size: tuple[int, int]) -> Path:
    window = running.window
    window.resize(*size)
    window.show()
    settle(running)
    path = out / f"{name}-{theme}-{size[0]}x{size[1]}.png"
    write_atomically(path, window.picture())
    return path


def settle(running: Running) -> None:
    """Let the event loop run until no task has been under way for a moment."""
    deadline = QDeadlineTimer(_LONGEST)
    quiet = QDeadlineTimer(_QUIET)
    while not deadline.hasExpired() and not quiet.hasExpired():
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        if running.window.context.tasks.is_busy() or not _is_drawn(running):
            quiet = QDeadlineTimer(_QUIET)


def _is_drawn(running: Running) -> bool:
    """Whether every part of a page is built and agreements are drawn: both go on beside tasks."""
    from ..ui.preview.page_view import PageView, is_drawn
    from ..ui.runtime.slices import Slices

    views = running.window.findChildren(PageView)
    built = all(slices.is_done() for slices in running.window.findChildren(Slices))
    return built and all(is_drawn(view) for view in views if view.isVisible())
