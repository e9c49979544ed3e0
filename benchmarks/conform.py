"""What PDF/A-3a and PDF/UA-1 cost together, against a plain PDF of the same pages."""

import gc
from collections.abc import Callable, Iterator

from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text

from .harness import Comparison, Contender, Target


def comparisons() -> Iterator[Comparison]:
    """A short agreement and one of 21 parties, laid out and written in this warm process."""
    renderer = Renderer()
    for parties in (3, 21):
        yield Comparison(
            f"lay out and write an agreement of {parties} parties",
            [
                Contender("plain PDF", _plain(renderer, parties)),
                Contender("3a and ua1", _ours(renderer, parties)),
            ],
            rounds=5,
            target=Target("3a and ua1", 1.25),
        )


def _plain(renderer: Renderer, parties: int) -> Callable[[], None]:
    text, logos = builders_text.agreement(parties), builders_text.logos(parties)

    def run() -> None:
        gc.disable()  # as our renderer does: only the format differs
        try:
            renderer.layout(text, builders_text.draft(), logos).write_pdf()
        finally:
            gc.enable()

    return run


def _ours(renderer: Renderer, parties: int) -> Callable[[], None]:
    text, logos = builders_text.agreement(parties), builders_text.logos(parties)

    def run() -> None:
        renderer.render(text, builders_text.draft(), logos)

    return run
