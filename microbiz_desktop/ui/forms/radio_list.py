"""A short list of places to go to inside a page, one of them open."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from microbiz_desktop.ui.forms.choices import OneOf
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    focus_ring,
    focus_visible,
    mirrored,
    start_painting,
    write,
)


class RadioList(OneOf):
    """Words one below the other; the open one is tinted and has a bar."""

    _gap = 2

    def sizeHint(self) -> QSize:
        """36 for each place."""
        count = len(self._choices)
        return QSize(theme().px(160), count * (self._row() + self._gap))

    def minimumSizeHint(self) -> QSize:
        """Words are shortened before the page grows."""
        return QSize(theme().px(120), self.sizeHint().height())

    def rect_of(self, index: int) -> QRect:
        """One below the other."""
        return QRect(0, index * (self._row() + self._gap), self.width(), self._row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of the open one, words, focus."""
        painter = start_painting(self)
        for index in range(len(self._choices)):
            self._paint_row(painter, index)

    def _row(self) -> int:
        return theme().px(36)

    def _paint_row(self, painter: QPainter, index: int) -> None:
        now = theme()
        rect = self.rect_of(index)
        chosen = index == self._chosen
        if chosen:
            box(painter, rect, fill=now.colour("accent_bg"))
            bar = mirrored(self, QRect(0, rect.y() + 9, 3, rect.height() - 18))
            box(painter, bar, fill=now.colour("accent"), radius=1.5)
            if focus_visible(self):
                focus_ring(painter, rect)
        elif index == self._under:
            box(painter, rect, fill=now.colour("hover"))
        place = mirrored(self, rect.adjusted(now.px(14), 0, -now.px(8), 0))
        ink = now.colour("accent" if chosen else "text")
        write(painter, place, self._choices[index].title, now.font("label"), ink, ALIGN_LEFT)
