"""The form of one part of an associate, standing in the part's own place on the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from microbiz_desktop.services.shared.values import BusinessData
from microbiz_desktop.ui.records.record_editor import Entry, RecordEditor

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context


def _as_words(value: Any) -> Any:
    return "" if value is None else value


@dataclass(frozen=True, slots=True)
class PartRow:
    """One field of a part: names of the data it fills, label, what makes the field, help.

    `to_data` and `to_field` carry a value across; with several names they carry a tuple.
    """

    name: str
    label: str
    make: Callable[[Context], Any]
    help_text: str = ""
    to_data: Callable[[Any], Any] = _as_words
    to_field: Callable[[Any], Any] = _as_words
    names: tuple[str, ...] = ()


class PartForm(RecordEditor):
    """A few fields of an associate; every change is saved by itself."""

    def __init__(self, context: Context, rows: Sequence[PartRow]) -> None:
        super().__init__(context, context.services.businesses, BusinessData())
        self.first = rows[0].name
        self.needed = frozenset(row.name for row in rows)
        self.others = tuple(name for row in rows for name in row.names)
        self._rows = {row.name: row for row in rows}
        self.column.setSpacing(12)
        for row in rows:
            entry = Entry(row.name, row.label, row.make(context), row.help_text)
            self.column.addWidget(self._block(entry))

    def typed(self) -> BusinessData:
        """The associate as the form has it now."""
        values: dict[str, Any] = {}
        for name, row in self._rows.items():
            value = row.to_data(self.fields[name].value())
            values |= dict(zip(row.names, value, strict=True)) if row.names else {name: value}
        made: BusinessData = replace(self.data(), **values)
        return made

    def fill(self, data: Any) -> None:
        """Show stored values; what is the same as typed stays untouched."""
        for name, row in self._rows.items():
            names = row.names
            stored = tuple(getattr(data, n) for n in names) if names else getattr(data, name)
            value = row.to_field(stored)
            if self.fields[name].value() != value:
                self.fields[name].set_value(value)

    def is_named(self, data: Any) -> bool:
        """A part may be empty: the associate has its name already."""
        return True
