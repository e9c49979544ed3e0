"""The question of kind `parties`: who joins, in which order, and who signs.

The studio shows it as one section of the interview. Cards are made a few at a time and kept where
nothing changed, because an agreement of many parties would otherwise hold the window up.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.services.agreements.asked import Question
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.agreements.interview.party_acts import PartiesServices, PartyActs
from microbiz_desktop.ui.agreements.interview.party_card import PartyCard
from microbiz_desktop.ui.agreements.interview.party_picker import PartyPicker
from microbiz_desktop.ui.agreements.interview.question_block import BLOCK_MARGINS
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, drop, put

#: So many cards are made at once when parties were added or changed.
_FEW = 2
#: Nobody agrees alone.
_FEWEST = 2


class PartiesEditor(QWidget):
    """Cards of the parties in their order, and below them the way to add one."""

    entered = Signal(str)

    def __init__(
        self, question: Question, edits: DraftEdits, desk: PartiesServices, slices: Slices
    ) -> None:
        super().__init__()
        self.question = question
        self.setObjectName(f"question-{question.id}")
        self._edits, self._slices, self._tasks = edits, slices, desk.tasks
        self._agreements, self._businesses = desk.agreements, desk.businesses
        self._acts = PartyActs(edits, desk)
        self._cards: dict[str, PartyCard] = {}
        self._parties: tuple[PartySnapshot, ...] = ()
        self._stale: Mapping[str, tuple[str, ...]] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*BLOCK_MARGINS)
        lines.setSpacing(8)
        put(
            lines,
            Label(question.label, "label", wrap=True),
            Label(question.help, "second", "text_2", wrap=True),
        )
        self._list = column(gap=10)
        lines.addLayout(self._list)
        self.add_button = SecondaryButton("Add a party", "plus", act=self.open_picker)
        lines.addWidget(self.add_button)
        self.picker = PartyPicker(desk.businesses, desk.choosing.notices)
        self.picker.picked.connect(self._add)
        self.picker.typed_new.connect(self._add_new)
        self.picker.closed.connect(self._close_picker)
        self.picker.hide()
        lines.addWidget(self.picker)

    def show_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Cards for these parties, few at a time; one whose party stays as it is stays too."""
        self._parties = tuple(parties)
        keys = [party.key for party in parties]
        for key in [key for key in self._cards if key not in keys]:
            self._drop(key)
        for party in parties:
            card = self._cards.get(party.key)
            if card is not None and not card.take(party):
                self._drop(party.key)
        self._seat_cards()
        number = self._edits.agreement.id
        self._tasks.run(
            lambda: self._agreements.stale_parties(number),
            done=self._mark_stale,
            key=("stale-parties", number),
            owner=self,
        )

    def _seat_cards(self) -> None:
        """Cards there are in their order; the missing ones at once when they are few."""
        there = [self._cards[p.key] for p in self._parties if p.key in self._cards]
        for at, card in enumerate(there):
            self._list.insertWidget(at, card)
        self._number_cards()
        missing = len(self._parties) - len(there)
        if missing <= _FEW:
            self._make_cards()
        else:
            self._slices.add([self._make_card] * missing)

    def _make_cards(self) -> None:
        while any(party.key not in self._cards for party in self._parties):
            self._make_card()

    def _make_card(self) -> None:
        """The first card that is missing, if one still is."""
        missing = (p for p in self._parties if p.key not in self._cards)
        if (party := next(missing, None)) is not None:
            before = self._parties[: self._parties.index(party)]
            at = sum(other.key in self._cards for other in before)
            self._cards[party.key] = self._card(party)
            self._number_cards()
            self._list.insertWidget(at, self._cards[party.key])

    def _number_cards(self) -> None:
        """Each card knows its place, as the first cannot go up."""
        for number, party in enumerate(self._parties, 1):
            if (card := self._cards.get(party.key)) is not None:
                card.place = (number, len(self._parties))

    def _drop(self, key: str) -> None:
        card = self._cards.pop(key)
        self._list.removeWidget(card)
        drop(card)

    def _mark_stale(self, stale: Mapping[str, tuple[str, ...]]) -> None:
        self._stale = stale
        for key, card in self._cards.items():
            card.set_differing(stale.get(key, ()))

    def flush(self) -> None:
        """Store roles that are typed and still wait."""
        for card in list(self._cards.values()):
            card.flush()
            card.signing.take_name()

    @property
    def cards(self) -> dict[str, PartyCard]:
        """The card of each party, all of them made."""
        self._make_cards()
        return {party.key: self._cards[party.key] for party in self._parties}

    def lead_here(self) -> None:
        """Put the keyboard where something can be done: while few are in, into the search."""
        if len(self._parties) < _FEWEST:
            self.open_picker()
        else:
            self.add_button.setFocus()

    def lead_to(self, party: str, field: str) -> QWidget:
        """Put the keyboard where this is changed; gives what the user should see."""
        card = self.cards.get(party)
        if card is None:
            self.open_picker()
            return self.picker
        return card.lead_to(field)

    def open_picker(self) -> None:
        """Show the search."""
        self.add_button.hide()
        self.picker.show()
        taken = {int(p.business_id) for p in self._edits.deal.parties if p.business_id.isdigit()}
        self.picker.start(frozenset(taken))

    def _close_picker(self) -> None:
        self.picker.hide()
        self.add_button.show()
        self.add_button.setFocus()

    def _add(self, business: int) -> None:
        self._acts.add(business)
        self.open_picker()

    def _add_new(self, line: str) -> None:
        if self._acts.add_new(line):
            self.open_picker()

    def _card(self, party: PartySnapshot) -> PartyCard:
        logo = self._businesses.image(party.logo) if party.logo else b""
        card = PartyCard(party, logo)
        card.set_differing(self._stale.get(party.key, ()))
        key, acts = party.key, self._acts
        card.typed.connect(lambda field, value: acts.change(key, field, value))
        card.signing.rule_chosen.connect(lambda rule: acts.change(key, "sign_rule", rule))
        card.signing.signer_set.connect(lambda name, on: acts.set_signer(key, name, on))
        card.move_asked.connect(lambda step: acts.move(key, step))
        card.removed.connect(lambda: acts.remove(key))
        card.update_asked.connect(lambda: acts.update(key))
        card.write_back_asked.connect(lambda: acts.write_back(key))
        return card
