"""A short table the user fills: rows to add, take away and move, such as costs or deliverables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.dates import AboutField, DateField
from microbiz_desktop.ui.forms.fields import MoneyField, PercentField, TextField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row


@dataclass(frozen=True, slots=True)
class Column:
    """One column: key in the row's data, heading, and what is typed there.

    `kind` is text, money, date, about (a day, month or year), percent or choice;
    `options` are (key, title) of a choice. `make` gives another field, by its accessible name.
    """

    key: str
    title: str
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""
    make: Callable[[str], QWidget] | None = None


def make_cell(column: Column, name: str, currency: str) -> QWidget:
    """The field for one cell; `name` is what a screen reader says."""
    if column.make is not None:
        return column.make(name)
    if column.kind == "money":
        return MoneyField(name, BRITISH.of(currency))
    if column.kind == "percent":
        return PercentField(name)
    if column.kind == "date":
        return DateField(name)
    if column.kind == "about":
        return AboutField(name)
    if column.kind == "choice":
        return ChoiceField(name, column.options)
    field = TextField(name, column.placeholder)
    field.setAccessibleName(name)
    return field


def _said(cell: Any) -> tuple[Any, str]:
    """What a cell says: its value, and what cannot be read of it."""
    return cell.value(), cell.problem()


class RowsTable(QWidget):
    """Rows of fields; `edited` carries all rows at each change, `finished` when one is left."""

    edited = Signal(object)
    finished = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        add_text: str = "Add a row",
        currency: str = "GBP",
        footer: Callable[[list[dict[str, Any]]], str] | None = None,
    ) -> None:
        """`footer` gives the line under the table, such as the sum of a column."""
        super().__init__()
        self._columns = tuple(columns)
        self._currency = currency
        self._footer = footer
        self._cells: list[list[Any]] = []
        self._extras: list[dict[str, Any]] = []
        #: What the cells said when they had just been filled.
        self._shown: list[list[tuple[Any, str]]] = []
        self._grid_holder = QWidget()
        self.add_link = LinkButton(add_text, "plus", act=self.add_row)
        self.sum_label = Label("", "label", figures=True)
        self._column = column(
            self._grid_holder, row(self.add_link, SPRING, self.sum_label), gap=6, of=self
        )
        self._rebuild([])

    def value(self) -> list[dict[str, Any]]:
        """All rows; what was not typed over, or has no column, is kept as it was given."""
        return [
            self._typed_over(extra, cells, shown)
            for cells, extra, shown in zip(self._cells, self._extras, self._shown, strict=True)
        ]

    def _typed_over(
        self, row: dict[str, Any], cells: list[Any], shown: list[tuple[Any, str]]
    ) -> dict[str, Any]:
        """A row with what its cells say now, where that is not what they were filled with."""
        now = {
            column.key: cell.value()
            for column, cell, before in zip(self._columns, cells, shown, strict=True)
            if column.key not in row or _said(cell) != before
        }
        return {**row, **now}

    def set_value(self, rows: Sequence[Mapping[str, Any]] | None) -> None:
        """Show rows without telling anybody; the same number of rows keeps cursor and focus."""
        wanted = [dict(one) for one in rows or ()]
        if len(wanted) != len(self._cells):
            self._rebuild(wanted)
            return
        self._extras = wanted
        for cells, one in zip(self._cells, wanted, strict=True):
            for spec, cell in zip(self._columns, cells, strict=True):
                if cell.value() != one.get(spec.key):
                    cell.set_value(one.get(spec.key))
        self._remember()
        self._show_sum()

    def problem(self) -> str:
        """The first cell that cannot be read."""
        said = (cell.problem() for cells in self._cells for cell in cells)
        return next((sentence for sentence in said if sentence), "")

    def set_currency(self, currency: str) -> None:
        """Sums in another currency."""
        self._currency = currency
        self._rebuild(self.value())

    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return self._columns

    def cell(self, row: int, key: str) -> Any:
        """One field, for leading the user to it."""
        keys = [column.key for column in self._columns]
        return self._cells[row][keys.index(key)]

    def add_row(self) -> None:
        """A new row at the end, with the cursor in it."""
        self._rebuild([*self.value(), {}])
        self._cells[-1][0].setFocus()
        self._tell()

    def remove_row(self, index: int) -> None:
        """Take a row away."""
        rows = self.value()
        del rows[index]
        self._rebuild(rows)
        self._tell()
        self.finished.emit()

    def move_row(self, index: int, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        rows = self.value()
        target = index + by
        if 0 <= target < len(rows):
            rows[index], rows[target] = rows[target], rows[index]
            self._rebuild(rows)
            self._tell()
            self.finished.emit()

    def _rebuild(self, rows: list[dict[str, Any]]) -> None:
        old = self._grid_holder
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._cells, self._extras = [], rows
        self._add_head(grid, shown=bool(rows))
        for number, one in enumerate(rows):
            self._add_cells(grid, number, one, len(rows))
        self._remember()
        self._column.replaceWidget(old, self._grid_holder)
        old.hide()
        old.deleteLater()
        self._show_sum()

    def _remember(self) -> None:
        self._shown = [[_said(cell) for cell in cells] for cells in self._cells]

    def _add_head(self, grid: QGridLayout, *, shown: bool) -> None:
        for place, spec in enumerate(self._columns):
            grid.setColumnStretch(place, 3 if spec.kind == "text" else 2)
            if shown:
                head = Label(spec.title, "header", "text_2")
                if spec.kind in ("money", "percent"):
                    edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    head.setAlignment(edge)
                grid.addWidget(head, 0, place)
        if shown:
            grid.addWidget(Line(), 1, 0, 1, len(self._columns) + 1)

    def _add_cells(
        self, grid: QGridLayout, number: int, row: Mapping[str, Any], count: int
    ) -> None:
        cells: list[Any] = []
        for place, spec in enumerate(self._columns):
            cell: Any = make_cell(spec, f"{spec.title}, row {number + 1}", self._currency)
            cell.set_value(row.get(spec.key))
            cell.edited.connect(self._tell)
            cell.finished.connect(self.finished)
            cell.setMinimumWidth(theme().px(60))
            grid.addWidget(cell, number + 2, place)
            cells.append(cell)
        self._cells.append(cells)
        grid.addWidget(self._row_tools(number, count), number + 2, len(self._columns))

    def _row_tools(self, number: int, count: int) -> QWidget:
        holder = QWidget()
        line = row(gap=0, of=holder)
        tools = (
            ("chevron-up", f"Move row {number + 1} up", number > 0, -1),
            ("chevron-down", f"Move row {number + 1} down", number < count - 1, 1),
        )
        for icon, name, possible, by in tools:
            button = IconButton(icon, name, size=28)
            button.setEnabled(possible)
            button.clicked.connect(lambda _=False, by=by: self.move_row(number, by))
            line.addWidget(button)
            button.setVisible(count > 1)  # once it has a parent, or it would be a window
        remove = IconButton("x", f"Remove row {number + 1}", size=28)
        remove.clicked.connect(lambda: self.remove_row(number))
        line.addWidget(remove)
        return holder

    def _tell(self, _value: object = None) -> None:
        self._show_sum()
        self.edited.emit(self.value())

    def _show_sum(self) -> None:
        self.sum_label.setText(self._footer(self.value()) if self._footer else "")
