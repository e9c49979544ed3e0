"""A row of the table of rows: its columns as declared, its cells, and how they stand.

For `rows_table`, and for whoever declares a table: columns say what is typed, a shape how it
stands. A row keeps what was not typed over, whether it has a column or not, so that nothing of a
file is lost by looking at it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QMenu, QSizePolicy, QWidget

from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.dates import DAY_WIDTH, DateField
from microbiz_desktop.ui.forms.field import Field, widget_of
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.look.theme import LARGE_TEXT, theme
from microbiz_desktop.ui.widgets.buttons import Act, IconButton
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import BOTTOM, SPRING, Part, column, held, row, wide
from microbiz_desktop.ui.widgets.menus import Menu

Row = dict[str, object]

#: Where the tools of a row end, so that what stands under them is as wide as what is beside them.
_TOOL = 34


def as_words(value: object) -> object:
    """Nothing typed is an empty text."""
    return "" if value is None else value


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its key in the data, heading, and what makes a cell by its accessible name.

    `to_data` and `to_field` carry a value across, `start` is what the cell of a new row shows.
    """

    key: str
    title: str
    make: Callable[[str], Field[object]] = TextField
    to_data: Callable[[object], object] = as_words
    to_field: Callable[[object], object] = lambda value: value
    start: object = None
    #: What a screen reader says, with the number of the row.
    said: str = ""
    #: Its share of the room in a line; its width where all that stands in it must be seen.
    share: int = 3
    width: int = 0
    #: Ticks of a person stand beside each other under its fields.
    at_foot: bool = False


def text(key: str, title: str, example: str = "") -> TableColumn:
    """A column of text."""
    return TableColumn(key, title, lambda name: TextField(name, example))


def choice(
    key: str,
    title: str,
    options: Sequence[tuple[str, str]],
    to_data: Callable[[object], object] = as_words,
    start: object = None,
) -> TableColumn:
    """A column of drop-downs; data that are numbers have them as keys."""
    made = tuple(options)
    return TableColumn(
        key,
        title,
        lambda name: ChoiceField(name, made),
        to_data,
        lambda value: None if value is None else str(value),
        made[0][0] if start is True else start,
        share=2,
    )


def day(key: str, title: str) -> TableColumn:
    """A column of days, each of which can be read whole."""
    return TableColumn(key, title, DateField, width=DAY_WIDTH)


@dataclass(frozen=True, slots=True)
class RowShape:
    """How the cells of a row stand: so many `across`, or all under headings, or one `over` all.

    `apart` gives every cell under the first a line of its own.
    """

    across: int = 0
    over: bool = False
    gap: int = 6
    pad: int = 0
    apart: bool = False


#: Under headings; two in a line, for narrow places; the first over the others, as titles are long.
LINE, PAIRS, OVER = RowShape(), RowShape(across=2), RowShape(over=True)


def readable(shape: RowShape) -> RowShape:
    """The shape itself; with large text cells that stood in one line stand under each other."""
    in_line = not shape.across and not shape.over
    return RowShape(over=True, apart=True) if in_line and theme().scale >= LARGE_TEXT else shape


