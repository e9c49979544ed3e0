"""Rows that the user fills: add, take out, put in order. The one table of rows of the house.

For deliverables, skills, people, papers, and every question of the interview that is answered by a
list. Its columns and the shape of its rows are declared, see `table_row`; rows may be made little
by little, as an agreement of 22 parties has many.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.ui.forms.field import Field, FieldWidget, is_waiting, widget_of
from microbiz_desktop.ui.forms.table_row import (
    LINE,
    Row,
    RowShape,
    TableColumn,
    TableRow,
    in_line,
    readable,
)
from microbiz_desktop.ui.forms.typed_line import TypedLine, fill_from
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import Button, LinkButton
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, drop, held, put, row

V = TypeVar("V")


class RowsTable(FieldWidget, Generic[V]):
    """The value is a tuple of one kind of value, made `of` a row; rows that say nothing are none.

    Without a value under `named` a row that was added is none either.
    """

    def __init__(
        self,
        of: Callable[..., V],
        columns: Sequence[TableColumn],
        *,
        named: str = "",
        add: Button | str,
        shape: RowShape = LINE,
        word: str = "row",
        slices: Slices | None = None,
        doubt: Callable[[V], str] = lambda _value: "",
    ) -> None:
        """With `slices` rows are made little by little; one not yet made keeps its values.

        `doubt` says what is odd about a row as a whole.
        """
        super().__init__()
        self._doubt = doubt
        self._of, self._columns, self._named = of, tuple(columns), named
        self._shape = shape = readable(shape)
        self._word, self._slices = word, slices
        self._rows: list[TableRow] = []
        self._waiting: deque[Row] = deque()
        self._dress: Callable[[TableRow], None] = lambda _one: None
        self._list = column(gap=0 if shape.pad else shape.gap)
        self.none_yet = Label("Nothing here yet.", "form", "text_2")
        self.add_link = add if isinstance(add, Button) else LinkButton(add, "plus")
        self.add_link.clicked.connect(self.add_row)
        self.line: TypedLine | None = None
        lines = self._lines = column(gap=0 if shape.pad else shape.gap, of=self)
        self._foot = row(self.add_link, SPRING, gap=8)
        if shape.over:
            put(lines, self._list, self.none_yet, self._foot)
        else:
            put(lines, held(self._list), self._foot)
        self._head = self._headings()
        self._renumber()

    def value(self) -> tuple[V, ...]:
        """What is filled in, in order."""
        made = [one.value() for one in self._rows if self._counts(one)]
        return tuple(self._of(**one) for one in (*made, *self._waiting))

    def set_value(self, value: object) -> None:
        """Show values without telling anybody; what is the same as typed stays untouched."""
        rows = [_as_row(one) for one in value] if isinstance(value, (list, tuple)) else []
        if tuple(self._of(**one) for one in rows) == self.value():
            return
        if len(rows) == len(self._rows) and not self._waiting:
            for shown, given in zip(self._rows, rows, strict=True):
                self._fill(shown, given)
            return
        self.clear()
        self._waiting = deque(rows)
        self._renumber()
        if self._slices is None:
            self._make_rows()
        else:
            self._slices.add([self._make_row] * len(rows))

    def clear(self) -> None:
        """No rows, without telling anybody; those that are shown then are made anew."""
        self._waiting.clear()
        while self._rows:
            self._drop(self._rows[-1])
        self._renumber()

    def problem(self) -> str:
        """The first cell that cannot be read, or the first row that is odd."""
        cells = (cell for one in self._rows for cell in one.cells.values())
        read = next((said for cell in cells if (said := cell.problem())), "")
        return read or next((said for one in self.value() if (said := self._doubt(one))), "")

    def rows(self) -> tuple[TableRow, ...]:
        """Every row, all of them made."""
        self._make_rows()
        return tuple(self._rows)

    def cell(self, at: int, key: str) -> Field[object]:
        """One field, for leading the user to it."""
        return self.rows()[at].cells[key]

    def first_gap(self, _party: str = "") -> Field[object] | None:
        """Where nothing stands, for leading the user to it: a cell, else the line to type in."""
        cells = (cell for one in self.rows() for cell in one.cells.values())
        return next((cell for cell in cells if cell.value() in (None, "")), self.line)

    def set_line(self, name: str, example: str) -> None:
        """A row can be typed as one line, above the button that adds an empty one."""
        self.line = TypedLine(name, example, self._columns)
        self.line.finished.connect(self.take_line)
        at = self._lines.indexOf(self._foot)
        self._lines.insertWidget(at, self.line.said)
        self._lines.insertWidget(at + 1, self.line)

    def take_line(self) -> None:
        """What stands in the line becomes a row; the keyboard goes to what it does not say."""
        if self.line is None or is_waiting(self.line) or not (words := self.line.value()):
            return
        typing = self.line.hasFocus()
        self._make_rows()
        made = self._append()
        made.set_value({})
        left, gap = fill_from(made, words)
        self.line.leave(left)
        if made.is_blank():
            self._drop(made)
            self._renumber()
            return
        if gap is not None and typing and not left:
            widget_of(gap).setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()

    def columns(self) -> tuple[TableColumn, ...]:
        """The columns in order."""
        return self._columns

    def start(self) -> Row:
        """What the cells of a row added show at first."""
        return {one.key: one.start for one in self._columns if one.start is not None}

    def add_row(self) -> TableRow:
        """A new row at the end with the keyboard in it, which is no value yet."""
        self._make_rows()
        begun = self.start()
        made = self._append()
        made.set_value({})
        for key, shown in begun.items():
            made.cells[key].set_value(shown)
        made.cells[self._columns[0].key].setFocus()
        return made

    def offer(self, button: Button) -> None:
        """Another way to make a row, before the one that adds an empty one."""
        self._foot.insertWidget(0, button)

    def put_row(self, given: Row) -> None:
        """A filled row, in the first in which nothing stands, else at the end."""
        blank = next((one for one in self.rows() if one.is_blank()), None)
        for key, value in given.items():
            blank = blank or self._append()
            blank.cells[key].set_value(value)
        self._renumber()
        self.settle()

    def remove_row(self, index: int) -> None:
        """Take a row away; the keyboard does not go with it."""
        gone = self.rows()[index]
        counted, focus = self._counts(gone), QApplication.focusWidget()
        if focus is not None and gone.isAncestorOf(focus):
            self.add_link.setFocus()
        self._drop(gone)
        self._renumber()
        if counted:
            self.settle()

    def move_row(self, index: int, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        self._make_rows()
        if 0 <= index + by < len(self._rows):
            moved = self._rows.pop(index)
            self._rows.insert(index + by, moved)
            place = self._list.indexOf(moved) + by
            self._list.removeWidget(moved)
            self._list.insertWidget(place, moved)
            self._renumber()
            self.settle()

    def each_row(self, dress: Callable[[TableRow], None]) -> None:
        """Do this to every row, those still to be made as well."""
        self._dress = dress
        for one in self._rows:
            dress(one)

    def row_edited(self, changed: TableRow) -> None:
        """Something was typed in a row."""
        self.edited.emit()

    def _counts(self, one: TableRow) -> bool:
        if self._named:
            return one.nameless or bool(one.value().get(self._named))
        return not one.is_blank()

    def _make_rows(self) -> None:
        while self._waiting:
            self._make_row()

    def _make_row(self) -> None:
        """The next row that waits, if it has not been made meanwhile."""
        if self._waiting:
            given = self._waiting.popleft()
            self._fill(self._append(), given)

    def _fill(self, shown: TableRow, given: Row) -> None:
        shown.nameless = bool(self._named) and not given.get(self._named)
        shown.set_value(given)

    def _append(self) -> TableRow:
        made = TableRow(self._columns, self._shape, self._word)
        made.edited.connect(lambda: self.row_edited(made))
        made.finished.connect(self.finished)
        if not self._shape.across:
            made.move_asked.connect(lambda by: self.move_row(self._rows.index(made), by))
        made.removed.connect(lambda: self.remove_row(self._rows.index(made)))
        self._dress(made)
        self._rows.append(made)
        self._list.addWidget(made)
        made.show()  # else it would take the keyboard only once Qt has shown it
        self._renumber()
        return made

    def _drop(self, gone: TableRow) -> None:
        self._rows.remove(gone)
        self._list.removeWidget(gone)
        drop(gone)

    def _headings(self) -> list[QWidget]:
        """Over cells that stand in a line; the room of the tools at their end is left empty."""
        if self._shape.over or self._shape.across:
            return []
        heads = [in_line(one, Label(one.title, "header", "text_2")) for one in self._columns]
        self._beside = QWidget()
        found = [held(row(*heads, self._beside, gap=8)), Line()]
        put(self._list, *found)
        return found

    def _renumber(self) -> None:
        count = len(self._rows) + len(self._waiting)
        for number, one in enumerate(self._rows, 1):
            one.set_place(number, count)
        for part in self._head:
            part.setVisible(bool(count))
        if self._head:
            self._beside.setFixedWidth(theme().px(28 * (3 if count > 1 else 1)))
        self.none_yet.setVisible(self._shape.over and not count)


def _as_row(one: object) -> Row:
    """A stored value by the names of its fields."""
    if isinstance(one, Mapping):
        return dict(one)
    assert is_dataclass(one)
    return {spec.name: getattr(one, spec.name) for spec in fields(one)}
