"""Who gets an agreement, what all of them share, and a card for each with what is its own.

The page of spokes shows it first. Nothing is stored before all are made at once: what is typed is
kept here, and the deals that it would make come from the service, checked on another thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from microbiz_desktop.domain.deal import Answer
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.links import to_business
from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.services.agreements.spoke_values import (
    Spoke,
    SpokeMember,
    SpokeQuestions,
    SpokesWanted,
)
from microbiz_desktop.services.shared.words import counted
from microbiz_desktop.ui.agreements.spokes.begin_fields import BeginFields
from microbiz_desktop.ui.agreements.spokes.member_card import MemberCard
from microbiz_desktop.ui.agreements.spokes.question_lines import QuestionLines
from microbiz_desktop.ui.agreements.spokes.shared_card import SharedCard
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, drop, held, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

#: Checks wait so many milliseconds for the typing to settle.
_PAUSE = 300
_READ = "read"


class SpokesForm(ScrollColumn):
    """`made` gives the agreements; `left` asks to go back."""

    made = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(max_width=720, gap=16, centred=True)
        self._context = context
        self.slices = Slices(self)
        self.wanted = SpokesWanted(0, "", 0)
        self.questions = SpokeQuestions((), (), ())
        self.cards: dict[int, MemberCard] = {}
        self.begin_fields = BeginFields(context)
        self.shared: SharedCard | None = None
        self.told = Label("", "form", "waiting", wrap=True)
        self.read = CheckRows((Choice(_READ, "They may read this of each other"),))
        self.state = Label("", "form", "text_2", wrap=True)
        self.make_button = PrimaryButton("Make the agreements", act=self.make)
        self._lay_out()
        self.begin_fields.changed.connect(self._begun_anew)
        self.begin_fields.members_changed.connect(self._choose)
        self.read.edited.connect(self._say_state)
        enter_acts(self, self.make, self.left.emit)

    def start(self, project_id: int) -> None:
        """Ask anew, for this project or, with 0, for one that is chosen."""
        self.begin_fields.start(project_id)
        self._begun_anew()

    def flush(self) -> None:
        """Take what is typed and still waits."""
        for lines in self._all_lines():
            lines.flush()

    def make(self) -> None:
        """All of them, or say why not."""
        self.flush()
        spokes = self._context.services.spokes
        try:
            made = spokes.make(self.wanted, all_the_same=_READ in self.read.value())
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self.made.emit(made)

    def _lay_out(self) -> None:
        self.add(self.begin_fields)
        self._foot = held(
            row(
                (self.state, 1),
                GhostButton("Back", "arrow-left", act=self.left),
                self.make_button,
                gap=10,
            )
        )
        self.add(self.told, self.read, self._foot)
        self.told.hide()
        self.read.hide()

    def _begun_anew(self) -> None:
        """Another project, kind or business of one's own: what was typed is of no use there."""
        self.slices.clear()
        for card in (*self.cards.values(), self.shared):
            if card is not None:
                self.column.removeWidget(card)
                drop(card)
        self.cards, self.shared = {}, None
        found = self.begin_fields.begun()
        self.make_button.setEnabled(found is not None)
        self._foot.setVisible(found is not None)
        if found is None:
            return
        self.wanted = found
        agreements, spokes = self._context.services.agreements, self._context.services.spokes
        deal = spokes.shared_deal(found)
        self.questions = spokes.questions(found, agreements.sections_of(deal))
        self.shared = SharedCard(self.questions, agreements.manner_of(deal), self.slices)
        self.shared.answered.connect(self._share)
        self.shared.more_asked.connect(self._show_shared)
        self.shared.build()
        self._show_shared()
        self.column.insertWidget(1, self.shared)
        self.shared.show()  # at once: the keyboard goes there
        self._choose(found.members)
        self.shared.lead_to_first()

    def _choose(self, members: Sequence[int]) -> None:
        """A card for each that is chosen; what was typed of the others is kept for now."""
        self.wanted = replace(self.wanted, members=tuple(members))
        known = {one.business_id: one for one in self.begin_fields.members}
        for key in [key for key in self.cards if key not in members]:
            card = self.cards.pop(key)
            self.column.removeWidget(card)
            drop(card)
        for place, key in enumerate(members):
            if key not in self.cards:
                card = self._card(known[key])
                self.column.insertWidget(2 + place, card)
        self._look()

    def _card(self, member: SpokeMember) -> MemberCard:
        assert self.shared is not None
        lines = QuestionLines(self.questions.own, self.shared.manner, self.slices)
        card = self.cards[member.business_id] = MemberCard(member, lines)
        lines.answered.connect(partial(self._own, member.business_id))
        card.shared_asked.connect(self._lead_shared)
        own_business = self.wanted.own_business_id
        card.party_asked.connect(
            lambda key: self._context.go(to_business(key, own=key == own_business))
        )
        self.slices.add(lines.steps())
        return card

    def _share(self, name: str, value: Answer) -> None:
        self.wanted = replace(self.wanted, shared=_with(self.wanted.shared, name, value))
        self._show_shared()
        self._look()

    def _own(self, key: int, name: str, value: Answer) -> None:
        own = {**self.wanted.own, key: _with(self.wanted.own.get(key, {}), name, value)}
        self.wanted = replace(self.wanted, own=own)
        self._look()

    def _show_shared(self) -> None:
        if self.shared is not None:
            services = self._context.services
            deal = services.spokes.shared_deal(self.wanted)
            self.shared.show_answers(services.agreements.asked(deal), deal.parties)

    def _lead_shared(self, name: str) -> None:
        if self.shared is not None:
            self.shared.lead_to(name)

    def _look(self) -> None:
        """What it would make now, at once; what the checks find, once the typing has settled."""
        services, wanted = self._context.services, self.wanted

        def read() -> list[tuple[Spoke, Asked]]:
            found = services.spokes.deals(wanted)
            return [(one, services.agreements.asked(one.deal)) for one in found]

        tasks = self._context.tasks
        tasks.run(read, done=self._show, key="spokes", owner=self)
        tasks.debounce("spokes wait", _PAUSE, self._check)
        self._say_state()

    def _check(self) -> None:
        services, wanted = self._context.services, self.wanted
        self._context.tasks.run(
            lambda: services.spokes.look(wanted),
            done=self._show_findings,
            key="spokes checked",
            owner=self,
        )

    def _show(self, found: Sequence[tuple[Spoke, Asked]]) -> None:
        for spoke, asked in found:
            if (card := self.cards.get(spoke.business_id)) is not None:
                card.show_spoke(spoke, asked)
        told = [finding.message for spoke, _asked in found for finding in spoke.findings]
        self.told.setText(" ".join(dict.fromkeys(told)))
        for part in (self.told, self.read):
            part.setVisible(bool(told))

    def _show_findings(self, found: Sequence[Spoke]) -> None:
        words = {q.id: q.label for q in (*self.questions.once, *self.questions.others)}
        words |= {question.id: question.label for question in self.questions.own}
        for spoke in found:
            if (card := self.cards.get(spoke.business_id)) is not None:
                card.show_findings(spoke.findings, words)
        ready = [one for one in found if not _stops(one)]
        self.ready = len(ready)
        self._say_state()

    ready = 0

    def _say_state(self) -> None:
        count = len(self.wanted.members)
        made = f"Make {counted(count, 'agreement')}" if count else "Make the agreements"
        self.make_button.set_text(made)
        self.make_button.setEnabled(bool(count))
        said = (
            f"{self.ready} of {count} can be offered once made." if count else "Choose with whom."
        )
        self.state.setText(said)

    def _all_lines(self) -> list[QuestionLines]:
        lines = [card.lines for card in self.cards.values()]
        return [*self.shared.all_lines(), *lines] if self.shared is not None else lines


def _with(answers: Mapping[str, Answer], name: str, value: Answer) -> Mapping[str, Answer]:
    """The answers with another one; None takes it away."""
    kept = {key: given for key, given in answers.items() if key != name}
    return kept if value is None else {**kept, name: value}


def _stops(spoke: Spoke) -> bool:
    return any(one.severity is Severity.ERROR for one in spoke.findings)
