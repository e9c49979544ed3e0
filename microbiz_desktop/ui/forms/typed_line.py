"""A row of a table typed as one line, its parts with commas or dots between.

For tables of rows: "Opening film, Northlight, 19 February 2027" is three cells. Each part goes to
the first column that can read it; what no other column reads are words, so that nothing is lost.
"""

import re
from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent

from microbiz_desktop.domain.words.phrases import joined
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.field import Field, widget_of
from microbiz_desktop.ui.forms.fields import ParsedField, TextField
from microbiz_desktop.ui.forms.table_row import TableColumn, TableRow
from microbiz_desktop.ui.widgets.main_step import is_enter

#: A comma inside of a number parts nothing.
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)")
_DOT = "·"


class TypedLine(TextField):
    """Enter takes what stands in it; with nothing in it Enter goes on, as in any field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is taken is settled, and the key with it."""
        taken = is_enter(event) and bool(self.value())
        super().keyPressEvent(event)
        event.setAccepted(taken or event.isAccepted())


def said_of(columns: Sequence[TableColumn]) -> str:
    """How a line is written."""
    titles = joined([f"“{one.title}”" for one in columns])
    return (
        f"In one line, with commas between: {titles}. Enter adds it."
        if columns[1:]
        else ("Enter adds it.")
    )


def split_line(line: str) -> list[str]:
    """The parts of a line, without those that say nothing."""
    parts = line.split(_DOT) if _DOT in line else _BETWEEN.split(line)
    return [part.strip() for part in parts if part.strip()]


def fill_from(row: TableRow, line: str) -> Field[object] | None:
    """Put each part into a cell; gives the first cell of which the line says nothing."""
    free = list(row.cells.values())
    words: TextField | None = None
    for part in split_line(line):
        taken = next((cell for cell in _strict_first(free, words) if _take(cell, part)), None)
        if taken is not None:
            free.remove(taken)
            words = words or (taken if isinstance(taken, TextField) else None)
        elif words is not None:
            words.set_value(f"{words.value()}, {part}")
    return next((cell for cell in free if cell.value() in (None, "")), None)


def _strict_first(free: Sequence[Field[object]], words: TextField | None) -> list[Field[object]]:
    """A line begins with words where the row does; later words are what nothing else can read."""
    if words is None and free and isinstance(free[0], TextField):
        return list(free)
    return sorted(free, key=lambda cell: isinstance(cell, TextField))


def _take(cell: Field[object], part: str) -> bool:
    """Whether the cell can read it; then it stands there."""
    if isinstance(cell, ChoiceField):
        titles = [cell.itemText(at) for at in range(cell.count())]
        meant = [at for at, title in enumerate(titles) if _begins(title, part)]
        if len(meant) == 1:
            cell.setCurrentIndex(meant[0])
        return len(meant) == 1
    if isinstance(cell, ParsedField):
        cell.setText(part)
        value = None if cell.problem() else cell.value()
        cell.set_value(value)
        return value is not None
    cell.set_value(part)
    return cell.value() not in (None, "") and widget_of(cell).isEnabled()


def _begins(title: str, part: str) -> bool:
    return title.casefold().startswith(part.casefold())
