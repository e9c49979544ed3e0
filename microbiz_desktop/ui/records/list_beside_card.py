"""Parts of a list-and-card page: the border between list and card, and the form with its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, held, row, wide
from microbiz_desktop.ui.widgets.main_step import enter_acts

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.window_settings import SettingsFile

#: Width of the list by the width of the page there is, at 100 %, until the user moves the border.
_LIST_WIDTHS = ((2000, 480), (1100, 392), (0, 320))
_FORM_WIDTH = 680


class ListBesideCard(QSplitter):
    """List and card; the border stays where the user put it."""

    def __init__(self, settings: SettingsFile, name: str) -> None:
        """`name` is under what the place of the border is kept."""
        super().__init__(Qt.Orientation.Horizontal)
        self._settings, self._name = settings, name
        self._moved = False
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)

    def hold(self, left: QVBoxLayout, right: QWidget) -> None:
        """Take both sides in; the border goes where it was."""
        self.addWidget(held(left))
        self.addWidget(right)
        self.setStretchFactor(1, 1)
        kept = self._settings.kept_state(self._name)
        self._moved = kept is not None and self.restoreState(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list has its usual width for this window, unless the user chose another."""
        super().resizeEvent(event)
        if not self._moved:
            now, width = theme(), self.width()
            side = next(now.px(least) for page, least in _LIST_WIDTHS if width >= now.px(page))
            self.setSizes([side, max(1, width - side)])

    def _keep(self) -> None:
        self._moved = True
        self._settings.keep_state(self._name, self.saveState())


class FormPage(QWidget):
    """A form that scrolls below its title; Done, Enter in a line and Esc leave it."""

    left = Signal()

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self.title = ElidedLabel("", "title")
        self.done = PrimaryButton("Done", act=self.left)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        enter_acts(form, self.left.emit)
        holder = QWidget()
        holder.setMaximumWidth(theme().px(_FORM_WIDTH) + 40)  # as wide as the form below
        row(
            wide(self.title),
            Label("Saved as you type", "second", "text_2"),
            self.done,
            gap=12,
            pad=(20, 16, 20, 0),
            of=holder,
        )
        scroll = ScrollColumn(max_width=_FORM_WIDTH, margin=20, gap=16)
        scroll.add(form)
        column(holder, wide(scroll), gap=0, of=self)
