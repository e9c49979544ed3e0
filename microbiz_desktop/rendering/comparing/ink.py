"""Is the ink of each page the ink of the words that are read out of it, and nothing else?

Verification asks, and so does the guard before pages are frozen. Letters must have the outlines of
the bundled fonts, in ink that shows, with nothing over them; beside letters a page holds rules,
frames, tinted boxes, logos, one square code and what people have drawn as their signature.
"""

import io
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ...paths import resource
from .drawn import drawn
from .drawn_items import Box, DrawnShape, Item, Letters, Unknown, shared
from .page_fonts import PageFont, fonts_of
from .page_pictures import CannotCompare, Limits
from .shapes import Palette, logo_words, shape_words, strips
from .typefaces import shaped

if TYPE_CHECKING:
    import pikepdf

#: The sizes of letters on our pages, in points, with a little room.
_SMALLEST, _LARGEST = 6.4, 30.0
#: Points by which two things may touch before one lies over the other.
_TOUCH = 0.45
#: The part of a letter that another one may cover: italics and kerned pairs lean over.
_LEANS = 0.4
#: The part of a letter that the tint of the next line may reach.
_FOOT = 0.25
#: How far under the line that letters stand on a rule may run, as a part of their size.
_UNDER = 0.08
_PAGES = ((595.28, 841.89), (612.0, 792.0))
#: More findings than these help nobody.
_ENOUGH = 20
#: How much of a text is quoted.
_QUOTED = 40


def unexplained(
    pdf: bytes, limits: Limits, extra_fonts: Path | None = None
) -> list[tuple[int, str]]:
    """Page and plain sentence for each thing that no word of the page explains.

    Raises CannotCompare at a limit or for fonts that this program does not bring.
    """
    import pikepdf

    stop = time.process_time() + limits.seconds
    found: list[tuple[int, str]] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if len(document.pages) > limits.pages:
            raise CannotCompare("The file has too many pages to compare.")
        known: dict[tuple[int, int], PageFont] = {}
        for number, page in enumerate(document.pages, 1):
            if time.process_time() > stop:
                raise CannotCompare("The letters took too long to compare.")
            for words in _page(page, known, extra_fonts):
                found.append((number, f"Page {number}: {words}."))
                if len(found) >= _ENOUGH:
                    return found
    return found


def _page(
    page: "pikepdf.Page", known: dict[tuple[int, int], PageFont], extra: Path | None
) -> Iterator[str]:
    try:
        fonts = fonts_of(page, known, extra)
        size = _size(page)
        items = drawn(page, {name: font.widths for name, font in fonts.items()})
        yield from _all_words(items, fonts, size)
        yield from logo_words(page, items)
    except Unknown as strange:
        yield str(strange)


def _size(page: "pikepdf.Page") -> tuple[float, float]:
    """Width and height of a page of ours: upright, whole, of a known size."""
    left, bottom, width, height = map(float, page.mediabox)
    fits = any(abs(width - w) < 0.1 and abs(height - h) < 0.1 for w, h in _PAGES)
    boxes = all(
        max(abs(float(a) - float(b)) for a, b in zip(box, page.mediabox, strict=True)) < 0.1
        for box in (page.cropbox, page.trimbox)
    )
    turned = int(page.obj.get("/Rotate", 0)) or float(page.obj.get("/UserUnit", 1)) != 1
    if left or bottom or not fits or not boxes or turned:
        raise Unknown("it is cropped, turned or of a size that our pages do not have")
    return width, height


def _all_words(
    items: Sequence[Item], fonts: Mapping[str, PageFont], size: tuple[float, float]
) -> Iterator[str]:
    inks = palette()
    words = [
        (order, item, _ink(item, fonts[item.font]))
        for order, item in enumerate(items)
        if isinstance(item, Letters)
    ]
    for _, item, boxes in words:
        yield from _letter_words(item, fonts[item.font], boxes, size, inks)
    yield from shape_words(items, inks)
    yield from _covered(items, words, fonts, inks)
    yield from _doubled(words, fonts)


@cache
def palette() -> Palette:
    """The colours of the house layout: inks that can be read on every tint, and tints."""
    sheet = resource("templates", "agreements", "layout", "agreement.css")
    found = re.findall(r"#([0-9A-Fa-f]{6})\b", sheet.read_text(encoding="utf-8"))
    parts = (bytes.fromhex(colour) for colour in found)
    return Palette.of((red, green, blue) for red, green, blue in parts)


