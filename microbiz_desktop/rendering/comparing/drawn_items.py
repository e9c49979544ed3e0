"""Letters, shapes and pictures as a page draws them, in points from its lower left corner."""

from collections.abc import Iterable
from dataclasses import dataclass

#: Left, bottom, right, top, in points from the lower left corner of the page.
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
Point = tuple[float, float]


class Unknown(Exception):
    """A drawing order that no page of ours holds; the argument is a plain sentence about it."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Glyphs of one font in a row: their codes, and where each one stands."""

    font: str
    size: float
    colour: Colour
    codes: tuple[int, ...]
    places: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """A painted path; `kind` is "line", "frame", "fill", "squares" or "pen"."""

    kind: str
    colour: Colour
    box: Box
    width: float
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture by its name in the page's resources."""

    name: str
    box: Box


Item = Letters | DrawnShape | DrawnPicture


def around(points: Iterable[Point]) -> Box:
    """The smallest box that holds these points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def shared(one: Box, other: Box | None) -> Box:
    """What two boxes have in common; turned inside out when that is nothing."""
    if other is None:
        return one
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
