"""Jump to anything by its name or words, and what was open last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, literal, select, union_all, update

from ..domain.links import Link, Screen, to_business
from ..records.agreement import Agreement
from ..records.business import Business
from ..records.project import Project
from ..storage.search import search
from .contacts import list_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..domain.clock import Clock, Moment
    from ..storage.database import Database
    from .shared.desk import Shelf

Record = type[Business] | type[Project] | type[Agreement]
_TABLES: dict[str, Record] = {
    "associate": Business,
    "own business": Business,
    "project": Project,
    "agreement": Agreement,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place to jump to: `kind` is associate, own business, project, agreement or action."""

    kind: str
    id: int
    title: str
    second_line: str
    matched: str = ""
    place: str = ""

    @property
    def link(self) -> Link:
        """Where it is opened."""
        if self.kind == "own business":
            return to_business(self.id, own=True)
        return Link(Screen(self.kind), self.id)


class Search:
    """What the jump-to box asks."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def jump(self, typed: str, limit: int = 12) -> tuple[Hit, ...]:
        """Best matches first: names before other words. Nothing for nothing typed."""
        with self._database.reading() as session:
            found = search(session, typed, limit)
            hits = [self._hit(session, row.kind, row.id, row.matched) for row in found]
        return tuple(hit for hit in hits if hit is not None)

    def recent(self, limit: int = 8) -> tuple[Hit, ...]:
        """What was opened last, latest first."""
        opened = union_all(
            _opened("associate", Business),
            _opened("project", Project),
            _opened("agreement", Agreement),
        ).subquery()
        latest = select(opened.c.kind, opened.c.id).order_by(opened.c.opened_at.desc()).limit(limit)
        with self._database.reading() as session:
            hits = [self._hit(session, kind, key, "") for kind, key in session.execute(latest)]
        return tuple(hit for hit in hits if hit is not None)

    def touched(self, kind: str, record_id: int) -> None:
        """Remember that this was opened now; no edit, so neither version nor screens notice."""
        table = _TABLES[kind]
        with self._database.transaction() as session:
            session.execute(
                update(table)
                .where(table.id == record_id)
                .values(opened_at=self._clock.now())
                .execution_options(synchronize_session=False)
            )

    def _hit(self, session: Session, kind: str, record_id: int, matched: str) -> Hit | None:
        if kind == "project":
            return self._project_hit(session, record_id, matched)
        if kind == "agreement":
            return self._agreement_hit(session, record_id, matched)
        business = session.get(Business, record_id)
        if business is None:
            return None
        kind = "own business" if business.own else "associate"
        line = list_rows.business_line(business)
        return Hit(kind, business.id, business.name, line, matched, business.place)

    def _project_hit(self, session: Session, record_id: int, matched: str) -> Hit | None:
        project = session.get(Project, record_id)
        if project is None:
            return None
        return Hit("project", project.id, project.name, list_rows.project_line(project), matched)

    def _agreement_hit(self, session: Session, record_id: int, matched: str) -> Hit | None:
        agreement = session.get(Agreement, record_id)
        if agreement is None:
            return None
        line = f"{self._shelf.kind_title(agreement.template)} · {agreement.state}"
        title = agreement.title or "Untitled agreement"
        return Hit("agreement", agreement.id, title, line, matched)


def _opened(kind: str, table: Record) -> Select[str, int, Moment | None]:
    return select(literal(kind).label("kind"), table.id.label("id"), table.opened_at).where(
        table.opened_at.is_not(None), table.archived_at.is_(None)
    )
