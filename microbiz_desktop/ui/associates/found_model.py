"""A list of any length: the ids are all here, the rows come fifty at a time as they are seen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from microbiz_desktop.ui.records.rows_model import ROW_ROLE
from microbiz_desktop.ui.widgets.row_delegate import LOOK_ROLE, RowLook

Row = TypeVar("Row")
PAGE = 50
#: Pages kept: far more than a window shows, far fewer than a long list has.
_KEPT = 24
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FoundModel(QAbstractListModel, Generic[Row]):
    """`fetch` gives the rows of some ids; it is called by `need()`, never by `data()`."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        look: Callable[[Row], RowLook],
        key: Callable[[Row], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._look, self._key = fetch, look, key
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()

    def set_ids(self, ids: array[int]) -> None:
        """Show other things; the same ids in the same order only forget their rows."""
        if ids == self._ids:
            self._pages.clear()
            if len(ids):
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def need(self, first: int, last: int) -> None:
        """Have the rows of these places at hand, asking for the pages that are not."""
        if not len(self._ids):
            return
        last = min(last, len(self._ids) - 1)
        for page in range(max(0, first) // PAGE, last // PAGE + 1):
            if page in self._pages:
                self._pages.move_to_end(page)
                continue
            self._load(page)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)

    def ids(self) -> array[int]:
        """Everything listed, in order."""
        return self._ids

    def id_at(self, index: _Index) -> int:
        """The id at an index, 0 for no index."""
        return int(self._ids[index.row()]) if index.isValid() else 0

    def place_of(self, key: int) -> QModelIndex:
        """The index of an id; an invalid one when it is not listed."""
        try:
            return self.index(self._ids.index(key))
        except ValueError:
            return QModelIndex()

    def rows(self) -> tuple[Row, ...]:
        """The rows at hand, in order: those that have been seen."""
        pages = sorted(self._pages)
        return tuple(row for page in pages for row in self._pages[page] if row is not None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """A list has no children below its rows."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Display only; a row that has not come yet is blank."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self._row(index.row())
        if role == ROW_ROLE:
            return row
        look = RowLook("") if row is None else self._look(row)
        if role == LOOK_ROLE:
            return look
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return look.sentence()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return look.title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows may be dragged out."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def _row(self, place: int) -> Row | None:
        page = self._pages.get(place // PAGE)
        offset = place % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    def _load(self, page: int) -> None:
        wanted = [int(one) for one in self._ids[page * PAGE : (page + 1) * PAGE]]
        found = {self._key(row): row for row in self._fetch(wanted)}
        self._pages[page] = [found.get(one) for one in wanted]
        first = self.index(page * PAGE)
        self.dataChanged.emit(first, self.index(page * PAGE + len(wanted) - 1))
