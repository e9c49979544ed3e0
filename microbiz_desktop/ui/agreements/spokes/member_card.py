"""The card of one member: what its agreement has of its own, and what is still missing there."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal

from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.services.agreements.left import is_at
from microbiz_desktop.services.agreements.spoke_values import Spoke, SpokeMember
from microbiz_desktop.services.shared.words import counted
from microbiz_desktop.ui.agreements.spokes.question_lines import QuestionLines
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import FlowLayout, empty, held

#: More ways than these are as many as the questions below.
_MOST = 4


class MemberCard(Card):
    """Its own questions; what is missing elsewhere is asked for by signals."""

    #: A question that is answered once for all.
    shared_asked = Signal(str)
    #: A party, by its business, whose details are missing.
    party_asked = Signal(int)

    def __init__(self, member: SpokeMember, lines: QuestionLines) -> None:
        super().__init__(member.name)
        self.member, self.lines = member, lines
        self.spoke: Spoke | None = None
        self.ways: list[LinkButton] = []
        self.missing = Label("", "second", "text_2", wrap=True)
        self._flow = FlowLayout(gap=12)
        self._links = held(self._flow)
        self.findings_words = Label("", "second", "waiting", wrap=True)
        self.findings_words.hide()
        role = Label(member.role, "second", "text_2", wrap=True)
        self.add(role, self.missing, self._links, self.findings_words, lines)
        role.setVisible(bool(member.role))

    def show_spoke(self, spoke: Spoke, asked: Asked) -> None:
        """Its answers as they are now."""
        self.spoke = spoke
        self.lines.show_answers(asked, spoke.deal.parties)

    def show_findings(self, findings: Sequence[Finding], questions: Mapping[str, str]) -> None:
        """What is missing, each with the way to it; `questions` are words by their ids."""
        errors = [one for one in findings if one.severity is Severity.ERROR]
        told = [one.message for one in findings if one.severity is Severity.WARNING]
        self.missing.setText(
            f"{counted(len(errors), 'thing')} left before it can be offered:"
            if errors
            else "Ready to be offered."
        )
        self.missing.set_ink("text_2" if errors else "ok")
        self._show_ways(errors, questions)
        self.findings_words.setText(" ".join(dict.fromkeys(told)))
        self.findings_words.setVisible(bool(told))
        self.lines.set_problems(self._problems(errors))

    def _show_ways(self, errors: Sequence[Finding], questions: Mapping[str, str]) -> None:
        empty(self._flow)
        self.ways = []
        for one in errors[:_MOST]:
            name = self._question_of(one)
            words = questions.get(name, one.message)
            link = LinkButton(words, name=f"{self.member.name}: {words}")
            link.clicked.connect(partial(self._lead, one, name))
            self.ways.append(link)
            self._flow.addWidget(link)
        self._links.setVisible(bool(self.ways))

    def _question_of(self, finding: Finding) -> str:
        known = (block.question for block in self.lines.blocks.values())
        own = next((one.id for one in known if is_at(one, finding.place)), "")
        return own or finding.place.question

    def _problems(self, errors: Sequence[Finding]) -> dict[str, str]:
        """Said under a question only where something stands that does not fit."""
        return {
            name: one.message
            for name, block in self.lines.blocks.items()
            for one in errors
            if is_at(block.question, one.place) and block.current()
        }

    def _lead(self, finding: Finding, name: str, _checked: bool = False) -> None:
        party = self.spoke.deal.party(finding.place.party) if self.spoke else None
        block = self.lines.blocks.get(name)
        if block is not None:
            block.lead_here()
            block.point_out()
        elif party is not None and party.business_id:
            self.party_asked.emit(int(party.business_id))
        else:
            self.shared_asked.emit(name)
