"""Shapes drawn by hand the same way everywhere: rounded boxes, focus rings, fitted text."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme

RADIUS = 8
CARD_RADIUS = 12

ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ALIGN_CENTRE = Qt.AlignmentFlag.AlignCenter


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
    painter.drawText(rect, align, shown)


def text_width(font: QFont, text: str) -> int:
    """Pixels one line of text takes."""
    return QFontMetrics(font).horizontalAdvance(text)


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """The same place in a right-to-left layout; unchanged from left to right."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRect(widget.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())
