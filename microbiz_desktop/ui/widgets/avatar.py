"""A business as a small square: its logo, else its initials on a colour of its own."""

import hashlib
import unicodedata

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look import fonts
from microbiz_desktop.ui.look.theme import sharpest_ratio, theme
from microbiz_desktop.ui.look.tokens import INITIALS
from microbiz_desktop.ui.widgets.painting import ALIGN_CENTRE, box, start_painting

_SMALL_WORDS = frozenset({"the", "and", "of", "for", "de", "la", "ltd", "limited", "llp", "co"})


def initials(name: str) -> str:
    """Up to two letters that stand for a name; a script without capitals gives one."""
    words = [word.strip("&.,()'’-") for word in name.split()]
    telling = [w for w in words if w and w.lower() not in _SMALL_WORDS] or [w for w in words if w]
    letters = [w[0] for w in telling if unicodedata.category(w[0])[0] in "LN"]
    if not letters:
        return "?"
    if unicodedata.category(letters[0]) == "Lo":  # ideographs, Arabic, Hebrew: one is clearer
        return letters[0]
    return "".join(letters[:2]).upper()


def initials_colour(name: str) -> str:
    """A ground by a hash that counts where letters stand, so anagrams and neighbours differ."""
    total = sum((position + 1) * ord(letter) for position, letter in enumerate(name))
    return INITIALS[total % len(INITIALS)]


def paint_avatar(
    painter: QPainter, rect: QRect, name: str, logo: QPixmap | None = None, *, round_: bool = False
) -> None:
    """The logo fitted whole into the square, or initials; `round_` is for people."""
    radius = rect.height() / 2 if round_ else rect.height() * 0.2
    if logo is not None and not logo.isNull():
        _paint_logo(painter, rect, logo, radius)
        return
    box(painter, rect, fill=QColor(initials_colour(name)), radius=radius)
    font = fonts.make_font(fonts.SCREEN, max(9, round(rect.height() * 0.36)), 600)
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(rect, ALIGN_CENTRE, initials(name))


def _paint_logo(painter: QPainter, rect: QRect, logo: QPixmap, radius: float) -> None:
    """On white, as logos are made for paper, whole and not stretched."""
    box(painter, rect, fill=QColor("#FFFFFF"), border=theme().colour("line"), radius=radius)
    inner = QRectF(rect).adjusted(2, 2, -2, -2)
    ratio = sharpest_ratio()
    small = _fitted(logo, (inner.size() * ratio).toSize())
    target = QRectF(0, 0, small.width() / ratio, small.height() / ratio)
    target.moveCenter(inner.center())
    path = QPainterPath()
    path.addRoundedRect(inner, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.drawPixmap(target, small, QRectF(small.rect()))
    painter.restore()


def _fitted(logo: QPixmap, size: QSize) -> QPixmap:
    """Scaled by area, as a painter takes single pixels of a large picture; kept, as it is slow."""
    key, kept = f"fitted {logo.cacheKey()} {size.width()} {size.height()}", QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    made = logo.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    QPixmapCache.insert(key, made)
    return made


def logo_pixmap(data: bytes | None) -> QPixmap | None:
    """A picture from stored bytes for a small square, or None when it cannot be shown.

    Of a wide logo the emblem is taken when one stands apart at the left: a whole wordmark in a
    square would be a thin line. Looking for it takes milliseconds, so that it is kept.
    """
    if not data:
        return None
    key, kept = f"logo {hashlib.sha256(data).hexdigest()}", QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    image = QImage()
    if not image.loadFromData(data):
        return None
    made = QPixmap.fromImage(_emblem(image))
    QPixmapCache.insert(key, made)
    return made


def _emblem(image: QImage) -> QImage:
    if image.width() < 1.6 * image.height():
        return image
    small = image.scaledToHeight(48, Qt.TransformationMode.SmoothTransformation)
    inked = [_has_ink(small, x) for x in range(small.width())]
    start = inked.index(True) if True in inked else 0
    gap = next((x for x in range(start, len(inked)) if not any(inked[x : x + 3])), 0)
    if not 0.6 * small.height() <= gap - start <= 1.6 * small.height():
        return image
    scale = image.height() / small.height()
    return image.copy(round(start * scale), 0, round((gap - start) * scale), image.height())


def _has_ink(image: QImage, x: int) -> bool:
    """Whether a column of the picture holds anything but white or nothing."""
    pixels = (image.pixelColor(x, y) for y in range(0, image.height(), 2))
    return any(pixel.alpha() > 40 and pixel.lightness() < 240 for pixel in pixels)


class Avatar(QWidget):
    """A logo or initials beside a name that is written out."""

    def __init__(
        self, name: str, size: int = 40, logo: bytes | None = None, *, round_: bool = False
    ) -> None:
        super().__init__()
        self._round = round_
        self._size = size
        self.set_business(name, logo)

    def set_business(self, name: str, logo: bytes | None = None) -> None:
        """Another business or person."""
        self._name = name
        self._logo = logo_pixmap(logo)
        self.setFixedSize(theme().px(self._size), theme().px(self._size))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Drawn afresh, so it is sharp on every screen."""
        painter = start_painting(self)
        paint_avatar(painter, self.rect(), self._name, self._logo, round_=self._round)
