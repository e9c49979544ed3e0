"""What skills are needed, as rows of a form: by a project, or by the business as a whole."""

from dataclasses import replace

from microbiz_desktop.services.network.values import NeedData
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import choice, day, text
from microbiz_desktop.ui.records.autosave import Autosave, filling
from microbiz_desktop.ui.records.network_words import LEVELS, level_of
from microbiz_desktop.ui.records.undo import push
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.cards import Card

_COLUMNS = (
    text("name", "Skill", "Short film"),
    choice("level", "At least", [(str(int(k)), w) for k, w in LEVELS.items()], level_of),
    day("by", "By"),
)


class NeedsCard(Card):
    """Saved by itself; `unsaved` tells that the project must be kept first."""

    def __init__(self, context: Context, title: str = "Skills it needs") -> None:
        super().__init__(title, aside="Which skill, how well, by when")
        self._context = context
        self._project = 0
        self._wide = False
        self.table = RowsTable(NeedData, _COLUMNS, named="name", add="Add a skill")
        self.table.setObjectName("needs")
        self.add(self.table)
        self.autosave = Autosave(self, self._save)
        self.table.edited.connect(self.autosave.touch)
        self.table.finished.connect(self.autosave.flush)

    def show_needs(self, project_id: int, *, business_wide: bool = False) -> None:
        """The needs of a project, 0 for one not kept yet; or those of the business."""
        self.flush()
        self._project, self._wide = project_id, business_wide
        skills = self._context.services.skills
        needs = skills.needs(project_id) if project_id or business_wide else ()
        with filling(self):
            self.table.set_value([_bare(need) for need in needs])

    def kept_as(self, project_id: int) -> None:
        """The project has been kept: what was typed before belongs to it."""
        if project_id and not self._project and not self._wide:
            self._project = project_id
            if self.table.value():
                self._save()

    def flush(self) -> None:
        """Save what is typed and not saved yet."""
        self.autosave.flush()

    def _save(self) -> None:
        if self._project or self._wide:
            key, skills = self._project, self._context.services.skills
            before, now = skills.needs(key), self.table.value()
            skills.save_needs(now, key)
            if [_bare(one) for one in before] != [_bare(one) for one in now]:
                push(
                    self._context,
                    "change to the skills needed",
                    lambda: self._put_back(key, before),
                    lambda: self._put_back(key, now),
                )

    def _put_back(self, project: int, needs: tuple[NeedData, ...]) -> None:
        """Store what was, and show it where it is shown."""
        self._context.services.skills.save_needs(needs, project)
        if project == self._project:
            self.show_needs(project, business_wide=self._wide)


def _bare(need: NeedData) -> NeedData:
    """What is typed of a need, without what the database adds."""
    return replace(need, id=0, project_id=0)
