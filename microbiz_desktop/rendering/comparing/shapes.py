"""What our pages draw beside letters: rules, frames, tinted boxes, logos, a square code, a pen.

`ink` asks of every shape whether it is one of these. The list is short on purpose: a shape that no
page of ours has may hide or add words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .drawn_items import Box, Colour, DrawnPicture, DrawnShape, Item, Unknown, around, shared

if TYPE_CHECKING:
    import pikepdf

#: Rules and frames are thin: points.
_THIN = 2.3
#: A rule is no part of a letter drawn by hand: points.
_SHORTEST = 4.0
#: The widest of a drawn signature, and how far over its rule it may reach: points.
_SIGNATURE, _OVER_RULE = 115.0, 36.0
#: How far it may run over the end of its rule, where it is set in: points.
_BEYOND = 8.0
#: The sides of the square code, in points, and of the largest logo.
_CODE = (50.0, 140.0)
_LOGO = (130.0, 50.0)
#: The contrast of words that everybody can read.
_READABLE = 4.5


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of our pages: those that words have, and those that lie under words."""

    inks: frozenset[Colour]
    tints: frozenset[Colour]

    @classmethod
    def of(cls, colours: Iterable[Colour]) -> "Palette":
        """Sorted by what they are: ink can be read on white, the rest is for rules and tints."""
        known = set(colours)
        inks = {one for one in known if contrast(one, (255, 255, 255)) >= _READABLE}
        tints = {t for t in known - inks if all(contrast(ink, t) >= _READABLE for ink in inks)}
        return cls(frozenset(inks), frozenset(tints))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG counts it: 1 to 21."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def strips(item: DrawnShape | DrawnPicture) -> list[Box]:
    """Where something that is no letter leaves ink."""
    if isinstance(item, DrawnShape) and item.kind == "frame":
        return _frame(item)
    if isinstance(item, DrawnShape) and item.kind in ("line", "pen"):
        left, bottom, right, top = item.box
        half = item.width / 2
        return [(left - half, bottom - half, right + half, top + half)]
    return [item.box]


def _frame(item: DrawnShape) -> list[Box]:
    """The four edges between two boxes, as far as they are painted."""
    half = len(item.points) // 2
    one, other = around(item.points[:half]), around(item.points[half:])
    left, bottom, right, top = shared(one, other)
    far_left, low, far_right, high = around([*item.points])
    edges = [
        (far_left, low, left, high),
        (right, low, far_right, high),
        (far_left, low, far_right, bottom),
        (far_left, top, far_right, high),
    ]
    painted = [shared(edge, item.box) for edge in edges]
    return [box for box in painted if box[2] - box[0] > 0.01 and box[3] - box[1] > 0.01]


def shape_words(items: Sequence[Item], palette: Palette) -> Iterator[str]:
    """A sentence for each shape that is none of those that our pages draw."""
    shapes = [item for item in items if isinstance(item, DrawnShape)]
    rules = [box for item in shapes if item.kind in ("line", "frame") for box in strips(item)]
    codes = 0
    for item in shapes:
        codes += item.kind == "squares"
        if not _known(item, palette, rules):
            yield _SAID[item.kind]
    if codes > 1:
        yield _SAID["squares"]


_SAID = {
    "line": "a line is drawn that our pages do not have",
    "frame": "a frame is drawn that our pages do not have",
    "fill": "a box is painted in a colour that our pages do not have",
    "squares": "a shape is drawn that is no square code of ours",
    "pen": "something is drawn by hand where nobody signs",
}


def _known(item: DrawnShape, palette: Palette, rules: Sequence[Box]) -> bool:
    wide, high = item.box[2] - item.box[0], item.box[3] - item.box[1]
    if item.kind == "line":
        return item.width <= _THIN and min(wide, high) < 0.01 and max(wide, high) >= _SHORTEST
    if item.kind == "frame":
        edges = strips(item)
        return all(min(box[2] - box[0], box[3] - box[1]) <= _THIN for box in edges)
    if item.kind == "fill":
        return item.colour in palette.tints
    if item.colour not in palette.inks:
        return False
    if item.kind == "squares":
        return _CODE[0] <= wide <= _CODE[1] and abs(wide - high) < 0.1 and _squared(item)
    return wide <= _SIGNATURE and any(_stands_on(item.box, rule) for rule in rules)


def _squared(item: DrawnShape) -> bool:
    """Every step runs along a side."""
    corners = [item.points[i : i + 4] for i in range(0, len(item.points), 4)]
    return all(len({x for x, _ in c}) == 2 and len({y for _, y in c}) == 2 for c in corners)


def _stands_on(box: Box, rule: Box) -> bool:
    under = rule[0] - 1 <= box[0] and box[2] <= rule[2] + _BEYOND
    return under and box[1] - rule[3] >= -2 and box[3] - rule[3] <= _OVER_RULE


def logo_words(page: "pikepdf.Page", items: Sequence[Item]) -> Iterator[str]:
    """A sentence for each picture that could be no logo."""
    pictures = dict(page.resources.get("/XObject", {}))
    for item in items:
        if not isinstance(item, DrawnPicture):
            continue
        if item.name not in pictures:
            raise Unknown("a picture on it is missing")
        wide, high = item.box[2] - item.box[0], item.box[3] - item.box[1]
        if wide > _LOGO[0] or high > _LOGO[1]:
            yield "a picture is larger than any logo of ours"
        if not _plain(pictures[item.name]):
            yield "a picture is not stored as we store logos"


_PICTURE = {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/SMask",
    "/Filter", "/DecodeParms", "/Length", "/Interpolate",
}  # fmt: skip


def _plain(picture: "pikepdf.Object") -> bool:
    fine = str(picture.get("/Subtype")) == "/Image" and not set(picture.keys()) - _PICTURE
    return fine and not bool(picture.get("/Interpolate", False))
