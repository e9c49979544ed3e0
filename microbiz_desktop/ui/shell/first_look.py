"""What the window shows at once: one drawing, as each widget class would cost its import.

Places and sizes are those of the navigation and of Home, so that nothing jumps when they arrive.
It is written as SVG because almost any call on a painter brings in the name `Qt`, whose hundred
enumerations take as long to make as all the rest of the first look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QDate, QLocale, QTime
from PySide6.QtGui import QPixmap

from microbiz_desktop.domain.links import Screen
from microbiz_desktop.paths import resource
from microbiz_desktop.ui.shell.page_register import in_navigation

if TYPE_CHECKING:
    from microbiz_desktop.ui.look.tokens import Tokens

_NARROW_BELOW, _WIDE, _NARROW = 1200, 232, 60
_PAGE, _TWO_COLUMNS_FROM = 1360, 860
_NOON, _EVENING = 12, 18
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class FirstLook(NamedTuple):
    """Known without services; agreements are title, second line and state."""

    own_business: str
    agreements: tuple[tuple[str, str, str], ...]


class Drawing:
    """Shapes and words in the colours and at the scale of the user."""

    def __init__(self, tokens: Tokens, scale: int, mirrored_in: int = 0) -> None:
        """`mirrored_in` is the width of a window from right to left, 0 in any other."""
        self._tokens = tokens
        self._scale = scale
        self._mirrored_in = mirrored_in
        self._parts: list[str] = []

    def px(self, at_100: float) -> int:
        """A length in pixels at the user's scale."""
        return round(at_100 * self._scale / 100)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, border: str = "",
        radius: int = 0,
    ) -> None:  # fmt: skip
        """A box; a border lies wholly inside it."""
        edge = 1 if border else 0
        x = self._from(x, width)
        stroke = f' stroke="{self._tokens.named(border)}"' if border else ""
        self._parts.append(
            f'<rect x="{x + edge / 2}" y="{y + edge / 2}" width="{width - edge}" '
            f'height="{height - edge}" rx="{radius}" fill="{self._tokens.named(fill)}"{stroke}/>'
        )

    def write(
        self, x: float, middle: float, text: str, size: int, *, ink: str = "text",
        strong: bool = False,
    ) -> None:  # fmt: skip
        """One line of text, its small letters around `middle`."""
        pixels = max(11, self.px(size))
        anchor = ' text-anchor="end"' if self._mirrored_in else ""
        self._parts.append(
            f'<text x="{self._from(x)}"{anchor} y="{middle + pixels * 0.36:.1f}" '
            f'font-family="Inter" font-size="{pixels}" font-weight="{600 if strong else 400}" '
            f'fill="{self._tokens.named(ink)}">{text.translate(_ENTITIES)}</text>'
        )

    def icon(self, name: str, x: float, y: float, side: int, ink: str) -> None:
        """One of the line icons."""
        svg = resource("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")
        lines = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
        self._parts.append(
            f'<g transform="translate({self._from(x, side)} {y}) scale({side / 24})" fill="none" '
            f'stroke="{self._tokens.named(ink)}" stroke-width="1.75" '
            f'stroke-linecap="round" stroke-linejoin="round">{lines}</g>'
        )

    def _from(self, x: float, width: float = 0) -> float:
        """Where something that wide begins; words keep their own order and end there instead."""
        return self._mirrored_in - x - width if self._mirrored_in else x

    def picture(self, width: int, height: int, ratio: float) -> QPixmap:
        """Everything so far, sharp on a screen of this pixel ratio."""
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{round(width * ratio)}" '
            f'height="{round(height * ratio)}" viewBox="0 0 {width} {height}">'
            f"{''.join(self._parts)}</svg>"
        )
        pixmap = QPixmap()
        pixmap.loadFromData(QByteArray(svg.encode()), "svg")
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def draw_first_look(sheet: Drawing, width: int, height: int, look: FirstLook | None) -> None:
    """The navigation and the head of Home with the agreements; without data only the former."""
    narrow = width < sheet.px(_NARROW_BELOW)
    side = sheet.px(_NARROW if narrow else _WIDE)
    sheet.box(0, 0, width, height, "ground")
    sheet.box(0, 0, side, height, "side")
    sheet.box(side - 1, 0, 1, height, "line")
    _draw_navigation(sheet, side - 25, narrow=narrow)
    if look is not None:
        if look.own_business and not narrow:
            bottom = height - 8 - sheet.px(48)
            sheet.box(12, bottom - 5, side - 25, 1, "line")
            sheet.write(
                12 + sheet.px(40), bottom + sheet.px(15), look.own_business, 13, strong=True
            )
        _draw_home(sheet, side, width - side, look)


def _draw_navigation(sheet: Drawing, width: int, *, narrow: bool) -> None:
    px = sheet.px
    mark = px(28)
    sheet.box((_gap(width, mark) if narrow else px(4)) + 12, 12 + px(4), mark, mark, "accent",
              radius=7)  # fmt: skip
    top = 24 + px(36)
    sheet.box(12, top, width, px(36), "surface", border="control", radius=8)
    if not narrow:
        sheet.write(12 + px(40), 12 + px(18), "Microbiz", 15, strong=True)
        sheet.write(12 + px(33), top + px(18), "Search or jump to…", 13, ink="text_2")
    top += px(36) + 14
    for page in in_navigation():
        open_ = page.screen == Screen.HOME
        if open_:
            sheet.box(12, top, width, px(34), "accent_bg", radius=8)
        ink = "accent" if open_ else "text_2"
        x = 12 + (_gap(width, px(18)) if narrow else px(12))
        sheet.icon(page.icon, x, top + px(8), px(18), ink)
        if not narrow:
            sheet.write(12 + px(42), top + px(17), page.word, 14, ink="accent" if open_ else "text")
        top += px(34) + 4


def _gap(outer: int, inner: int) -> int:
    """Where something centred begins."""
    return (outer - inner) // 2


def _draw_home(sheet: Drawing, left: int, room: int, look: FirstLook) -> None:
    px = sheet.px
    width = min(px(_PAGE), room)
    x = left + (room - width) // 2 + 28
    hour = QTime.currentTime().hour()
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    sheet.write(x, 28 + px(16), f"Good {part}", 24, strong=True)
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    today = english.toString(QDate.currentDate(), "dddd d MMMM yyyy")
    sheet.write(x, 28 + px(40), today, 13, ink="text_2")
    if look.agreements:
        inner = width - 56
        wide = room >= px(_TWO_COLUMNS_FROM)
        _draw_agreements(sheet, x, (inner - 16) * 13 // 20 if wide else inner, look.agreements)


def _draw_agreements(
    sheet: Drawing, x: int, width: int, agreements: tuple[tuple[str, str, str], ...]
) -> None:
    px = sheet.px
    top, row = 48 + px(49), px(54)
    sheet.box(x, top, width, px(60) + row * len(agreements), "surface", border="line", radius=12)
    sheet.write(x + 20, top + px(26), "Live agreements", 15, strong=True)
    top += px(46)
    letters = width * 3 // 5 // px(8)
    for title, second, state in agreements:
        short = title if len(title) <= letters else f"{title[: letters - 1].rstrip()}…"
        sheet.box(x + 20, top, width - 40, 1, "line")
        sheet.write(x + 20, top + px(18), short, 14, strong=True)
        sheet.write(x + 20, top + px(36), second, 12, ink="text_2")
        word = state.capitalize()
        sheet.write(x + 20 + width * 3 // 5, top + px(27), word, 12, strong=True, ink="text_2")
        top += row
