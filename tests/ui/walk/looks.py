"""What is painted: enough contrast, and no sentence cut off."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QScrollArea,
    QWidget,
)

from microbiz_desktop.ui.widgets import painting
from microbiz_desktop.ui.widgets.labels import ElidedLabel

#: WCAG 2.2, 1.4.3: text, and large text (24 px, or 18.66 px and bold).
CONTRAST, CONTRAST_LARGE = 4.5, 3.0
#: So many words are a sentence: names may be shortened, with the whole in the tool tip.
SENTENCE = 5


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def painted_contrast(image: QImage, spot: QRect) -> float:
    """Between the ground, the commonest colour of the spot, and the ink farthest from it."""
    inside = spot.intersected(image.rect())
    if inside.isEmpty():
        return 21.0
    piece = image.copy(inside).convertToFormat(QImage.Format.Format_ARGB32)
    pixels = Counter(memoryview(piece.constBits()).cast("I"))
    ground = QColor(pixels.most_common(1)[0][0])
    return max(contrast(ground, QColor(pixel)) for pixel in pixels)


def shown(root: QWidget) -> Iterator[QWidget]:
    """Everything visible in the window."""
    yield from (one for one in root.findChildren(QWidget) if one.isVisibleTo(root))


def in_window(widget: QWidget, root: QWidget) -> QRect:
    """Where it stands in the window."""
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def seen_part(widget: QWidget, root: QWidget) -> QRect:
    """What of it is not hidden by an edge, in the window."""
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapTo(root, QPoint(0, 0)))


@contextmanager
def recording() -> Iterator[list[tuple[str, bool]]]:
    """What our own painting writes meanwhile, and whether it fits."""
    written: list[tuple[str, bool]] = []

    def write(
        painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, align: Any
    ) -> None:
        written.append((text, QFontMetrics(font).horizontalAdvance(text) <= rect.width()))
        painting.write(painter, rect, text, font, colour, align)

    def write_lines(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
        needed = QRect(rect)
        needed.setHeight(painting.lines_height(font, text, rect.width()))
        whole = QRect(0, 0, painter.device().width(), painter.device().height())
        written.append((text, not text or (rect.contains(needed) and whole.contains(needed))))
        painting.write_lines(painter, rect, text, font, colour)

    ours: dict[str, Any] = {"write": write, "write_lines": write_lines}
    users = [
        (module, word)
        for name, module in list(sys.modules.items())
        if name.startswith("microbiz_desktop.ui.") and module is not painting
        for word in ours
        if getattr(module, word, None) is getattr(painting, word)
    ]
    for module, word in users:
        setattr(module, word, ours[word])
    try:
        yield written
    finally:
        for module, word in users:
            setattr(module, word, getattr(painting, word))


def cut_writing(root: QWidget) -> Iterator[str]:
    """Sentences that our own painting shortens, such as what explains a choice."""
    with recording() as written:
        root.grab()
    for text, fits in written:
        if not fits and is_sentence(text):
            yield f"shortened: {short(text)}"


def weak_texts(root: QWidget) -> Iterator[str]:
    """Labels whose ink is too near to their ground, as painted."""
    image = root.grab().toImage()
    scale = image.devicePixelRatio()
    for label in shown(root):
        if not isinstance(label, QLabel) or not label.text().strip() or not label.isEnabled():
            continue
        seen = seen_part(label, root)
        if seen.width() < 8 or seen.height() < 8:
            continue
        spot = QRect(seen.topLeft() * scale, seen.size() * scale)
        font = label.font()
        large = font.pixelSize() >= 24 or (font.pixelSize() >= 19 and font.bold())
        found, asked = painted_contrast(image, spot), CONTRAST_LARGE if large else CONTRAST
        if found < asked:
            yield f"contrast {found:.1f}: {short(label.text())}"


def cut_texts(root: QWidget) -> Iterator[str]:
    """Sentences that are shortened, and text that stands partly outside its own field."""
    for one in shown(root):
        if isinstance(one, ElidedLabel):
            if one.text() != one.whole_text() and is_sentence(one.whole_text()):
                yield f"shortened: {short(one.whole_text())}"
            elif one.text() != one.whole_text() and one.toolTip() != one.whole_text():
                yield f"shortened without a tool tip: {short(one.whole_text())}"
        elif isinstance(one, QLabel) and one.text() and _is_cut(one):
            yield f"clipped: {short(one.text())}"
        if isinstance(one, QLabel | QAbstractButton) and hidden_by_an_edge(one, root):
            yield f"beyond an edge: {short(text_of(one))}"


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def hidden_by_an_edge(one: QWidget, root: QWidget) -> bool:
    """Whether part of it can be seen by no scrolling: its parent is too small for it."""
    if not text_of(one):
        return False
    at, parent = one, one.parentWidget()
    while parent is not None and at is not root:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            area = parent.parentWidget()
            assert isinstance(area, QAbstractScrollArea)
            wide = QRect(one.mapTo(at, QPoint(0, 0)), one.size())
            return wide.right() >= at.width() + 1 or (
                area.horizontalScrollBar().maximum() == 0 and at.width() > parent.width() + 1
            )
        place = QRect(one.mapTo(parent, QPoint(0, 0)), one.size())
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        at, parent = parent, parent.parentWidget()
    return False


def run_off(root: QWidget) -> Iterator[str]:
    """What is wider than the place it scrolls in, and cannot be scrolled sideways."""
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    for area in shown(root):
        if not isinstance(area, QScrollArea) or area.horizontalScrollBarPolicy() != off:
            continue
        inside, room = area.widget(), area.viewport().width()
        if inside is not None and inside.width() > room + 1:
            yield f"runs off by {inside.width() - room}: {_widest(inside, room)}"


def _widest(inside: QWidget, room: int) -> str:
    """The innermost part that asks for more than there is."""
    for part in inside.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if part.isVisibleTo(inside) and part.minimumSizeHint().width() > room - part.x():
            return _widest(part, room - part.x())
    return f"{type(inside).__name__} {short(text_of(inside) or inside.accessibleName())}".strip()


def text_of(one: QWidget) -> str:
    """What it says on the screen."""
    return one.text() if isinstance(one, QLabel | QAbstractButton) else ""


def is_sentence(text: str) -> bool:
    """Whether words are lost that one reads to the end."""
    return len(text.split()) >= SENTENCE and text.rstrip()[-1:] in ".?!:…"


def short(text: str) -> str:
    """Enough to know it by."""
    return " ".join(text.split())[:60]
