"""Projects: the list, the card of the chosen one, and its editor."""

from collections.abc import Sequence
from dataclasses import replace

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.projects import Duty, ProjectData, ProjectRow
from microbiz_desktop.ui.look.pills import project_pill
from microbiz_desktop.ui.projects.card import ProjectCard
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.records.list_card_page import ListCardPage
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.row_delegate import RowLook


class ProjectsPage(ListCardPage[ProjectRow, ProjectData]):
    """A new project opens its form at once."""

    name = "projects"
    shown_at = Screen.PROJECT
    editor: ProjectEditor

    def __init__(self, context: Context) -> None:
        add = PrimaryButton("New project", "folder-plus", act=self.new)
        words = "No projects yet. A project is one piece of work you do together."
        pane: ListPane[ProjectRow] = ListPane(
            "Projects", _look, lambda row: row.id, EmptyState(words, add)
        )
        super().__init__(
            context,
            context.services.projects,
            pane,
            ProjectCard(context),
            ProjectEditor(context),
            empty="Choose a project to see its team and deliverables.",
        )
        made = self.card
        assert isinstance(made, ProjectCard)
        made.hand_over_asked.connect(self._hand_over)

    def look_up(self, text: str) -> tuple[Sequence[ProjectRow], int]:
        """Projects with every typed word."""
        projects = self.context.services.projects
        rows = projects.rows(text)
        return rows, projects.count() if text else len(rows)

    def new(self) -> None:
        """A project that is kept as soon as it has a name."""
        self.open_editor(ProjectData(), "New project")

    def _hand_over(self) -> None:
        """The back-up leads from now on; agreements keep what they say."""
        projects = self.context.services.projects
        before = projects.get(self.shown())
        after = projects.save(before.led_by_backup())
        lead = after.with_duty(Duty.LEAD)
        name = lead.name if lead is not None else ""
        self.reload()

        def undo() -> None:
            projects.save(replace(before, version=projects.get(before.id).version))
            self.reload()

        tell(self.context, f"{name} leads now. Agreements keep what they say.", undo)

    def draft(self) -> None:
        """An agreement for the project shown."""
        self.context.go(Link(Screen.NEW_AGREEMENT, self.shown(), "new-for-project"))


def _look(row: ProjectRow) -> RowLook:
    second = " · ".join(part for part in (row.client, row.when) if part)
    return RowLook(row.name, second, "", project_pill(row.state), icon="folder-kanban")
