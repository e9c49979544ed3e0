"""What a page of ours draws, read from its own drawing orders: runs of letters, shapes, pictures.

Only the few orders that our page maker writes are known. Any other is no page of ours: `Unknown`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from .drawn_items import (
    Box,
    Colour,
    DrawnPicture,
    DrawnShape,
    Item,
    Letters,
    Point,
    Unknown,
    around,
    shared,
)

if TYPE_CHECKING:
    import pikepdf

#: What stands before a drawing order.
Operands: TypeAlias = "pikepdf._core._ObjectList"

_BLACK = (0, 0, 0)
_TRANSPARENCY = {"/Type", "/ca", "/CA"}


@dataclass(frozen=True, slots=True)
class _State:
    """What `q` keeps and `Q` brings back. `across`, `down`, `x`, `y`: from page to points."""

    across: float = 1.0
    down: float = 1.0
    x: float = 0.0
    y: float = 0.0
    fill: Colour = _BLACK
    stroke: Colour = _BLACK
    width: float = 1.0
    clip: Box | None = None
    font: str = ""
    size: float = 0.0

    def at(self, x: float, y: float) -> Point:
        return x * self.across + self.x, y * self.down + self.y


@dataclass(slots=True)
class _Path:
    """The path being built: its points, and how its parts are written."""

    parts: list[str] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    orders: str = ""
    clips: bool = False


@dataclass(slots=True)
class _Page:
    """One page while it is read."""

    widths: Mapping[str, Mapping[int, float]]
    states: "Mapping[str, pikepdf.Object]"
    now: _State = _State()
    kept: list[_State] = field(default_factory=list)
    path: _Path = field(default_factory=_Path)
    line: Point = (0.0, 0.0)
    rise: float = 0.0
    marks: int = 0
    items: list[Item] = field(default_factory=list)


def drawn(page: "pikepdf.Page", widths: Mapping[str, Mapping[int, float]]) -> list[Item]:
    """Everything that the page draws, in order; `widths` of each font's codes, in thousandths.

    Raises Unknown for what our pages never do.
    """
    import pikepdf

    states = dict(page.resources.get("/ExtGState", pikepdf.Dictionary()).items())
    reading = _Page(widths, states)
    for instruction in pikepdf.parse_content_stream(page):
        order = str(instruction.operator)
        known = _ORDERS.get(order)
        if known is None:
            raise Unknown(f"it is drawn with an order our pages never use ({_short(order)})")
        count, act = known
        operands = instruction.operands
        if len(operands) != count:
            raise Unknown(f"an order is not as we write it ({order})")
        act(reading, operands)
    if reading.kept or reading.marks:
        raise Unknown("its drawing orders do not end as ours do")
    return reading.items


def _short(order: str) -> str:
    return order if len(order) <= 12 else order[:12] + "…"


def _keep(page: _Page, _: Operands) -> None:
    page.kept.append(page.now)


def _back(page: _Page, _: Operands) -> None:
    if not page.kept:
        raise Unknown("its drawing orders do not fit together")
    page.now = page.kept.pop()


def _move(page: _Page, given: Operands) -> None:
    a, b, c, d, e, f = map(float, given)
    if b or c or not a or not d:
        raise Unknown("something on it is turned or slanted")
    now = page.now
    x, y = now.at(e, f)
    page.now = replace(now, across=now.across * a, down=now.down * d, x=x, y=y)


def _opaque(page: _Page, given: Operands) -> None:
    """Our pages name graphic states only to say that nothing shines through."""
    state = page.states.get(str(given[0]))
    if state is None or set(state.keys()) - _TRANSPARENCY:
        raise Unknown("something on it is drawn with an effect our pages never use")
    if any(float(state[key]) != 1 for key in ("/ca", "/CA") if key in state):
        raise Unknown("something on it shines through")


def _colour(given: Operands) -> Colour:
    red, green, blue = (round(float(part) * 255) for part in given)
    return red, green, blue


def _fill_colour(page: _Page, given: Operands) -> None:
    page.now = replace(page.now, fill=_colour(given))


def _line_colour(page: _Page, given: Operands) -> None:
    page.now = replace(page.now, stroke=_colour(given))


def _line_width(page: _Page, given: Operands) -> None:
    page.now = replace(page.now, width=float(given[0]) * abs(page.now.across))


def _no_dashes(_: _Page, given: Operands) -> None:
    if len(given[0]) or float(given[1]):
        raise Unknown("a line on it is dashed")


def _ends(_: _Page, given: Operands) -> None:
    if float(given[0]) not in (0, 1, 4):
        raise Unknown("a line on it ends as ours never do")


def _step(order: str) -> Callable[[_Page, Operands], None]:
    """A step of a path: its points are kept, and which step it was."""

    def act(page: _Page, given: Operands) -> None:
        if order == "m" and page.path.orders.endswith("m"):
            page.path.points.pop()
            page.path.orders = page.path.orders[:-1]
        numbers = [float(number) for number in given]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        page.path.points += [page.now.at(x, y) for x, y in pairs]
        page.path.orders += order

    return act


def _rectangle(page: _Page, given: Operands) -> None:
    x, y, width, height = map(float, given)
    page.path.points += [page.now.at(x, y), page.now.at(x + width, y + height)]
    page.path.orders += "r"


def _clip(page: _Page, _: Operands) -> None:
    page.path.clips = True


def _end_path(page: _Page, _: Operands) -> None:
    path, page.path = page.path, _Path()
    if path.clips and path.points:
        page.now = replace(page.now, clip=shared(around(path.points), page.now.clip))


def _paint(kind: str) -> Callable[[_Page, Operands], None]:
    def act(page: _Page, _: Operands) -> None:
        path, page.path, now = page.path, _Path(), page.now
        if not path.points or path.clips:
            raise Unknown("a shape on it is not painted as ours are")
        stroked = kind == "S"
        box = shared(around(path.points), now.clip)
        colour = now.stroke if stroked else now.fill
        width = now.width if stroked else 0.0
        page.items.append(
            DrawnShape(_kind(kind, path.orders, now), colour, box, width, tuple(path.points))
        )

    return act


def _kind(paint: str, orders: str, now: _State) -> str:
    if paint == "S":
        return "line" if orders == "ml" and now.clip is None else "pen"
    if paint == "f*" and orders in _FRAMES:
        return "frame"
    if orders in ("r", *_ROUNDED):
        return "fill"
    if paint == "f" and orders == "mlllh" * (len(orders) // 5):
        return "squares"
    raise Unknown("a shape on it is none of ours")


#: A box with round corners; two of them, or two plain ones, are a frame.
_ROUNDED = ("mlclclclc", "mlclclclch")
_FRAMES = ("rr", *(one * 2 for one in _ROUNDED))


def _begin(page: _Page, _: Operands) -> None:
    page.line, page.rise = (0.0, 0.0), 0.0


def _end(_: _Page, __: Operands) -> None:
    """Nothing: a text holds nothing that outlives it but its font."""


def _place(page: _Page, given: Operands) -> None:
    a, b, c, d, e, f = map(float, given)
    if (a, b, c, d) != (1, 0, 0, -1):
        raise Unknown("words on it are turned, slanted or squeezed")
    page.line = e, f


def _font(page: _Page, given: Operands) -> None:
    page.now = replace(page.now, font=str(given[0]), size=float(given[1]))


def _rise(page: _Page, given: Operands) -> None:
    page.rise = float(given[0])


def _show(page: _Page, given: Operands) -> None:
    """Letters from where the line stands; numbers between them push the next one along."""
    now = page.now
    widths = page.widths.get(now.font)
    if widths is None:
        raise Unknown("words on it are set in a font that is not there")
    if now.clip is not None:
        raise Unknown("words on it are cut off")
    x, y = page.line
    codes: list[int] = []
    places: list[Point] = []
    unit = now.size / 1000
    for part in given[0].as_list():
        if not hasattr(part, "unparse"):
            x -= float(part) * unit
            continue
        content = bytes(part)
        for high, low in zip(content[::2], content[1::2], strict=True):
            code = high << 8 | low
            codes.append(code)
            places.append(now.at(x, y - page.rise))
            if code not in widths:
                raise Unknown("a letter on it is not in its font")
            x += widths[code] * unit
    page.line = x, y
    if codes:
        size = now.size * abs(now.across)
        page.items.append(Letters(now.font, size, now.fill, tuple(codes), tuple(places)))


def _picture(page: _Page, given: Operands) -> None:
    now = page.now
    box = around([now.at(0, 0), now.at(1, 1)])
    if now.clip is not None and shared(box, now.clip) != box and _cut(box, now.clip):
        raise Unknown("a picture on it is cut off")
    page.items.append(DrawnPicture(str(given[0]), box))


def _cut(box: Box, clip: Box) -> bool:
    return max(abs(a - b) for a, b in zip(box, shared(box, clip), strict=True)) > 0.1


def _mark(page: _Page, given: Operands) -> None:
    """Tags and the mark of furniture; a layer would be a mark as well."""
    import pikepdf

    if len(given) > 1 and not (
        isinstance(given[1], pikepdf.Dictionary) and set(given[1].keys()) == {"/MCID"}
    ):
        raise Unknown("something on it stands in a layer or under a mark of its own")
    page.marks += 1


def _unmark(page: _Page, _: Operands) -> None:
    page.marks -= 1


_ORDERS: Mapping[str, tuple[int, Callable[[_Page, Operands], None]]] = MappingProxyType(
    {
        "q": (0, _keep),
        "Q": (0, _back),
        "cm": (6, _move),
        "gs": (1, _opaque),
        "rg": (3, _fill_colour),
        "RG": (3, _line_colour),
        "w": (1, _line_width),
        "d": (2, _no_dashes),
        "J": (1, _ends),
        "j": (1, _ends),
        "M": (1, _ends),
        "m": (2, _step("m")),
        "l": (2, _step("l")),
        "c": (6, _step("c")),
        "h": (0, _step("h")),
        "re": (4, _rectangle),
        "W": (0, _clip),
        "W*": (0, _clip),
        "n": (0, _end_path),
        "S": (0, _paint("S")),
        "f": (0, _paint("f")),
        "f*": (0, _paint("f*")),
        "BT": (0, _begin),
        "ET": (0, _end),
        "Tm": (6, _place),
        "Tf": (2, _font),
        "Ts": (1, _rise),
        "TJ": (1, _show),
        "Do": (1, _picture),
        "BMC": (1, _mark),
        "BDC": (2, _mark),
        "EMC": (0, _unmark),
    }
)
