"""Wording a deal and running every check, against laying its pages out once."""

from collections.abc import Iterator, Mapping
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
    for parties, read in sorted(deals().items()):
        text = compile_deal(catalogue(), read.deal).text
        yield Comparison(
            f"text and findings for {parties} parties",
            [
                Contender("warm render", partial(_render, renderer, text, read.logos)),
                Contender("text and findings", partial(_compile, read.deal)),
            ],
            rounds=5,
            target=Target("text and findings", 0.05),
        )


def _render(renderer: Renderer, text: AgreementText, logos: Mapping[str, bytes]) -> None:
    renderer.render(text, draft(), logos)


def _compile(deal: Deal) -> None:
    compile_deal(catalogue(), deal)
