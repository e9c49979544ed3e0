"""The card of one thing to read: head with its buttons, then one or two columns of cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.abreast import NameAndTools
from microbiz_desktop.ui.widgets.buttons import Button, IconButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, put, row
from microbiz_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from microbiz_desktop.ui.records.record_editor import Record

D = TypeVar("D", bound="Record")
#: Below this width (at 100 %) the two columns become one.
_TWO_COLUMNS_FROM = 760


class RecordCard(ScrollColumn, Generic[D]):
    """Edit turns it into a form; drafting starts from it; deleting is behind More."""

    edit_asked = Signal()
    draft_asked = Signal()
    delete_asked = Signal()
    delete_words = "Delete"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(max_width=1140, margin=20, gap=16, parent=parent)
        self.context = context
        self._columns: QBoxLayout | None = None

    def show_record(self, data: D) -> None:
        """Show another one, or this one as it is now."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough beside the list in the smallest window."""
        return QSize(theme().px(360), theme().px(240))

    def column_count(self) -> int:
        """1 where it is narrow, else 2."""
        direction = QBoxLayout.Direction.LeftToRight
        return 2 if self._columns is not None and self._columns.direction() == direction else 1

    def add_columns(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Cards in two columns, the left one wider."""
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        put(self._columns, (_stacked(left), 3), (_stacked(right), 2))
        self.add(holder)
        self._fit()

    def heading_row(self, line: QHBoxLayout) -> QWidget:
        """The name, then edit, draft and more."""
        self.edit = SecondaryButton("Edit", act=self.edit_asked)
        self.draft = PrimaryButton("Draft an agreement", act=self.draft_asked)
        self.more: Button = IconButton("ellipsis", "More")
        self.more.clicked.connect(self._open_menu)
        return NameAndTools(line, row(self.edit, self.draft, self.more, gap=14))

    def menu(self) -> Menu:
        """What is rarely wanted."""
        menu = Menu(self)
        menu.addAction(self.delete_words, self.delete_asked.emit)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _fit(self) -> None:
        if self._columns is not None:
            wide = self.width() >= theme().px(_TWO_COLUMNS_FROM)
            direction = QBoxLayout.Direction
            self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)


def _stacked(cards: Sequence[QWidget]) -> QVBoxLayout:
    lines = column(gap=16)
    for card in cards:
        lines.addWidget(card)
    lines.addStretch(1)
    return lines
