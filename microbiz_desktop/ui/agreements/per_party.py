"""A row for each party: costs, fees, rates, contributions; sums of money stand underneath."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.drafting.questions import ColumnSpec
from microbiz_desktop.ui.agreements.cells import TEXT_KINDS, as_field, is_empty, make_cell
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.parsing import write_money

#: With more columns than this the party's name gets a line of its own.
_BESIDE_NAME = 2

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PerPartyEditor(QWidget):
    """The value maps party keys to one value, or to a table of the columns."""

    edited = Signal(object)
    finished = Signal()

    def __init__(
        self,
        label: str,
        columns: Sequence[ColumnSpec],
        currency: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._columns, self._currency = label, tuple(columns), currency
        self._parties: tuple[tuple[str, str], ...] = ()
        self._built = False
        self.cells: dict[tuple[str, str], QWidget] = {}
        self._sums: dict[str, Label] = {}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._holder = QWidget()
        self._outer.addWidget(self._holder)

    def set_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Rows for these parties; values of those that stay are kept."""
        wanted = tuple((party.key, party.name) for party in parties)
        if wanted == self._parties and self._built:
            return
        self._built = True
        kept = self.value()
        self._parties = wanted
        self._build()
        self.set_value(kept)

    def value(self) -> dict[str, Any]:
        """What is filled in, by party; parties without anything are left out."""
        found: dict[str, Any] = {}
        for key, _ in self._parties:
            row = self._row_value(key)
            if row:
                found[key] = row if len(self._columns) > 1 else next(iter(row.values()))
        return found

    def set_value(self, value: Any) -> None:
        """Show values without telling anybody."""
        rows = value if isinstance(value, Mapping) else {}
        for (key, column), widget in self.cells.items():
            row = rows.get(key)
            shown = row.get(column) if isinstance(row, Mapping) else row
            field = as_field(widget)
            if field.value() != shown:
                field.set_value(shown)
        self._add_up()

    def problem(self) -> str:
        """The first cell that cannot be read."""
        return next((p for w in self.cells.values() if (p := as_field(w).problem())), "")

    def set_accessible_label(self, name: str) -> None:
        """The question."""
        self.setAccessibleName(name)

    def _row_value(self, key: str) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for column in self._columns:
            value = as_field(self.cells[key, column.id]).value()
            if not is_empty(value):
                row[column.id] = value
        if row and len(self._columns) > 1:
            missing = (c.id for c in self._columns if c.kind in TEXT_KINDS and c.id not in row)
            row |= dict.fromkeys(missing, "")
        return row

    def _build(self) -> None:
        old, self._holder = self._holder, QWidget()
        self.cells, self._sums = {}, {}
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        if not self._parties:
            grid.addWidget(Label("Add the parties first.", "form", "text_2"), 0, 0)
        elif len(self._columns) <= _BESIDE_NAME:
            self._fill_beside(grid)
        else:
            self._fill_below(grid)
        self._outer.replaceWidget(old, self._holder)
        old.hide()
        old.deleteLater()

    def _fill_beside(self, grid: QGridLayout) -> None:
        """Name and cells in one line, headings above when there are several."""
        line = 0
        if len(self._columns) > 1:
            for at, column in enumerate(self._columns, 1):
                grid.addWidget(Label(column.label, "header", "text_2"), 0, at)
            line = 1
        for key, name in self._parties:
            grid.addWidget(ElidedLabel(name, "form_strong"), line, 0)
            for at, column in enumerate(self._columns, 1):
                grid.addWidget(self._cell(key, name, column), line, at)
            line += 1
        self._stretch(grid)
        self._add_sum_line(grid, line, 1)

    def _fill_below(self, grid: QGridLayout) -> None:
        """The name over its cells, each cell with its heading."""
        line = 0
        for key, name in self._parties:
            grid.addWidget(ElidedLabel(name, "form_strong"), line, 0, 1, len(self._columns))
            for at, column in enumerate(self._columns):
                grid.addWidget(Label(column.label, "second", "text_2"), line + 1, at)
                grid.addWidget(self._cell(key, name, column), line + 2, at)
                grid.setColumnStretch(at, 1)
            grid.addWidget(Line(), line + 3, 0, 1, len(self._columns))
            line += 4

    def _stretch(self, grid: QGridLayout) -> None:
        grid.setColumnStretch(0, 5)
        for at, column in enumerate(self._columns, 1):
            wide = column.kind in {"short_text", "long_text", "party"}
            grid.setColumnStretch(at, 5 if wide else 0)

    def _cell(self, key: str, name: str, column: ColumnSpec) -> QWidget:
        widget = make_cell(column.kind, f"{column.label}: {name}", column, self._currency)
        widget.setObjectName(f"{key}.{column.id}")
        if column.kind == "money" and len(self._columns) <= _BESIDE_NAME:
            widget.setFixedWidth(theme().px(104))
        as_field(widget).edited.connect(self._changed)
        as_field(widget).finished.connect(self.finished)
        self.cells[key, column.id] = widget
        return widget

    def _add_sum_line(self, grid: QGridLayout, line: int, first: int) -> None:
        """Sums of money stand right-aligned under their column."""
        money = [(at, c) for at, c in enumerate(self._columns, first) if c.kind == "money"]
        if not money:
            return
        grid.addWidget(Line(), line, 0, 1, len(self._columns) + 1)
        grid.addWidget(Label("Together", "label"), line + 1, 0)
        for at, column in money:
            self._sums[column.id] = Label("", "label", figures=True)
            self._sums[column.id].setAlignment(_RIGHT)
            self._sums[column.id].setContentsMargins(0, 0, theme().px(16), 0)
            grid.addWidget(self._sums[column.id], line + 1, at)

    def _add_up(self) -> None:
        for column, label in self._sums.items():
            values = [as_field(self.cells[key, column]).value() for key, _ in self._parties]
            label.setText(write_money(sum(v for v in values if v), self._currency))

    def _changed(self, _value: object) -> None:
        self._add_up()
        self.edited.emit(self.value())
