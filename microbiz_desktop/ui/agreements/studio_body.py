"""Sections, interview, preview and checks side by side, as the width allows.

The drafting studio puts its four panes in here. Which arrangement is in force follows from one
table of widths, so that a small window loses comfort but no pane.
"""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.agreements.checks_pane import ChecksBar, ChecksPane
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.agreements.interview.sections_pane import SectionsDropDown, SectionsPane
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.preview.pane import PreviewPane
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import Line
from microbiz_desktop.ui.widgets.layouts import column, held, put, row, wide
from microbiz_desktop.ui.widgets.progress import SectionState


class Room(StrEnum):
    """How much room there is, by the table of the design."""

    COMPACT = "compact"
    DRAWN = "as drawn"
    LARGE = "large"


#: Narrowest page, in pixels at 100 %, for all four panes; and for the large measures.
_DRAWN_FROM, _LARGE_FROM = 1150, 1900

#: How wide the checks are, in pixels at 100 %, but in a large window.
_CHECKS = 246


def room_for(width: int, now: Theme) -> Room:
    """The arrangement for a page of this width at the user's scale."""
    if width < now.px(_DRAWN_FROM):
        return Room.COMPACT
    return Room.LARGE if width >= now.px(_LARGE_FROM) else Room.DRAWN


class StudioBody(QWidget):
    """Arranges the four panes; in a narrow window two of them fold into one line each."""

    section_chosen = Signal(str)

    def __init__(self, interview: InterviewPages, preview: PreviewPane, checks: ChecksPane) -> None:
        super().__init__()
        self.sections, self.drop_down = SectionsPane(), SectionsDropDown()
        self.interview, self.preview, self.checks = interview, preview, checks
        self.checks_bar = ChecksBar()
        self._room: Room | None = None
        self._large = False
        self._small_zoom = 1.0
        self.sections.chosen.connect(self.section_chosen)
        self.drop_down.chosen.connect(self.section_chosen)
        self.checks_bar.opened.connect(self.toggle_checks)
        self.preview.expand_asked.connect(self.toggle_large)
        self._row = row(gap=0, of=self)
        self._lay_out()
        follow_theme(self._apply_theme)

    def show_progress(self, states: Sequence[SectionState], current: str) -> None:
        """How far each section is, in the list and in the drop-down."""
        for pane in (self.sections, self.drop_down):
            pane.set_states(states)
            pane.set_current(current)

    @property
    def room(self) -> Room | None:
        """The arrangement in force."""
        return self._room

    def toggle_large(self) -> None:
        """The preview alone, its pages as wide as it, or everything again as it was."""
        self._large = not self._large
        self.preview.set_large(self._large)
        self._arrange()
        pages = self.preview.view
        if self._large:
            self._small_zoom = pages.zoom()
            pages.setFocus()
        pages.set_zoom(1.0 if self._large else self._small_zoom)

    def is_large(self) -> bool:
        """Whether the preview has the screen for itself."""
        return self._large

    def toggle_checks(self) -> None:
        """Open the checks over the preview, or close them."""
        self.checks.setVisible(self.checks.isHidden())
        self._place_overlay()
        if not self.checks.isHidden():
            self.checks.raise_()

    def close_overlay(self) -> None:
        """In a narrow window the checks go once they have led somewhere."""
        if self._room is Room.COMPACT:
            self.checks.hide()

    def step_back(self) -> None:
        """Leave the large preview, or else the checks over it."""
        if self._large:
            self.toggle_large()
        else:
            self.close_overlay()

    def panes(self) -> list[QWidget]:
        """For F6, in reading order."""
        first = self.drop_down if self._room is Room.COMPACT else self.sections
        return [first, self.interview, self.preview, self.checks_bar, self.checks]

    def minimumSizeHint(self) -> QSize:
        """The compact arrangement must always be reachable by shrinking the window."""
        return QSize(theme().px(640), theme().px(340))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may ask for another arrangement."""
        super().resizeEvent(event)
        self._arrange()
        self._place_overlay()

    def _lay_out(self) -> None:
        self._form = Panel("surface", "", 0)
        column(self.drop_down, wide(self.interview), gap=0, of=self._form)
        self._pages = held(column(self.checks_bar, wide(self.preview), gap=0))
        self._lines = [Line(vertical=True) for _ in range(3)]
        put(
            self._row,
            self.sections,
            self._lines[0],
            self._form,
            self._lines[1],
            wide(self._pages),
            self._lines[2],
            self.checks,
        )

    def _arrange(self) -> None:
        room = room_for(self.width(), theme())
        compact = room is Room.COMPACT
        if room is not self._room:
            self._room = room
            self._form.setFixedWidth(theme().px({Room.LARGE: 548}.get(room, 442)))
            self.checks.set_wide(320 if room is Room.LARGE else _CHECKS)
            self._move_checks(over=compact)
            self.checks.setVisible(not compact)
        beside = not compact and not self._large
        self.sections.setVisible(beside)
        self._lines[0].setVisible(beside)
        self._form.setVisible(not self._large)
        self._lines[1].setVisible(not self._large)
        self._lines[2].setVisible(beside)
        self.drop_down.setVisible(compact)
        self.checks_bar.setVisible(compact and not self._large)
        if not compact:
            self.checks.setVisible(not self._large)

    def _move_checks(self, *, over: bool) -> None:
        """Between the row and the top of the preview."""
        self.checks.setAutoFillBackground(over)
        if over:
            self._row.removeWidget(self.checks)
            self.checks.setParent(self._pages)
            self.checks.hide()
        elif self.checks.parentWidget() is not self:
            self._row.addWidget(self.checks)

    def _place_overlay(self) -> None:
        if self._room is Room.COMPACT:
            top = self.checks_bar.height()
            width = min(theme().px(_CHECKS), self._pages.width())
            self.checks.setFixedWidth(width)  # else it keeps the width it has beside the preview
            left = self._pages.width() - width
            if self.isRightToLeft():
                left = 0
            self.checks.setGeometry(QRect(left, top, width, self._pages.height() - top))

    def _apply_theme(self, now: Theme) -> None:
        self._room = None
        self._arrange()
