"""Reads finished pages: where each clause stands, and how far every page is filled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .result import Anchor

#: CSS pixels to points.
POINT = 0.75


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is asked of a page after its layout, light enough to be kept without its boxes.

    `sections` are ids with top and bottom in points; `parts` those that follow one another on the
    page, with the end of their ink; `top` and `height` are the type block's.
    """

    sections: tuple[tuple[str, float, float], ...]
    parts: tuple[tuple[str, float], ...]
    top: float
    height: float


def sketch(page: Any) -> Sketch:
    """The page without its boxes."""
    root = page._page_box
    parts = tuple((part.element.get("id") or "", _end(part)) for part in _parts(page))
    return Sketch(tuple(_placed(root)), parts, float(root.content_box_y()), float(root.height))


def _sections(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "section":
            yield child
        if child.element_tag in ("html", "body", "section"):
            yield from _sections(child)


def _placed(root: Any) -> Iterator[tuple[str, float, float]]:
    for box in _sections(root):
        ident = box.element.get("id")
        top, bottom = box.position_y, box.position_y + box.margin_height()
        if ident and bottom > top:
            yield ident, round(top * POINT, 1), round(bottom * POINT, 1)


def anchors(sketches: Iterable[Sketch]) -> tuple[Anchor, ...]:
    """Every section that carries an id, once for each page it touches."""
    return tuple(
        Anchor(ident, number, top, bottom)
        for number, page in enumerate(sketches)
        for ident, top, bottom in page.sections
    )


def starts(pages: Iterable[Any]) -> dict[str, int]:
    """The page on which each section of the document starts."""
    return first_pages(map(sketch, pages))


def first_pages(sketches: Iterable[Sketch]) -> dict[str, int]:
    """The page on which each section of the sketched document starts."""
    found: dict[str, int] = {}
    for anchor in anchors(sketches):
        found.setdefault(anchor.id, anchor.page)
    return found


def fill(page: Any) -> float:
    """How much of the type block's height is used, 0 to 1 and more when something overflows."""
    seen = sketch(page)
    return _fill(seen, seen.parts)


def fill_before(pages: Sequence[Sketch], ident: str) -> float | None:
    """How full the page is on which everything before this section ends; None for page 1.

    The same whether the section starts a page or runs on, so that the two can be weighed.
    """
    for number, page in enumerate(pages):
        for index, (name, _) in enumerate(page.parts):
            if name == ident:
                ends_on = number if index else number - 1
                before = page.parts[:index] or (pages[ends_on].parts if number else ())
                return _fill(pages[ends_on], before) if ends_on > 0 else None
    return None


def _parts(page: Any) -> list[Any]:
    """The sections that follow one another on this page."""
    root = page._page_box
    html = next(child for child in root.children if child.element_tag == "html")
    return [part for body in html.children for part in body.children]


def _fill(page: Sketch, parts: Sequence[tuple[str, float]]) -> float:
    return (max((end for _, end in parts), default=page.top) - page.top) / page.height


def _end(box: Any) -> float:
    """The lowest ink or frame below this box: boxes are stretched, their contents are not."""
    children = [c for c in getattr(box, "children", ()) if hasattr(c, "position_y")]
    if children and box.element_tag in ("section", "div"):
        return max(map(_end, children))
    return float(box.position_y + box.margin_height())
