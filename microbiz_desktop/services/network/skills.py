"""Skills needed against skills held: what is covered, by whom, and the smallest team for a job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from ...domain.contacts.contacts import Level
from ...domain.errors import BadInput
from ...domain.words.names import fold
from ...records.network import SkillNeed
from ...records.project import Project
from . import coverage, team_finder
from .values import Coverage, NeedData, Team

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database


class Skills:
    """Needs of the business and of projects, and who covers them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def needs(self, project_id: int = 0) -> tuple[NeedData, ...]:
        """What a project asks for; 0 gives what the business asks for as a whole."""
        with self._database.reading() as session:
            return tuple(_data_of(need) for need in session.scalars(_of(project_id)))

    def save_needs(self, needs: Iterable[NeedData], project_id: int = 0) -> tuple[NeedData, ...]:
        """Keep this list of needs: those not in it go to the bin, one of the same name comes back.

        Needs without a name are passed over; the same name twice is one need, said last.
        """
        wanted = {fold(need.name): need for need in needs if fold(need.name)}
        with self._database.transaction() as session:
            if project_id and session.get(Project, project_id) is None:
                raise BadInput("That project is not here any more.", "Go back to the list.")
            there = {need.key: need for need in session.scalars(_of(project_id, binned=True))}
            for key, need in there.items():
                if key not in wanted and need.archived_at is None:
                    need.archived_at = self._clock.now()
            for key, data in wanted.items():
                need = there.get(key) or SkillNeed(project_id=project_id or None, key=key, name="")
                need.name, need.archived_at = data.name.strip(), None
                need.level, need.by = int(data.level), data.by
                session.add(need)
            session.flush()
            return tuple(_data_of(need) for need in session.scalars(_of(project_id)))

    def coverage(self, project_id: int | None = None) -> tuple[Coverage, ...]:
        """Each need and who covers it, the most pressing first; None takes all projects too."""
        with self._database.reading() as session:
            asked = _asked(session, project_id)
            return coverage.coverage(session, asked)

    def team(self, project_id: int = 0, skills: Sequence[str] = ()) -> Team:
        """The smallest team for the needs of a project, or for these skills, with the reasons."""
        with self._database.reading() as session:
            needs = [NeedData(name.strip()) for name in skills if fold(name)]
            if project_id and not needs:
                needs = [_data_of(need) for need in session.scalars(_of(project_id))]
            if not needs:
                raise BadInput("There is nothing to cover yet.", "Name the skills the job needs.")
            return team_finder.find(session, needs, project_id)


def _of(project_id: int, *, binned: bool = False) -> Select[SkillNeed]:
    where = SkillNeed.project_id == project_id if project_id else SkillNeed.project_id.is_(None)
    wanted = select(SkillNeed).where(where).order_by(SkillNeed.id)
    return wanted if binned else wanted.where(SkillNeed.archived_at.is_(None))


def _asked(session: Session, project_id: int | None) -> list[tuple[NeedData, str]]:
    """Needs with the name of their project: of one (0: business-wide), or all with live ones."""
    if project_id is not None:
        project = session.get(Project, project_id) if project_id else None
        about = project.name if project else ""
        return [(_data_of(need), about) for need in session.scalars(_of(project_id))]
    wanted = (
        select(SkillNeed, Project.name)
        .outerjoin(Project, Project.id == SkillNeed.project_id)
        .where(SkillNeed.archived_at.is_(None), Project.archived_at.is_(None))
        .order_by(SkillNeed.id)
    )
    return [(_data_of(need), about or "") for need, about in session.execute(wanted)]


def _data_of(need: SkillNeed) -> NeedData:
    return NeedData(need.name, Level(need.level), need.by, need.id, need.project_id or 0)
