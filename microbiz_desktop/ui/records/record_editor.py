"""A form over one stored thing: every change is saved by itself, and nothing typed is lost.

For associates and own businesses, projects, events and referrals, and for each part of the card of
an associate. Which fields a form has, in which order and under which headings, is declared as
groups of entries; the order of the declaration is the order on the screen and the way of Tab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import StaleVersion
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.field import Field, widget_of
from microbiz_desktop.ui.forms.fields import MoneyField, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.table_row import as_words
from microbiz_desktop.ui.records.autosave import Autosave, filling
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.abreast import Abreast
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class Record(DataclassInstance, Protocol):
        """What is stored: a frozen dataclass with an id, 0 while it is new."""

        @property
        def id(self) -> int:
            """Its key."""


D = TypeVar("D", bound="Record")
K = TypeVar("K")


class Keeper(Protocol[D]):
    """The service that keeps what is edited."""

    def get(self, key: int, /) -> D:
        """What is stored now."""

    def save(self, data: D, /) -> D:
        """Store it; StaleVersion when somebody else was quicker."""


def same(value: object) -> object:
    """A value that is the same in the data and in the field."""
    return value


def or_none(value: object) -> object:
    """Nothing, such as a sum of 0, is shown as an empty field."""
    return value or None


def number(value: object) -> object:
    """An empty field is 0."""
    return value or 0


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One field of a form: its name in the data, label, what makes it, help.

    `to_data` and `to_field` carry a value across; with several `names` they carry a tuple.
    """

    name: str
    label: str
    make: Callable[[Context], Field[object]]
    help_text: str = ""
    to_data: Callable[[object], object] = as_words
    to_field: Callable[[object], object] = as_words
    names: tuple[str, ...] = ()
    needed: bool = False
    #: Two of these stand abreast.
    half: bool = False
    #: Its parts have names of their own, and it has no label.
    bare: bool = False


def text(
    name: str,
    label: str,
    example: str = "",
    help_text: str = "",
    *,
    needed: bool = False,
    half: bool = False,
    kind: type[TextField] = TextField,
) -> FormEntry:
    """A line of text, or of a `kind` of it such as an e-mail address."""
    made = lambda _context: kind(label, example)  # noqa: E731  # a value of the entry
    return FormEntry(name, label, made, help_text, needed=needed, half=half)


def options_of(titles: Mapping[K, str]) -> list[tuple[str, str]]:
    """Keys and titles for a drop-down; a state is kept by its value."""
    return [(_key(key), title) for key, title in titles.items()]


