"""Parties against clauses as a table: one row a party, one column a clause, then standing, how."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from microbiz_desktop.services.signoff.values import ClauseHeading, PartyStatus, SignOffRoom
from microbiz_desktop.ui.signoff.answer_pills import cell_sentence, pill_look

_AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

#: Over the columns behind the clauses.
HEADS = ("Where it stands", "How, and when")


class MatrixModel(QAbstractTableModel):
    """Display only; the view paints from `party` and `clause`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parties: tuple[PartyStatus, ...] = ()
        self._clauses: tuple[ClauseHeading, ...] = ()

    def set_room(self, room: SignOffRoom) -> None:
        """Show a room; the same parties and clauses keep selection and scroll position."""
        same = [p.key for p in room.parties] == [p.key for p in self._parties] and [
            c.id for c in room.clauses
        ] == [c.id for c in self._clauses]
        if not same:
            self.beginResetModel()
        self._parties, self._clauses = room.parties, room.clauses
        if not same:
            self.endResetModel()
        elif self._parties:
            last = self.index(len(self._parties) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def party(self, row: int) -> PartyStatus:
        """The party of a row."""
        return self._parties[row]

    def parties(self) -> tuple[PartyStatus, ...]:
        """All rows."""
        return self._parties

    def clause(self, column: int) -> ClauseHeading | None:
        """The clause of a column, or None for the columns behind the clauses."""
        return self._clauses[column] if column < len(self._clauses) else None

    def clauses(self) -> tuple[ClauseHeading, ...]:
        """All clauses in order."""
        return self._clauses

    def status_column(self) -> int:
        """The column of "Where it stands"."""
        return len(self._clauses)

    def index_at(self, party: str, clause: str = "") -> QModelIndex:
        """The cell of a party and clause, or the party's standing without a clause."""
        rows = [p.key for p in self._parties]
        columns = [c.id for c in self._clauses]
        if party not in rows:
            return QModelIndex()
        column = columns.index(clause) if clause in columns else self.status_column()
        return self.index(rows.index(party), column)

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """One row a party."""
        return 0 if parent.isValid() else len(self._parties)

    def columnCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Clauses, where it stands, how and when."""
        return 0 if parent.isValid() or not self._parties else len(self._clauses) + 2

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Each cell is a sentence for screen readers and tool tips."""
        if not index.isValid():
            return None
        party, clause = self._parties[index.row()], self.clause(index.column())
        accessible = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if clause is not None:
            return cell_sentence(party, clause) if role in accessible else None
        if role not in (*accessible, Qt.ItemDataRole.DisplayRole):
            return None
        if index.column() == self.status_column():
            return f"{party.name}: {pill_look(party)[2]}"
        if role in accessible and not party.how:
            return f"{party.name}: no sign-off yet"
        return f"{party.how}, {party.when}" if party.how else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Words for screen readers; the headers paint themselves, the last two with these."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._parties[section].name if section < len(self._parties) else None
        clause = self.clause(section)
        if clause is not None:
            return f"Clause {clause.number}, {clause.heading}"
        return HEADS[section != self.status_column()]
