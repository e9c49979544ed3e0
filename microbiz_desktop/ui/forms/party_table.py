"""A row for each party: costs, fees, rates, contributions; sums of money stand underneath.

Questions of the interview that are answered party by party are shown in it. Values hang on the
party's key and not on its row, so that moving or adding a party loses none.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner, write_money
from microbiz_desktop.services.agreements.asked import ROWS, AnswerKind, ColumnSpec
from microbiz_desktop.ui.forms.editors import WIDE, editor_of, is_empty, make_cell
from microbiz_desktop.ui.forms.field import Field, FieldWidget, widget_of
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import column, drop

#: With more columns than this the party's name gets a line of its own.
_BESIDE_NAME = 2

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PerPartyEditor(FieldWidget):
    """The value maps party keys to one value, or to a table of the columns."""

    def __init__(
        self,
        label: str,
        columns: Sequence[ColumnSpec],
        manner: Manner,
        slices: Slices | None = None,
    ) -> None:
        """With `slices` rows are made little by little; one not yet made keeps its values."""
        super().__init__()
        self._label, self._columns, self._manner = label, tuple(columns), manner
        self._slices = slices
        self._parties: tuple[tuple[str, str], ...] = ()
        self._built = False
        self._cells: dict[tuple[str, str], Field[object]] = {}
        self._waiting: deque[tuple[str, str]] = deque()
        self._kept: Mapping[str, object] = {}
        self._sums: dict[str, Label] = {}
        self._holder = QWidget()
        self._outer = column(self._holder, of=self)

    @property
    def cells(self) -> dict[tuple[str, str], Field[object]]:
        """Every cell by party and column, all of them made."""
        self._make_rows()
        return self._cells

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

    def value(self) -> dict[str, object]:
        """What is filled in, by party; parties without anything are left out."""
        found: dict[str, object] = {}
        waiting = dict(self._waiting)
        for key, _ in self._parties:
            if key in waiting:
                if not is_empty(self._kept.get(key)):
                    found[key] = self._kept[key]
                continue
            row = self._row_value(key)
            if row:
                found[key] = row if len(self._columns) > 1 else next(iter(row.values()))
        return found

    def set_value(self, value: object) -> None:
        """Show values without telling anybody."""
        self._kept = value if isinstance(value, Mapping) else {}
        self._show_kept(self._cells)
        self._add_up()

    def first_gap(self, party: str = "") -> Field[object] | None:
        """The first cell in which nothing stands, of this party or else of all; or its first."""
        cells = {at: cell for at, cell in self.cells.items() if party in ("", at[0])}
        empty = (cell for cell in cells.values() if is_empty(cell.value()))
        return next(empty, next(iter(cells.values()), None) if party else None)

    def problem(self) -> str:
        """The first cell that cannot be read."""
        return next((p for cell in self._cells.values() if (p := cell.problem())), "")

    def _show_kept(self, cells: Iterable[tuple[str, str]]) -> None:
        for key, spec in cells:
            row = self._kept.get(key)
            shown = row.get(spec) if isinstance(row, Mapping) else row
            if self._cells[key, spec].value() != shown:
                self._cells[key, spec].set_value(shown)

    def _row_value(self, key: str) -> dict[str, object]:
        row: dict[str, object] = {}
        for spec in self._columns:
            value = self._cells[key, spec.id].value()
            if not is_empty(value):
                row[spec.id] = value
        if row and len(self._columns) > 1:
            missing = (c.id for c in self._columns if ROWS[c.kind].words and c.id not in row)
            row |= dict.fromkeys(missing, "")
        return row

    def _build(self) -> None:
        old, self._holder = self._holder, QWidget()
        self._cells, self._sums = {}, {}
        self._waiting = deque(self._parties)
        self._grid = grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        if not self._parties:
            grid.addWidget(Label("Add the parties first.", "form", "text_2"), 0, 0)
        else:
            self._frame(grid)
        self._outer.replaceWidget(old, self._holder)
        drop(old)
        if self._slices is None:
            self._make_rows()
        else:
            self._slices.add([self._make_row] * len(self._waiting))

    def _frame(self, grid: QGridLayout) -> None:
        """What stands around the rows; in one line each they have headings above."""
        if len(self._columns) > _BESIDE_NAME:
            for at in range(len(self._columns)):
                grid.setColumnStretch(at, 1)
            return
        if len(self._columns) > 1:
            for at, column in enumerate(self._columns, 1):
                head = Label(column.label, "header", "text_2")
                if column.kind is AnswerKind.MONEY:
                    _align_with_figures(head)
                grid.addWidget(head, 0, at)
        self._stretch(grid)
        self._add_sum_line(grid, len(self._parties) + 1, 1)

    def _make_rows(self) -> None:
        while self._waiting:
            self._make_row()

    def _make_row(self) -> None:
        """The next row that waits, if it has not been made meanwhile."""
        if not self._waiting:
            return
        line = len(self._parties) - len(self._waiting)
        key, name = self._waiting.popleft()
        if len(self._columns) <= _BESIDE_NAME:
            self._fill_beside(line + 1, key, name)
        else:
            self._fill_below(4 * line, key, name)
        self._show_kept([(key, column.id) for column in self._columns])

    def _fill_beside(self, line: int, key: str, name: str) -> None:
        """Name and cells in one line."""
        self._grid.addWidget(ElidedLabel(name, "form_strong"), line, 0)
        for at, spec in enumerate(self._columns, 1):
            self._grid.addWidget(self._cell(key, name, spec), line, at)

    def _fill_below(self, line: int, key: str, name: str) -> None:
        """The name over its cells, each cell with its heading."""
        wide = len(self._columns)
        self._grid.addWidget(ElidedLabel(name, "form_strong"), line, 0, 1, wide)
        for at, spec in enumerate(self._columns):
            self._grid.addWidget(Label(spec.label, "second", "text_2"), line + 1, at)
            self._grid.addWidget(self._cell(key, name, spec), line + 2, at)
        self._grid.addWidget(Line(), line + 3, 0, 1, wide)

    def _stretch(self, grid: QGridLayout) -> None:
        grid.setColumnStretch(0, 5)
        for at, spec in enumerate(self._columns, 1):
            wide = editor_of(spec.kind) in WIDE
            grid.setColumnStretch(at, 5 if wide else 0)

    def _cell(self, key: str, name: str, column: ColumnSpec) -> QWidget:
        cell = make_cell(column, f"{column.label}: {name}", self._manner)
        cell.edited.connect(self._changed)
        cell.finished.connect(self.finished)
        self._cells[key, column.id] = cell
        widget = widget_of(cell)
        widget.setObjectName(f"{key}.{column.id}")
        if column.kind is AnswerKind.MONEY and len(self._columns) <= _BESIDE_NAME:
            widget.setFixedWidth(theme().px(104))
        return widget

    def _add_sum_line(self, grid: QGridLayout, line: int, first: int) -> None:
        """Sums of money stand right-aligned under their column."""
        money = [(at, c) for at, c in enumerate(self._columns, first) if c.kind is AnswerKind.MONEY]
        if not money:
            return
        grid.addWidget(Line(), line, 0, 1, len(self._columns) + 1)
        grid.addWidget(Label("Together", "label"), line + 1, 0)
        for at, spec in money:
            self._sums[spec.id] = Label("", "label", figures=True)
            _align_with_figures(self._sums[spec.id])
            grid.addWidget(self._sums[spec.id], line + 1, at)

    def _add_up(self) -> None:
        rows = self.value().values()
        for spec, label in self._sums.items():
            values = [row.get(spec) if isinstance(row, Mapping) else row for row in rows]
            label.setText(write_money(sum(v for v in values if isinstance(v, int)), self._manner))

    def _changed(self) -> None:
        self._add_up()
        self.edited.emit()


def _align_with_figures(label: Label) -> None:
    """Over or under a column of sums, which end at the right."""
    label.setAlignment(_RIGHT)
    label.setContentsMargins(0, 0, theme().px(16), 0)