def _key(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def one_of(
    name: str,
    label: str,
    titles: Mapping[K, str],
    of: Callable[[str], object],
    *,
    said: str = "",
    short: bool = False,
    needed: bool = False,
    half: bool = False,
) -> FormEntry:
    """One of several states, from a drop-down; a few `short` ones side by side."""
    options = options_of(titles)
    choices = [Choice(*option) for option in options]
    first = options[0][0]
    return FormEntry(
        name,
        label,
        lambda _c: Segmented(choices) if short else ChoiceField(said or label, options),
        to_data=lambda key: of(str(key or first)),
        to_field=_key,
        needed=needed,
        half=half,
    )


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields that belong together, under a heading; a form without headings is one group."""

    title: str
    entries: Sequence[FormEntry]
    aside: str = ""


class RecordEditor(QWidget, Generic[D]):
    """`data()` is what is stored now; the groups say what is typed and how it is shown."""

    #: It was stored, or is another record: see `data()`; and `before()`, for a way back.
    changed = Signal()
    stored = Signal()
    #: What is said of a record that cannot be kept yet, and the field that it is said of.
    nameless = "It needs a name."
    first = "name"

    def __init__(
        self,
        context: Context,
        keeper: Keeper[D],
        blank: D,
        groups: Iterable[FormGroup],
        *,
        gap: int = 16,
    ) -> None:
        super().__init__()
        self.context = context
        self._keeper = keeper
        self._data = self._before = blank
        #: What `typed()` said when the form had just been filled.
        self._shown = blank
        self._unreadable: dict[str, str] = {}
        self._faulty: frozenset[str] = frozenset()
        self._entries: dict[str, FormEntry] = {}
        self.fields: dict[str, Field[object]] = {}
        self.blocks: dict[str, LabelledField] = {}
        self.cards: dict[str, Card] = {}
        self.autosave = Autosave(self, self._save)
        self.column = column(gap=gap, of=self)
        for group in groups:
            self._add(group)

    def typed(self) -> D:
        """The thing as the form has it now."""
        values: dict[str, object] = {}
        for name, one in self._entries.items():
            value = one.to_data(self.fields[name].value())
            if one.names and isinstance(value, tuple):
                values |= dict(zip(one.names, value, strict=True))
            else:
                values[name] = value
        return replace(self._data, **values)

    def fill(self, data: D) -> None:
        """Show stored values in the fields; what is the same as typed stays untouched."""
        for name, one in self._entries.items():
            stored = tuple(getattr(data, n) for n in one.names) or getattr(data, name)
            field, value = self.fields[name], one.to_field(stored)
            if isinstance(field, MoneyField):
                field.set_currency(str(getattr(data, "currency", "GBP")))
            if field.value() != value:
                field.set_value(value)

    def is_named(self, data: D) -> bool:
        """Whether it can be kept."""
        return bool(getattr(data, self.first))

    def faults(self, data: D) -> Mapping[str, str]:
        """What is odd about values that are right each by itself: field -> sentence."""
        return {}

    def data(self) -> D:
        """The thing as it is stored."""
        return self._data

    def before(self) -> D:
        """As it was stored before the last change."""
        return self._before

    def show_record(self, data: D) -> None:
        """Edit another one; what was typed for the last one is saved first."""
        self.flush()
        self._show(data)
        for block in self.blocks.values():
            block.set_problem("")
            block.check()
        self._say_faults()

    def flush(self) -> None:
        """Save what is typed and not saved yet, and say what is odd about it."""
        if self.autosave.is_pending():
            self.autosave.flush()
            for block in self.blocks.values():
                block.check()

    def focus_first(self) -> None:
        """Put the keyboard into the name."""
        self.fields[self.first].setFocus()

    def take(self, data: D) -> None:
        """Stored by another way than typing, such as a logo."""
        self._data = data
        self.changed.emit()

    def _add(self, group: FormGroup) -> None:
        """A card of fields, or fields alone where they stand on a card already."""
        lines = self.column
        if group.title:
            card = self.cards[group.title] = Card(group.title, aside=group.aside)
            lines.addWidget(card)
            lines = card.column
        pairs: list[QWidget] = []
        for one in group.entries:
            block = self._block(one)
            if one.half:
                pairs.append(block)
                continue
            _add_pairs(lines, pairs)
            lines.addWidget(block)
        _add_pairs(lines, pairs)

    def _block(self, one: FormEntry) -> QWidget:
        field = self.fields[one.name] = one.make(self.context)
        self._entries[one.name] = one
        field.edited.connect(self.autosave.touch)
        field.finished.connect(self.autosave.flush)
        widget_of(field).setObjectName(one.name)
        block = LabelledField(
            one.label, field, help_text=one.help_text, optional=not one.needed, bare=one.bare
        )
        self.blocks[one.name] = block
        return block

    def _show(self, data: D) -> None:
        self._data = data
        with filling(self):
            self.fill(data)
        self._shown = self.typed()
        self._unreadable = self._problems()

    def _problems(self) -> dict[str, str]:
        said = {name: field.problem() for name, field in self.fields.items()}
        return {name: sentence for name, sentence in said.items() if sentence}

    def wanted(self) -> D:
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
        if self.first in self.blocks:
            self.blocks[self.first].set_problem("")
        self._say_faults()
        self._before, shown, unreadable = self._data, self.typed(), self._problems()
        try:
            self._data = self._keeper.save(wanted)
        except StaleVersion:
            self._save_over(wanted)
        else:
            self._shown, self._unreadable = shown, unreadable
        self.stored.emit()
        self.changed.emit()

    def _say_faults(self) -> None:
        """Under their fields; what is odd no longer is taken back."""
        said = self.faults(self.typed())
        for name in self._faulty | said.keys():
            self.blocks[name].set_problem(said.get(name, ""))
            self.blocks[name].check()
        self._faulty = frozenset(said)

    def _save_over(self, wanted: D) -> None:
        """Changed elsewhere meanwhile: what was typed here stays, the rest takes the new value."""
        theirs = self._keeper.get(wanted.id)
        names = [name for key, one in self._entries.items() for name in one.names or (key,)]
        ours = {n: v for n in names if (v := getattr(wanted, n)) != getattr(self._data, n)}
        self._show(self._keeper.save(replace(theirs, **ours)))
        self.context.messages.warn(
            "This was also changed elsewhere. What you typed here is kept; "
            "everything else is as the other change left it."
        )


def _add_pairs(lines: QVBoxLayout, pairs: list[QWidget]) -> None:
    """The fields gathered so far, two abreast."""
    if pairs:
        lines.addWidget(Abreast(pairs))
        pairs.clear()
