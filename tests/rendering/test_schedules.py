"""Schedules wherever they fall on a page: nothing parts from what it heads, no sum breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from microbiz_desktop.domain.text import AgreementText, Align, Column, Paragraph, Row, Run, Table
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.fetching import RecordingFetcher
from microbiz_desktop.rendering.html import html
from microbiz_desktop.rendering.logos import vetted
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .conftest import sample
from .looking import faults, leaves

#: Millimetres from one try to the next; a page has 255 of them.
STEP, PAGE = 21, 255


def _laid(renderer: Renderer, text: AgreementText, logos: Mapping[str, bytes], down: int) -> Any:
    """The schedules alone, so far down on their first page."""
    source = html(replace(text, revision=1), build.offered(), logos)
    head, _, rest = source.partition('<section class="cover')
    begin, end = rest.index('<section class="schedule"'), rest.index('<section class="signing')
    page = f'{head}<div style="height: {down}mm"></div>{rest[begin:end]}</body></html>'
    return renderer._lay_out(page, RecordingFetcher(vetted(logos)))


def _pages_of(document: Any) -> dict[Any, list[int]]:
    """The pages on which each element has words."""
    found: dict[Any, list[int]] = {}
    for number, page in enumerate(document.pages, 1):
        for part in boxes.sections_on(page):
            for leaf, trail in leaves(part):
                if getattr(leaf, "text", "").strip():
                    for box in trail:
                        found.setdefault(box.element, []).append(number)
    return found


def _parted(document: Any) -> Iterator[str]:
    """Headings and intro lines that end on another page than what follows them begins on."""
    pages = _pages_of(document)
    for section in [e for e in pages if e is not None and e.get("class") == "schedule"]:
        for one, other in pairwise(e for e in section if e in pages):
            heads = one.tag in ("h2", "h3") or one.get("class") == "wide"
            if heads and max(pages[one]) != min(pages[other]):
                yield " ".join("".join(one.itertext()).split())


@pytest.mark.parametrize("name", ["two", "three"])
def test_nothing_parts_from_the_table_it_heads_wherever_it_falls(
    renderer: Renderer, name: str
) -> None:
    """P2: the glossary, the insurance, the money worked out."""
    text, logos = sample(name)
    tries = range(0, PAGE, STEP)
    for down in tries:
        document = _laid(renderer, text, logos, down)
        assert list(_parted(document)) == [], down
        assert [fault for fault in faults(document) if "stands alone" in fault] == [], down


def _lines_of_sums(document: Any) -> list[list[str]]:
    """The lines on which each cell of figures is printed."""
    found: dict[Any, list[tuple[float, str]]] = {}
    for page in document.pages:
        for part in boxes.sections_on(page):
            for leaf, trail in leaves(part):
                cell = next((b.element for b in trail if b.element_tag == "td"), None)
                if cell is not None and "right" in (cell.get("class") or ""):
                    found.setdefault(cell, []).append((leaf.position_y, leaf.text))
    return [sorted({f"{y:.0f}" for y, words in said if words.strip()}) for said in found.values()]


def test_a_sum_of_any_size_stands_on_one_line(renderer: Renderer) -> None:
    """P8: ten digits in narrow columns, beside a name of 120 letters."""
    figures = Column("Receives", align=Align.RIGHT)
    name = "The Upper Wharfedale and Nidderdale Hedge Layers, Wallers and Willow Weavers " * 2
    rows = tuple(Row((name[:120], *["£9,876,543,210.99"] * 3)) for _ in range(4))
    wide = Table("Everything", (Column("Party", width=9), *[figures] * 3), rows)
    text = build.agreement(3)
    schedule = replace(text.schedules[0], blocks=(Paragraph((Run("All of it."),)), wide))
    document = _laid(renderer, replace(text, schedules=(schedule,)), build.logos(3), 0)
    cells = _lines_of_sums(document)
    assert len(cells) == 12 and all(len(lines) == 1 for lines in cells)
    assert faults(document) == []


def test_an_address_from_the_right_is_printed_as_one_run(renderer: Renderer) -> None:
    """P7: its comma and its number stand on the side where its reader looks for them."""
    street = "شارع الملك، 12"
    text = build.agreement(3)
    party = replace(text.parties[0], details=(("Address", street),))
    text = replace(text, parties=(party, *text.parties[1:]))
    source = html(text, build.offered(), build.logos(3))
    assert f'<bdi dir="rtl" lang="und-Arab">{street}</bdi></p>' in source
    document = renderer.layout(text, build.offered(), build.logos(3))
    page = document.pages[boxes.starts(document.pages)["parties"]]
    printed = [
        (leaf.text, trail[-1].style["direction"])
        for part in boxes.sections_on(page)
        for leaf, trail in leaves(part)
        if "12" in getattr(leaf, "text", "") and "شارع" in leaf.text
    ]
    assert printed == [(street, "rtl")]
