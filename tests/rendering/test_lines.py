"""Lines are as full as they can be: the next word goes to the next line only where it must."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from weasyprint.text.line_break import create_layout, line_size

from microbiz_desktop.rendering import boxes, spaces
from microbiz_desktop.rendering.inline import iso
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .conftest import sample

#: CSS pixels that a word must be short of the room left before a line counts as ended early.
_SURE = 0.5


def ended_early(document: Any) -> Iterator[str]:
    """Lines after which the next word would have fitted, with that word."""
    for number, page in enumerate(document.pages, 1):
        for part in boxes.sections_on(page):
            for block in _paragraphs(part):
                for line, after in pairwise(block.children):
                    right = block.content_box_x() + block.width
                    if _end(line) + _first_word(after) < right - _SURE:
                        yield f"page {number}: {_words(line)!r} / {_words(after)!r}"


def _paragraphs(box: Any) -> Iterator[Any]:
    """Blocks of lines that run on: no rows of blocks, no written break, nothing beside a logo."""
    children = getattr(box, "children", ())
    kinds = {type(child).__name__ for child in children}
    tag, name = (box.element_tag, box.element.get("class")) if box.element is not None else ("", "")
    if kinds == {"LineBox"} and tag != "div" and name != "sha":
        yield box
    for child in () if name == "top" else children:
        yield from _paragraphs(child)


def _pieces(line: Any) -> list[Any]:
    return [box for box in line.descendants() if getattr(box, "text", "")]


def _words(line: Any) -> str:
    return "".join(box.text for box in _pieces(line))


def _end(line: Any) -> float:
    return max(float(box.position_x + box.margin_width()) for box in line.children)


def _first_word(line: Any) -> float:
    """How wide the first word of a line is, with the space before it."""
    wide, style = 0.0, None
    for box in _pieces(line):
        kept_whole = box.style["white_space"] == "nowrap"
        word, space, _ = (box.text, "", "") if kept_whole else box.text.partition(" ")
        style = style or box.style
        wide += _width(word, box.style)
        if space:
            break
    return wide + _width(" ", style)


def _width(words: str, style: Any) -> float:
    layout = create_layout(words, style, None, None, 0)
    return float(line_size(layout.get_first_line()[0], style)[0])


def test_a_line_that_ends_early_is_seen(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weasyprint.layout.inline.split_first_line", spaces._stock)
    text, logos = sample("seven")
    document = renderer.layout(text, build.executed(text), logos)
    assert any("'asked.'" in found for found in ended_early(document))


def test_a_postcode_and_the_word_for_mail_are_not_broken() -> None:
    words = iso("Mill Yard, Otley LS21 1AB; write by e-mail, not to A1 2 or LS21 1ABC")
    kept = [piece.partition("<")[0] for piece in words.split('<span class="nb">')[1:]]
    assert kept == ["LS21 1AB", "e-mail"]


@pytest.mark.parametrize("name", ["two", "seven"])
def test_long_addresses_of_mail_stay_on_the_line_of_their_label(
    renderer: Renderer, name: str
) -> None:
    """The label stood alone, or the last letter went to a line of its own."""
    text, logos = sample(name)
    long = ("E-mail", "hello@gatetheatreworkshops.example")
    parties = tuple(replace(p, details=(long, *p.details[1:])) for p in text.parties)
    document = renderer.layout(replace(text, parties=parties), build.offered(), logos)
    facts = [
        [_words(line) for line in block.children]
        for page in document.pages
        for part in boxes.sections_on(page)
        for block in _paragraphs(part)
        if block.element.get("class") == "fact long"
    ]
    assert len(facts) == len(parties)
    assert all(len(lines) == 1 for lines in facts)


def test_a_number_of_five_signs_leaves_room_before_the_words(renderer: Renderer) -> None:
    text, logos = sample("three")
    clause = text.clauses[-1]
    subs = (*clause.subclauses[:-1], replace(clause.subclauses[-1], number="14.10"))
    text = replace(text, clauses=(*text.clauses[:-1], replace(clause, subclauses=subs)))
    document = renderer.layout(text, build.offered(), logos)
    lines = [
        block.children[0]
        for page in document.pages
        for part in boxes.sections_on(page)
        for block in _paragraphs(part)
        if block.element_tag == "p" and _words(block.children[0]).startswith("14.10")
    ]
    assert len(lines) == 1
    number, first = _pieces(lines[0])[:2]
    assert first.position_x - number.position_x - number.width > 4
