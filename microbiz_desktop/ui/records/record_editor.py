"""A form over one stored thing: every change is saved by itself, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.domain.errors import StaleVersion
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.records.autosave import Autosave, filling
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context


class Keeper(Protocol):
    """The service that keeps what is edited."""

    def get(self, key: int, /) -> Any:
        """What is stored now."""

    def save(self, data: Any, /) -> Any:
        """Store it; StaleVersion when somebody else was quicker."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a form: name in the data, label, field, help."""

    name: str
    label: str
    field: Any
    help_text: str = ""


class RecordEditor(QWidget):
    """`data()` is what is stored now; subclasses say what is typed and how it is shown."""

    changed = Signal(object)
    #: What was stored before and what is now, for a way back.
    stored = Signal(object, object)
    #: Fields that are not optional, the one that names the thing, and what is said without a name.
    needed = frozenset({"name"})
    first = "name"
    nameless = "It needs a name."
    #: Names of the data that are not plain fields.
    others: tuple[str, ...] = ()

    def __init__(self, context: Context, keeper: Keeper, blank: Any) -> None:
        super().__init__()
        self.context = context
        self._keeper = keeper
        self._data = blank
        #: What `typed()` said when the form had just been filled.
        self._shown = blank
        self._unreadable: dict[str, str] = {}
        self.fields: dict[str, Any] = {}
        self.blocks: dict[str, LabelledField] = {}
        self.autosave = Autosave(self, self._save)
        self.column = column(gap=16, of=self)

    def typed(self) -> Any:
        """The thing as the form has it now."""
        raise NotImplementedError

    def fill(self, data: Any) -> None:
        """Show stored values in the fields."""
        raise NotImplementedError

    def is_named(self, data: Any) -> bool:
        """Whether it can be kept."""
        return bool(data.name)

    def data(self) -> Any:
        """The thing as it is stored."""
        return self._data

    def show_record(self, data: Any) -> None:
        """Edit another one; what was typed for the last one is saved first."""
        self.flush()
        self._show(data)
        for block in self.blocks.values():
            block.set_problem("")

    def flush(self) -> None:
        """Save what is typed and not saved yet."""
        self.autosave.flush()

    def focus_first(self) -> None:
        """Put the keyboard into the name."""
        self.fields[self.first].setFocus()

    def watch(self, field: Any) -> None:
        """Save what is typed into a field after a pause, and at once when it is left."""
        field.edited.connect(self.autosave.touch)
        field.finished.connect(self.autosave.flush)

    def take(self, data: Any) -> None:
        """Stored by another way than typing, such as a logo."""
        self._data = data
        self.changed.emit(data)

    def add_entry(self, card: Card, entry: Entry) -> None:
        """One field over the whole width of a card."""
        card.add(self._block(entry))

    def add_pairs(self, card: Card, entries: Sequence[Entry]) -> None:
        """Fields two abreast."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, entry in enumerate(entries):
            top = Qt.AlignmentFlag.AlignTop  # a field beside one with help stays in line with it
            grid.addWidget(self._block(entry), place // 2, place % 2, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)

    def _block(self, entry: Entry) -> LabelledField:
        field = entry.field
        field.setObjectName(entry.name)
        self.watch(field)
        self.fields[entry.name] = field
        optional = entry.name not in self.needed
        block = LabelledField(entry.label, field, help_text=entry.help_text, optional=optional)
        self.blocks[entry.name] = block
        return block

    def _show(self, data: Any) -> None:
        self._data = data
        with filling(self):
            self.fill(data)
        self._shown = self.typed()
        self._unreadable = self._problems()

    def _problems(self) -> dict[str, str]:
        said = {name: field.problem() for name, field in self.fields.items()}
        return {name: sentence for name, sentence in said.items() if sentence}

    def wanted(self) -> Any:
        """What is to be stored: only what was typed over differs from what is stored now.

        A field may be unable to show a value exactly, such as two lines in a field of one.
        """
        typed, mended = self.typed(), self._unreadable.keys() - self._problems().keys()
        untouched = {
            field.name: getattr(self._data, field.name)
            for field in fields(typed)
            if getattr(typed, field.name) == getattr(self._shown, field.name)
            and field.name not in mended
        }
        return replace(typed, **untouched)

    def _save(self) -> None:
        wanted = self.wanted()
        if wanted == self._data:
            return
        if not self.is_named(wanted):
            self.blocks[self.first].set_problem(self.nameless)
            return
        self.blocks[self.first].set_problem("")
        before, shown, unreadable = self._data, self.typed(), self._problems()
        try:
            self._data = self._keeper.save(wanted)
        except StaleVersion:
            self._save_over(wanted)
        else:
            self._shown, self._unreadable = shown, unreadable
        self.stored.emit(before, self._data)
        self.changed.emit(self._data)

    def _save_over(self, wanted: Any) -> None:
        """Changed elsewhere meanwhile: what was typed here stays, the rest takes the new value."""
        theirs = self._keeper.get(wanted.id)
        ours = {
            name: getattr(wanted, name)
            for name in (*self.fields, *self.others)
            if getattr(wanted, name) != getattr(self._data, name)
        }
        self._show(self._keeper.save(replace(theirs, **ours)))
        self.context.messages.warn(
            "This was also changed elsewhere. What you typed here is kept; "
            "everything else is as the other change left it."
        )
