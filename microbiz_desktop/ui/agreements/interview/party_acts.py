"""What is done to the parties of a draft: each an edit that can be undone, or told with its undo.

The editor of parties calls it for what its cards ask.
"""

from dataclasses import dataclass, replace
from functools import partial

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.contacts.from_party import with_details_of
from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.plain import to_plain
from microbiz_desktop.services.agreements.agreements import Agreements
from microbiz_desktop.services.contacts.businesses import Businesses
from microbiz_desktop.services.shared.choosing import Choosing
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.runtime.messages import Messages
from microbiz_desktop.ui.runtime.tasks import TaskRunner

#: Fields that are chosen by one act; in the others one types, and typing on is the same step.
_CHOSEN = frozenset({"sign_rule", "legal_form"})


@dataclass(frozen=True)
class PartiesServices:
    """What the editor of parties asks of the services."""

    agreements: Agreements
    businesses: Businesses
    tasks: TaskRunner
    messages: Messages
    choosing: Choosing


class PartyActs:
    """Parties are named by their key in the deal."""

    def __init__(self, edits: DraftEdits, desk: PartiesServices) -> None:
        self._edits, self._desk = edits, desk
        self._agreements = desk.agreements

    def add(self, business: int) -> None:
        """A business of the contact list becomes a party."""
        self._edits.run("Add a party", lambda n, v: self._agreements.add_party(n, v, business))

    def add_new(self, line: str) -> bool:
        """A business that was typed becomes one, and an associate; False when it was refused."""
        try:
            made = self._desk.businesses.add_typed(line)
        except MicrobizError as error:
            self._edits.refused.emit(error)
            return False
        self.add(made.id)
        return True

    def change(self, key: str, field: str, value: object) -> None:
        """Set one field of a party."""
        edits = (Edit(("parties", self._position(key), field), to_plain(value)),)
        self._edits.run(
            "Change a party",
            lambda n, v: self._agreements.edit(n, v, edits),
            merge="" if field in _CHOSEN else f"{key}.{field}",
        )

    def set_signer(self, key: str, name: str, on: bool) -> None:
        """Whether this person signs for the party."""
        self._edits.run("Who signs", lambda n, v: self._agreements.set_signer(n, v, key, name, on))

    def move(self, key: str, step: int) -> None:
        """Up or down."""
        to = self._position(key) + step
        if 0 <= to < len(self._edits.deal.parties):
            self._edits.run("Move a party", lambda n, v: self._agreements.move_party(n, v, key, to))

    def remove(self, key: str) -> None:
        """Take a party out; like whatever is taken out, it is told with its undo."""
        self._edits.run("Take a party out", lambda n, v: self._agreements.remove_party(n, v, key))

    def update(self, key: str) -> None:
        """Copy what the contact list has of it."""
        self._edits.run("Update a party", lambda n, v: self._agreements.update_party(n, v, key))

    def write_back(self, key: str) -> None:
        """What stands here goes to the contact list; the notice takes it back."""
        party = self._party(key)
        if not party.business_id:
            self._desk.messages.notice(f"{party.name} is not in the contact list.")
            return
        before = self._desk.businesses.get(int(party.business_id))
        now = self._save(with_details_of(before, party))
        if now is not None:
            back = replace(before, version=now.version)
            said = f"Written to the contact list: {party.name}."
            self._desk.messages.notice(said, "Undo", partial(self._put_back, back))

    def _put_back(self, before: BusinessData) -> None:
        self._save(before)

    def _save(self, data: BusinessData) -> BusinessData | None:
        try:
            return self._desk.businesses.save(data)
        except MicrobizError as error:
            self._edits.refused.emit(error)
            return None

    def _position(self, key: str) -> int:
        return [party.key for party in self._edits.deal.parties].index(key)

    def _party(self, key: str) -> PartySnapshot:
        return self._edits.deal.parties[self._position(key)]
