"""Names of 120 letters: a table row takes few lines, and an agreement few pages more (P8)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build
from tests.shipped import shipped

from .looking import faults, leaves

DEAL = Path(__file__).parents[1] / "cases" / "readings" / "nine-library.toml"
GUILD = (
    "The Most Excellent and Ancient Worshipful Guild of Makers, Menders and Musicians of the "
    "Whole of the Upper Dale, number"
)
#: Thirteen pages with short names; 28 were printed with long ones.
MOST_PAGES, MOST_LINES = 17, 3


@pytest.fixture(scope="module")
def document(renderer: Renderer) -> Any:
    """The executed copy of nine parties with long names, laid out."""
    catalogue = shipped()
    read = load_deal_file(DEAL, catalogue)
    parties = tuple(
        replace(party, trading_name=f"{GUILD} {number}", legal_name=f"{GUILD} {number}")
        for number, party in enumerate(read.deal.parties, 1)
    )
    assert len(parties) == 9 and len(parties[0].name) > 110
    text = replace(compile(catalogue, replace(read.deal, parties=parties)).text, revision=1)
    return renderer.layout(text, build.executed(text), read.logos)


@pytest.fixture(scope="module")
def pages(document: Any) -> Any:
    """Its pages."""
    return document.pages


def test_page_1_is_one_page_and_no_signing_block_stands_alone(document: Any) -> None:
    assert boxes.starts(document.pages)["changes"] == 1
    assert boxes.fill(document.pages[1]) > 0.5
    assert [fault for fault in faults(document) if "stands alone" in fault] == []


def test_long_names_take_few_pages(pages: Any) -> None:
    assert len(pages) <= MOST_PAGES


def test_a_row_of_a_table_takes_few_lines(pages: Any) -> None:
    """In the schedules, whose tables have many columns."""
    cells: dict[Any, set[float]] = {}
    for part in (part for page in pages for part in boxes.sections_on(page)):
        for leaf, trail in leaves(part):
            elements = [box.element for box in trail if box.element is not None]
            cell = next((e for e in elements if e.tag in ("th", "td")), None)
            inside = any(e.get("class") == "schedule" for e in elements)
            if inside and cell is not None and "The Most Excellent" in "".join(cell.itertext()):
                cells.setdefault(cell, set()).add(leaf.position_y)
    assert len(cells) > 9
    assert max(map(len, cells.values())) <= MOST_LINES
