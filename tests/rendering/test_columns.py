"""Columns laid out once are the library's columns; on their last page they are balanced."""

from typing import Any

import pytest
from weasyprint.layout import block

from microbiz_desktop.rendering import boxes, columns
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .conftest import sample
from .looking import leaves

#: Two lines of the text, in CSS pixels.
_TWO_LINES = 36


def _columns(page: Any) -> list[Any]:
    """The columns of this page from left to right."""
    found: list[Any] = []
    waiting = list(boxes.sections_on(page))
    while waiting:
        box = waiting.pop()
        found += [box] if getattr(box, "is_column", False) else []
        waiting += getattr(box, "children", ())
    return sorted(found, key=lambda box: float(box.position_x))


def _words(box: Any) -> str:
    return "".join(getattr(leaf, "text", "") for leaf, _ in leaves(box))


def test_full_pages_end_where_the_library_ends_them(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, logos = sample("three")
    ours = renderer.layout(text, build.draft(), logos).pages
    monkeypatch.setattr(block, "columns_layout", columns._stock)
    theirs = renderer.layout(text, build.draft(), logos).pages
    assert len(ours) == len(theirs)
    pairs = [(_columns(a), _columns(b)) for a, b in zip(ours, theirs, strict=True)]
    full = [(a, b) for a, b in pairs if a][:-1]
    assert len(full) > 3
    for mine, stock in full:
        assert [_words(box) for box in mine] == [_words(box) for box in stock]
        assert [box.position_x for box in mine] == [box.position_x for box in stock]


@pytest.mark.parametrize("filler", [0, 1, 2, 3, 5])
def test_the_last_columns_are_about_as_long_as_each_other(renderer: Renderer, filler: int) -> None:
    text = build.agreement(3, filler=filler)
    pages = renderer.layout(text, build.offered(), build.logos(3)).pages
    last = [found for page in pages if (found := _columns(page))][-1]
    left, right = (columns._length(box, box.position_y) for box in last)
    assert abs(left - right) < _TWO_LINES * 2


@pytest.mark.parametrize(("lines", "left"), [(2, 2), (3, 3), (4, 2), (5, 3)])
def test_balanced_columns_keep_two_lines_at_either_edge(
    renderer: Renderer, lines: int, left: int
) -> None:
    """The end of a sentence that runs over was balanced into one line a column."""
    words = "<br>".join(["word"] * (100 + lines))
    source = (
        '<html lang="en"><body><style>@page { size: 400px 1360px; margin: 0 0 30px }'
        "p { margin: 0; line-height: 26.6px }</style>"
        f'<div style="columns: 2; column-gap: 4mm"><p>{words}</p></div></body></html>'
    )
    pages = renderer._lay_out(source, None).pages
    assert [_words(box).count("word") for box in _columns(pages[1])] == [
        n for n in (left, lines - left) if n
    ]


def test_columns_it_does_not_know_are_left_to_the_library(renderer: Renderer) -> None:
    source = (
        '<html lang="en"><body><div style="columns: 2; column-gap: 4mm">'
        '<p>one</p><h2 style="column-span: all">across</h2><p>two</p></div></body></html>'
    )
    (page,) = renderer._lay_out(source, None).pages
    assert len(_columns(page)) == 2
