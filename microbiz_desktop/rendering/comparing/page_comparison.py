"""Do two files look the same, page by page? Only what is seen counts, not how it is written.

Verification compares a file with the copy that is kept or with a fresh rendering. Pages are drawn
as pictures by the same program in the worker, because the same page can be written in many ways.
"""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .page_pictures import CannotCompare, Limits, PagePictures, pictures

if TYPE_CHECKING:
    from PIL.Image import Image

#: More pages than these are told in words only.
SHOWN = 12
#: Pixels between a patch and its frame, and how thick the frame is.
_MARGIN, _THICK = 6, 3
_FRAME = (196, 30, 58)
_LIMITS = Limits()
#: Shades that a letter's edge may differ by when it is set a fraction of a pixel elsewhere.
_EDGE = 64
_STRONG = [255 * (shade > _EDGE) for shade in range(256)]


@dataclass(frozen=True, slots=True)
class PageDifference:
    """What differs on a page, counted from 1, as a sentence and as two pictures (PNG).

    In both pictures the patch that differs is framed; they are empty when none is known.
    """

    page: int
    words: str
    expected: bytes = b""
    found: bytes = b""


def differing_pages(
    expected: bytes,
    found: bytes,
    tolerance: int = 0,
    limits: Limits = _LIMITS,
    extra_fonts: Path | None = None,
) -> tuple[PageDifference, ...]:
    """The pages that look different; with no tolerance not one pixel may differ.

    `tolerance` is the widest patch, in pixels, that a fresh rendering may differ by; its letters
    are those of the bundled fonts, or of the user's own in `extra_fonts`. Raises CannotCompare at
    a limit, and whatever the libraries raise for a file they cannot read.
    """
    said: dict[int, str] = {}
    if tolerance:
        from .same_layout import set_otherwise

        said = dict(set_otherwise(expected, found, limits, extra_fonts))
    stop = time.process_time() + limits.seconds
    with pictures(expected, limits, stop) as ours, pictures(found, limits, stop) as theirs:
        told = list(_counts(ours, theirs))
        for index in range(min(len(ours.sheets), len(theirs.sheets))):
            compare = partial(_page, ours, theirs, index, tolerance)
            told += compare(said.get(index + 1, ""), with_pictures=len(told) < SHOWN)
    if not told and not tolerance:
        _no_other_orders(expected, found)
    return tuple(told)


def _no_other_orders(expected: bytes, found: bytes) -> None:
    """What looks the same here must look the same in every reader."""
    from .same_layout import other_orders

    if doubt := other_orders(expected, found):
        raise CannotCompare(doubt)


def _counts(ours: PagePictures, theirs: PagePictures) -> list[PageDifference]:
    due, there = len(ours.sheets), len(theirs.sheets)
    if due == there:
        return []
    return [PageDifference(min(due, there) + 1, f"The file has {there} pages instead of {due}.")]


def _page(
    ours: PagePictures,
    theirs: PagePictures,
    index: int,
    tolerance: int,
    said: str,
    with_pictures: bool,
) -> list[PageDifference]:
    """One page; `said` is what is known of it already."""
    if ours.sheets[index] != theirs.sheets[index]:
        words = f"Page {index + 1} has another size, or is cropped or turned."
        return [PageDifference(index + 1, words)]
    if tolerance and theirs.noted[index] and not ours.noted[index]:
        said = said or f"Page {index + 1} was given a note or a field."
    ways = [PagePictures.drawn]
    if ours.lively(index) or theirs.lively(index):
        ways += [PagePictures.in_print, PagePictures.bare]
    for way in ways:
        one, other = way(ours, index), way(theirs, index)
        patch = _patch(one, other, 0 if said else tolerance)
        if patch is not None:
            words = said or f"Page {index + 1} looks different, {_where(patch, one.height)}."
            shown = (_framed(one, patch), _framed(other, patch)) if with_pictures else (b"", b"")
            return [PageDifference(index + 1, words, *shown)]
    return [PageDifference(index + 1, said)] if said else []


Patch = tuple[int, int, int, int]


def _patch(one: "Image", other: "Image", tolerance: int) -> Patch | None:
    from PIL import ImageChops

    if one.size != other.size:
        return (0, 0, *one.size)
    if not tolerance:
        return ImageChops.difference(one, other).getbbox()
    return _beyond(one, other, tolerance)


def _beyond(one: "Image", other: "Image", tolerance: int) -> Patch | None:
    """The patch that is wider than this: it has no like as near as that in the other picture."""
    from PIL import ImageChops

    grey, others = one.convert("L"), other.convert("L")
    if ImageChops.difference(grey, others).getbbox() is None:
        return None
    found = []
    for this, that in ((grey, others), (others, grey)):
        darkest, lightest = _spread(that, max(1, tolerance // 2))
        darker, lighter = ImageChops.subtract(darkest, this), ImageChops.subtract(this, lightest)
        box = ImageChops.add(darker, lighter).point(_STRONG).getbbox()
        found += [box] if box else []
    return _around(found) if found else None


def _spread(grey: "Image", reach: int) -> "tuple[Image, Image]":
    """Each dot as dark, and as light, as the darkest and the lightest within reach of it."""
    from PIL import ImageChops

    dark = light = grey
    for across, down in ((1, 0), (0, 1)):
        row, column = dark, light
        for step in (n for n in range(-reach, reach + 1) if n):
            dark = ImageChops.darker(dark, ImageChops.offset(row, across * step, down * step))
            light = ImageChops.lighter(light, ImageChops.offset(column, across * step, down * step))
    return dark, light


def _around(patches: list[Patch]) -> Patch:
    left, top, right, bottom = zip(*patches, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _where(patch: Patch, height: int) -> str:
    top, bottom = patch[1] / height, patch[3] / height
    if bottom - top > 0.6:
        return "over most of its height"
    middle = (top + bottom) / 2
    return "in its " + ("upper third", "middle", "lower third")[min(int(middle * 3), 2)]


def _framed(page: "Image", patch: Patch) -> bytes:
    """The page as a PNG, the patch in a frame."""
    import io

    from PIL import ImageDraw

    shown = page.copy()
    left, top, right, bottom = patch
    around = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
    ImageDraw.Draw(shown).rectangle(around, outline=_FRAME, width=_THICK)
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


def ink_differences(
    found: bytes, limits: Limits = _LIMITS, extra_fonts: Path | None = None
) -> tuple[PageDifference, ...]:
    """Where the ink of a file is not the ink of the words that are read out of it.

    Raises CannotCompare when that cannot be said.
    """
    from .ink import unexplained

    return tuple(
        PageDifference(page, words) for page, words in unexplained(found, limits, extra_fonts)
    )
