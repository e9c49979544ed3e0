"""Reads finished pages: where each clause stands, and how far every page is filled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .page_maker import LaidBox, LaidPage
from .result import Anchor

#: CSS pixels to points.
POINT = 0.75
#: What sections stand in.
_AROUND = ("html", "body", "section", "div")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is asked of a page after its layout, light enough to be kept without its boxes.

    `sections` are ids with left, top, right and bottom in points.
    """

    sections: tuple[tuple[str, float, float, float, float], ...]


def sketch(page: LaidPage) -> Sketch:
    """Where the sections of a page stand, so that its boxes can be forgotten."""
    return Sketch(tuple(_placed(page._page_box)))


def _sections(box: LaidBox) -> Iterator[LaidBox]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "section":
            yield child
        if child.element_tag in _AROUND:
            yield from _sections(child)


def _placed(root: LaidBox) -> Iterator[tuple[str, float, float, float, float]]:
    for box in _sections(root):
        ident = box.element.get("id") if box.element is not None else None
        left, top = box.border_box_x(), box.border_box_y()
        right, bottom = left + box.border_width(), top + box.border_height()
        if ident and bottom > top:
            yield ident, _points(left), _points(top), _points(right), _points(bottom)


def _points(pixels: float) -> float:
    return round(pixels * POINT, 1)


def anchors(sketches: Iterable[Sketch]) -> tuple[Anchor, ...]:
    """Every section that carries an id, once for each column or page it touches."""
    return tuple(
        Anchor(ident, number, top, bottom, left, right)
        for number, page in enumerate(sketches)
        for ident, left, top, right, bottom in page.sections
    )


def starts(pages: Iterable[LaidPage]) -> dict[str, int]:
    """The page on which each section of the document starts."""
    return first_pages(map(sketch, pages))


def first_pages(sketches: Iterable[Sketch]) -> dict[str, int]:
    """The page on which each section of the sketched document starts."""
    found: dict[str, int] = {}
    for anchor in anchors(sketches):
        found.setdefault(anchor.id, anchor.page)
    return found


def fill(page: LaidPage) -> float:
    """How much of the type block's height is used, 0 to 1 and more when something overflows."""
    root = page._page_box
    top = root.content_box_y()
    return float((max(map(_end, sections_on(page)), default=top) - top) / root.height)


def sections_on(page: LaidPage) -> list[LaidBox]:
    """The sections that follow one another on this page."""
    root = page._page_box
    html = next(child for child in root.children if child.element_tag == "html")
    return [part for body in html.children for part in body.children]


def _end(box: LaidBox) -> float:
    """The lowest ink or frame below this box: boxes are stretched, their contents are not."""
    children = [c for c in getattr(box, "children", ()) if hasattr(c, "position_y")]
    if children and box.element_tag in ("section", "div"):
        return max(map(_end, children))
    return float(box.position_y + box.margin_height())
