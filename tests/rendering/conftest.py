"""One warm renderer for all tests of pages, and files made once."""

from collections.abc import Callable
from functools import cache, partial

import pytest

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.result import Rendered
from tests import builders_text as build
from tests.kept import Store, store  # noqa: F401 - a fixture

Make = Callable[[int, str], tuple[AgreementText, Edition, Rendered]]


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """Fonts and stylesheet loaded once."""
    return Renderer()


@pytest.fixture(scope="session")
def made(renderer: Renderer, store: Store) -> Make:  # noqa: F811 - the fixture
    """Text, edition and file for a number of parties and a standing; each made once in a run."""

    @cache
    def make(count: int, standing: str) -> tuple[AgreementText, Edition, Rendered]:
        text = build.agreement(count, revision=0 if standing == "draft" else 3)
        edition = {
            "draft": build.draft(),
            "offered": build.offered(),
            "executed": build.executed(text),
            "progress": build.progress(text, 2),
        }[standing]
        render = partial(renderer.render, text, edition, build.logos(count))
        return text, edition, store.value("made", [count, standing], render)

    return make
