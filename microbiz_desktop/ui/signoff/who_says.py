"""Who of a party says something: the record names a person, and of several nobody is guessed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from microbiz_desktop.services.signoff.values import PartyStatus
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.widgets.labels import Label


class WhoSays(ChoiceField):
    """The people who sign for a party; only where there is one alone is that one chosen."""

    def __init__(self, name: str = "Who says it?") -> None:
        super().__init__(name, placeholder="Choose who")

    def set_people(self, people: Sequence[str]) -> None:
        """Other people; somebody chosen before stays chosen."""
        self.set_options([(name, name) for name in people])
        if len(people) == 1:
            self.set_value(people[0])

    def person(self) -> str:
        """The name chosen, or empty."""
        return self.value() or ""


class AskedWho:
    """Who says what is recorded of the clause shown: asked once for all clauses of a party."""

    def __init__(self) -> None:
        self.field = WhoSays()
        self._of = ""

    def person(self) -> str:
        """The name chosen, or empty."""
        return self.field.person()

    def begin(self, party: PartyStatus) -> None:
        """Made anew for each part of the screen, as the old one goes with its own."""
        chosen = self.person() if self._of == party.key else ""
        self.field, self._of = WhoSays(), party.key
        self.field.set_people(speakers(party))
        if chosen:
            self.field.set_value(chosen)

    def put(self, column: QVBoxLayout, words: str, ink: str = "text_2") -> None:
        """`words` say what is recorded; of several people it is asked who says it."""
        column.addWidget(Label(words, "second", ink, wrap=True))
        if self.field.count() > 1:
            column.addWidget(LabelledField("Who says it?", self.field))


def speakers(party: PartyStatus) -> tuple[str, ...]:
    """Who may speak for a party: its signatories, or the party by its own name."""
    return tuple(dict.fromkeys(person.name for person in party.signatories)) or (party.name,)
