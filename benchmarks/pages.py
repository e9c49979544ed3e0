"""The longest pause of the window while each page opens for the first time, against an idle one."""

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer

from microbiz_desktop.app import make_application, open_window, read_ahead
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.program.sample_deals import offered_room, sample_agreement
from microbiz_desktop.services.wiring import build_services

from .associates import generate
from .contacts import MANY, opened
from .contacts import fill as fill_contacts
from .gap import idling, longest, settle
from .harness import Comparison, Contender, Target

_STUDIO, _ROOM = "twenty-two-parties", "three-parties"
#: A page is watched for so long after it was asked for, in milliseconds.
_WATCHED = 1200
#: The program makes all pages ahead a little after the start, within so many milliseconds.
_AHEAD, _MAKING = "pages made ahead", 4000
#: Screens by the words of the report: where they are, and what part of them is asked for.
_SCREENS = (
    ("associates", "associates", ""),
    ("who can do what", "who-can", ""),
    ("import", "import", ""),
    ("duplicates", "duplicates", ""),
    ("projects", "projects", ""),
    ("agreements", "agreements", ""),
    ("network: map", "network", "map"),
    ("network: skills", "network", "skills"),
    ("network: referrals", "network", "referrals"),
    ("network: events", "network", "events"),
    ("settings", "settings", ""),
)


class _Runs:
    """What a process says of each page; another one is started for a page asked for again."""

    def __init__(self, data: Path, studio: int, room: int) -> None:
        self._arguments = [str(data), str(studio), str(room)]
        self._found: dict[str, float] = {}

    def gap(self, page: str) -> float:
        """Seconds."""
        if page not in self._found:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.pages", *self._arguments],
                capture_output=True, text=True, timeout=300, check=True,
            )  # fmt: skip
            self._found = json.loads(done.stdout)
        return self._found.pop(page)


def comparisons() -> Iterator[Comparison]:
    """All pages in one window of a new process, with all made ahead as after a start."""
    with TemporaryDirectory() as folder:
        runs = _Runs(Path(folder), *_fill(Path(folder)))
        names = ("idle", _AHEAD, *(place[0] for place in _places(0, 0)))
        yield Comparison(
            f"longest gap in the event loop while a page opens first, {MANY:,} associates",
            [Contender(name, partial(runs.gap, name)) for name in names],
            rounds=5,
            target=Target("", 4.0, most=50),
        )


def _places(studio: int, room: int) -> list[tuple[str, str, int, str]]:
    """Words, screen, key and detail of everything that is opened."""
    return [
        *((words, screen, 0, detail) for words, screen, detail in _SCREENS),
        (f"studio of {_STUDIO}", "studio", studio, ""),
        (f"sign-off of {_ROOM}", "signoff", room, ""),
    ]


def _fill(data: Path) -> tuple[int, int]:
    """A data folder with many associates; the numbers of a draft of many and of an offer."""
    services = build_services(data)
    try:
        services.sample.load()
        studio = sample_agreement(services, _STUDIO)
        room = sample_agreement(services, _ROOM)
        offered_room(services, room)
    finally:
        services.close()
    with opened(data) as database:
        fill_contacts(database, generate(MANY))
    return studio.id, room.id


def _open_all(data: Path, studio: int, room: int) -> dict[str, float]:
    """The gap while idle and while each page opens, with Home in front before."""
    app, services = make_application(), build_services(data)
    services.drafts.preview(studio)
    read_ahead(services)
    running = open_window(app, services)
    running.window.resize(1440, 900)
    running.window.show()
    gc.freeze()
    found = {"idle": longest(idling(running))}
    found[_AHEAD] = longest(_going(running.window.stack.make_ahead, _MAKING))
    for words, screen, key, detail in _places(studio, room):
        running.window.go(Link(Screen.HOME))
        settle(running)
        found[words] = longest(
            _going(partial(running.window.go, Link(Screen(screen), key, detail)))
        )
    running.close()
    return found


def _going(go: Callable[[], None], watched: int = _WATCHED) -> Callable[[QEventLoop], None]:
    def start(loop: QEventLoop) -> None:
        QTimer.singleShot(20, go)
        QTimer.singleShot(watched, loop.quit)

    return start


if __name__ == "__main__":
    print(json.dumps(_open_all(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
