"""From the last key of an answer to what the checks say of it, in the studio of many parties."""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest

from microbiz_desktop.app import Running, make_application, open_window
from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.agreements.values import DraftView
from microbiz_desktop.services.program.sample_deals import sample_agreement
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.ui.agreements.draft_studio import Studio

from .gap import settle
from .harness import Comparison, Contender, Target

_SAMPLE = "twenty-two-parties"
_QUESTION = "brief"


def comparisons() -> Iterator[Comparison]:
    """Beside the text and its findings alone, asked of the worker without any window."""
    app, numbers = make_application(), count(1)
    with TemporaryDirectory() as folder:
        services = build_services(Path(folder))
        services.sample.load()
        agreement = sample_agreement(services, _SAMPLE).id
        services.drafts.preview(agreement)
        running = open_window(app, services)
        running.window.show()
        running.window.go(Link(Screen.STUDIO, agreement, _QUESTION))
        deal = services.agreements.get(agreement).deal
        try:
            yield Comparison(
                f"last key of a text to its findings, {_SAMPLE}",
                [
                    Contender("text and findings alone", lambda: _compile(services, deal)),
                    Contender("in the window", lambda: _typed(running, next(numbers))),
                ],
                rounds=9,
                target=Target("in the window", float("inf"), most=250),
                notes=["most of it is waiting for the next key, whatever the machine"],
            )
        finally:
            running.close()


def _compile(services: Services, deal: Deal) -> None:
    services.worker.compile(deal)


def _typed(running: Running, number: int) -> float:
    """Seconds until what the checks say of the text is on the screen."""
    settle(running)
    studio, loop = running.window.page("studio").inner, QEventLoop()
    assert isinstance(studio, Studio)
    words, arrived = f"the festival, in {number} parts", [0.0]

    def compiled(view: DraftView) -> None:
        stored = studio.edits.agreement
        if stored.version == view.version and stored.deal.project.brief == words:
            arrived[0] = time.perf_counter()
            loop.quit()

    studio.feed.compiled.connect(compiled)
    field = studio.interview.blocks[_QUESTION].editor
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)
    last = time.perf_counter()
    loop.exec()
    studio.feed.compiled.disconnect(compiled)
    return arrived[0] - last
