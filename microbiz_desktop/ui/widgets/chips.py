"""Small words in a row: filters to take away, and the four steps of a skill."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import Button, Look
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    mirrored,
    start_painting,
    text_width,
    write,
)


class ChipButton(Button):
    """A round-ended button of 28, such as "Add filter"."""

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        now = theme()
        lead = now.px(20) if self._icon_name else 0
        return QSize(text_width(now.font("pill"), self.text()) + lead + now.px(24), now.px(28))

    def _paint_ground(self, painter: QPainter) -> None:
        now = theme()
        fill = self.look.hover if self.underMouse() else self.look.fill
        ground, edge = now.colour(fill), now.colour(self.look.border)
        box(painter, self.rect(), fill=ground, border=edge, radius=self.height() / 2)

    def _paint_content(self, painter: QPainter) -> None:
        now = theme()
        place = mirrored(self, self.rect().adjusted(now.px(12), 0, -now.px(10), 0))
        write(painter, place, self.text(), now.font("pill"), self._ink(), ALIGN_LEFT)
        if self._icon_name:
            side = now.px(14)
            spot = QRect(self.width() - now.px(11) - side, 0, side, self.height())
            paint_icon(painter, self._icon_name, self._ink(), mirrored(self, spot))


class FilterChip(ChipButton):
    """A filter in force; pressing takes it away."""

    removed = Signal()
    look = Look("accent_bg", "accent", "accent", "hover")

    def __init__(self, text: str) -> None:
        super().__init__(text, "x")
        self.setAccessibleName(f"Filter: {text}. Press to remove.")
        self.clicked.connect(self.removed)


class LevelMeter(QWidget):
    """A level from 0 to 4 as filled capsules; the word for it stands beside."""

    def __init__(self, level: int, word: str) -> None:
        super().__init__()
        self._level = level
        self.setAccessibleName(f"{word}, {level} of 4")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Four capsules with gaps."""
        return QSize(theme().px(58), theme().px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled up to the level, the rest as outlines."""
        painter = start_painting(self)
        now = theme()
        width, height, gap = now.px(12), now.px(6), now.px(3)
        top = (self.height() - height) // 2
        for step in range(4):
            spot = mirrored(self, QRect(step * (width + gap), top, width, height))
            if step < self._level:
                box(painter, spot, fill=now.colour("accent"), radius=height / 2)
            else:
                box(painter, spot, border=now.colour("control"), radius=height / 2)
