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


def starts(pages: list[Any]) -> dict[str, int]:
    """The page on which each section of the document starts."""
    found: dict[str, int] = {}
    for anchor in anchors(pages):
        found.setdefault(anchor.id, anchor.page)
    return found


def fill(page: Any) -> float:
    """How much of the type block's height is used, 0 to 1 and more when something overflows."""
    return _fill(page, _parts(page))


def fill_before(pages: list[Any], ident: str) -> float | None:
    """How full the page is on which everything before this section ends; None for page 1.

    The same whether the section starts a page or runs on, so that the two can be weighed.
    """
    for number, page in enumerate(pages):
        parts = _parts(page)
        for index, part in enumerate(parts):
            if part.element.get("id") == ident:
                ends_on = number if index else number - 1
                before = parts[:index] or (_parts(pages[ends_on]) if number else [])
                return _fill(pages[ends_on], before) if ends_on > 0 else None
    return None


def _parts(page: Any) -> list[Any]:
    """The sections that follow one another on this page."""
    root = page._page_box
    html = next(child for child in root.children if child.element_tag == "html")
    return [part for body in html.children for part in body.children]


def _fill(page: Any, parts: list[Any]) -> float:
    root = page._page_box
    top = root.content_box_y()
    return float((max(map(_end, parts), default=top) - top) / root.height)


def _end(box: Any) -> float:
    """The lowest ink or frame below this box: boxes are stretched, their contents are not."""
    children = [c for c in getattr(box, "children", ()) if hasattr(c, "position_y")]
    if children and box.element_tag in ("section", "div"):
        return max(map(_end, children))
    return float(box.position_y + box.margin_height())
