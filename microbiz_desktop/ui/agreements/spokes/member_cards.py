"""The cards of all members that are chosen, in the order of the team."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.spoke_values import Spoke, SpokeMember, SpokeQuestions
from microbiz_desktop.ui.agreements.spokes.look import Shown
from microbiz_desktop.ui.agreements.spokes.member_card import MemberCard
from microbiz_desktop.ui.agreements.spokes.question_lines import QuestionLines
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.layouts import column, drop


class MemberCards(QWidget):
    """Cards come and go with the ticks; what is answered goes out with the member it is of."""

    answered = Signal(int, str, object)
    #: A question that is answered once for all.
    shared_asked = Signal(str)
    #: A party, by its business, whose details are missing.
    party_asked = Signal(int)

    def __init__(self, questions: SpokeQuestions, manner: Manner, slices: Slices) -> None:
        super().__init__()
        self.cards: dict[int, MemberCard] = {}
        self.ready = 0
        self._questions, self._manner, self._slices = questions, manner, slices
        asked = (*questions.own, *questions.once, *questions.others)
        self._words = {question.id: question.label for question in asked}
        self._column = column(gap=16, of=self)

    def choose(self, members: Sequence[SpokeMember]) -> None:
        """A card for each of these and no other."""
        wanted = [member.business_id for member in members]
        for key in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(key)
            self._column.removeWidget(card)
            drop(card)
        for place, member in enumerate(members):
            if member.business_id not in self.cards:
                self._column.insertWidget(place, self._card(member))

    def show_answers(self, found: Sequence[Shown]) -> None:
        """What each would say now."""
        for spoke, asked in found:
            if (card := self.cards.get(spoke.business_id)) is not None:
                card.show_spoke(spoke, asked)

    def show_findings(self, found: Sequence[Spoke]) -> None:
        """What is missing in each."""
        self.ready = 0
        for spoke in found:
            errors = [one for one in spoke.findings if one.severity is Severity.ERROR]
            self.ready += not errors
            if (card := self.cards.get(spoke.business_id)) is not None:
                card.show_findings(spoke.findings, self._words)

    def flush(self) -> None:
        """Take what is typed and still waits."""
        for card in self.cards.values():
            card.lines.flush()

    def _card(self, member: SpokeMember) -> MemberCard:
        lines = QuestionLines(self._questions.own, self._manner, self._slices)
        card = self.cards[member.business_id] = MemberCard(member, lines)
        lines.answered.connect(partial(self.answered.emit, member.business_id))
        card.shared_asked.connect(self.shared_asked)
        card.party_asked.connect(self.party_asked)
        self._slices.add(lines.building())
        return card
