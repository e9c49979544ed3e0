"""The form of a referral, saved by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from microbiz_desktop.domain.network.referring import Consent, Direction, Outcome
from microbiz_desktop.services.network.values import ReferralData
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import MoneyField, TextArea, TextField
from microbiz_desktop.ui.forms.more_fields import AssociateField
from microbiz_desktop.ui.records.network_words import CONSENTS, DIRECTIONS, OUTCOMES
from microbiz_desktop.ui.records.record_editor import Entry, RecordEditor
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.layouts import put

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context


class ReferralEditor(RecordEditor):
    """Kept once it says with whom and who."""

    needed = frozenset({"associate", "referred", "direction", "consent", "outcome"})
    first = "associate"
    nameless = "Say with whom it was exchanged, from your list, and who was passed on."

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.referrals, ReferralData())
        put(self.column, self._who(context), self._what())

    def is_named(self, data: Any) -> bool:
        """Both ends are known."""
        return bool(data.associate_id and (data.referred or data.referred_id))

    def typed(self) -> ReferralData:
        """The referral as the form has it now."""
        value = {name: field.value() for name, field in self.fields.items()}
        associate_id, associate = value["associate"]
        referred_id, referred = value["referred"]
        made: ReferralData = replace(
            self.data(),
            direction=Direction(value["direction"] or Direction.GIVEN),
            associate_id=associate_id,
            associate=associate,
            referred_id=referred_id,
            referred=referred,
            reach=value["reach"] or "",
            what_for=value["what_for"] or "",
            consent=Consent(value["consent"] or Consent.NOT_ASKED),
            outcome=Outcome(value["outcome"] or Outcome.OPEN),
            on=value["on"] or "",
            worth=value["worth"] or 0,
            notes=value["notes"] or "",
        )
        return made

    def fill(self, data: ReferralData) -> None:
        """Stored values."""
        self.fields["worth"].set_currency(data.currency)
        self.fields["associate"].set_value((data.associate_id, data.associate))
        self.fields["referred"].set_value((data.referred_id, data.referred))
        for name in ("direction", "consent", "outcome"):
            self.fields[name].set_value(getattr(data, name).value)
        for name in ("reach", "what_for", "on", "worth", "notes"):
            self.fields[name].set_value(getattr(data, name) or None)

    def _who(self, context: Context) -> Card:
        card = Card("Who")
        direction = Segmented([Choice(key.value, word) for key, word in DIRECTIONS.items()])
        self.add_entry(card, Entry("direction", "Which way did it go?", direction))
        associate = AssociateField(context, "With whom")
        self.add_entry(card, Entry("associate", "With whom?", associate))
        referred = AssociateField(context, "Who was passed on")
        help_text = "An associate, or anybody by name."
        self.add_entry(card, Entry("referred", "Who was passed on?", referred, help_text))
        consent = ChoiceField("Consent", [(key.value, word) for key, word in CONSENTS.items()])
        self.add_pairs(
            card,
            [
                Entry("consent", "Consent of the person passed on", consent),
                Entry("reach", "How to reach", TextField(placeholder="phone or e-mail")),
            ],
        )
        return card

    def _what(self) -> Card:
        card = Card("What for, and what came of it")
        what_for = TextField(placeholder="a site for bicycle repairs")
        self.add_entry(card, Entry("what_for", "What for?", what_for))
        outcome = ChoiceField("Outcome", [(key.value, word) for key, word in OUTCOMES.items()])
        self.add_pairs(
            card,
            [
                Entry("outcome", "What came of it", outcome),
                Entry("on", "When", DateField("When")),
                Entry("worth", "What the work was worth", MoneyField("Worth")),
            ],
        )
        notes = TextArea(lines=2)
        self.add_entry(card, Entry("notes", "Notes", notes, "Private."))
        return card
