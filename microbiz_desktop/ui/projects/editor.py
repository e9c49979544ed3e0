"""The editor of a project: brief, client, dates, team with roles, deliverables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import StaleVersion
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.services.values import DeliverableData, ProjectData, TeamMemberData
from microbiz_desktop.ui.forms import Autosave, filling
from microbiz_desktop.ui.pills import project_pill
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.choice_field import ChoiceField
from microbiz_desktop.ui.widgets.dates import DateField
from microbiz_desktop.ui.widgets.fields import TextArea, TextField
from microbiz_desktop.ui.widgets.labelled import LabelledField
from microbiz_desktop.ui.widgets.rows_table import Column, RowsTable

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

_STATES = [(state.value, project_pill(state)[2]) for state in ProjectState]


class ProjectEditor(QWidget):
    """A form over one project, saved by itself."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data = ProjectData()
        self.fields: dict[str, Any] = {}
        self._blocks: dict[str, LabelledField] = {}
        self.autosave = Autosave(self, self._save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self._work())
        self._tables: dict[str, RowsTable] = {}
        self._cards = {
            "team": Card("Team", aside="Who does what"),
            "deliverables": Card("Deliverables", aside="What is handed over, by whom, by when"),
        }
        for card in self._cards.values():
            self._column.addWidget(card)

    def data(self) -> ProjectData:
        """The project as it is stored."""
        return self._data

    def show_project(self, data: ProjectData) -> None:
        """Edit another project; what was typed for the last one is saved first."""
        self.flush()
        self._fill(data)

    def flush(self) -> None:
        """Save what is typed and not saved yet."""
        self.autosave.flush()

    def focus_name(self) -> None:
        """Put the keyboard into the first field."""
        self.fields["name"].setFocus()

    def typed(self) -> ProjectData:
        """The project as the form has it now."""
        values: dict[str, Any] = {n: field.value() or "" for n, field in self.fields.items()}
        values["state"] = ProjectState(values["state"] or ProjectState.IDEA)
        return replace(self._data, team=self._team(), deliverables=self._deliverables(), **values)

    def _team(self) -> tuple[TeamMemberData, ...]:
        names = {member.business_id: member.name for member in self._data.team}
        rows = self._tables["team"].value()
        return tuple(
            TeamMemberData(int(row["business"]), names.get(int(row["business"]), ""), row["role"])
            for row in rows
            if row.get("business")
        )

    def _deliverables(self) -> tuple[DeliverableData, ...]:
        rows = self._tables["deliverables"].value()
        return tuple(
            DeliverableData(row["title"], int(row.get("owner") or 0), row.get("due") or "")
            for row in rows
            if row.get("title")
        )

    def _fill(self, data: ProjectData) -> None:
        self._data = data
        with filling(self):
            for name, field in self.fields.items():
                value = getattr(data, name)
                field.set_value(value.value if name == "state" else value or None)
            self._fill_tables(data)

    def _fill_tables(self, data: ProjectData) -> None:
        """Tables are made anew: the businesses to choose from may have changed."""
        businesses = self._businesses()
        self._put("team", _team_columns(businesses), "Add a business")
        self._put("deliverables", _deliverable_columns(businesses), "Add a deliverable")
        self._tables["team"].set_value(
            [{"business": str(m.business_id), "role": m.role} for m in data.team]
        )
        self._tables["deliverables"].set_value(
            [
                {"title": d.title, "owner": str(d.owner_id or ""), "due": d.due or None}
                for d in data.deliverables
            ]
        )

    def _put(self, name: str, columns: list[Column], add: str) -> None:
        table = RowsTable(columns, add_text=add)
        table.setObjectName(name)
        table.edited.connect(self.autosave.touch)
        table.finished.connect(self.autosave.flush)
        card = self._cards[name]
        if name in self._tables:
            old = self._tables[name]
            card.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        card.add(table)
        self._tables[name] = table

    def _businesses(self) -> list[tuple[str, str]]:
        services = self._context.services.businesses
        own = [(str(business.id), business.name) for business in services.own()]
        return [*own, *((str(row.id), row.name) for row in services.rows(limit=1000))]

    def _save(self) -> None:
        wanted = self.typed()
        if wanted == self._data:
            return
        if not wanted.name:
            self._blocks["name"].set_problem("A project needs a name.")
            return
        self._blocks["name"].set_problem("")
        projects = self._context.services.projects
        try:
            self._data = projects.save(wanted)
        except StaleVersion:
            theirs = projects.get(wanted.id)
            ours = {
                name: getattr(wanted, name)
                for name in (*self.fields, "team", "deliverables")
                if getattr(wanted, name) != getattr(self._data, name)
            }
            self._data = projects.save(replace(theirs, **ours))
            self._fill(self._data)
            self._context.messages.warn(
                "This project was also changed elsewhere. What you typed here is kept; "
                "everything else is as the other change left it."
            )
        self.changed.emit(self._data)

    def _work(self) -> Card:
        card = Card("The work")
        self._add(card, "name", "What is it called?", TextField(placeholder="Harbour Lane café"))
        area = TextArea(placeholder="the brand, the fit-out, and a 90-second opening film", lines=2)
        self._add(card, "brief", "What is the work, in one sentence?", area)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        parts = (
            ("client", "Client", TextField(placeholder="Harbour Lane Coffee Ltd")),
            ("client_address", "Where the client is", TextField()),
            ("start", "Starts", DateField("Starts")),
            ("end", "Ends", DateField("Ends")),
        )
        for place, (name, label, field) in enumerate(parts):
            grid.addWidget(self._block(name, label, field), place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        self._add(card, "state", "Where does it stand?", ChoiceField("Where it stands", _STATES))
        return card

    def _add(self, card: Card, name: str, label: str, field: Any) -> None:
        card.add(self._block(name, label, field))

    def _block(self, name: str, label: str, field: Any) -> LabelledField:
        field.setObjectName(name)
        field.edited.connect(self.autosave.touch)
        field.finished.connect(self.autosave.flush)
        self.fields[name] = field
        self._blocks[name] = LabelledField(label, field, optional=name not in {"name", "state"})
        return self._blocks[name]


def _team_columns(businesses: list[tuple[str, str]]) -> list[Column]:
    options = tuple(businesses)
    return [
        Column("business", "Business", "choice", options),
        Column("role", "Role here", placeholder="Film and photography"),
    ]


def _deliverable_columns(businesses: list[tuple[str, str]]) -> list[Column]:
    return [
        Column("title", "Deliverable", placeholder="Opening film"),
        Column("owner", "Who", "choice", tuple(businesses)),
        Column("due", "By", "date"),
    ]
