"""The longest pause of the window's event loop while pages are laid out, against an idle window."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer

from microbiz_desktop.app import Running, make_application, open_window
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.program.sample_deals import sample_agreement
from microbiz_desktop.services.wiring import build_services

from .harness import Comparison, Contender, Target
from .imports import table

#: The loop is asked to come round so often, in milliseconds, and watched for so long when idle.
_TICK, IDLE = 1, 1500
_SAMPLE = "twenty-two-parties"
_ROWS = 20_000


def comparisons() -> Iterator[Comparison]:
    """Real window, real worker; the longest gap between two rounds of the loop."""
    app = make_application()
    with TemporaryDirectory() as folder:
        services = build_services(Path(folder))
        services.sample.load()
        agreement = sample_agreement(services, _SAMPLE).id
        services.drafts.preview(agreement)
        running, n = open_window(app, services), count(1)
        running.window.show()
        try:
            yield Comparison(
                f"longest gap in the event loop, pages of {_SAMPLE} laid out meanwhile",
                [
                    Contender("idle", lambda: longest(idling(running))),
                    Contender("layout", lambda: longest(_laying_out(running, agreement, next(n)))),
                ],
                rounds=7,
                target=Target("layout", 2.0),
            )
            yield Comparison(
                f"longest gap in the event loop, studio of {_SAMPLE} opened meanwhile",
                [
                    Contender("idle", lambda: longest(idling(running))),
                    Contender("opening", lambda: longest(_opening(running, agreement))),
                ],
                rounds=5,
            )
            yield _read(running)
            yield _import(running)
        finally:
            running.close()


def _read(running: Running) -> Comparison:
    """A table read on another thread, as the window does it."""
    content = table(_ROWS)
    return Comparison(
        f"longest gap in the event loop, {_ROWS:,} rows of a table read meanwhile",
        [
            Contender("idle", lambda: longest(idling(running))),
            Contender(
                "reading",
                partial(_aside, running, lambda: running.services.imports.read("t.csv", content)),
            ),
        ],
        rounds=7,
        target=Target("reading", 2.0),
    )


def _import(running: Running) -> Comparison:
    """A table compared and written, each on another thread as the window does it."""
    imports, content = running.services.imports, table(_ROWS)
    reading = imports.read("table.csv", content)
    proposal = imports.propose([reading])
    jobs: dict[str, Callable[[], object]] = {
        "comparing": lambda: imports.propose([reading]),
        "writing": lambda: imports.apply(proposal),
    }
    return Comparison(
        f"longest gap in the event loop, {_ROWS:,} rows of a table brought in meanwhile",
        [
            Contender("idle", lambda: longest(idling(running))),
            *(Contender(name, partial(_aside, running, job)) for name, job in jobs.items()),
        ],
        rounds=3,
        target=Target("writing", 2.0),
        notes=("written anew in each round; nothing may hold the window for 50 ms",),
    )


def _aside(running: Running, job: Callable[[], object]) -> float:
    """The gap while this runs as a task."""
    settle(running)

    def start(loop: QEventLoop) -> None:
        running.window.context.tasks.run(job, done=lambda _: loop.quit())

    return longest(start)


def _wait(loop: QEventLoop) -> None:
    QTimer.singleShot(IDLE, loop.quit)


def _laying_out(running: Running, agreement: int, number: int) -> Callable[[QEventLoop], None]:
    """A layout in the worker, as the window asks for it; other words each time, or none is made."""
    agreements, drafts = running.services.agreements, running.services.drafts
    words = Edit(("project", "brief"), f"the festival, in {number} parts")
    agreements.edit(agreement, agreements.get(agreement).version, [words])
    settle(running)

    def start(loop: QEventLoop) -> None:
        running.window.context.tasks.run(
            lambda: drafts.preview(agreement), done=lambda _: loop.quit()
        )

    return start


def _opening(running: Running, agreement: int) -> Callable[[QEventLoop], None]:
    """The studio made anew, after a page of another kind had the window."""
    window = running.window
    window.page("studio")._close_inner()
    window.go(Link(Screen.HOME))
    settle(running)

    def start(loop: QEventLoop) -> None:
        QTimer.singleShot(20, lambda: window.go(Link(Screen.STUDIO, agreement)))
        QTimer.singleShot(IDLE, loop.quit)

    return start


def idling(running: Running) -> Callable[[QEventLoop], None]:
    """An idle window, once what was begun before has ended."""
    settle(running)
    return _wait


def settle(running: Running) -> None:
    """Let everything come to rest."""
    busy = True
    while busy:
        loop = QEventLoop()
        QTimer.singleShot(IDLE, loop.quit)
        loop.exec()
        busy = running.window.context.tasks.is_busy()


def longest(start: Callable[[QEventLoop], None]) -> float:
    """Seconds of the longest gap between two ticks until the loop is left."""
    loop, timer, gaps = QEventLoop(), QTimer(), [0.0]
    timer.setInterval(_TICK)
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer.timeout.connect(tick)
    timer.start()
    start(loop)
    loop.exec()
    timer.stop()
    return max(gaps)
