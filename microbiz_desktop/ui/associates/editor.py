"""The editor of a business, own or associate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from microbiz_desktop.services.shared.values import BusinessData
from microbiz_desktop.ui.associates.logo_line import LogoLine
from microbiz_desktop.ui.associates.parts import skills_table
from microbiz_desktop.ui.associates.people_editor import PeopleEditor
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.records.legal_forms import form_options
from microbiz_desktop.ui.records.record_editor import Entry, RecordEditor
from microbiz_desktop.ui.widgets.cards import Card

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context

#: Field of the data, label, help, example.
_NAMES = (
    ("legal_name", "Legal name", "The full name, as in contracts.", "Fernhill Design Ltd"),
    ("trading_name", "Trading name", "The name people know, if another.", "Fernhill Design"),
)
_NUMBERS = (
    ("registration_number", "Registration number", "", "Company number, if there is one"),
    ("tax_number", "Tax number", "", "VAT number, if there is one"),
)
_REACH = (
    ("email", "E-mail", "", "hello@fernhill.example"),
    ("phone", "Phone", "", "01943 000111"),
    ("place", "Town", "For finding who is near.", "Otley"),
    ("website", "Website", "", "fernhill.example"),
)
_WORK = (
    ("sector", "Sector", "", "Film and video"),
    ("best_at", "Best at", "What this business does better than others.", "Quiet interviews"),
    ("credit_as", "Credit as", "How its name stands beside finished work.", "Film: Northlight"),
)


class BusinessEditor(RecordEditor):
    """Identity, people, how to reach, what it does."""

    needed = frozenset({"legal_name", "legal_form", "sign_rule"})
    first = "legal_name"
    nameless = "A business needs a name."
    others = ("people",)

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.businesses, BusinessData())
        self.people = PeopleEditor()
        self.logo = LogoLine(context, self._ready)
        self.logo.stored.connect(self.take)
        for card in (self._identity(), self._people(), self._reach(), self._work()):
            self.column.addWidget(card)
        self.changed.connect(self._warn)

    def typed(self) -> BusinessData:
        """The business as the form has it now."""
        values = {name: field.value() for name, field in self.fields.items()}
        values["legal_form"] = values["legal_form"] or "other"
        values["sign_rule"] = values["sign_rule"] or "one"
        made: BusinessData = replace(self.data(), people=self.people.value(), **values)
        return made

    def fill(self, data: BusinessData) -> None:
        """Values, people, logo."""
        for name, field in self.fields.items():
            value = getattr(data, name)
            if field.value() != value:
                field.set_value(value)
        self.people.set_value(data.people)
        self.logo.show_business(data)

    def is_named(self, data: BusinessData) -> bool:
        """Either name will do."""
        return bool(data.legal_name or data.trading_name)

    def _ready(self) -> BusinessData:
        self.flush()
        found: BusinessData = self.data()
        return found

    def _warn(self, data: BusinessData) -> None:
        """Odd e-mail addresses and phone numbers are said under their field, never refused."""
        said = self.context.services.businesses.may_save_warnings(data)
        for name in ("email", "phone"):
            value = getattr(data, name)
            about = [line for line in said if value and f"“{value}”" in line]
            self.blocks[name].set_problem(about[0] if about else "")

    def _identity(self) -> Card:
        card = Card("The business")
        card.add(self.logo)
        self.add_pairs(card, _texts(_NAMES))
        form = ChoiceField("Legal form", form_options())
        self.add_entry(card, Entry("legal_form", "Legal form", form))
        self.add_pairs(card, _texts(_NUMBERS))
        return card

    def _people(self) -> Card:
        card = Card("People")
        self.watch(self.people)
        card.add(self.people)
        rule = Segmented((Choice("one", "One is enough"), Choice("all", "All must sign")))
        help_text = "When more than one person may sign."
        self.add_entry(card, Entry("sign_rule", "Who must sign?", rule, help_text))
        return card

    def _reach(self) -> Card:
        card = Card("Where and how to reach")
        self.add_pairs(card, _texts(_REACH))
        area, help_text = TextArea(lines=2), "Printed in agreements."
        self.add_entry(card, Entry("address", "Address for notices", area, help_text))
        return card

    def _work(self) -> Card:
        card = Card("What this business does")
        line = TextField(placeholder="Film and photography")
        self.add_entry(card, Entry("strapline", "In one line", line))
        self.add_entry(card, Entry("skills", "Skills", skills_table()))
        self.add_pairs(card, _texts(_WORK))
        help_text = "In no agreement, and in no export unless it is ticked there."
        self.add_entry(card, Entry("notes", "Private notes", TextArea(lines=2), help_text))
        return card


def _texts(rows: tuple[tuple[str, str, str, str], ...]) -> list[Entry]:
    return [
        Entry(name, label, TextField(placeholder=example), help_text)
        for name, label, help_text, example in rows
    ]
