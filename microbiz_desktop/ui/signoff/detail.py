"""Below the matrix: the chosen clause of a party, its question and answer, and what can be done.

The sign-off room shows it for the current cell. What is typed stays with its cell and exchange, as
others may act meanwhile and a room shown anew must not lose it.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.domain.states import Answered
from microbiz_desktop.services.signoff.signoffs import SignOffs
from microbiz_desktop.services.signoff.values import (
    ClauseHeading,
    Exchange,
    PartyStatus,
    SignOffRoom,
)
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.signoff.who_says import AskedWho
from microbiz_desktop.ui.widgets.buttons import (
    Button,
    LinkButton,
    SecondaryButton,
    TonalButton,
)
from microbiz_desktop.ui.widgets.cards import Card, IconMark, Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, put, row
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.swap import swap

#: One call on the sign-off service; the page runs it and shows the room it gives back.
Call = Callable[[SignOffs], SignOffRoom]


class CellDetail(Card):
    """One clause for one party."""

    call_asked = Signal(object)
    change_asked = Signal()
    show_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("", aside=" ")
        self._body = QWidget()
        self.add(self._body, SPRING)
        self.words: TextArea | None = None
        self.asked = AskedWho()
        self._key: tuple[object, ...] = ()
        self._raising = False
        self._shown: tuple[object, ...] = ()

    def show_cell(self, room: SignOffRoom, party: PartyStatus, clause: ClauseHeading) -> None:
        """Show the latest exchange on this clause, or the clause itself."""
        found = [
            exchange
            for exchange in room.exchanges
            if exchange.party == party.key and exchange.clause == clause.id
        ]
        facts = (room.agreement_id, room.revision, party.key, party.pill, clause)
        shown = (*facts, party.cells[clause.id], tuple(found))
        said = ((exchange.sequence, exchange.outcome) for exchange in found)
        key = (party.key, clause.id, *said)
        if shown == self._shown or (self._raising and key == self._key):
            return  # built anew it would lose the keyboard and the cursor
        self._shown, self._raising = shown, False
        typed = self._typed(key)
        body, column = _body()
        self.words = None
        self.asked.begin(party)
        if found:
            self._fill_exchange(column, room, party, found[-1])
        else:
            self._fill_clause(column, room, party, clause)
        self._replace(body)
        self._put_back(typed)
        self._key = key

    def _typed(self, key: tuple[object, ...]) -> str:
        """What is typed for this very cell and its last exchange: a reload must not lose it."""
        return self.words.value() if self.words is not None and key == self._key else ""

    def _put_back(self, typed: str) -> None:
        if self.words is not None and typed:
            self.words.set_value(typed)

    def _replace(self, body: QWidget) -> None:
        old, self._body = self._body, body
        swap(self.column, old, body)

    def _fill_exchange(
        self, column: QVBoxLayout, room: SignOffRoom, party: PartyStatus, said: Exchange
    ) -> None:
        word = "Question" if said.kind == "question" else "Change wanted"
        self.title.setText(f"{word} on clause {said.clause_number}, {said.clause_heading}")
        self.aside.setText(f"{said.party_name} · {said.when}")
        column.addWidget(_quote(said.words, f"{said.person}, for {said.party_name}"))
        if said.outcome:
            self._fill_reply(column, room, party, said)
        else:
            self._fill_open(column, room, said)

    def _fill_open(self, column: QVBoxLayout, room: SignOffRoom, said: Exchange) -> None:
        question = said.kind == "question"
        column.addWidget(Label("Your answer" if question else "Why the text stays", "label"))
        self.words = TextArea("Your answer" if question else "Why the text stays", lines=5)
        column.addWidget(self.words)
        note = "It is kept in the ledger. It explains the text and does not change it."
        column.addWidget(Label(note, "second", "text_2", wrap=True))
        verb = TonalButton("Answer" if question else "Keep the text, because")
        verb.clicked.connect(lambda: self._reply(room, said))
        enter_acts(self.words, verb.click)
        change = SecondaryButton("Change the text instead" if question else "Change the text")
        change.clicked.connect(self.change_asked)
        column.addLayout(self._buttons(said.clause, said.clause_number, verb, change))

    def _reply(self, room: SignOffRoom, said: Exchange) -> None:
        words = self.words.value() if self.words is not None else ""
        key, sequence = room.agreement_id, said.sequence
        if said.kind == "question":
            self.call_asked.emit(lambda service: service.answer(key, sequence, words))
        else:
            self.call_asked.emit(lambda service: service.keep(key, sequence, words))

    def _fill_reply(
        self, column: QVBoxLayout, room: SignOffRoom, party: PartyStatus, said: Exchange
    ) -> None:
        word = "Answered" if said.outcome == "answered" else "Kept, because"
        put(
            column,
            Label(f"{word} · {said.answered_when}", "label"),
            Label(said.answer, "form", wrap=True),
        )
        if said.acknowledged:
            put(
                column,
                Label(f"{party.name} has read the answer.", "second", "ok"),
                self._buttons(said.clause, said.clause_number),
            )
            return
        words = f"It blocks the sign-off until {party.name} has read it."
        self.asked.put(column, words, "waiting")
        read = TonalButton("Read and understood")
        read.clicked.connect(lambda: self._understood(room, party, said.clause))
        column.addLayout(self._buttons(said.clause, said.clause_number, read))

    def _fill_clause(
        self, column: QVBoxLayout, room: SignOffRoom, party: PartyStatus, clause: ClauseHeading
    ) -> None:
        state = party.cells[clause.id].state
        self.title.setText(f"Clause {clause.number}, {clause.heading}")
        self.aside.setText(f"{party.name} · {state}")
        column.addWidget(_quote(clause.summary, "In short. The numbered text counts."))
        buttons: list[Button] = []
        if state is not Answered.UNDERSTOOD and not party.through:
            who = f"{self.asked.person()}, for {party.name}," if self.asked.person() else party.name
            self.asked.put(column, f"{who} says of this clause, when the record is made here:")
            understood = TonalButton("Understood")
            understood.clicked.connect(lambda: self._understood(room, party, clause.id))
            buttons.append(understood)
        if not party.through:
            ask = SecondaryButton("Record a question")
            ask.clicked.connect(lambda: self._raise(room, party, clause, question=True))
            want = SecondaryButton("Record a change wanted")
            want.clicked.connect(lambda: self._raise(room, party, clause, question=False))
            buttons += [ask, want]
        column.addLayout(self._buttons(clause.id, clause.number, *buttons))

    def _understood(self, room: SignOffRoom, party: PartyStatus, clause: str) -> None:
        key, by = room.agreement_id, self.asked.person()
        self.call_asked.emit(lambda service: service.acknowledge(key, party.key, (clause,), by))

    def _raise(
        self, room: SignOffRoom, party: PartyStatus, clause: ClauseHeading, *, question: bool
    ) -> None:
        """Turn the card into a form for the words."""
        self._raising = True
        self.asked.begin(party)
        body, column = _body()
        word = "question" if question else "change wanted"
        who = self.asked.person() or party.name
        self.asked.put(column, f"It is recorded as said by {who}.")
        column.addWidget(Label(f"The {word}, in {who}’s words", "label"))
        self.words = TextArea(f"The {word}", lines=3)
        column.addWidget(self.words)
        keep = TonalButton(f"Record the {word}")
        keep.clicked.connect(lambda: self._keep_words(room, party, clause, question=question))
        leave = SecondaryButton("Cancel", act=lambda: self._leave(room, party, clause))
        enter_acts(body, keep.click, leave.click)
        column.addLayout(self._buttons(clause.id, clause.number, keep, leave))
        self._replace(body)
        self.words.setFocus()

    def _keep_words(
        self, room: SignOffRoom, party: PartyStatus, clause: ClauseHeading, *, question: bool
    ) -> None:
        words = self.words.value() if self.words is not None else ""
        key, by = room.agreement_id, self.asked.person()
        if question:
            self.call_asked.emit(lambda s: s.ask(key, party.key, clause.id, words, by))
        else:
            self.call_asked.emit(lambda s: s.want_change(key, party.key, clause.id, words, by))

    def _leave(self, room: SignOffRoom, party: PartyStatus, clause: ClauseHeading) -> None:
        self.words, self._shown, self._raising = None, (), False
        self.show_cell(room, party, clause)

    def _buttons(self, clause: str, number: str, *buttons: Button) -> QHBoxLayout:
        line = row(gap=8)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        show = LinkButton(f"Show clause {number}", act=lambda: self.show_asked.emit(clause))
        line.addWidget(show)
        return line


class PartyDetail(Card):
    """One party: who signs, what is in the way, and the ways to sign off or decline."""

    sign_asked = Signal(str)
    returned_asked = Signal(str)
    decline_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("", aside=" ")
        self._body = QWidget()
        self._shown: tuple[object, ...] = ()
        self.add(self._body)
        self.column.addStretch(1)

    def show_party(self, room: SignOffRoom, party: PartyStatus) -> None:
        """Show where a party stands."""
        if (room.agreement_id, room.revision, party) == self._shown:
            return
        self._shown = (room.agreement_id, room.revision, party)
        self.title.setText(party.name)
        done = sum(cell.state is Answered.UNDERSTOOD for cell in party.cells.values())
        self.aside.setText(f"{done} of {len(room.clauses)} clauses understood")
        body, column = _body()
        for person in party.signatories:
            icon, ink = ("check", "ok") if person.signed else ("pen-line", "text_3")
            capacity = f", {person.capacity}" if person.capacity else ""
            state = f"{person.how}, {person.when}" if person.signed else "has not signed yet"
            column.addLayout(
                row(
                    IconMark(icon, ink),
                    Label(f"{person.name}{capacity}", "form_strong"),
                    Label(state, "second", "text_2"),
                    SPRING,
                    gap=8,
                )
            )
        if not party.through:
            column.addLayout(self._ways(party))
        old, self._body = self._body, body
        swap(self.column, old, body)

    def _ways(self, party: PartyStatus) -> QHBoxLayout:
        line = row(gap=8, pad=(0, 8, 0, 0))
        sign = TonalButton("Read and sign here", "pen-line")
        sign.clicked.connect(lambda: self.sign_asked.emit(party.key))
        paper = SecondaryButton("Record a returned copy", "inbox")
        paper.clicked.connect(lambda: self.returned_asked.emit(party.key))
        decline = LinkButton("Decline", act=lambda: self.decline_asked.emit(party.key))
        for button in (sign, paper, decline):
            line.addWidget(button)
        line.addStretch(1)
        return line


def _body() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    lines = column(gap=8, of=body)
    return body, lines


def _quote(words: str, who: str) -> Sunken:
    block = Sunken()
    put(
        block.column,
        Label(f"“{words}”" if who[:2] != "In" else words, "quote", wrap=True),
        Label(who, "second", "text_2", wrap=True),
    )
    return block
