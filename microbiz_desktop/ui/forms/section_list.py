"""The parts of an interview as a list: a ring for progress, a tick when answered, red to mend."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from microbiz_desktop.ui.forms.choices import Choice, OneOf
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.painting import (
    box,
    focus_ring,
    focus_visible,
    mirrored,
    start_painting,
)
from microbiz_desktop.ui.widgets.progress import (
    SectionState,
    paint_section_mark,
    paint_section_text,
)


class SectionList(OneOf):
    """Choose a section; `edited` carries its key."""

    def __init__(self, name: str = "Sections") -> None:
        self._states: tuple[SectionState, ...] = ()
        super().__init__((), name)

    def set_states(self, states: Sequence[SectionState]) -> None:
        """Show how far each section is; the chosen one stays chosen."""
        self._states = tuple(states)
        self.set_choices([Choice(s.key, s.title, s.line()) for s in self._states])

    def sizeHint(self) -> QSize:
        """52 high for each section."""
        return QSize(theme().px(144), len(self._states) * self._row())

    def minimumSizeHint(self) -> QSize:
        """Titles are shortened before the window grows."""
        return QSize(theme().px(110), len(self._states) * self._row())

    def rect_of(self, index: int) -> QRect:
        """One below the other."""
        return QRect(0, index * self._row(), self.width(), self._row() - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, title, how far."""
        painter = start_painting(self)
        for index, state in enumerate(self._states):
            self._paint_row(painter, index, state)

    def _row(self) -> int:
        return theme().px(52)

    def _paint_row(self, painter: QPainter, index: int, state: SectionState) -> None:
        now = theme()
        rect = self.rect_of(index)
        chosen = index == self._chosen
        if chosen or index == self._under:
            box(painter, rect, fill=now.colour("accent_bg" if chosen else "hover"))
        side = now.px(20)
        disc = QRect(now.px(9), rect.y() + (rect.height() - side) // 2, side, side)
        paint_section_mark(painter, mirrored(self, disc), state)
        left = now.px(38)
        words = QRect(left, rect.y() + 6, self.width() - left - 4, rect.height() - 12)
        paint_section_text(painter, mirrored(self, words), state)
        if chosen and focus_visible(self):
            focus_ring(painter, rect)
