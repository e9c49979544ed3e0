"""One warm renderer for all tests of pages, and files made once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial

import pytest

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.result import Rendered
from tests import builders_text as build
from tests.drafting.base_deal import Base
from tests.drafting.whole_deals import fullest as fullest_deal
from tests.kept import Store, store  # noqa: F401 - a fixture
from tests.shipped import shipped

Sample = tuple[AgreementText, Mapping[str, bytes]]
Fullest = Callable[[str], tuple[AgreementText, Edition, Rendered]]
Make = Callable[[int, str], tuple[AgreementText, Edition, Rendered]]


@cache
def sample(name: str) -> Sample:
    """The text of a shipped sample deal, and its logos."""
    catalogue = shipped()
    read = load_deal_file(resource("resources", "sample") / f"{name}-parties.toml", catalogue)
    return compile_deal(catalogue, read.deal).text, read.logos


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


@pytest.fixture(scope="session")
def fullest(renderer: Renderer, store: Store) -> Fullest:  # noqa: F811 - the fixture
    """An executed copy of a kind with as many options as go together; each made once in a run."""

    @cache
    def make(kind: str) -> tuple[AgreementText, Edition, Rendered]:
        catalogue = shipped()
        deal = fullest_deal(Base.of(catalogue, kind))
        deal = replace(deal, parties=tuple(replace(party, logo="") for party in deal.parties))
        text = compile_deal(catalogue, deal, "fullest", 1).text
        edition = build.executed(text)
        render = partial(renderer.render, text, edition, {})
        return text, edition, store.value("fullest", [kind], render)

    return make
