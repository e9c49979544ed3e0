"""What a returned paper has to say of each answer: whether the party has read it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.signoff.values import Exchange, PartyStatus, SignOffRoom
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn

_MOST, _NARROWEST = 200, 440


class AnswersRead(ScrollColumn):
    """Every question and wanted change of a party that is not closed yet, with a tick for each."""

    def __init__(self) -> None:
        super().__init__(max_width=0, margin=0, gap=8)
        self._ticks: dict[int, tuple[Exchange, TickBox]] = {}
        self._open: list[Exchange] = []

    def show_party(self, room: SignOffRoom, party: PartyStatus | None) -> None:
        """Ask for the answers of this party."""
        self.clear()
        key = party.key if party else ""
        pending = [e for e in room.exchanges if e.party == key and not e.acknowledged]
        self._open = [exchange for exchange in pending if not exchange.outcome]
        self._ticks = {e.sequence: (e, _tick(e)) for e in pending if e.outcome}
        for exchange in pending:
            self.add(*_words(exchange))
            if exchange.outcome:
                self.add(self._ticks[exchange.sequence][1])
        self.setVisible(bool(pending))
        if pending:
            self._fit()

    def read(self) -> frozenset[int]:
        """The numbers of the answers that were ticked."""
        return frozenset(key for key, (_said, tick) in self._ticks.items() if tick.value())

    def missing(self) -> str:
        """What is still in the way of a sign-off, or nothing."""
        for said in self._open:
            return f"Answer what is asked on clause {said.clause_number} first: it has no answer."
        for said, tick in self._ticks.values():
            if not tick.value():
                return (
                    f"{said.party_name} has to have read the answer on clause "
                    f"{said.clause_number}. Ask, and tick it then."
                )
        return ""

    def first_left(self) -> QWidget | None:
        """The first tick that is missing."""
        left = (tick for _said, tick in self._ticks.values() if not tick.value())
        return next(left, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines at another width."""
        super().resizeEvent(event)
        if self._ticks or self._open:
            self._fit()

    def _fit(self) -> None:
        """As high as what it asks, and no higher than leaves the sheet on the screen."""
        width = max(self.viewport().width(), theme().px(_NARROWEST))
        needed = self.column.totalHeightForWidth(width) + theme().px(16)
        self.setFixedHeight(min(needed, theme().px(_MOST)))


def _tick(said: Exchange) -> TickBox:
    return TickBox(f"The answer on clause {said.clause_number} was read and understood")


def _words(said: Exchange) -> tuple[Label, ...]:
    kind = "Question" if said.kind == "question" else "Change wanted"
    asked = Label(f"{kind} on clause {said.clause_number}: “{said.words}”", "form", wrap=True)
    if not said.outcome:
        return (asked, Label("There is no answer yet.", "form", "problem", wrap=True))
    word = "Answered" if said.outcome == "answered" else "Kept, because"
    return (asked, Label(f"{word}: “{said.answer}”", "form", "text_2", wrap=True))
