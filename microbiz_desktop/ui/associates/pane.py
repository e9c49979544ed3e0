"""The left side of Associates: search, filters, smart lists, count, order, rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex
from PySide6.QtWidgets import QStackedWidget

from microbiz_desktop.services.contacts.contacts import ContactRow, Query
from microbiz_desktop.ui.associates.filters import ORDERS, FilterBar
from microbiz_desktop.ui.associates.found_list import FoundList
from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.records.search_pane import SearchPane
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.menus import Menu

LIST, NONE_YET, NOTHING = 0, 1, 2


class AssociatesPane(SearchPane):
    """The chosen row is announced by its id."""

    def __init__(
        self,
        model: FoundModel[ContactRow],
        filters: FilterBar,
        cards: Callable[[list[int]], QMimeData],
        empty: EmptyState,
    ) -> None:
        """`cards` makes what is dragged out; `empty` shows when there is no associate at all."""
        rows = FoundList("Associates", cards)
        super().__init__(SearchField("Search associates", "Name, skill, place, number"), rows)
        self.found_list = rows
        self.model = model
        model.setParent(self)
        self.filters = filters
        self.heading = Label("Associates", "title")
        self.exchange = IconButton("upload", "Import, export and tidy up")
        self.new = SecondaryButton("New", "plus", act=self.new_asked)
        self.count = Label("", "second", "text_2")
        self.order = LinkButton("Best match first", "chevron-down", act=self._open_orders)
        self.order.icon_after = True
        self.read_as = Label("", "second", "waiting", wrap=True)
        rows.setModel(model)
        rows.selectionModel().currentChanged.connect(self._current_changed)
        rows.activated.connect(lambda index: self.row_opened.emit(self.model.id_at(index)))
        self._nothing = EmptyState("Nothing matches. Try fewer words, or take a filter away.")
        self._stack = QStackedWidget()
        self._total = 0
        self._lay_out(empty)

    def query(self) -> Query:
        """What is asked for: the words typed and the filters in force."""
        return self.filters.query(str(self.search.value()))

    def show_found(
        self, ids: array[int], total: int, read_as: str = "", *, cut: bool = False
    ) -> None:
        """Show these out of `total`, `cut` when there are more; the chosen row stays if it can."""
        kept = self.chosen()
        self._showing = True  # the same row chosen again is no choice of the user
        self.model.set_ids(ids)
        if kept is not None:
            self.choose(kept)
        self._showing = False
        self._total = total
        self.show_count(len(ids), more=cut)
        self.order.setVisible(len(ids) > 1)
        self.read_as.setText(read_as)
        self.read_as.setVisible(bool(read_as))
        self.filters.setVisible(total > 0)
        self.counted.emit(total)
        page = LIST if len(ids) else NOTHING if total else NONE_YET
        self._stack.setCurrentIndex(page)
        self.found_list.fetch()

    def show_count(self, found: int, *, more: bool = False) -> None:
        """Say how many are found, `more` when there are more than that, and of how many."""
        total, narrowed = self._total, self.filters.narrowed() or bool(self.search.value())
        counted = f"{found:,}{'+' if more else ''}"
        said = f"{counted} of {total:,}" if narrowed else f"{total:,}"
        self.count.setText(f"{said} {'associate' if total == 1 else 'associates'}")
        self.count.setVisible(total > 0)

    def chosen(self) -> object | None:
        """The id of the current row, or None."""
        return self.model.id_at(self.list.currentIndex()) or None

    def choose(self, key: object) -> bool:
        """Make a row the current one by id; whether it is here."""
        index = self.model.place_of(key) if isinstance(key, int) else QModelIndex()
        marked = self.list.selectionModel().isSelected(index)  # a focused list has one unmarked
        if index.isValid() and (index != self.list.currentIndex() or not marked):
            self.list.setCurrentIndex(index)
        return index.isValid()

    def choose_none(self) -> None:
        """Let go of the current row."""
        self.list.setCurrentIndex(QModelIndex())
        self.list.clearSelection()

    def show_order(self) -> None:
        """Say which order is in force; "best match" means something only for typed words."""
        order = self.filters.order()
        if order == "best" and not self.search.value():
            order = "name"
        self.order.set_text(ORDERS[order], "chevron-down")

    def orders_menu(self) -> Menu:
        """The orders that mean something now."""
        menu = Menu(self)
        for key, word in ORDERS.items():
            if key == "best" and not self.search.value():
                continue
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(word == self.order.text())
            action.triggered.connect(lambda _=False, key=key: self.filters.set_order(key))
        return menu

    def _open_orders(self) -> None:
        self.orders_menu().popup(self.order.mapToGlobal(self.order.rect().bottomLeft()))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        key = self.model.id_at(current)
        if key and not self._showing:
            self.row_chosen.emit(key)

    def _lay_out(self, empty: EmptyState) -> None:
        lines = column(
            row(self.heading, SPRING, self.exchange, self.new, gap=8),
            self.search,
            self.filters,
            row(self.count, SPRING, self.order),
            self.read_as,
            Line(),
            gap=10,
            pad=(20, 16, 12, 0),
            of=self,
        )
        for page in (self.list, empty, self._nothing):
            self._stack.addWidget(page)
        lines.addWidget(self._stack, 1)
        self.read_as.hide()
