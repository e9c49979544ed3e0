"""One page on the desk: paper, tint of the clause being answered, lamplight, bar."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.look.tokens import LAMPLIGHT, LIGHT

_Mode = QPainter.CompositionMode


def paint_page(
    painter: QPainter,
    rect: QRectF,
    picture: QImage | None,
    bands: Sequence[QRectF],
    *,
    tint: float,
    lamplight: bool,
) -> None:
    """Paint a page; `tint` runs from 0 to 1. Ink stays darker than any tint, as all multiply."""
    painter.fillRect(rect.translated(0, 1).adjusted(-1, 0, 1, 1), theme().colour("line"))
    painter.fillRect(rect, QColor("#FFFFFF"))
    if picture is not None:
        painter.drawImage(rect, picture)
    painter.setCompositionMode(_Mode.CompositionMode_Multiply)
    for band in bands:
        painter.fillRect(band, _faded(QColor(LIGHT.accent_bg), tint))
    if lamplight:
        painter.fillRect(rect, QColor(LAMPLIGHT))
    painter.setCompositionMode(_Mode.CompositionMode_SourceOver)
    for band in bands:
        bar = QRectF(band.left() - 2, band.top(), 3, band.height())
        painter.fillRect(bar, QColor(LIGHT.accent))


def _faded(colour: QColor, part: float) -> QColor:
    """A colour on its way from white, for multiplying."""
    return QColor(
        round(255 - (255 - colour.red()) * part),
        round(255 - (255 - colour.green()) * part),
        round(255 - (255 - colour.blue()) * part),
    )
