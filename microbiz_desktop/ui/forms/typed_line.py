"""A row of a table typed as one line, its parts with commas or dots between.

For tables of rows: "Opening film, Northlight, 19 February 2027" is three cells. Each part goes to
the first column that can read it; what no other column reads are words, so that nothing is lost.
Where a table has no words, it stays in the line.
"""

import re
from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent

from microbiz_desktop.domain.words.phrases import joined
from microbiz_desktop.ui.forms.adding_line import AddingLine
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import YesNo
from microbiz_desktop.ui.forms.exact_fields import LettersField
from microbiz_desktop.ui.forms.field import Field, widget_of
from microbiz_desktop.ui.forms.fields import ParsedField, TextArea, TextField
from microbiz_desktop.ui.forms.table_row import TableColumn, TableRow
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.main_step import is_enter

#: A comma inside of a number parts nothing.
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)")
_DOT = "·"

#: Fields that take any words.
_Words = TextField | TextArea


class TypedLine(AddingLine):
    """Enter takes what stands in it; with nothing in it Enter goes on, as in any field."""

    def __init__(self, name: str, placeholder: str, columns: Sequence[TableColumn]) -> None:
        super().__init__(name, placeholder)
        self._how = _how_written(columns)
        #: Stands over it: how it is written, and what of it went nowhere.
        self.said = Label(self._how, "second", "text_2", wrap=True)

    def leave(self, words: str) -> None:
        """What no column takes stays here to be typed anew, and is told."""
        self.set_value(words)
        self.end(False)
        self.said.setText(f"No column takes “{words}”. {self._how}" if words else self._how)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is taken is settled, and the key with it."""
        taken = is_enter(event) and bool(self.value())
        super().keyPressEvent(event)
        event.setAccepted(taken or event.isAccepted())


def _how_written(columns: Sequence[TableColumn]) -> str:
    titles = joined([f"“{one.title}”" for one in columns])
    parts = f"In one line, with commas between: {titles}. " if columns[1:] else ""
    return f"{parts}Enter adds it."


def split_line(line: str) -> list[str]:
    """The parts of a line, without those that say nothing."""
    parts = line.split(_DOT) if _DOT in line else _BETWEEN.split(line)
    return [part.strip() for part in parts if part.strip()]


def fill_from(row: TableRow, line: str) -> tuple[str, Field[object] | None]:
    """Put each part into a cell; gives what no cell takes, and the first of which it says nothing.

    What is left is written as the line was.
    """
    free = [cell for cell in row.cells.values() if widget_of(cell).isEnabled()]
    words: _Words | None = None
    left = []
    for part in split_line(line):
        taken = next((cell for cell in _in_turn(free, words) if _take(cell, part)), None)
        if taken is not None:
            free.remove(taken)
            words = words or _as_words(taken)
        elif words is not None:
            words.set_value(f"{words.value()}, {part}")
        else:
            left.append(part)
    gap = next((cell for cell in free if cell.value() in (None, "")), None)
    return (f" {_DOT} " if _DOT in line else ", ").join(left), gap


def _as_words(cell: Field[object]) -> _Words | None:
    """The cell, where any words can stand in it."""
    return cell if isinstance(cell, _Words) and not isinstance(cell, LettersField) else None


def _in_turn(free: Sequence[Field[object]], words: _Words | None) -> list[Field[object]]:
    """A line begins with words where the row does; later words are what nothing else can read."""
    if words is None and free and _as_words(free[0]) is not None:
        return list(free)
    return sorted(free, key=lambda cell: _as_words(cell) is not None)


def _take(cell: Field[object], part: str) -> bool:
    """Whether the cell can read it; then it stands there, and else nothing does."""
    if (options := _options(cell)) is not None:
        meant = [key for key, title in options if _begins(title, part)]
        if len(meant) == 1:
            cell.set_value(meant[0])
        return len(meant) == 1
    if isinstance(cell, ParsedField):
        cell.setText(part)
    else:
        cell.set_value(part)
    value = None if cell.problem() else cell.value()
    cell.set_value(value)
    return value not in (None, "")


def _options(cell: Field[object]) -> list[tuple[object, str]] | None:
    """Keys and titles of what can be chosen, where something is."""
    if isinstance(cell, ChoiceField):
        return [(cell.itemData(at), cell.itemText(at)) for at in range(cell.count())]
    if isinstance(cell, YesNo):
        return [(choice.key, choice.title) for choice in cell.choices()]
    return None


def _begins(title: str, part: str) -> bool:
    return title.casefold().startswith(part.casefold())
