"""Line icons in any colour, sharp on any screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from microbiz_desktop.paths import resource
from microbiz_desktop.ui.look.theme import sharpest_ratio, theme


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    """The drawing as shipped; a name without a file is a fault of ours and raises."""
    return resource("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    """One icon in one colour at one size in device pixels."""
    svg = _source(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` logical pixels for a screen of this pixel ratio."""
    pixmap = QPixmap(_drawn(name, colour.name(), max(1, round(size * ratio))))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, ink: str = "text_2", size: int = 18) -> QIcon:
    """An icon for a menu or an action, in a colour of the theme in force."""
    ratio = sharpest_ratio()
    return QIcon(icon_pixmap(name, theme().colour(ink), theme().px(size), ratio))


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRect) -> None:
    """Draw an icon centred in `rect`, as large as fits, sharp on the device being painted."""
    size = min(rect.width(), rect.height())
    device = painter.device()
    pixmap = icon_pixmap(name, colour, size, device.devicePixelRatio())
    corner = rect.center() - QRect(0, 0, size, size).center()
    painter.drawPixmap(corner, pixmap)


def paint_app_mark(painter: QPainter, rect: QRect, ground: QColor, ink: QColor) -> None:
    """The program's sign in two colours, as the dark theme has a pair of its own."""
    svg = _source("microbiz").replace("#0B6E87", ground.name()).replace("#FFFFFF", ink.name())
    QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, QRectF(rect))


def app_icon() -> QIcon:
    """The program's own sign for windows and task bars, in the usual sizes."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn("microbiz", "#000000", size), QIcon.Mode.Normal)
    return made
