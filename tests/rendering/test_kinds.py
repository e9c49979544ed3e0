"""Every kind that is shipped, on paper: many options in one deal, and one by one in the soak."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import frozen, thawed
from microbiz_desktop.domain.plain import from_plain, to_plain
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build
from tests.drafting.base_deal import KINDS, Base
from tests.drafting.pairs import PairRuns, lines_of, said
from tests.drafting.whole_deals import fullest as fullest_deal
from tests.drafting.whole_deals import usual

from . import looking
from .conftest import Fullest
from .printed_words import text_matches


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue(resource("templates", "agreements"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_deal_of_many_options_is_printed_whole_and_reads_back_equal(
    fullest: Fullest, shipped: Catalogue, kind: str
) -> None:
    text, edition, file = fullest(kind)
    units = {line.unit for clause in text.clauses for line in clause.subclauses}
    assert len(units) > 0.8 * len(list(shipped.templates[kind].unit_ids()))
    assert [line for line in lines_of(text) if "??" in line] == []
    assert from_plain(AgreementText, to_plain(text)) == text
    assert text_matches(file.pdf, text, edition) == ()
    assert text_matches(file.pdf, text) == ()


def test_page_1_is_one_page_with_most_parties_and_as_many_options_as_can_be(
    renderer: Renderer, shipped: Catalogue
) -> None:
    kind = "mutual-nda"
    deal, logos = usual(shipped, kind, 22)
    most = thawed(fullest_deal(Base.of(shipped, kind)).answers)
    deal = replace(deal, answers=frozen({**most, "who_shares": "mutual", "non_solicit": "both"}))
    text = compile_deal(shipped, deal, "crowded", 1).text
    starts = boxes.starts(renderer.layout(text, build.offered(), logos).pages)
    assert len(text.changes) > 5
    assert 1 in (starts["parties"], starts["changes"])


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_every_option_is_printed_whole_looks_right_and_reads_back_equal(
    renderer: Renderer, shipped: Catalogue, kind: str
) -> None:
    assert list(_misprints(PairRuns(shipped, kind), renderer)) == []


def _misprints(runs: PairRuns, renderer: Renderer) -> Iterator[str]:
    for settings in runs.singles():
        text = compile_deal(runs.catalogue, runs.base.deal(settings), "soak", 1).text
        edition = build.offered()
        file = renderer.render(text, edition, {})
        found = looking.faults(renderer.layout(text, edition, {}))
        for fault in (*found, *text_matches(file.pdf, text, edition)):
            yield f"{said(settings)}: {fault}"