Inked = list[Box | None]
Words = tuple[int, Letters, Inked]


def _ink(item: Letters, font: PageFont) -> Inked:
    """The box of each letter's ink on the page."""
    boxes: Inked = []
    for code, (x, y) in zip(item.codes, item.places, strict=True):
        box = font.box(code)
        boxes.append(
            box
            and (
                x + box[0] * item.size,
                y + box[1] * item.size,
                x + box[2] * item.size,
                y + box[3] * item.size,
            )
        )
    return boxes


def _letter_words(
    item: Letters, font: PageFont, boxes: Inked, size: tuple[float, float], inks: Palette
) -> Iterator[str]:
    yield from font.wrong(item.codes)
    inked = [box for box in boxes if box]
    if not inked:
        return
    said = _quoted(item, font)
    if item.colour not in inks.inks:
        yield f"{said} is printed in a colour that our pages do not use for words"
    if not _SMALLEST <= item.size <= _LARGEST:
        yield f"{said} is printed in a size that our pages do not use"
    if any(box[0] < 0 or box[1] < 0 or box[2] > size[0] or box[3] > size[1] for box in inked):
        yield f"{said} reaches over the edge of the page"
    for (one, other), (first, second) in zip(pairwise(boxes), pairwise(item.codes), strict=True):
        letters = font.texts.get(first, "") + font.texts.get(second, "")
        if one and other and _over(one, other) > _LEANS and not shaped(letters):
            yield f"letters of {said} lie over each other"
            return


def _quoted(item: Letters, font: PageFont) -> str:
    words = " ".join("".join(font.texts.get(code, "") for code in item.codes).split())
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1] + '…'}”"


def _meet(one: Box, other: Box, touch: float = _TOUCH) -> bool:
    left, bottom, right, top = shared(one, other)
    return right - left > touch and top - bottom > touch


def _over(one: Box, other: Box) -> float:
    """The part of the smaller of two boxes that lies in the other."""
    left, bottom, right, top = shared(one, other)
    if right <= left or top <= bottom:
        return 0.0
    least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return (right - left) * (top - bottom) / least if least else 0.0


def _whole(boxes: Inked) -> Box | None:
    inked = [box for box in boxes if box]
    if not inked:
        return None
    lefts, bottoms, rights, tops = zip(*inked, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _covered(
    items: Sequence[Item], words: Sequence[Words], fonts: Mapping[str, PageFont], inks: Palette
) -> Iterator[str]:
    """Nothing lies over letters or runs through them; a tint may lie under them."""
    runs = [(order, item, boxes, whole) for order, item, boxes in words if (whole := _whole(boxes))]
    for order, thing in enumerate(items):
        if isinstance(thing, Letters):
            continue
        tint = isinstance(thing, DrawnShape) and thing.kind == "fill" and thing.colour in inks.tints
        for box in strips(thing):
            for later, item, boxes, whole in runs:
                under = tint and order < later
                if not under and _meet(box, whole) and _hides(box, item, boxes, tint):
                    yield f"something is drawn over {_quoted(item, fonts[item.font])}"
                    return


def _hides(box: Box, item: Letters, boxes: Inked, tint: bool) -> bool:
    """A tint may touch the foot of the line above, and a rule may run under words."""
    inked = [box for box in boxes if box]
    if tint:
        return any(_over(box, ink) > _FOOT for ink in inked)
    under = box[3] < min(y for _, y in item.places) - _UNDER * item.size
    return not under and any(_meet(box, ink) for ink in inked)


def _doubled(words: Sequence[Words], fonts: Mapping[str, PageFont]) -> Iterator[str]:
    """No letter stands on another one."""
    runs = [(item, boxes, whole) for _, item, boxes in words if (whole := _whole(boxes))]
    for index, (item, boxes, whole) in enumerate(runs):
        for other, others, around in runs[index + 1 :]:
            if not _meet(whole, around) or not _collide(boxes, others):
                continue
            one, two = _quoted(item, fonts[item.font]), _quoted(other, fonts[other.font])
            if not shaped(one.strip("“”")) and not shaped(two.strip("“”")):
                yield f"{one} and {two} lie over each other"
                return


def _collide(boxes: Inked, others: Inked) -> bool:
    return any(_over(one, other) > _LEANS for one in boxes if one for other in others if other)
