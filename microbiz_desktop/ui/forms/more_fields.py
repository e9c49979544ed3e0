"""Fields for parts of the card: words in a line, chips to tick, tables of values, an associate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QListView, QWidget

from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.rows_table import Column, RowsTable, make_cell
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import Look
from microbiz_desktop.ui.widgets.chips import ChipButton
from microbiz_desktop.ui.widgets.labels import Line
from microbiz_desktop.ui.widgets.layouts import FlowLayout, row

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context


class WordsField(TextField):
    """Several words or phrases in one line, with commas between; the value is a tuple."""

    def value(self) -> Any:
        """What stands between the commas."""
        return tuple(part.strip() for part in self.text().split(",") if part.strip())

    def set_value(self, value: Any) -> None:
        """Show a tuple."""
        super().set_value(", ".join(value or ()))


class _Toggle(ChipButton):
    """A chip that is on or off."""

    _on = Look("accent_bg", "accent", "accent", "hover")
    _off = Look("surface", "control", "text", "hover")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.toggled.connect(self._dress)
        self._dress(False)

    def _dress(self, on: bool) -> None:
        self.look = self._on if on else self._off
        self.set_text(self.text(), "check" if on else "")


class ToggleChips(QWidget):
    """Any number out of a few; the value is the tuple of the keys that are on."""

    edited = Signal(object)
    finished = Signal()

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chips: dict[str, ChipButton] = {}
        flow = FlowLayout(self)
        for key, title in options.items():
            chip = _Toggle(title)
            chip.clicked.connect(self._tell)
            flow.addWidget(chip)
            self.chips[key] = chip

    def value(self) -> tuple[str, ...]:
        """The keys that are on, in the order of the options."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def set_value(self, value: Any) -> None:
        """Turn these on and the others off."""
        for key, chip in self.chips.items():
            chip.setChecked(key in (value or ()))

    def problem(self) -> str:
        """Nothing chosen here is ever wrong."""
        return ""

    def _tell(self) -> None:
        self.edited.emit(self.value())
        self.finished.emit()


#: Beside the columns of a row: it was stored without a name, and is not dropped for that.
_NAMELESS = " nameless"


