"""The sample network: something to try the program with, marked as sample and removable."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..domain.states import ProjectState
from ..paths import resource
from ..records.agreement import Agreement
from ..records.business import Business
from ..records.project import Project
from .values import (
    BusinessData,
    DeliverableData,
    PersonData,
    ProjectData,
    SkillData,
    TeamMemberData,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..domain.clock import Clock
    from ..storage.database import Database
    from .agreements import Agreements
    from .businesses import Businesses
    from .projects import Projects

#: Fields of a business in the file that a form shows under the same name.
_PLAIN = (
    "own",
    "legal_name",
    "trading_name",
    "legal_form",
    "registration_number",
    "tax_number",
    "address",
    "place",
    "email",
    "phone",
    "website",
    "strapline",
    "notes",
    "sign_rule",
)


class Sample:
    """Bring the sample network in, and take it out again."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        businesses: Businesses,
        projects: Projects,
        agreements: Agreements,
    ) -> None:
        self._database = database
        self._clock = clock
        self._businesses = businesses
        self._projects = projects
        self._agreements = agreements

    def load(self) -> None:
        """Add the sample businesses and projects, and a draft for the first project; once."""
        if self.present():
            return
        folder = resource("resources", "sample")
        data = tomllib.loads((folder / "network.toml").read_text(encoding="utf-8"))
        ids = {row["key"]: self._business(row, folder) for row in data["businesses"]}
        projects = [self._project(row, ids) for row in data["projects"]]
        own = next(ids[row["key"]] for row in data["businesses"] if row.get("own"))
        title = data["projects"][0].get("title", "")
        draft = self._agreements.create(own, project_id=projects[0], title=title)
        self._mark_sample(draft.id)

    def _business(self, row: dict[str, Any], folder: Path) -> int:
        plain = {name: row[name] for name in _PLAIN if name in row}
        saved = self._businesses.save(
            BusinessData(
                skills=tuple(SkillData(name) for name in row.get("skills", ())),
                people=tuple(PersonData(**person) for person in row.get("people", ())),
                sample=True,
                **plain,
            )
        )
        if row.get("logo"):
            logo = (folder / row["logo"]).read_bytes()
            self._businesses.set_logo(saved.id, saved.version, logo)
        return saved.id

    def _project(self, row: dict[str, Any], ids: dict[str, int]) -> int:
        team = (TeamMemberData(ids[m["business"]], role=m.get("role", "")) for m in row["team"])
        deliverables = (
            DeliverableData(item["title"], ids[item["owner"]], str(item.get("due", "")))
            for item in row.get("deliverables", ())
        )
        saved = self._projects.save(
            ProjectData(
                name=row["name"],
                brief=row.get("brief", ""),
                client=row.get("client", ""),
                client_address=row.get("client_address", ""),
                start=str(row.get("start", "")),
                end=str(row.get("end", "")),
                state=ProjectState(row.get("state", ProjectState.IDEA)),
                team=tuple(team),
                deliverables=tuple(deliverables),
                sample=True,
            )
        )
        return saved.id

    def _mark_sample(self, agreement_id: int) -> None:
        with self._database.transaction() as session:
            session.get_one(Agreement, agreement_id).sample = True

    def present(self) -> bool:
        """Whether anything of the sample network is in the lists."""
        kinds = (Agreement, Project, Business)
        here = [select(kind.id).where(kind.sample, kind.archived_at.is_(None)) for kind in kinds]
        with self._database.reading() as session:
            return any(session.scalar(query.limit(1)) is not None for query in here)

    def remove(self) -> None:
        """Take the sample network out of every list, in one step."""
        now = self._clock.now()
        with self._database.transaction() as session:
            for record in _samples(session):
                record.archived_at = record.archived_at or now

    def bring_back(self) -> None:
        """Undo `remove()`: what was taken out last comes back."""
        with self._database.transaction() as session:
            samples = _samples(session)
            last = max(map(_removed_at, samples), default="")
            for record in samples:
                if _removed_at(record) == last:
                    record.archived_at = None


def _samples(session: Session) -> list[Agreement | Project | Business]:
    return [
        *session.scalars(select(Agreement).where(Agreement.sample)),
        *session.scalars(select(Project).where(Project.sample)),
        *session.scalars(select(Business).where(Business.sample)),
    ]


def _removed_at(record: Agreement | Project | Business) -> str:
    return "" if record.archived_at is None else record.archived_at.to_text()
