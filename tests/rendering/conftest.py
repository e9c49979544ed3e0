"""One warm renderer for all tests of pages, and files made once."""

from collections.abc import Callable
from functools import cache

import pytest

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.result import Rendered
from tests import builders_text as build

Make = Callable[[int, str], tuple[AgreementText, Edition, Rendered]]


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """Fonts and stylesheet loaded once."""
    return Renderer()


@pytest.fixture(scope="session")
def made(renderer: Renderer) -> Make:
    """Text, edition and file for a number of parties and a standing; each made once."""

    @cache
    def make(count: int, standing: str) -> tuple[AgreementText, Edition, Rendered]:
        text = build.agreement(count, revision=0 if standing == "draft" else 3)
        edition = {
            "draft": build.draft(),
            "offered": build.offered(),
            "executed": build.executed(text),
            "progress": build.progress(text, 2),
        }[standing]
        return text, edition, renderer.render(text, edition, build.logos(count))

    return make
