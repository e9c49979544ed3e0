"""Wording a deal and running every check, against laying its pages out once."""

from collections.abc import Iterator
from functools import partial

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.rendering.pdf import Renderer
from tests.builders_text import draft

from .harness import Comparison, Contender, Target
from .samples import catalogue, deals


def comparisons() -> Iterator[Comparison]:
    """Every sample deal; the warm render is what the preview pays anyway."""
    renderer = Renderer()
    for parties, deal in sorted(deals().items()):
        text = compile_deal(catalogue(), deal).text
        yield Comparison(
            f"text and findings for {parties} parties",
            [
                Contender("warm render", partial(_render, renderer, text)),
                Contender("text and findings", partial(_compile, deal)),
            ],
            rounds=5,
            target=Target("text and findings", 0.05),
        )


def _render(renderer: Renderer, text: AgreementText) -> None:
    renderer.render(text, draft(), {})


def _compile(deal: Deal) -> None:
    compile_deal(catalogue(), deal)
