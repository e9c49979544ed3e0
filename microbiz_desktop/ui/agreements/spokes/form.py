"""Who gets an agreement, what all of them share, and a card for each with what is its own.

The page of spokes shows it first. No agreement is there before all are made at once: what is
typed is kept as it is until then, and the deals that it would make come from the service, checked
on another thread.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from microbiz_desktop.domain.links import to_business
from microbiz_desktop.services.agreements.spoke_values import Answers, Spoke, SpokesWanted
from microbiz_desktop.ui.agreements.spokes.begin_fields import BeginFields
from microbiz_desktop.ui.agreements.spokes.form_foot import FormFoot
from microbiz_desktop.ui.agreements.spokes.look import Shown, SpokesLook
from microbiz_desktop.ui.agreements.spokes.making import Making
from microbiz_desktop.ui.agreements.spokes.member_cards import MemberCards
from microbiz_desktop.ui.agreements.spokes.shared_card import SharedCard
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, drop
from microbiz_desktop.ui.widgets.main_step import enter_acts


class SpokesForm(ScrollColumn):
    """`made` gives the agreements; `left` asks to go back."""

    made = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(max_width=720, gap=16, centred=True)
        self._context = context
        self.slices = Slices(self)
        self.wanted = SpokesWanted(0, "", 0)
        self.begin_fields = BeginFields(context)
        self.shared: SharedCard | None = None
        self.members: MemberCards | None = None
        self.foot = FormFoot()
        self.add(self.begin_fields, self.foot)
        self._making = Making(context, self, lambda: self.wanted)
        self._making.ended.connect(self.foot.end_making)
        self._making.made.connect(self.made)
        self._look = SpokesLook(context, self)
        self._look.seen.connect(self._show)
        self._look.checked.connect(self._show_findings)
        self.begin_fields.changed.connect(self._begun_anew)
        self.begin_fields.members_changed.connect(self._choose)
        self.begin_fields.members_changed.connect(self._making.autosave.touch)
        self.foot.make_asked.connect(self.make)
        self.foot.left.connect(self.left)
        enter_acts(self, self.make, self.left.emit)

    def start(self, project_id: int) -> None:
        """Ask anew, for this project or, with 0, for one that is chosen."""
        self.verticalScrollBar().setValue(0)
        self.begin_fields.start(project_id)
        self._begun_anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while the questions are being made is typed into the first of them."""
        waits = not self.slices.is_done()
        self.slices.finish()
        target = QApplication.focusWidget()
        if waits and target is not None and target is not self:
            QApplication.sendEvent(target, event)
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """Take what is typed and still waits, and keep it until the agreements are made."""
        if self.shared is not None and self.members is not None:
            self.shared.flush()
            self.members.flush()
            self._making.autosave.flush()

    def make(self) -> None:
        """All of them, or say why not; a second Enter meanwhile makes nothing more."""
        if self.members is not None and self.foot.begin_making():
            read = self.foot.meant()
            self.flush()
            self._making.make(read)

    def _begun_anew(self) -> None:
        """Another project, kind or business of one’s own: what was typed for it is there again."""
        self.flush()
        self.slices.clear()
        for part in (self.shared, self.members):
            if part is not None:
                self.column.removeWidget(part)
                drop(part)
        self.shared = self.members = None
        self.foot.say(0, 0)  # what it counted is made no more
        self.foot.show_told(())
        self.foot.hide()
        found = self.begin_fields.begun()
        if found is not None:
            self.wanted = found
            self.slices.add([self._ask])
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # for keys before there is a field
        else:
            self.begin_fields.project.setFocus()

    def _ask(self) -> None:
        """Make the cards; their questions come line by line, so that the window never waits."""
        context = self._context
        agreements, spokes = context.services.agreements, context.services.spokes
        deal = spokes.shared_deal(self.wanted)
        questions = spokes.questions(self.wanted, agreements.sections_of(deal))
        manner = agreements.manner_of(deal)
        self.shared = SharedCard(questions, manner, self.slices)
        self.members = MemberCards(questions, manner, self.slices)
        self.shared.answered.connect(self._share)
        self.shared.more_asked.connect(self._show_shared)
        self.members.answered.connect(self._own)
        self.shared.answered.connect(self._making.autosave.touch)
        self.members.answered.connect(self._making.autosave.touch)
        self.members.shared_asked.connect(self.shared.lead_to)
        self.members.party_asked.connect(
            lambda key: context.go(to_business(key, own=key == self.wanted.own_business_id))
        )
        self.shared.show_answers(agreements.asked(deal), deal.parties)
        self.slices.add([*self.shared.once.building(), partial(self._begin, self.shared)])

    def _begin(self, shared: SharedCard) -> None:
        for place, part in enumerate((shared, self.members), 1):
            if part is not None:
                self.column.insertWidget(place, part)
                part.show()  # at once: the keyboard goes there
        self.foot.show()
        self._choose(self.wanted.members)
        shared.lead_to_first()

    def _choose(self, members: Sequence[int]) -> None:
        """A card for each that is chosen; what was typed of the others is kept for now."""
        self.wanted = replace(self.wanted, members=tuple(members))
        if self.members is not None:
            known = self.begin_fields.members
            self.members.choose([one for one in known if one.business_id in members])
            self._look_again()

    def _share(self, name: str, value: object) -> None:
        self.wanted = replace(self.wanted, shared=_with(self.wanted.shared, name, value))
        self._show_shared()
        self._look_again()

    def _own(self, key: int, name: str, value: object) -> None:
        own = {**self.wanted.own, key: _with(self.wanted.own.get(key, {}), name, value)}
        self.wanted = replace(self.wanted, own=own)
        self._look_again()

    def _show_shared(self) -> None:
        if self.shared is not None:
            services = self._context.services
            deal = services.spokes.shared_deal(self.wanted)
            self.shared.show_answers(services.agreements.asked(deal), deal.parties)

    def _look_again(self) -> None:
        self._look.look(self.wanted)
        self.foot.say(len(self.wanted.members), self.members.ready if self.members else 0)

    def _show(self, found: Sequence[Shown]) -> None:
        if self.members is not None:
            self.members.show_answers(found)
            self.foot.show_told([spoke for spoke, _asked in found])

    def _show_findings(self, found: Sequence[Spoke]) -> None:
        if self.members is not None:
            self.members.show_findings(found)
            self.foot.say(len(self.wanted.members), self.members.ready)


def _with(answers: Answers, name: str, value: object) -> Answers:
    """The answers with another one; None takes it away."""
    kept = {key: given for key, given in answers.items() if key != name}
    return kept if value is None else {**kept, name: value}
