"""The left side of a list-and-card screen: heading, New, search, count, rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.ui.rows_model import RowsModel
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.fields import SearchField
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook

Row = TypeVar("Row")


class ListPane(QWidget, Generic[Row]):
    """Search and rows; the chosen row is announced by its key."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    search_changed = Signal(str)
    new_asked = Signal()
    delete_asked = Signal(object)

    def __init__(
        self,
        title: str,
        look: Callable[[Row], RowLook],
        key: Callable[[Row], object],
        empty: EmptyState,
        *,
        new_word: str = "New",
        parent: QWidget | None = None,
    ) -> None:
        """`title` is the plural of what is listed; `empty` shows when there is none at all."""
        super().__init__(parent)
        self._title = title
        self._key = key
        self._showing = False
        self.model: RowsModel[Row] = RowsModel(look, key, self)
        self.heading = Label(title, "title")
        self.new = SecondaryButton(new_word, "plus")
        self.new.clicked.connect(self.new_asked)
        self.search = SearchField(f"Search {title.lower()}", "Search")
        self.search.edited.connect(lambda text: self.search_changed.emit(str(text)))
        self.search.installEventFilter(self)
        self.count = Label("", "second", "text_2")
        self.list = RowList(title)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.activated.connect(self._activated)
        self.list.installEventFilter(self)
        self._empty = empty
        self._nothing = EmptyState("Nothing matches. Try fewer words, or part of a name.")
        self._stack = QStackedWidget()
        self._lay_out()
        for keys, act in (("Ctrl+F", self.focus_search), ("Ctrl+N", self.new_asked.emit)):
            QShortcut(
                QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

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

    def choose_first(self) -> None:
        """Choose the first row, so that the card beside is not empty."""
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def minimumSizeHint(self) -> QSize:
        """Names are shortened before the window grows."""
        return QSize(theme().px(260), theme().px(240))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search into the rows; Delete asks for what is chosen."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.choose_first()
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                if (key := self.chosen()) is not None:
                    self.delete_asked.emit(key)
                return True
        return super().eventFilter(watched, event)

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(current)
        if row is not None and not self._showing:
            self.row_chosen.emit(self._key(row))

    def _activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.row_opened.emit(self._key(row))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 12, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.count)
        column.addWidget(Line())
        for page in (self.list, self._empty, self._nothing):
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)
