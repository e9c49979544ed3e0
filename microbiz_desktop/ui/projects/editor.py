"""The editor of a project: brief, client, dates, team with roles, deliverables.

The page of projects shows it in place of the card. What looks odd is said beside the field, because
a project is often written down before everything is known.
"""

from collections.abc import Sequence

from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.services.shared.choosing import ChoiceNotice
from microbiz_desktop.services.shared.words import iso_day, joined
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.field import Field
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import TableColumn, choice, day
from microbiz_desktop.ui.forms.table_row import text as cell
from microbiz_desktop.ui.look.pills import project_pill
from microbiz_desktop.ui.projects.business_field import BusinessCells
from microbiz_desktop.ui.records.needs_card import NeedsCard
from microbiz_desktop.ui.records.record_editor import (
    FormEntry,
    FormGroup,
    RecordEditor,
    one_of,
    options_of,
    same,
    text,
)
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.labels import Label

_DUTIES = {Duty.NONE: "–", Duty.LEAD: "Lead", Duty.BACKUP: "Back-up"}
_BRIEF = "the brand, the fit-out, and a 90-second opening film"
_STATES = {state: project_pill(state)[2] for state in ProjectState}


class ProjectEditor(RecordEditor[ProjectData]):
    """A form over one project, saved by itself."""

    nameless = "A project needs a name."

    def __init__(self, context: Context) -> None:
        self._cells = BusinessCells(context)
        super().__init__(context, context.services.projects, ProjectData(), self._groups())
        self.notice = Label("", "second", "waiting", wrap=True)
        self.notice.hide()
        team = self.table("team")
        held = team.layout()
        assert held is not None
        held.addWidget(self.notice)
        team.edited.connect(self._look_at_team)
        team.finished.connect(self._look_at_team)
        self.needs = NeedsCard(context)
        self.column.addWidget(self.needs)
        self.changed.connect(lambda: self.needs.kept_as(self.data().id))

    def fill(self, data: ProjectData) -> None:
        """Values and tables; the businesses to choose from may differ from the last time."""
        self._cells.know(self._known(data))
        for name in ("team", "deliverables"):
            self.table(name).clear()
        super().fill(data)
        self.needs.show_needs(data.id)
        self._look_at_team()

    def flush(self) -> None:
        """Save what is typed; the skills it needs once the project is kept."""
        super().flush()
        self.needs.flush()

    def faults(self, data: ProjectData) -> dict[str, str]:
        """Dates in an order that no work can have."""
        found: dict[str, str] = {}
        if data.start and data.end and data.end < data.start:
            found["end"] = f"The end is before the start, {iso_day(data.start)}."
        early = [one.title for one in data.deliverables if one.due and one.due < data.start]
        if early:
            found["deliverables"] = f"“{early[0]}” is due before the project starts."
        if said := _twice(data):
            found["team"] = said
        return found

    def _look_at_team(self) -> None:
        """Say quietly whom one parted from, who is paused and with whom one wanted to wait."""
        team = self.table("team").value()
        ids = [one.business_id for one in team if isinstance(one, TeamMemberData)]
        choosing = self.context.services.choosing
        self.context.tasks.run(
            lambda: choosing.notices(ids), done=self._show_notices, key="team notices", owner=self
        )

    def _show_notices(self, found: Sequence[ChoiceNotice]) -> None:
        self.notice.setText(" ".join(one.words for one in found))
        self.notice.setVisible(bool(found))

    def table(self, name: str) -> RowsTable[object]:
        """ "team" or "deliverables"."""
        found = self.fields[name]
        assert isinstance(found, RowsTable)
        return found

    def _known(self, data: ProjectData) -> dict[str, str]:
        """Names by id of own businesses and of those in the project, in the bin or not."""
        services = self.context.services.businesses
        known = {str(business.id): business.name for business in services.own()}
        known |= {str(member.business_id): member.name for member in data.team}
        owners = {str(one.owner_id) for one in data.deliverables if one.owner_id}
        return known | {key: services.get(int(key)).name for key in owners - known.keys()}

    def _groups(self) -> tuple[FormGroup, ...]:
        team = FormEntry("team", "Team", self._team, "", same, same, bare=True)
        things = FormEntry("deliverables", "Deliverables", self._things, "", same, same, bare=True)
        return (
            FormGroup("The work", _WORK),
            FormGroup("Team", (team,), "Who does what"),
            FormGroup("Deliverables", (things,), "What is handed over, by whom, by when"),
        )

    def _team(self, _context: Context) -> Field[object]:
        columns = (
            self._business("business_id", "Business"),
            cell("role", "Role here", "Film and photography"),
            choice("duty", "Leads", options_of(_DUTIES), _duty_of, start=True),
        )
        return RowsTable(self._member, columns, named="business_id", add="Add a business")

    def _things(self, _context: Context) -> Field[object]:
        columns = (
            cell("title", "Deliverable", "Opening film"),
            self._business("owner_id", "Who"),
            day("due", "By"),
        )
        return RowsTable(DeliverableData, columns, named="title", add="Add a deliverable")

    def _business(self, key: str, title: str) -> TableColumn:
        return TableColumn(
            key,
            title,
            self._cells,
            to_data=lambda chosen: int(str(chosen or 0)),
            to_field=lambda stored: str(stored) if stored else None,
        )

    def _member(
        self, *, business_id: int, role: str = "", name: str = "", duty: Duty = Duty.NONE
    ) -> TeamMemberData:
        names = {member.business_id: member.name for member in self.data().team}
        return TeamMemberData(business_id, names.get(business_id, ""), role, duty)


def _twice(data: ProjectData) -> str:
    """One leads and one is the back-up."""
    for duty, word in ((Duty.LEAD, "lead"), (Duty.BACKUP, "are the back-up")):
        names = [member.name for member in data.team if member.duty is duty]
        if len(names) > 1:
            return f"{joined(names)} cannot both {word}: choose one."
    return ""


def _duty_of(key: object) -> Duty:
    return Duty(str(key or ""))


_WORK = (
    text("name", "What is it called?", "Harbour Lane café", needed=True),
    FormEntry(
        "brief",
        "What is the work, in one sentence?",
        lambda _c: TextArea(placeholder=_BRIEF, lines=2),
    ),
    text("client", "Client", "Harbour Lane Coffee Ltd", half=True),
    text("client_address", "Where the client is", half=True),
    FormEntry("start", "Starts", lambda _c: DateField("Starts"), half=True),
    FormEntry("end", "Ends", lambda _c: DateField("Ends"), half=True),
    one_of(
        "state", "Where does it stand?", _STATES, ProjectState, said="Where it stands", needed=True
    ),
)