class TableRow(QWidget):
    """One row: its cells, what it was filled with, and the tools to move it and take it out."""

    edited = Signal()
    finished = Signal()
    move_asked = Signal(int)
    removed = Signal()

    def __init__(self, columns: Sequence[TableColumn], shape: RowShape, word: str) -> None:
        super().__init__()
        self._columns, self._shape, self._word = tuple(columns), shape, word
        self._given: Row = {}
        self._shown: dict[str, tuple[object, str]] = {}
        #: It came without a name, and is not dropped for that.
        self.nameless = False
        #: Which row it is, and of how many.
        self._place = (1, 1)
        self.cells = {one.key: one.make(one.title) for one in columns}
        for cell in self.cells.values():
            cell.edited.connect(self.edited)
            cell.finished.connect(self.finished)
        #: What a screen reader says of each tool, of the row that it names.
        self.tools: dict[str, IconButton] = {}
        #: What parts it from the next row, or the one before; rows in a line have none.
        self.line: Line | None = None
        (_stand_over if shape.over else _stand_across if shape.across else _stand_in_line)(self)

    def columns(self) -> tuple[TableColumn, ...]:
        """The columns in order."""
        return self._columns

    def shape(self) -> RowShape:
        """How its cells stand."""
        return self._shape

    def add_tool(self, icon: str, says: str, act: Act) -> IconButton:
        """A small button at the end of the row."""
        self.tools[says] = IconButton(icon, says, size=28, act=act)
        return self.tools[says]

    def value(self) -> Row:
        """What the cells say, where it was typed; all else as it was given."""
        found = dict(self._given)
        for one in self._columns:
            cell = self.cells[one.key]
            if one.key not in found or _said(cell) != self._shown[one.key]:
                found[one.key] = one.to_data(cell.value())
        return found

    def set_value(self, given: Row) -> None:
        """Show a row without telling anybody; a cell that says so already stays untouched."""
        self._given = given
        for one in self._columns:
            shown, cell = one.to_field(given.get(one.key)), self.cells[one.key]
            if cell.value() != shown:
                cell.set_value(shown)
        self._shown = {key: _said(cell) for key, cell in self.cells.items()}

    def is_blank(self) -> bool:
        """Whether nothing is filled in; zero says something."""
        return all(value in (None, "") for value in self.value().values())

    def set_place(self, number: int, count: int) -> None:
        """Each cell and tool says which row it is in."""
        self._place = (number, count)
        which = f"{self._word} {number}"
        for one in self._columns:
            name = one.said.format(number) or f"{one.title}, {which}"
            self.cells[one.key].setAccessibleName(name)
        for says, tool in self.tools.items():
            tool.setAccessibleName(says.format(which))
            tool.setToolTip(says.format(which))
        for says, possible in ((_UP, number > 1), (_DOWN, number < count)):
            if says in self.tools:
                self.tools[says].setEnabled(possible)
                self.tools[says].setVisible(count > 1)
        if self.line is not None:
            self.line.setVisible(self._shape.over or number > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the row: the keyboard's way to put rows in order."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(step)
            return
        super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done with the row."""
        menu = Menu(self)
        number, count = self._place
        if number > 1:
            menu.addAction("Move up", lambda: self.move_asked.emit(-1))
        if number < count:
            menu.addAction("Move down", lambda: self.move_asked.emit(1))
        menu.addAction("Take out", self.removed.emit)
        return menu


_UP, _DOWN, _OUT, _MORE = "Move {} up", "Move {} down", "Remove {}", "More for {}"


def _said(cell: Field[object]) -> tuple[object, str]:
    """What a cell says: its value, and what cannot be read of it."""
    return cell.value(), cell.problem()


def _stand_in_line(one: TableRow) -> None:
    """All cells beside each other, then up, down and out."""
    cells: list[Part] = []
    for spec in one.columns():
        cell = widget_of(one.cells[spec.key])
        cells.append(in_line(spec, cell))
    tools = row(
        one.add_tool("chevron-up", _UP, lambda: one.move_asked.emit(-1)),
        one.add_tool("chevron-down", _DOWN, lambda: one.move_asked.emit(1)),
        one.add_tool("x", _OUT, one.removed),
        gap=0,
    )
    row(*cells, held(tools), gap=8, of=one)


def in_line(spec: TableColumn, part: QWidget) -> Part:
    """A cell or its heading: as wide as the column has to be, else its share of the room."""
    if spec.width:
        part.setFixedWidth(theme().px(spec.width))
        return part
    part.setMinimumWidth(theme().px(60))
    policy = part.sizePolicy()  # else a heading would stand apart from cells that want more room
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    part.setSizePolicy(policy)
    return wide(part, spec.share)


def _stand_across(one: TableRow) -> None:
    """A few cells in each line, ticks in the last one; a line parts the row from the one before."""
    grid, shape = QGridLayout(), one.shape()
    grid.setContentsMargins(0, shape.pad, 0, shape.pad)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(shape.gap)
    cells = [(spec, widget_of(one.cells[spec.key])) for spec in one.columns()]
    for place, (spec, cell) in enumerate(pair for pair in cells if not pair[0].at_foot):
        cell.setMinimumWidth(theme().px(60))
        grid.addWidget(_titled(spec, cell), place // shape.across, place % shape.across)
    grid.addWidget(one.add_tool("x", _OUT, one.removed), 0, shape.across, BOTTOM)
    if ticks := [cell for spec, cell in cells if spec.at_foot]:
        foot = row(*ticks, SPRING, gap=theme().px(20))
        grid.addLayout(foot, len(cells), 0, 1, shape.across + 1)
    one.line = Line()
    column(one.line, grid, gap=0 if shape.pad else shape.gap, of=one)


def _titled(spec: TableColumn, cell: QWidget) -> QWidget:
    """A cell under its title, which stays when it is filled; a tick says its own."""
    if isinstance(cell, QAbstractButton):
        return cell
    return held(column(Label(spec.title, "header", "text_2"), cell, gap=2))


def _stand_over(one: TableRow) -> None:
    """The first cell over the others, a menu at its end, a line below."""
    parts: list[Part] = []
    for spec in one.columns():
        cell = widget_of(one.cells[spec.key])
        if spec.width:
            cell.setFixedWidth(theme().px(spec.width))
        parts.append(wide(_titled(spec, cell), 0 if spec.width else 1))
    more = one.add_tool("ellipsis-vertical", _MORE, lambda: None)
    more.clicked.connect(lambda: one.menu().popup(more.mapToGlobal(more.rect().bottomLeft())))
    lines = column(row(parts[0], (more, 0, BOTTOM)), gap=6, pad=(0, 0, 0, 4), of=one)
    if one.shape().apart:
        lines.addLayout(row(held(column(*parts[1:], gap=6)), theme().px(_TOOL)))
    elif parts[1:]:
        lines.addLayout(row(*parts[1:], theme().px(_TOOL), gap=8))
    one.line = Line()
    lines.addWidget(one.line)
