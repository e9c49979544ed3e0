"""Reads finished pages: where each clause stands, and how far every page is filled."""

from collections.abc import Iterator
from typing import Any

from .result import Anchor

#: CSS pixels to points.
POINT = 0.75


def _sections(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "section":
            yield child
        if child.element_tag in ("html", "body", "section"):
            yield from _sections(child)


def anchors(pages: list[Any]) -> tuple[Anchor, ...]:
    """Every section that carries an id, once for each page it touches."""
    found = []
    for number, page in enumerate(pages):
        for box in _sections(page._page_box):
            ident = box.element.get("id")
            top, bottom = box.position_y, box.position_y + box.margin_height()
            if ident and bottom > top:
                found.append(Anchor(ident, number, round(top * POINT, 1), round(bottom * POINT, 1)))
    return tuple(found)


def fill(page: Any) -> float:
    """How much of the type block's height is used, 0 to 1 and more when something overflows."""
    root = page._page_box
    ends = [_end(child) for child in root.children if child.element_tag == "html"]
    top = root.content_box_y()
    return float((max(ends, default=top) - top) / root.height)


def _end(box: Any) -> float:
    """The lowest ink or frame below this box: boxes are stretched, their contents are not."""
    inner = [
        _end(c) for c in getattr(box, "children", ()) if getattr(c, "position_y", None) is not None
    ]
    if inner and box.element_tag in ("html", "body", "section", "div"):
        return max(inner)
    return float(box.position_y + box.margin_height())
