"""A few questions begin an agreement: of which kind, whose, for which project, and from what.

The page of agreements shows them for New. Everything else is asked in the studio, where the pages
are seen beside it.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.values import USUAL_KIND, AgreementData
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, held, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

NONE = "0"


class NewAgreement(QWidget):
    """Everything has an answer already, so that Enter is enough."""

    made = Signal(int)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._associate = 0
        self._uses: dict[str, str] = {}
        self.kind = ChoiceField("Which kind of agreement?")
        self.own = ChoiceField("Which of your businesses is a party?")
        self.project = ChoiceField("For which project?")
        self.past = ChoiceField("Start from")
        self.title = TextField("What is this piece of work called?")
        self.new_own = TextField("Name of your business")
        self._lay_out()
        self.past.chosen.connect(self._say_from)
        self.kind.chosen.connect(self._say_use)
        enter_acts(self, self.begin, self.left.emit)

    def start(self, project: int = 0, associate: int = 0) -> None:
        """Read what there is to choose from; an associate becomes the second party."""
        services = self._context.services
        self._associate = associate
        name = services.businesses.get(associate).name if associate else ""
        self.with_whom.setText(f"With {name}. More parties can be added in the studio.")
        found = services.choosing.notices((associate,) if associate else ())
        self.notice.setText(" ".join(one.words for one in found))
        own = [(str(b.id), b.name) for b in services.businesses.own()]
        self.own.set_options(own)
        self.own.set_value(self._usual_own([key for key, _ in own]))
        self._own_field.setVisible(len(own) > 1)
        self._new_own_field.setVisible(not own)
        projects = [(str(p.id), p.name) for p in services.projects.rows()]
        self.project.set_options([(NONE, "None: the agreement stands alone"), *projects])
        self.project.set_value(str(project))
        past = [(str(r.id), r.title) for r in services.agreements.rows() if r.title]
        self.past.set_options([(NONE, "A blank agreement"), *past])
        self.past.set_value(NONE)
        self._past_field.setVisible(bool(past) and not associate)
        kinds = services.agreements.kinds()
        self._uses = {kind.id: kind.use_when for kind in kinds}
        self.kind.set_options([(kind.id, kind.title) for kind in kinds])
        self.kind.set_value(USUAL_KIND)
        self._say_use(USUAL_KIND)
        self.title.set_value("")
        self._say_from(NONE)
        (self.title if own else self.new_own).setFocus()

    def begin(self) -> None:
        """Make the draft and open it."""
        try:
            self.made.emit(self._make().id)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)

    def minimumSizeHint(self) -> QSize:
        """Fits the smallest window."""
        return QSize(theme().px(360), theme().px(300))

    def _make(self) -> AgreementData:
        services = self._context.services
        past = int(self.past.value() or 0)
        if past:
            return services.agreements.create_from(past)
        own = int(self.own.value() or 0)
        if not own:
            own = services.businesses.add_typed(self.new_own.value(), own=True).id
            services.settings.use_business(own)
        project = int(self.project.value() or 0)
        kind = self.kind.value() or USUAL_KIND
        made = services.agreements.create(own, kind, project, self.title.value())
        if self._associate and str(self._associate) not in {
            party.business_id for party in made.deal.parties
        }:
            made = services.agreements.add_party(made.id, made.version, self._associate)
        return made

    def _usual_own(self, keys: list[str]) -> str | None:
        current = str(self._context.services.settings.current_business())
        if current in keys:
            return current
        return keys[0] if keys else None

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        scroll.add(Label("A new agreement", "title"))
        self.with_whom = Label("", "form", "text_2", wrap=True)
        self.notice = Label("", "second", "waiting", wrap=True)
        scroll.add(self.with_whom, self.notice)
        self._title_field = LabelledField(
            "What is this piece of work called?",
            self.title,
            help_text="You can change it later.",
            optional=True,
            example="Harbour Lane café: brand, fit-out and opening film",
        )
        self._new_own_field = LabelledField(
            "What is your business called?", self.new_own, help_text="It is the first party."
        )
        self._own_field = LabelledField("Which of your businesses is a party?", self.own)
        self._project_field = LabelledField(
            "For which project?",
            self.project,
            help_text="Its client, dates, team and deliverables are copied into the agreement.",
        )
        self._past_field = LabelledField("Start from", self.past)
        self.kind_field = LabelledField("Which kind of agreement?", self.kind)
        for field in (
            self.kind_field,
            self._new_own_field,
            self._title_field,
            self._own_field,
            self._project_field,
            self._past_field,
        ):
            scroll.add(field)
        self.from_past = Label("", "second", "text_2", wrap=True)
        scroll.add(self.from_past, self._buttons())
        scroll.setFixedWidth(theme().px(560))
        row(SPRING, scroll, SPRING, of=self)

    def _buttons(self) -> QWidget:
        self.start_button = PrimaryButton("Begin the agreement", act=self.begin)
        leave = GhostButton("Back to the list", "arrow-left", act=self.left)
        return held(row(leave, SPRING, self.start_button))

    def _say_use(self, kind: object) -> None:
        """What the chosen kind is for."""
        self.kind_field.say_help(self._uses.get(str(kind), ""))

    def _say_from(self, past: object) -> None:
        """A past agreement brings its own parties and project, so those are not asked."""
        blank = past in (None, NONE)
        own = self.own.count()
        self.kind_field.setVisible(blank)
        self._title_field.setVisible(blank)
        self._project_field.setVisible(blank)
        self._own_field.setVisible(blank and own > 1)
        self._new_own_field.setVisible(blank and own == 0)
        self.from_past.setVisible(not blank)
        self.with_whom.setVisible(blank and bool(self._associate))
        self.notice.setVisible(blank and bool(self.notice.text()))
        self.from_past.setText(
            "Parties, answers and changed wording are copied. The studio then shows "
            "what differs from the agreement it started from."
        )
