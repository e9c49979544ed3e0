"""The form of an event or network, saved by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from microbiz_desktop.domain.network.referring import EventSort
from microbiz_desktop.services.network.values import EventData
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import MoneyField, NumberField, TextArea, TextField
from microbiz_desktop.ui.network.met_field import MetField
from microbiz_desktop.ui.records.network_words import SORTS
from microbiz_desktop.ui.records.record_editor import Entry, RecordEditor
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.layouts import put

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context


class EventEditor(RecordEditor):
    """Kept as soon as it has a name."""

    needed = frozenset({"name", "sort"})
    nameless = "An event needs a name."

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.events, EventData())
        put(self.column, self._what(), self._people(context))

    def typed(self) -> EventData:
        """The event as the form has it now."""
        value: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        made: EventData = replace(
            self.data(),
            name=value["name"] or "",
            sort=EventSort(value["sort"] or EventSort.EVENT),
            on=value["on"] or "",
            place=value["place"] or "",
            cost=value["cost"] or 0,
            hours=value["hours"] or 0,
            notes=value["notes"] or "",
            met=value["met"],
        )
        return made

    def fill(self, data: EventData) -> None:
        """Stored values."""
        self.fields["cost"].set_currency(data.currency)
        self.fields["sort"].set_value(data.sort.value)
        self.fields["met"].set_value(data.met)
        for name in ("name", "on", "place", "cost", "hours", "notes"):
            self.fields[name].set_value(getattr(data, name) or None)

    def _what(self) -> Card:
        card = Card("The event")
        name = TextField(placeholder="Otley makers’ market")
        self.add_entry(card, Entry("name", "What is it called?", name))
        sort = Segmented([Choice(key.value, word) for key, word in SORTS.items()])
        self.add_entry(card, Entry("sort", "What is it?", sort))
        self.add_pairs(
            card,
            [
                Entry("on", "When", DateField("When")),
                Entry("place", "Where", TextField(placeholder="Otley")),
                Entry("cost", "What it cost", MoneyField("What it cost"), "Fee and travel"),
                Entry("hours", "Hours it took", NumberField("Hours it took")),
            ],
        )
        return card

    def _people(self, context: Context) -> Card:
        card = Card("People")
        met = MetField(context)
        self.add_entry(card, Entry("met", "Whom did you meet?", met, "Tick who proved useful."))
        notes = TextArea(lines=2)
        self.add_entry(card, Entry("notes", "Notes", notes))
        return card
