"""Clause by clause: understood, a question, or a change wanted; going back is free.

The reading room shows it beside the pages to whoever reads on this computer. One clause stands
there at a time, because a sign-off means that each of them was understood.
"""

from PySide6.QtCore import Signal

from microbiz_desktop.domain.states import Answered
from microbiz_desktop.services.signoff.values import ClauseHeading, PartyStatus, SignOffRoom
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.signoff.answer_pills import cell_look
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card, Sunken
from microbiz_desktop.ui.widgets.labels import Label, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, column, held, row, wide
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.progress import ThinBar

_KINDS = {"ok": "ok", "problem": "problem", "waiting": "waiting", "text_3": "neutral"}

_BLOCKED = (Answered.QUESTION, Answered.CHANGE_WANTED)


class ClauseSequence(Card):
    """One clause at a time, with its summary; the pages beside follow."""

    understood = Signal(str)
    asked = Signal(str, str)
    change_wanted = Signal(str, str)
    clause_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__("", aside=" ")
        self._room: SignOffRoom | None = None
        self._party: PartyStatus | None = None
        self._at: int = 0
        self.progress = ThinBar()
        self.count = Label("", "second", "text_2")
        self.state = Pill()
        self.summary = Label("", "quote", wrap=True)
        self.exchange = Label("", "form", "text_2", wrap=True)
        self.words = TextArea("Your words", lines=3)
        self.words_label = Label("", "label")
        self.yes = TonalButton("Understood", "check")
        self.question = SecondaryButton("I have a question")
        self.change = SecondaryButton("I want a change")
        self.send = TonalButton("Record it")
        self.leave = GhostButton("Cancel")
        self.before = GhostButton("Back", "arrow-left")
        self.after = GhostButton("Next", "arrow-right")
        self._kind = ""
        self._lay_out()
        self._connect()

    def show_party(self, room: SignOffRoom, party: PartyStatus, *, first: bool = False) -> None:
        """Show where the party is; at first the clause that comes next."""
        self._room, self._party = room, party
        if first:
            self._at = self._next_open(0)
        self._show()

    def show_clause(self, clause_id: str) -> None:
        """Go to a clause."""
        if self._room is not None:
            ids = [clause.id for clause in self._room.clauses]
            if clause_id in ids:
                self._at = ids.index(clause_id)
                self._show()

    def repeat(self) -> None:
        """Announce the clause shown again, for pages that came to the front meanwhile."""
        if self._room is not None:
            self.clause_shown.emit(self._clause().id)

    def go_on(self) -> None:
        """To the next clause that is not understood yet, or simply to the next."""
        self._at = self._next_open(self._at + 1)
        self._show()

    def _next_open(self, start: int) -> int:
        """The next clause to read, going round; else one with a question, else where we are."""
        room, party = self._room, self._party
        if room is None or party is None:
            return 0
        places: list[int] = [*range(start, len(room.clauses)), *range(start)]
        cells = [party.cells[room.clauses[place].id] for place in places]
        for place, cell in zip(places, cells, strict=True):
            if cell.state is Answered.NOT_READ or cell.waiting:
                return place
        blocked = [p for p, c in zip(places, cells, strict=True) if c.state in _BLOCKED]
        return blocked[0] if blocked else self._at

    def _clause(self) -> ClauseHeading:
        assert self._room is not None
        return self._room.clauses[self._at]

    def _show(self) -> None:
        room, party = self._room, self._party
        if room is None or party is None:
            return
        clause = self._clause()
        cell = party.cells[clause.id]
        done = sum(c.state is Answered.UNDERSTOOD for c in party.cells.values())
        self.progress.set_share(done, len(room.clauses), f"{done} clauses understood")
        self.count.setText(f"{done} of {len(room.clauses)} clauses understood")
        self.title.setText(f"{clause.number}  {clause.heading}")
        icon, ink, _ground = cell_look(cell)
        words = "Answer to read" if cell.waiting else str(cell.state).capitalize()
        self.state.set_status(_KINDS[ink], icon, words)
        self.summary.setText(clause.summary)
        self._show_exchange(room, party, clause)
        self._ask("")
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(room.clauses) - 1)
        blocked = cell.state in _BLOCKED and not cell.waiting
        self.yes.setVisible(not blocked)
        self.yes.set_text("Read and understood" if cell.waiting else "Understood")
        self.clause_shown.emit(clause.id)

    def _show_exchange(self, room: SignOffRoom, party: PartyStatus, clause: ClauseHeading) -> None:
        said = [e for e in room.exchanges if e.party == party.key and e.clause == clause.id]
        lines = []
        for exchange in said:
            lines.append(f"{exchange.kind.capitalize()}: {exchange.words}")
            if exchange.outcome:
                word = "Answer" if exchange.outcome == "answered" else "Kept, because"
                lines.append(f"{word}: {exchange.answer}")
            else:
                lines.append("There is no answer yet.")
        self.exchange.setText("\n".join(lines))
        self._quote.setVisible(bool(lines))

    def _ask(self, kind: str) -> None:
        """Open the field for words, or close it."""
        self._kind = kind
        label = "What is the question?" if kind == "question" else "What should change?"
        self.words_label.setText(label)
        self.words.set_value("")
        self._form.setVisible(bool(kind))
        for button in (self.yes, self.question, self.change):
            button.setVisible(not kind)
        if kind:
            self.words.setFocus()

    def _send(self) -> None:
        signal = self.asked if self._kind == "question" else self.change_wanted
        signal.emit(self._clause().id, self.words.value())

    def _step(self, by: int) -> None:
        assert self._room is not None
        self._at = min(max(self._at + by, 0), len(self._room.clauses) - 1)
        self._show()

    def _connect(self) -> None:
        self.yes.clicked.connect(lambda: self.understood.emit(self._clause().id))
        self.question.clicked.connect(lambda: self._ask("question"))
        self.change.clicked.connect(lambda: self._ask("change wanted"))
        self.send.clicked.connect(self._send)
        self.leave.clicked.connect(self._show)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))

    def _lay_out(self) -> None:
        self.head.addWidget(self.state)
        self.add(self.summary)
        note = "In short. It explains and does not bind; the numbered text beside it counts."
        self.add(Label(note, "second", "text_2", wrap=True))
        self._quote = Sunken()
        self._quote.column.addWidget(self.exchange)
        self.add(self._quote)
        answers = column(gap=8)
        for button in (self.yes, self.question, self.change):
            answers.addLayout(row(button, SPRING))
        self.column.addLayout(answers)
        self._form = held(column(self.words_label, self.words, row(self.send, self.leave, SPRING)))
        enter_acts(self._form, self._send, self._show)
        self.add(
            self._form, theme().px(6), self.progress, row(self.before, wide(self.count), self.after)
        )
