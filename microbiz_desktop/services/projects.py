"""Projects: one piece of work together, its team, and what is handed over.

The Projects page lists and edits them, and a new agreement takes team and facts from one. The
agreement holds copies, so that a project may go on changing after its terms were settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..domain.errors import BadInput
from ..domain.projects import DeliverableData, Duty, ProjectData, ProjectRow, TeamMemberData
from ..records.agreement import Agreement
from ..records.project import DeliverableRecord, Project, TeamMember
from ..storage.search import PROJECT, ids_matching, match_expression
from .agreements.rows import agreement_rows
from .agreements.values import AgreementRow
from .contacts import list_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..domain.clock import Clock
    from ..storage.database import Database
    from .shared.dependencies import TemplateCatalogue

_PLAIN_FIELDS = ("brief", "client", "client_address", "start", "end")


class Projects:
    """What a user does with projects."""

    def __init__(self, database: Database, clock: Clock, shelf: TemplateCatalogue) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def rows(self, text: str = "") -> tuple[ProjectRow, ...]:
        """Projects that hold every word of `text`, last changed first."""
        wanted = select(Project).where(Project.archived_at.is_(None))
        if match_expression(text):
            wanted = wanted.where(Project.id.in_(ids_matching(PROJECT, text)))
        with self._database.reading() as session:
            found = session.scalars(wanted.order_by(Project.updated_at.desc(), Project.id.desc()))
            return tuple(list_rows.project_row(session, project) for project in found)

    def count(self) -> int:
        """How many there are, counted where they are kept."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(Project.archived_at.is_(None))) or 0

    def get(self, project_id: int) -> ProjectData:
        """One project as its editor shows it. Raises BadInput when there is none."""
        with self._database.reading() as session:
            return data_of(_the(session, project_id))

    def save(self, data: ProjectData) -> ProjectData:
        """Make a new project (id 0) or change one. Raises StaleVersion, or BadInput unnamed."""
        if not data.name.strip():
            raise BadInput("A project needs a name.", "Type what the work is called.")
        with self._database.transaction() as session:
            project = self._opened(session, data)
            fill(project, data)
            project.updated_at = self._clock.now()
            session.flush()
            return data_of(project)

    def _opened(self, session: Session, data: ProjectData) -> Project:
        if data.id:
            project = _the(session, data.id)
            project.must_be_at(data.version)
            return project
        now = self._clock.now()
        project = Project(name=data.name, created_at=now, updated_at=now, sample=data.sample)
        session.add(project)
        return project

    def delete(self, project_id: int) -> None:
        """Put a project in the bin; its agreements stay, and it can come back."""
        with self._database.transaction() as session:
            _the(session, project_id).archived_at = self._clock.now()

    def undelete(self, project_id: int) -> None:
        """Bring a project back from the bin."""
        with self._database.transaction() as session:
            _the(session, project_id).archived_at = None

    def agreements_of(self, project_id: int) -> tuple[AgreementRow, ...]:
        """The agreements made for this project, last changed first."""
        wanted = (
            select(Agreement)
            .where(Agreement.project_id == project_id, Agreement.archived_at.is_(None))
            .order_by(Agreement.updated_at.desc())
        )
        with self._database.reading() as session:
            return agreement_rows(session, list(session.scalars(wanted)), self._shelf, {})


def _the(session: Session, project_id: int) -> Project:
    found = session.get(Project, project_id)
    if found is None:
        raise BadInput("That project is not here any more.", "Go back to the list.")
    return found


def fill(project: Project, data: ProjectData) -> None:
    """Write a form's values into a record; team and deliverables keep their order."""
    project.name = data.name.strip()
    project.state = data.state
    for name in _PLAIN_FIELDS:
        setattr(project, name, getattr(data, name))
    _fill_team(project, data)
    deliverables = [item for item in data.deliverables if item.title.strip()]
    if [_deliverable(item) for item in project.deliverables] != deliverables:
        project.deliverables = [
            DeliverableRecord(
                title=item.title.strip(), owner_id=item.owner_id or None, due=item.due
            )
            for item in deliverables
        ]


def _fill_team(project: Project, data: ProjectData) -> None:
    """Keep the rows of members who stay: a business is in a team once."""
    there = {member.business_id: member for member in project.team}
    team = []
    for wanted in {member.business_id: member for member in data.team}.values():
        member = there.get(wanted.business_id) or TeamMember(business_id=wanted.business_id)
        member.role, member.duty = wanted.role, wanted.duty
        team.append(member)
    if team != list(project.team):
        project.team = team
        for position, member in enumerate(team):
            member.position = position


def _deliverable(item: DeliverableRecord) -> DeliverableData:
    return DeliverableData(title=item.title, owner_id=item.owner_id or 0, due=item.due)


def data_of(project: Project) -> ProjectData:
    """The frozen value that an editor shows."""
    plain = {name: getattr(project, name) for name in _PLAIN_FIELDS}
    team = (
        TeamMemberData(*(member.business_id, member.business.name, member.role), Duty(member.duty))
        for member in project.team
    )
    return ProjectData(
        id=project.id,
        version=project.version,
        name=project.name,
        state=project.state,
        team=tuple(team),
        deliverables=tuple(_deliverable(item) for item in project.deliverables),
        sample=project.sample,
        **plain,
    )
