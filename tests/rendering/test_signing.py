"""Signing blocks: room for what hands will write into them."""

from collections.abc import Iterator
from typing import Any

import pytest

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
    for part in (part for page in document.pages for part in boxes.parts(page)):
        for box in _all(part):
            kinds = set((box.element.get("class") or "").split()) if box.element is not None else ()
            if "signatory" in kinds:
                lines = found.setdefault(box.element, {})
            elif {"witness", "room"} & set(kinds) and hasattr(box, "border_height"):
                lines[box.element] = box.border_height() / MM
    assert len(found) == sum(len(party.signatories) for party in text.parties)
    for lines in found.values():
        assert len(lines) == 3 and min(lines.values()) >= 9
