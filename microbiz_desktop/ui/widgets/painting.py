"""Shapes drawn by hand the same way everywhere: rounded boxes, focus rings, fitted text.

Widgets that paint themselves draw with it. Words go by their own script and sides by the layout, so
that a window from right to left needs nothing of them.
"""

import unicodedata

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from microbiz_desktop.ui.look.theme import theme

RADIUS = 8
CARD_RADIUS = 12

ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ALIGN_CENTRE = Qt.AlignmentFlag.AlignCenter
#: What begins and ends words that keep their own order (Unicode 15, UAX 9).
_ISOLATES = {
    Qt.LayoutDirection.LeftToRight: "\u2066",
    Qt.LayoutDirection.RightToLeft: "\u2067",
}
_END_OF_ISOLATE = "\u2069"
#: The bits that say where in a line words stand, or down a place.
_SIDES = (Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVertical_Mask).value
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ANY_HEIGHT = 10_000
#: Is not seen, and lines may end there.
_BREAK = "\N{ZERO WIDTH SPACE}"


def start_painting(widget: QWidget) -> QPainter:
    """A smooth painter on a widget; end it by leaving the method or by `end()`."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """A rounded box whose border lies wholly inside `rect`, so lines stay one pixel sharp."""
    half = width / 2 if border is not None else 0
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    round_by = min(radius, inner.height() / 2, inner.width() / 2)
    painter.drawRoundedRect(inner, round_by, round_by)


def focus_visible(widget: QWidget) -> bool:
    """Whether to show where the keyboard is: after a key press, not after a click."""
    by_key = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return widget.hasFocus() and by_key


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float = RADIUS) -> None:
    """The ring of 2 px, drawn inside `rect`."""
    box(painter, rect, border=theme().colour("accent"), width=2, radius=radius)


def write(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: int | Qt.AlignmentFlag,
) -> None:
    """One line of text, shortened when it does not fit; left means start, as Qt mirrors it."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    draw_words(painter, rect, shown, align)


def draw_words(painter: QPainter, rect: QRect, text: str, align: int | Qt.AlignmentFlag) -> None:
    """Words in the order of their own script, at the side where the layout has its start.

    Else “1 of 3 signed off” begins with its “of” in a window that goes from right to left.
    """
    side = QStyle.visualAlignment(painter.layoutDirection(), Qt.AlignmentFlag(int(align) & _SIDES))
    flags = Qt.TextFlag
    ltr = text_direction(text) == Qt.LayoutDirection.LeftToRight
    order = flags.TextForceLeftToRight if ltr else flags.TextForceRightToLeft
    rest = int(align) & ~_SIDES
    absolute = Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, rest | side.value | absolute.value | order.value, text)


def text_direction(text: str) -> Qt.LayoutDirection:
    """The direction of the first letter that has one; words without any are read as ours are."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight


def in_own_order(text: str) -> str:
    """The same words for what Qt paints itself, held together by marks that are not seen."""
    if QGuiApplication.layoutDirection() == text_direction(text) or not text:
        return text
    return f"{_ISOLATES[text_direction(text)]}{text}{_END_OF_ISOLATE}"


def lines_height(font: QFont, text: str, width: int) -> int:
    """Pixels that a text takes in lines of this width; nothing for none."""
    if not text:
        return 0
    room = QRect(0, 0, width, _ANY_HEIGHT)
    words = breakable(font, text, width)
    return QFontMetrics(font).boundingRect(room, _WRAPPED, words).height()


def write_lines(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
    """A text in as many lines as it needs, from the top; see `lines_height`."""
    painter.setFont(font)
    painter.setPen(colour)
    draw_words(painter, rect, breakable(font, text, rect.width()), _WRAPPED)


def breakable(font: QFont, text: str, width: int) -> str:
    """The same words; one that is wider than a line may be broken where the line is full."""
    words = text.split(" ")
    return " ".join(
        word if text_width(font, word) <= width else _BREAK.join(_pieces(font, word, width))
        for word in words
    )


def _pieces(font: QFont, word: str, width: int) -> list[str]:
    """Parts of a word that fit; a letter keeps its accents, and at least one stands in a line."""
    pieces = [""]
    for letter in word:
        joins = unicodedata.combining(letter) or text_width(font, pieces[-1] + letter) <= width
        if joins or not pieces[-1]:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def text_width(font: QFont, text: str) -> int:
    """Pixels one line of text takes."""
    return QFontMetrics(font).horizontalAdvance(text)


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """The same place in a right-to-left layout; unchanged from left to right."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRect(widget.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())
