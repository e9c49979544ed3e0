"""The team finder: the smallest team for a project or for skills that are typed."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.network.values import Team, TeamPick
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.more_fields import WordsField
from microbiz_desktop.ui.network.team_joins import join_team
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import LinkButton, SecondaryButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card, Sunken
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import LEFT, column, empty, held, put

#: More projects than one chooses from in a list.
_PROJECTS = 200


class TeamCard(Card):
    """Says who, what each brings and why, and how it was found."""

    def __init__(self, context: Context) -> None:
        super().__init__("Smallest team for a job")
        self._context = context
        self._found: Team | None = None
        self.project = ChoiceField("Project", placeholder="Skills I type")
        self.skills = WordsField("Skills", "short film, captions, outdoor signs")
        self.find_button = TonalButton("Find the team", "users", act=self.look)
        self.take = SecondaryButton("Put them into the project", "plus", act=self._put_in)
        self.block = LabelledField("Skills", self.skills, help_text="With commas between them")
        self.result = column(gap=8)
        self.add(LabelledField("For", self.project), self.block)
        put(self.column, (self.find_button, 0, LEFT), self.result, (self.take, 0, LEFT))
        self.take.hide()
        self.project.edited.connect(self._chosen)

    def reload(self) -> None:
        """The projects there are now."""
        found = self._context.services.projects.rows()[:_PROJECTS]
        options = [("0", "Skills I type"), *((str(row.id), row.name) for row in found)]
        self.project.set_options(options)
        if self.project.value() is None:
            self.project.set_value("0")
        self.block.setVisible(not self._project())

    def for_project(self, key: int) -> None:
        """Look for the team of this project."""
        self.project.set_value(str(key))
        self._chosen()
        self.look()

    def look(self) -> None:
        """Find the team, and say why."""
        self._clear()
        project = self._project()
        try:
            typed = () if project else self.skills.value()
            team = self._context.services.skills.team(project, typed)
        except MicrobizError as error:
            self.result.addWidget(Label(error.sentence(), "form", "text_2", wrap=True))
            return
        self._found = team
        self._show(team)
        self.take.setVisible(bool(project and team.picks))

    def _show(self, team: Team) -> None:
        self.result.addWidget(Line())
        for pick in team.picks:
            self.result.addWidget(self._pick(pick))
        if not team.picks:
            words = "Everything that can be covered is covered already."
            self.result.addWidget(Label(words, "form_strong", wrap=True))
        for title, lines in (("There already", team.there), ("Nobody holds", team.nobody)):
            if lines:
                block = Sunken()
                put(
                    block.column,
                    Label(title, "header", "text_2"),
                    Label("\n".join(lines), "form", wrap=True),
                )
                self.result.addWidget(block)
        self.result.addWidget(Label(team.how, "second", "text_2", wrap=True))

    def _pick(self, pick: TeamPick) -> QWidget:
        name = LinkButton(pick.name, act=lambda: self._context.go(Link(Screen.ASSOCIATE, pick.id)))
        return held(column((name, 0, LEFT), Label(pick.why, "second", "text_2", wrap=True), gap=1))

    def _put_in(self) -> None:
        """Everybody found joins the team of the project, with the way back."""
        if self._found is None:
            return
        join_team(self._context, self._project(), self._found.picks)
        self.look()

    def _chosen(self) -> None:
        self.block.setVisible(not self._project())
        self._clear()

    def _project(self) -> int:
        return int(self.project.value() or 0)

    def _clear(self) -> None:
        self._found = None
        self.take.hide()
        empty(self.result)
