"""One list model for all lists: frozen rows in, display out; it never asks anybody anything."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from microbiz_desktop.ui.widgets.row_delegate import LOOK_ROLE, RowLook

Row = TypeVar("Row")

#: The role under which a view reads the frozen row itself.
ROW_ROLE = Qt.ItemDataRole.UserRole + 2

_AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows with a key each; `look` says how a row is shown."""

    def __init__(
        self,
        look: Callable[[Row], RowLook],
        key: Callable[[Row], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; when the keys are the same in order only contents change."""
        new = list(rows)
        if [self._key(row) for row in new] == [self._key(row) for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return tuple(self._rows)

    def row_at(self, index: _AnyIndex) -> Row | None:
        """The row of an index, or None for no index."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, key: object) -> QModelIndex:
        """The index of a key; an invalid one when it is not here."""
        for place, row in enumerate(self._rows):
            if self._key(row) == key:
                return self.index(place)
        return QModelIndex()

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Rows may be dragged out where the list lets them."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """A list has no children below its rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Display only."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == LOOK_ROLE:
            return self._look(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._look(row).sentence()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._look(row).title
        return None
