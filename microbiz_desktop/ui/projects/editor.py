"""The editor of a project: brief, client, dates, team with roles, deliverables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.services.shared.values import DeliverableData, ProjectData, TeamMemberData
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.rows_table import Column, RowsTable
from microbiz_desktop.ui.look.pills import project_pill
from microbiz_desktop.ui.projects.business_field import BusinessCells
from microbiz_desktop.ui.records.needs_card import NeedsCard
from microbiz_desktop.ui.records.record_editor import Entry, RecordEditor
from microbiz_desktop.ui.widgets.cards import Card

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context

_STATES = [(state.value, project_pill(state)[2]) for state in ProjectState]


class ProjectEditor(RecordEditor):
    """A form over one project, saved by itself."""

    needed = frozenset({"name", "state"})
    nameless = "A project needs a name."
    others = ("team", "deliverables")

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.projects, ProjectData())
        self.column.addWidget(self._work())
        self._tables: dict[str, RowsTable] = {}
        self._cards = {
            "team": Card("Team", aside="Who does what"),
            "deliverables": Card("Deliverables", aside="What is handed over, by whom, by when"),
        }
        for card in self._cards.values():
            self.column.addWidget(card)
        self.needs = NeedsCard(context)
        self.column.addWidget(self.needs)
        self.changed.connect(lambda data: self.needs.kept_as(data.id))
        self._make_tables(self.data())

    def typed(self) -> ProjectData:
        """The project as the form has it now."""
        values: dict[str, Any] = {n: field.value() or "" for n, field in self.fields.items()}
        values["state"] = ProjectState(values["state"] or ProjectState.IDEA)
        team, deliverables = self._team(), self._deliverables()
        made: ProjectData = replace(self.data(), team=team, deliverables=deliverables, **values)
        return made

    def fill(self, data: ProjectData) -> None:
        """Values and tables; tables are made anew, as the businesses to choose from may differ."""
        for name, field in self.fields.items():
            value = getattr(data, name)
            field.set_value(value.value if name == "state" else value or None)
        self.needs.show_needs(data.id)
        self._make_tables(data)
        self._tables["team"].set_value(
            [{"business": str(m.business_id), "role": m.role} for m in data.team]
        )
        self._tables["deliverables"].set_value(
            [
                {"title": d.title, "owner": str(d.owner_id or ""), "due": d.due or None}
                for d in data.deliverables
            ]
        )

    def flush(self) -> None:
        """Save what is typed; the skills it needs once the project is kept."""
        super().flush()
        self.needs.flush()

    def table(self, name: str) -> RowsTable:
        """ "team" or "deliverables"."""
        return self._tables[name]

    def _team(self) -> tuple[TeamMemberData, ...]:
        names = {member.business_id: member.name for member in self.data().team}
        return tuple(
            TeamMemberData(int(row["business"]), names.get(int(row["business"]), ""), row["role"])
            for row in self._tables["team"].value()
            if row.get("business")
        )

    def _deliverables(self) -> tuple[DeliverableData, ...]:
        return tuple(
            DeliverableData(row["title"], int(row.get("owner") or 0), row.get("due") or "")
            for row in self._tables["deliverables"].value()
            if row.get("title")
        )

    def _make_tables(self, data: ProjectData) -> None:
        cells = BusinessCells(self.context, self._known(data))
        self._put("team", _team_columns(cells), "Add a business")
        self._put("deliverables", _deliverable_columns(cells), "Add a deliverable")

    def _put(self, name: str, columns: list[Column], add: str) -> None:
        table = RowsTable(columns, add_text=add)
        table.setObjectName(name)
        self.watch(table)
        card, old = self._cards[name], self._tables.get(name)
        if old is not None:
            card.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        card.add(table)
        self._tables[name] = table

    def _known(self, data: ProjectData) -> dict[str, str]:
        """Names by id of own businesses and of those in the project, in the bin or not."""
        services = self.context.services.businesses
        known = {str(business.id): business.name for business in services.own()}
        known |= {str(member.business_id): member.name for member in data.team}
        owners = {str(one.owner_id) for one in data.deliverables if one.owner_id}
        return known | {key: services.get(int(key)).name for key in owners - known.keys()}

    def _work(self) -> Card:
        card = Card("The work")
        name = TextField(placeholder="Harbour Lane café")
        self.add_entry(card, Entry("name", "What is it called?", name))
        area = TextArea(placeholder="the brand, the fit-out, and a 90-second opening film", lines=2)
        self.add_entry(card, Entry("brief", "What is the work, in one sentence?", area))
        self.add_pairs(
            card,
            [
                Entry("client", "Client", TextField(placeholder="Harbour Lane Coffee Ltd")),
                Entry("client_address", "Where the client is", TextField()),
                Entry("start", "Starts", DateField("Starts")),
                Entry("end", "Ends", DateField("Ends")),
            ],
        )
        state = ChoiceField("Where it stands", _STATES)
        self.add_entry(card, Entry("state", "Where does it stand?", state))
        return card


def _team_columns(cells: BusinessCells) -> list[Column]:
    return [
        Column("business", "Business", "choice", make=cells),
        Column("role", "Role here", placeholder="Film and photography"),
    ]


def _deliverable_columns(cells: BusinessCells) -> list[Column]:
    return [
        Column("title", "Deliverable", placeholder="Opening film"),
        Column("owner", "Who", "choice", make=cells),
        Column("due", "By", "date"),
    ]
