"""Logos at equal visual size, from vetted PNG bytes only."""

import hashlib
import math
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.errors import BadInput

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Pictures above this are refused before anything decodes them.
MAX_PIXELS = 25_000_000
#: The scheme under which a page names a logo; the fetcher knows no other address.
SCHEME = "logo-image:"
#: Logos give way to an awkward one down to this part of their area.
_LEAST = 0.25
#: Pictures up to so many times as long as wide, or as wide as long, have one area on page 1.
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Box:
    """A logo as placed: its address and its size in millimetres."""

    url: str
    width: float
    height: float


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG. Raises BadInput for anything else, and for a picture too large."""
    if not png.startswith(_SIGNATURE) or png[12:16] != b"IHDR" or len(png) < 33:
        raise BadInput("A logo is not a PNG picture.", "Choose the picture again.")
    width, height = struct.unpack(">II", png[16:24])
    if not width or not height or width * height > MAX_PIXELS:
        raise BadInput("A logo has too many pixels.", "Choose a picture below 25 megapixels.")
    return width, height


def vetted(logos: Mapping[str, bytes]) -> dict[str, bytes]:
    """Logos by the address a page may use; the name of each must be the hash of its bytes."""
    known = {}
    for sha, png in logos.items():
        pixels(png)
        if hashlib.sha256(png).hexdigest() != sha:
            raise BadInput("A logo is not the picture that was agreed.", "Choose the logo again.")
        known[SCHEME + sha] = png
    return known


def place(sha: str, logos: Mapping[str, bytes], area: float, widest: float, tallest: float) -> Box:
    """The box in which a logo covers `area` square millimetres, or less at its limits."""
    if sha not in logos:
        raise BadInput("A logo of this agreement is missing.", "Choose the logo again.")
    across, down = pixels(logos[sha])
    ratio = across / down
    height = min(math.sqrt(area / ratio), tallest, widest / ratio)
    return Box(SCHEME + sha, round(height * ratio, 2), round(height, 2))


def placed(
    shas: Iterable[str],
    logos: Mapping[str, bytes],
    area: float,
    widest: float,
    tallest: float,
    *,
    stretching: bool = False,
) -> dict[str, Box]:
    """Logos that stand together, all of one area: the largest that the most awkward one allows.

    A picture so long or so tall that the others would shrink out of sight is smaller than they;
    with `stretching` its box grows instead, as far as a picture of `_LONGEST` to 1 needs it.
    """
    known = [sha for sha in shas if sha]
    boxes = [place(sha, logos, area, widest, tallest) for sha in known]
    least = min((box.width * box.height for box in boxes), default=area)
    shared = max(least, area * _LEAST)
    if stretching:
        longest = math.sqrt(shared * _LONGEST)
        widest, tallest = max(widest, longest), max(tallest, longest)
    return {sha: place(sha, logos, shared, widest, tallest) for sha in known}


def rows(count: int, most: int) -> tuple[int, ...]:
    """How many logos stand in each row: at most `most`, rows as even as can be (7 = 4 + 3)."""
    lines = max(1, math.ceil(count / most))
    small, left = divmod(count, lines)
    return tuple(small + (i < left) for i in range(lines))
