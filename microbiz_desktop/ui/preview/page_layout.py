"""Where pages and clauses lie in the preview, as plain geometry."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from microbiz_desktop.services.agreements.values import PageAnchor

MARGIN = 14.0
GAP = 13.0

#: Width of a viewport in pixels from which two pages stand side by side.
TWO_ABREAST = 1080

#: How far the tint of a clause reaches outside its text, in points; the number hangs left.
_TINT_LEFT, _TINT_RIGHT = 48.0, 58.0
#: The same above, below and beside a column.
_AROUND, _BESIDE = 4.0, 6.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Pages in the co-ordinates of the scrolled contents, and the size of it all."""

    pages: tuple[QRectF, ...]
    width: float
    height: float


def place_pages(sizes: Sequence[QSizeF], viewport_width: float, zoom: float) -> Placed:
    """Pages under each other, or two abreast where they are still easy to read.

    `sizes` are in points; at zoom 1 the pages fill the width.
    """
    if not sizes:
        return Placed((), viewport_width, 0)
    columns = 2 if viewport_width >= TWO_ABREAST and len(sizes) > 1 else 1
    widest = max(size.width() for size in sizes)
    room = viewport_width - 2 * MARGIN - (columns - 1) * GAP
    scale = max(40.0, room / columns * zoom) / widest
    line = columns * widest * scale + (columns - 1) * GAP
    left = max(MARGIN, (viewport_width - line) / 2)
    pages: list[QRectF] = []
    y = MARGIN
    for start in range(0, len(sizes), columns):
        high = 0.0
        for column, size in enumerate(sizes[start : start + columns]):
            x = left + column * (widest * scale + GAP)
            pages.append(QRectF(x, y, size.width() * scale, size.height() * scale))
            high = max(high, size.height() * scale)
        y += high + GAP
    return Placed(tuple(pages), line + 2 * MARGIN, y - GAP + MARGIN)


def anchor_rect(anchor: PageAnchor, page: QRectF, size: QSizeF) -> QRectF:
    """The band a clause takes in its column, in the co-ordinates of the contents."""
    scale = page.width() / size.width()
    left, right = _TINT_LEFT, size.width() - _TINT_RIGHT
    if anchor.right:
        left, right = anchor.left - _BESIDE, anchor.right + _BESIDE
    top, bottom = anchor.top - _AROUND, min(size.height(), anchor.bottom + _AROUND)
    edges = QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
    return edges.translated(page.topLeft())


def page_at(placed: Placed, y: float) -> int:
    """The first page of the line of pages that `y` crosses, or of the last line above it."""
    found = 0
    for index, page in enumerate(placed.pages):
        if page.top() <= y and page.top() > placed.pages[found].top():
            found = index
    return found


def pages_between(placed: Placed, top: float, bottom: float, around: int) -> list[int]:
    """The pages of which something lies between two heights, and `around` more on either side."""
    seen = [i for i, page in enumerate(placed.pages) if page.top() < bottom and page.bottom() > top]
    if not seen:
        return []
    return list(range(max(0, seen[0] - around), min(len(placed.pages), seen[-1] + 1 + around)))


_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


def next_zoom(zoom: float, step: int) -> float:
    """The next larger (1) or smaller (-1) size of pages; the outermost stay."""
    beyond = [z for z in _ZOOMS if (z - zoom) * step > 0.01]
    return (min(beyond) if step > 0 else max(beyond)) if beyond else zoom


def scroll_for(band: QRectF, top: float, height: float) -> float | None:
    """Where to scroll so that a clause is read in comfort; None when it is well in sight."""
    if band.top() >= top and min(band.bottom(), band.top() + height * 0.6) <= top + height:
        return None
    return band.top() - height * 0.18
