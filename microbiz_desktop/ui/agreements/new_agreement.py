"""A few questions begin an agreement: which paper, whose, for which project, and from what.

The page of agreements shows them for New. Everything else is asked in the studio, where the pages
are seen beside it. Work that one passes on begins here too.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import BadInput, MicrobizError
from microbiz_desktop.domain.papers import ABOUT, PASS_ON, WAY, Instead
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.agreements.which_paper import Begun, StartingPoint
from microbiz_desktop.ui.agreements.new_agreement_chooser import PaperChooser
from microbiz_desktop.ui.agreements.new_agreement_fields import NewAgreementFields, Team
from microbiz_desktop.ui.agreements.new_agreement_layout import StartingLines, TwoColumns
from microbiz_desktop.ui.agreements.new_agreement_note import pass_on
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.layouts import SPRING, column, held, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

#: What the main button does, by what the answers lead to.
_STEPS = {
    Instead.AGREEMENT: "Begin the agreement",
    Instead.REFERRAL: "Write the referral",
    Instead.NOTE: "Draft the note",
}


class NewAgreement(QWidget):
    """Everything has an answer already, so that Enter is enough."""

    made = Signal(int)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._known = StartingPoint()
        self.chooser = PaperChooser()
        self.fields = NewAgreementFields(context)
        self.lines = StartingLines()
        self.kind, self.kind_field = self.chooser.kind, self.chooser.kind_field
        self.title, self.past = self.fields.title, self.fields.past
        self._lay_out()
        self.chooser.changed.connect(self._answered)
        self.chooser.left.connect(self._to_main_step)
        self.fields.changed.connect(self._show)
        enter_acts(self, self.begin, self.left.emit)

    def start(self, project: int = 0, associate: int = 0, referral: int = 0) -> None:
        """Begin with what is known of a project, an associate or a referral, or with nothing."""
        services = self._context.services
        self._known = self._find_known(project, associate, referral)
        key = self._known.associate
        self.lines.say(self._known, services.choosing.notices((key,) if key else ()))
        self.chooser.start(services.which_paper.kinds(), self._known.given)
        self.fields.start(self._known.project, self._known.title, from_past=not key)
        self._show()
        self.columns.to_top()

    def start_passing_on(self) -> None:
        """Begin with work that somebody else is to do."""
        self.start()
        self.chooser.answer(ABOUT, PASS_ON)
        self.chooser.to_question(WAY)

    def begin(self) -> None:
        """Make the draft and open it, or whatever else the answers lead to."""
        instead = self.chooser.advised().instead
        if not self.start_button.isEnabled():
            return
        if not self.fields.past_id() and instead is not Instead.AGREEMENT:
            pass_on(self._context, instead, self._still_known(), self.window())
            return
        try:
            self.made.emit(self._make().id)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)

    def _find_known(self, project: int, associate: int, referral: int) -> StartingPoint:
        which = self._context.services.which_paper
        if project:
            return which.of_project(project)
        if associate:
            return which.of_associate(associate)
        return which.of_referral(referral) if referral else StartingPoint()

    def _make(self) -> AgreementData:
        services, fields = self._context.services, self.fields
        if fields.past_id():
            return services.agreements.create_from(fields.past_id())
        if fields.asks_member() and not fields.member_id():
            fields.say_no_member("Choose one of the team.")
            raise BadInput("This agreement is between two.", "Choose one of the team.")
        begun = Begun(
            own=fields.own_id(),
            kind=self.chooser.chosen().id,
            project=fields.project_id(),
            title=fields.title.value() or ("" if self._known.title else None),
            member=fields.member_id(),
            known=self._known,
            given=self.chooser.advised().given,
        )
        return services.which_paper.begin(begun)

    def _still_known(self) -> StartingPoint:
        """Without what was known of a project that was taken out again."""
        known = self._known
        if known.project in (0, self.fields.project_id()):
            return known
        return replace(known, project=0, client="", brief="")

    def _to_main_step(self) -> None:
        """The questions are answered: on to the name of the work, or straight to the step."""
        if self.fields.isVisible():
            self.fields.title.setFocus()
        else:
            self.start_button.setFocus()

    def _lay_out(self) -> None:
        self.start_button = PrimaryButton(_STEPS[Instead.AGREEMENT], act=self.begin)
        leave = GhostButton("Back to the list", "arrow-left", act=self.left)
        self.columns = TwoColumns(
            self.lines,
            self.chooser.questions,
            held(column(self.chooser.papers, self.fields, gap=24)),
            held(row(leave, SPRING, self.start_button)),
        )
        column(self.columns, of=self)

    def _answered(self) -> None:
        """What follows from the answer, in sight also where there is one column."""
        self._show()
        if not self.columns.is_beside():
            self._context.tasks.debounce(self, 50, self._scroll_on)

    def _scroll_on(self) -> None:
        self.columns.show_part(self.chooser.latest())

    def _show(self) -> None:
        """What is asked follows from the kind, the project, and what it starts from."""
        blank = not self.fields.past_id()
        instead = self.chooser.advised().instead if blank else Instead.AGREEMENT
        self.chooser.set_visible(blank)
        self.fields.show_for(blank=blank)
        waits = blank and self.chooser.waits()
        self.fields.setVisible(instead is Instead.AGREEMENT and not waits)
        self.start_button.setEnabled(not waits)
        self.fields.offer_team(*self._team(blank=blank))
        self.start_button.setText(_STEPS[instead])
        is_known = self.fields.project_id() == self._known.project
        self.lines.show_for(blank=blank, is_known=is_known)

    def _team(self, *, blank: bool) -> tuple[Team, int]:
        """Whom to choose from where a paper for two meets a larger team."""
        own = int(self.fields.own.value() or 0)
        team = dict(self._context.services.which_paper.team(self.fields.project_id(), own))
        if self._known.associate:
            team.setdefault(self._known.associate, self._known.name)
        asked = blank and self.chooser.chosen().most < 1 + len(team)
        return (tuple(team.items()) if asked else ()), self._known.associate
