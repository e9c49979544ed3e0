"""For which project, of which kind, by which business, and with whom of the team."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.spoke_values import SpokeMember, SpokesWanted
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column


class BeginFields(QWidget):
    """What has one answer only is not asked."""

    #: Another project, kind or business: everything begins anew.
    changed = Signal()
    #: The business ids that are ticked.
    members_changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.members: tuple[SpokeMember, ...] = ()
        self.project = ChoiceField("For which project?")
        self.kind = ChoiceField("Which kind of agreement?")
        self.own = ChoiceField("Which of your businesses leads?")
        self.ticks = CheckRows()
        self.problem = Label("", "form", "text_2", wrap=True)
        self._project = LabelledField("For which project?", self.project)
        self._kind = LabelledField("Which kind of agreement?", self.kind)
        self._own = LabelledField("Which of your businesses leads?", self.own)
        self._with = LabelledField("With whom?", self.ticks)
        words = Label(
            "Each agreement holds only its own names, work, dates and fee.",
            "body",
            "text_2",
            wrap=True,
        )
        fields = (self._project, self._kind, self._own, self._with, self.problem)
        title = Label("One agreement with each member", "title", wrap=True)
        column(column(title, words, gap=2), *fields, gap=16, of=self)
        self.project.chosen.connect(lambda _key: self.own.set_value(None))  # each has its lead
        for choice in (self.project, self.kind, self.own):
            choice.chosen.connect(lambda _key: self.changed.emit())
        self.ticks.edited.connect(
            lambda: self.members_changed.emit([int(key) for key in self.ticks.value()])
        )

    def start(self, project_id: int) -> None:
        """Read what there is to choose from."""
        services = self._context.services
        projects = [(str(project_id), "")]  # no other is offered, nor read
        if not project_id:
            projects = [(str(one.id), one.name) for one in services.projects.rows()]
        self.project.set_options(projects)
        self.project.set_value(projects[0][0] if len(projects) == 1 else None)
        self._project.setVisible(not project_id)
        kinds = [(kind.id, kind.title) for kind in services.spokes.kinds()]
        self.kind.set_options(kinds)
        self.kind.set_value(kinds[0][0])
        self._kind.setVisible(len(kinds) > 1)
        own = [(str(one.id), one.name) for one in services.businesses.own()]
        self.own.set_options(own)
        self.own.set_value(None)
        self._own.setVisible(len(own) > 1)

    def begun(self) -> SpokesWanted | None:
        """What is wanted to begin with; nothing where it is said why not."""
        try:
            found = self._begun()
        except MicrobizError as error:
            self._say(error.sentence())
            return None
        if found is None:
            self._say("Choose the project first.")
            return None
        self.members = self._context.services.spokes.members(found)
        ticks = [
            Choice(str(one.business_id), one.name, " · ".join(filter(None, (one.role, one.note))))
            for one in self.members
        ]
        self.ticks.set_choices(())
        self.ticks.set_choices(ticks)
        self.ticks.set_value([str(key) for key in found.members])
        if not ticks:
            self._say("Nobody else is in the team. Edit the project to say who does what.")
            return None
        if not found.own_business_id:
            self._say("Name your own business in the settings first.")
            return None
        self._say("")
        return found

    def _begun(self) -> SpokesWanted | None:
        project, own = self.project.value(), self.own.value()
        if project is None:
            return None
        spokes = self._context.services.spokes
        found = spokes.resume(int(project), self.kind.value() or "")
        if own is None:
            self.own.set_value(str(found.own_business_id))
            return found
        return replace(found, own_business_id=int(own))

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._with.setVisible(not words)
