"""The fields of a new agreement: its name, whose it is, for which project, and from what.

They stand beside the choice of the paper. Most have an answer already; whom of a larger team a
paper for two is with has none, as nobody can guess it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import column

NONE = "0"
Team = Sequence[tuple[int, str]]


class NewAgreementFields(QWidget):
    """Everything has an answer already, but for whom of a team, which nobody can guess."""

    #: Own business, project or past agreement: what is asked besides may be another.
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asks_member = False
        self.own = ChoiceField("Which of your businesses is a party?")
        self.project = ChoiceField("For which project?")
        self.member = ChoiceField("With whom of its team?")
        self.past = ChoiceField("Start from")
        self.title = TextField("What is this piece of work called?")
        self.new_own = TextField("Name of your business")
        self._lay_out()
        for field in (self.own, self.project, self.past):
            field.chosen.connect(lambda _key: self.changed.emit())

    def start(self, project: int, title: str, *, from_past: bool) -> None:
        """Read what there is to choose from; the first field takes the keyboard."""
        services = self._context.services
        own = [(str(b.id), b.name) for b in services.businesses.own()]
        self.own.set_options(own)
        self.own.set_value(self._usual_own([key for key, _ in own]))
        projects = [(str(p.id), p.name) for p in services.projects.rows()]
        self.project.set_options([(NONE, "None: the agreement stands alone"), *projects])
        self.project.set_value(str(project))
        past = [(str(r.id), _past_words(r.title, r.kind_title)) for r in services.agreements.rows()]
        self.past.set_options([(NONE, "A blank agreement"), *past])
        self.past.set_value(NONE)
        self._past_field.setVisible(bool(past) and from_past)
        self.member.set_options(())  # so that the team is offered anew, with its usual choice
        self._member_field.set_problem("")
        self.title.set_value(title)
        first = self.title if own else self.new_own
        first.setFocus()
        first.selectAll()

    def past_id(self) -> int:
        """The past agreement to start from, 0 for a blank one."""
        return int(self.past.value() or 0)

    def project_id(self) -> int:
        """The project, 0 for none."""
        return int(self.project.value() or 0)

    def own_id(self) -> int:
        """The own business; one that is typed here is kept. Raises BadInput unnamed."""
        chosen = int(self.own.value() or 0)
        if chosen:
            return chosen
        services = self._context.services
        made = services.businesses.add_typed(self.new_own.value(), own=True).id
        services.settings.use_business(made)
        return made

    def offer_team(self, team: Team, usual: int) -> None:
        """Ask whom of a team, where there are several and only one can be the other party."""
        options = [(str(key), name) for key, name in team]
        if [self.member.itemData(place) for place in range(self.member.count())] != [
            key for key, _ in options
        ]:
            self.member.set_options(options)
            self.member.set_value(str(usual) if usual in dict(team) else None)
        self._asks_member = bool(team)
        self._member_field.setVisible(bool(team))

    def asks_member(self) -> bool:
        """Whether one of the team has to be chosen."""
        return self._asks_member

    def member_id(self) -> int:
        """Who of the team was chosen; 0 where nobody is asked for or chosen."""
        return int(self.member.value() or 0) if self._asks_member else 0

    def say_no_member(self, words: str) -> None:
        """Nobody of the team is chosen yet."""
        self._member_field.set_problem(words)
        self.member.setFocus()

    def show_for(self, *, blank: bool) -> None:
        """A past agreement brings its own parties and project, so those are not asked."""
        own = self.own.count()
        self._title_field.setVisible(blank)
        self._project_field.setVisible(blank)
        self._own_field.setVisible(blank and own > 1)
        self._new_own_field.setVisible(blank and own == 0)
        words = (
            "Parties, answers and changed wording are copied. The studio then shows "
            "what differs from the agreement it started from."
        )
        self._past_field.say_help("" if blank else words)

    def _usual_own(self, keys: Sequence[str]) -> str | None:
        current = str(self._context.services.settings.current_business())
        if current in keys:
            return current
        return keys[0] if keys else None

    def _lay_out(self) -> None:
        self._new_own_field = LabelledField(
            "What is your business called?", self.new_own, help_text="It is the first party."
        )
        self._title_field = LabelledField(
            "What is this piece of work called?",
            self.title,
            help_text="You can change it later.",
            optional=True,
            example="Harbour Lane café: brand, fit-out and opening film",
        )
        self._own_field = LabelledField("Which of your businesses is a party?", self.own)
        self._project_field = LabelledField(
            "For which project?",
            self.project,
            help_text="Its client, dates, team and deliverables are copied into the agreement.",
        )
        self._member_field = LabelledField(
            "With whom of its team?",
            self.member,
            help_text="This agreement is between two. Begin one with each of the others.",
        )
        self._past_field = LabelledField("Start from", self.past)
        column(
            self._new_own_field,
            self._title_field,
            self._own_field,
            self._project_field,
            self._member_field,
            self._past_field,
            gap=24,
            of=self,
        )


def _past_words(title: str, kind: str) -> str:
    return f"{title}, {kind}" if title else kind
