"""How the pages fill: nothing overflows, nothing is torn apart, page 1 is one page."""

from typing import Any

import pytest

from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .conftest import Make

#: Half a CSS pixel: what rounding may move.
_ROUNDING = 0.5
LONG = "The Upper Wharfedale and Nidderdale Hedge Layers, Wallers and Willow Weavers Co-operative"


def _leaves(box: Any, trail: tuple[Any, ...] = ()) -> Any:
    children = getattr(box, "children", ())
    for child in children:
        yield from _leaves(child, (*trail, box))
    if not children and hasattr(box, "position_x") and box.element_tag:
        yield box, trail


def _overflowing(document: Any) -> list[str]:
    """Words and pictures outside the type block of their page."""
    found = []
    for number, page in enumerate(document.pages, 1):
        root = page._page_box
        left, top = root.content_box_x(), root.content_box_y()
        right, bottom = left + root.width, top + root.height
        for part in boxes._parts(page):
            for box, _ in _leaves(part):
                if not (box.width or 0) or box.element_tag.endswith("::before"):
                    continue
                inside = (
                    box.position_x >= left - 12  # the tint of changed wording stands out a little
                    and box.position_x + box.width <= right + _ROUNDING
                    and box.position_y >= top - _ROUNDING
                    and box.position_y + box.height <= bottom + _ROUNDING
                )
                if not inside:
                    found.append(f"page {number}: {getattr(box, 'text', box.element_tag)!r}")
    return found


def _classes(document: Any, name: str) -> list[list[int]]:
    """For each element of this class, the pages it stands on."""
    pages: dict[Any, list[int]] = {}

    def walk(box: Any, number: int) -> None:
        for child in getattr(box, "children", ()):
            element = child.element
            if element is not None and name in (element.get("class") or "").split():
                pages.setdefault(element, [])
                if number not in pages[element]:
                    pages[element].append(number)
            walk(child, number)

    for number, page in enumerate(document.pages):
        walk(page._page_box, number)
    return list(pages.values())


@pytest.mark.parametrize("count", range(2, 23))
def test_every_number_of_parties_fits(renderer: Renderer, count: int) -> None:
    names = (LONG,) if count % 3 == 0 else ()
    text = build.agreement(count, names=names, deed=count % 4 == 0)
    document = renderer.layout(text, build.executed(text), build.logos(count))
    starts = boxes.starts(document.pages)
    assert _overflowing(document) == []
    assert starts["parties"] == 1, "page 1 is one page"
    for kind in ("block", "party", "row", "print"):
        assert all(len(pages) == 1 for pages in _classes(document, kind)), f"{kind} is split"
    last_of_part = {page - 1 for page in starts.values()} | {len(document.pages) - 1}
    for number, page in enumerate(document.pages):
        fill = boxes.fill(page)
        assert fill <= 1.001
        assert fill > (0.04 if number in last_of_part else 0.6), f"page {number + 1}: {fill:.2f}"


@pytest.mark.parametrize("filler", [1, 3, 6])
def test_long_clauses_keep_head_note_and_first_lines_together(
    renderer: Renderer, filler: int
) -> None:
    text = build.agreement(3, filler=filler)
    document = renderer.layout(text, build.offered(), build.logos(3))
    assert _overflowing(document) == []
    assert all(len(pages) == 1 for pages in _classes(document, "row"))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_both_papers_have_the_same_type_block(renderer: Renderer, paper: str) -> None:
    document = renderer.layout(build.agreement(3, paper=paper), build.offered(), build.logos(3))
    width = {page._page_box.width for page in document.pages}
    assert {round(w / 96 * 25.4, 1) for w in width} == {162.0}
    assert _overflowing(document) == []


def test_a_crowded_cover_still_takes_one_page(renderer: Renderer) -> None:
    title = "A very long title of a piece of work that goes on and on " * 3
    text = build.agreement(22, title=title, names=(LONG,) * 4)
    document = renderer.layout(text, build.offered(), build.logos(22))
    assert boxes.starts(document.pages)["parties"] == 1


def test_the_fit_does_not_depend_on_what_was_rendered_before(renderer: Renderer) -> None:
    text, edition = build.agreement(12), build.offered()
    first = Renderer().render(text, edition, build.logos(12)).pdf
    renderer.render(build.agreement(3), edition, build.logos(3))
    assert renderer.render(text, edition, build.logos(12)).pdf == first
    assert renderer.render(text, edition, build.logos(12)).pdf == first


def test_anchors_say_where_each_clause_stands(made: Make) -> None:
    text, _, file = made(3, "offered")
    by_id = {anchor.id: anchor for anchor in reversed(file.anchors)}
    for clause in text.clauses:
        anchor = by_id[clause.id]
        assert 0 < anchor.page < file.pages
        assert 60 < anchor.top < anchor.bottom < 842
    order = [by_id[c.id].page * 1000 + by_id[c.id].top for c in text.clauses]
    assert order == sorted(order)
    assert {s.id for s in text.schedules} <= by_id.keys()
