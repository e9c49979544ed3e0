"""The question of kind `parties`: who joins, in which order, and who signs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.drafting.questions import Question
from microbiz_desktop.services.agreements import Agreements
from microbiz_desktop.services.businesses import Businesses
from microbiz_desktop.ui.agreements.editing import DraftEdits
from microbiz_desktop.ui.agreements.party_card import PartyCard
from microbiz_desktop.ui.agreements.party_picker import PartyPicker
from microbiz_desktop.ui.agreements.question_block import BLOCK_MARGINS
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label


class PartiesEditor(QWidget):
    """Cards of the parties in their order, and below them the way to add one."""

    entered = Signal(str)

    def __init__(
        self,
        question: Question,
        edits: DraftEdits,
        agreements: Agreements,
        businesses: Businesses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName(f"question-{question.id}")
        self._edits, self._agreements, self._businesses = edits, agreements, businesses
        self.cards: dict[str, PartyCard] = {}
        self._stale: tuple[str, ...] = ()
        self._parties: tuple[PartySnapshot, ...] = ()
        self._seen = False
        column = QVBoxLayout(self)
        column.setContentsMargins(*BLOCK_MARGINS)
        column.setSpacing(8)
        column.addWidget(Label(question.label, "label", wrap=True))
        column.addWidget(Label(question.help, "second", "text_2", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        column.addLayout(self._list)
        self.add_button = SecondaryButton("Add a party", "plus")
        self.add_button.clicked.connect(self.open_picker)
        column.addWidget(self.add_button)
        self.picker = PartyPicker(businesses)
        self.picker.picked.connect(self._add)
        self.picker.typed_new.connect(self._add_new)
        self.picker.closed.connect(self._close_picker)
        self.picker.hide()
        column.addWidget(self.picker)

    def show_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Cards for these parties, made when they are first seen: there may be twenty-two."""
        self._parties = tuple(parties)
        if self._seen:
            self._show_cards(self._parties)

    def showEvent(self, event: QShowEvent) -> None:
        """Now the cards are needed."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self._show_cards(self._parties)

    def _show_cards(self, parties: Sequence[PartySnapshot]) -> None:
        """A card whose party merely got another role stays."""
        stale = self._agreements.stale_parties(self._edits.agreement.id)
        keys = [party.key for party in parties]
        steady = keys == list(self.cards) and stale == self._stale
        self._stale = stale
        if steady and all(self.cards[party.key].take(party) for party in parties):
            return
        for card in self.cards.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {party.key: self._card(party) for party in parties}
        for card in self.cards.values():
            self._list.addWidget(card)

    def flush(self) -> None:
        """Store roles that are typed and still wait."""
        for card in list(self.cards.values()):
            card.flush()

    def lead_here(self) -> None:
        """Put the keyboard where something can be done."""
        self.add_button.setFocus()

    def lead_to(self, party: str) -> QWidget:
        """Put the keyboard into the card of one party; gives what the user should see."""
        card = self.cards.get(party)
        if card is None:
            self.lead_here()
            return self.add_button
        signer = next(iter(card.signers.values()), None)
        (signer or card.new_signer).setFocus()
        return card

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
        self._edits.run("Add a party", lambda n, v: self._agreements.add_party(n, v, business))
        self.open_picker()

    def _add_new(self, line: str) -> None:
        try:
            made = self._businesses.quick_add(line)
        except MicrobizError as error:
            self._edits.refused.emit(error)
            return
        self._add(made.id)

    def _card(self, party: PartySnapshot) -> PartyCard:
        logo = self._businesses.image(party.logo) if party.logo else b""
        card = PartyCard(party, logo, stale=party.key in self._stale)
        key = party.key
        card.role_typed.connect(lambda text: self._set(key, "role", text))
        card.rule_chosen.connect(lambda rule: self._set(key, "sign_rule", rule))
        card.signer_set.connect(lambda name, on: self._set_signer(key, name, on))
        card.move_asked.connect(lambda step: self._move(key, step))
        card.removed.connect(lambda: self._remove(key))
        card.update_asked.connect(lambda: self._update(key))
        return card

    def _position(self, key: str) -> int:
        return [party.key for party in self._edits.deal.parties].index(key)

    def _set(self, key: str, field: str, value: str) -> None:
        edits = (Edit(("parties", self._position(key), field), value),)
        self._edits.run(
            "Change a party",
            lambda n, v: self._agreements.edit(n, v, edits),
            merge=f"{key}.{field}" if field == "role" else "",
        )

    def _set_signer(self, key: str, name: str, on: bool) -> None:
        self._edits.run("Who signs", lambda n, v: self._agreements.set_signer(n, v, key, name, on))

    def _move(self, key: str, step: int) -> None:
        to = self._position(key) + step
        if 0 <= to < len(self._edits.deal.parties):
            self._edits.run("Move a party", lambda n, v: self._agreements.move_party(n, v, key, to))

    def _remove(self, key: str) -> None:
        self._edits.run("Take a party out", lambda n, v: self._agreements.remove_party(n, v, key))

    def _update(self, key: str) -> None:
        self._edits.run("Update a party", lambda n, v: self._agreements.update_party(n, v, key))