class ValuesTable(RowsTable):
    """A table whose value is a tuple of one kind of frozen value; `named` must not be empty.

    `stacked` puts two cells in a line, for narrow places.
    """

    def __init__(
        self,
        of: Callable[..., Any],
        columns: Sequence[Column],
        *,
        named: str,
        add_text: str,
        stacked: bool = False,
    ) -> None:
        self._of, self._named, self._stacked = of, named, stacked
        super().__init__(columns, add_text=add_text)

    def value(self) -> Any:
        """The rows that have a name, and those that came without one."""
        rows = ({key: got or "" for key, got in row.items()} for row in super().value())
        return tuple(
            self._of(**row) for row in rows if row.pop(_NAMELESS, False) or row.get(self._named)
        )

    def set_value(self, rows: Any) -> None:
        """Show values; what is the same as typed stays untouched."""
        wanted = tuple(rows or ())
        if wanted != self.value():
            super().set_value(
                [self._as_row(one) | {_NAMELESS: not getattr(one, self._named)} for one in wanted]
            )

    def _as_row(self, one: Any) -> dict[str, Any]:
        return asdict(one)

    def add_row(self) -> None:
        """A new row at the end, which is no value yet."""
        self._rebuild([*super().value(), self._blank()])
        self._cells[-1][0].setFocus()

    def remove_row(self, index: int) -> None:
        """Take a row away."""
        rows = super().value()
        del rows[index]
        self._after(rows)

    def move_row(self, index: int, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        rows = super().value()
        if 0 <= index + by < len(rows):
            rows[index], rows[index + by] = rows[index + by], rows[index]
            self._after(rows)

    def _after(self, rows: list[dict[str, Any]]) -> None:
        self._rebuild(rows)
        self._tell()
        self.finished.emit()

    def _blank(self) -> dict[str, Any]:
        return {
            column.key: column.options[0][0] for column in self._columns if column.kind == "choice"
        }

    def _add_head(self, grid: QGridLayout, *, shown: bool) -> None:
        if not self._stacked:
            super()._add_head(grid, shown=shown)

    def _add_cells(
        self, grid: QGridLayout, number: int, row: Mapping[str, Any], count: int
    ) -> None:
        if not self._stacked:
            super()._add_cells(grid, number, row, count)
            return
        cells: list[Any] = []
        first = number * 4
        for place, column in enumerate(self._columns):
            cell: Any = make_cell(column, f"{column.title}, row {number + 1}", self._currency)
            cell.set_value(row.get(column.key))
            cell.edited.connect(self._tell)
            cell.finished.connect(self.finished)
            cell.setMinimumWidth(theme().px(60))
            if isinstance(cell, TextField):
                cell.setPlaceholderText(column.title)
            grid.addWidget(cell, first + place // 2, place % 2)
            cells.append(cell)
        self._cells.append(cells)
        grid.addWidget(self._row_tools(number, 1), first, 2)
        if number < count - 1:
            grid.addWidget(Line(), first + 3, 0, 1, 3)


class AssociateField(QWidget):
    """An associate by name: typing offers those in the list; any other name is kept as typed.

    The value is (id, name); id 0 is a name that is not in the list.
    """

    edited = Signal(object)
    finished = Signal()

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        #: By the words in the line: ids, and names where those words hold more than the name.
        self._ids: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._names = QStringListModel(self)
        self.line = TextField(name, "Name of an associate, or anybody")
        self.setFocusProxy(self.line)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setAccessibleName(f"{name}: associates found")
        self._completer.setPopup(popup)
        self.line.setCompleter(self._completer)
        self.line.edited.connect(self._typed)
        self.line.finished.connect(self.finished)
        self._completer.activated.connect(self._picked)
        row(self.line, of=self)

    def value(self) -> tuple[int, str]:
        """The id when the name is one of the list, and the name."""
        typed = str(self.line.value())
        return (self._ids.get(typed, 0), self._titles.get(typed, typed))

    def set_value(self, value: Any) -> None:
        """Show an id with its name."""
        key, name = value or (0, "")
        if key and name:
            self._ids[name] = key
        self.line.set_value(name)

    def problem(self) -> str:
        """Any name will do."""
        return ""

    def set_accessible_label(self, name: str) -> None:
        """The name belongs to the line."""
        self.line.setAccessibleName(name)

    def offered(self) -> list[str]:
        """What was found by the words typed last, as it stands in the pop-up."""
        return self._names.stringList()

    def _typed(self, typed: object) -> None:
        words = str(typed)
        self.edited.emit(self.value())
        if words:
            self._context.tasks.debounce(self, 120, lambda: self._look_up(words))

    def _look_up(self, words: str) -> None:
        search = self._context.services.search
        self._context.tasks.run(
            lambda: search.jump(words, 12), done=self._offer, key=self, owner=self
        )

    def _offer(self, hits: Any) -> None:
        found = _by_label([hit for hit in hits if hit.kind == "associate"])
        self._ids.update({label: hit.id for label, hit in found.items()})
        self._titles.update({label: hit.title for label, hit in found.items()})
        self._names.setStringList(list(found))
        if found and self.line.hasFocus() and self.line.value() not in found:
            self._completer.complete()

    def _picked(self, _name: object) -> None:
        self.edited.emit(self.value())
        self.finished.emit()


def _by_label(hits: Sequence[Any]) -> dict[str, Any]:
    """What was found by the words that are offered: the name, with what tells namesakes apart."""
    names = Counter(hit.title for hit in hits)

    def label(hit: Any) -> str:
        apart = hit.place or hit.second_line or hit.id
        return f"{hit.title} ({apart})" if names[hit.title] > 1 else str(hit.title)

    return {label(hit): hit for hit in hits}
