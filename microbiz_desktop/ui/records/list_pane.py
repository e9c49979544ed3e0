"""The left side of a list-and-card screen: heading, New, search, count, rows."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget

from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.records.rows_model import RowsModel
from microbiz_desktop.ui.records.search_pane import SearchPane
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook

Row = TypeVar("Row")


class ListPane(SearchPane, Generic[Row]):
    """Search and rows; the chosen row is announced by its key."""

    def __init__(
        self,
        title: str,
        look: Callable[[Row], RowLook],
        key: Callable[[Row], object],
        empty: EmptyState,
        *,
        new_word: str = "New",
    ) -> None:
        """`title` is the plural of what is listed; `empty` shows when there is none at all."""
        rows = RowList(title)
        super().__init__(SearchField(f"Search {title.lower()}", "Search"), rows)
        self.rows, self._title = rows, title
        self._key = key
        self.model: RowsModel[Row] = RowsModel(look, key, self)
        self.heading = Label(title, "title")
        self.new = SecondaryButton(new_word, "plus", act=self.new_asked)
        self.count = Label("", "second", "text_2")
        rows.setModel(self.model)
        rows.selectionModel().currentChanged.connect(self._current_changed)
        rows.activated.connect(self._activated)
        self._empty = empty
        self._nothing = EmptyState("Nothing matches. Try fewer words, or part of a name.")
        self._stack = QStackedWidget()
        self._lay_out()

    def show_rows(self, rows: Sequence[Row], total: int, *, searched: bool) -> None:
        """Show what was found of `total`; the chosen row stays chosen when it is still there."""
        kept = self.chosen()
        self._showing = True  # the same row chosen again is no choice of the user
        self.model.set_rows(rows)
        if kept is not None:
            self.choose(kept)
        self._showing = False
        of = f"{len(rows):,} of {total:,}" if searched else f"{total:,}"
        word = self._title.lower() if total != 1 else self._title.lower().removesuffix("s")
        self.count.setText(f"{of} {word}")
        self.count.setVisible(total > 0)
        self.counted.emit(total)
        self._stack.setCurrentIndex(0 if rows else 2 if searched and total else 1)

    def chosen(self) -> object | None:
        """The key of the chosen row, or None."""
        row = self.model.row_at(self.list.currentIndex())
        return None if row is None else self._key(row)

    def choose(self, key: object) -> bool:
        """Choose a row by key; whether it is here."""
        index = self.model.index_of(key)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def choose_none(self) -> None:
        """Let go of the chosen row."""
        self.list.setCurrentIndex(QModelIndex())

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(current)
        if row is not None and not self._showing:
            self.row_chosen.emit(self._key(row))

    def _activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.row_opened.emit(self._key(row))

    def _lay_out(self) -> None:
        lines = column(
            row(self.heading, SPRING, self.new),
            self.search,
            self.count,
            Line(),
            gap=10,
            pad=(20, 16, 12, 0),
            of=self,
        )
        for page in (self.list, self._empty, self._nothing):
            self._stack.addWidget(page)
        lines.addWidget(self._stack, 1)
