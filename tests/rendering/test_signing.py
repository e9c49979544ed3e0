"""Signing blocks: room for what hands will write into them."""

from collections.abc import Iterator
from typing import Any

import pytest

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

#: CSS pixels in a millimetre.
MM = 96 / 25.4


def _all(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _all(child)


@pytest.mark.parametrize("count", [2, 5])
def test_a_witness_has_a_line_each_for_signature_name_and_address(
    renderer: Renderer, count: int
) -> None:
    """P4: one line of 86 by 13 mm was all there was for the three."""
    text = build.agreement(count, deed=True)
    document = renderer.layout(text, build.offered(), build.logos(count))
    found: dict[Any, dict[Any, float]] = {}
    for part in (part for page in document.pages for part in boxes.sections_on(page)):
        for box in _all(part):
            kinds = set((box.element.get("class") or "").split()) if box.element is not None else ()
            if "signatory" in kinds:
                lines = found.setdefault(box.element, {})
            elif {"witness", "room"} & set(kinds) and hasattr(box, "border_height"):
                lines[box.element] = box.border_height() / MM
    assert len(found) == sum(len(party.signatories) for party in text.parties)
    for lines in found.values():
        assert len(lines) == 3 and min(lines.values()) >= 9


def _of_each_signatory(
    renderer: Renderer, text: AgreementText, edition: Edition, kind: str
) -> list[Any]:
    """The first box of this class for each person who signs."""
    document = renderer.layout(text, edition, build.logos(len(text.parties)))
    found: dict[Any, Any] = {}
    for part in (part for page in document.pages for part in boxes.sections_on(page)):
        for box in _all(part):
            name = box.element.get("class") if box.element is not None else None
            if name == kind and hasattr(box, "border_height"):
                found.setdefault(box.element, box)
    return list(found.values())


@pytest.mark.parametrize("count", [3, 5, 22])
def test_every_signature_stands_on_a_line_of_the_same_height(
    renderer: Renderer, count: int
) -> None:
    """Two in a row, a drawn one fell below the note beside it and made its block higher."""
    text = build.agreement(count)
    hands = _of_each_signatory(renderer, text, build.executed(text), "hand")
    assert len(hands) == sum(len(party.signatories) for party in text.parties)
    assert max(hand.border_height() for hand in hands) < 11 * MM


@pytest.mark.parametrize("count", [3, 5])
def test_the_line_for_the_date_is_level_with_that_for_the_signature(
    renderer: Renderer, count: int
) -> None:
    text = build.agreement(count)
    hands = _of_each_signatory(renderer, text, build.offered(), "hand")
    dates = _of_each_signatory(renderer, text, build.offered(), "date")
    assert len(hands) == len(dates) >= count
    for hand, date in zip(hands, dates, strict=True):
        line = hand.border_box_y() + hand.border_height() - hand.border_bottom_width
        assert date.border_box_y() == pytest.approx(line, abs=0.5)
