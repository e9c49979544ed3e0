"""Jump to anything by its name or words, and what was open last.

The box over the window asks it. Agreements are found by the name of their kind too, which stands in
the files of the templates and in no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlalchemy import Select, literal, select, union_all, update

from ..domain.links import Link, Screen, to_business
from ..domain.papers import kinds_called
from ..records.agreement import Agreement
from ..records.business import Business
from ..records.network import Event, Referral
from ..records.project import Project
from ..storage.search import search
from .contacts import list_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy.orm import Session

    from ..domain.clock import Clock, Moment
    from ..storage.database import Database
    from .shared.dependencies import TemplateCatalogue

_Thing = Business | Project | Agreement | Event | Referral
Record = type[Business] | type[Project] | type[Agreement] | type[Event] | type[Referral]
#: Things whose opening is remembered.
_Opened = type[Business] | type[Project] | type[Agreement]
_TABLES: dict[str, Record] = {
    "associate": Business,
    "own business": Business,
    "somebody known": Business,
    "project": Project,
    "agreement": Agreement,
    "event": Event,
    "referral": Referral,
}
_OPENED: dict[str, _Opened] = {
    "associate": Business,
    "own business": Business,
    "somebody known": Business,
    "project": Project,
    "agreement": Agreement,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place to jump to: `kind` is one of those found by typing, or action."""

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
        if self.kind == "somebody known":
            return to_business(self.id, own=False)
        return Link(Screen(self.kind), self.id)


class Search:
    """What the jump-to box asks."""

    def __init__(self, database: Database, clock: Clock, shelf: TemplateCatalogue) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def jump(self, typed: str, limit: int = 12) -> tuple[Hit, ...]:
        """Best matches first: names, other words, kinds of agreement. Nothing for nothing typed."""
        called = kinds_called(self._shelf.kinds(), typed)
        with self._database.reading() as session:
            found = [(row.kind, row.id, row.matched) for row in search(session, typed, limit)]
            have = {key for kind, key, _ in found if kind == "agreement"}
            found += [("agreement", key, "") for key in _of_kinds(session, called, have, limit)]
            return self._hits(session, found[:limit])

    def recent(self, limit: int = 8) -> tuple[Hit, ...]:
        """What was opened last, latest first."""
        opened = union_all(
            _opened("associate", Business),
            _opened("project", Project),
            _opened("agreement", Agreement),
        ).subquery()
        latest = select(opened.c.kind, opened.c.id).order_by(opened.c.opened_at.desc()).limit(limit)
        with self._database.reading() as session:
            found = [(kind, key, "") for kind, key in session.execute(latest)]
            return self._hits(session, found)

    def touched(self, kind: str, record_id: int) -> None:
        """Remember that this was opened now; no edit, so neither version nor screens notice."""
        table = _OPENED[kind]
        with self._database.transaction() as session:
            session.execute(
                update(table)
                .where(table.id == record_id)
                .values(opened_at=self._clock.now())
                .execution_options(synchronize_session=False)
            )

    def _hits(self, session: Session, found: Sequence[tuple[str, int, str]]) -> tuple[Hit, ...]:
        """Kind, id and what matched of each as hits, read at once; what is gone is left out."""
        wanted: dict[Record, list[int]] = {}
        for kind, key, _ in found:
            wanted.setdefault(_TABLES[kind], []).append(key)
        there: dict[tuple[Record, int], _Thing] = {}
        for table, keys in wanted.items():
            asked = session.scalars(select(table).where(table.id.in_(keys)))
            for record in cast("Iterable[_Thing]", asked):
                there[table, record.id] = record
        return tuple(
            self._hit(there[_TABLES[kind], key], matched)
            for kind, key, matched in found
            if (_TABLES[kind], key) in there
        )

    def _hit(self, record: _Thing, matched: str) -> Hit:
        match record:
            case Business():
                kind = "own business" if record.own else "associate"
                kind = "somebody known" if record.outside else kind
                line = list_rows.business_line(record)
                return Hit(kind, record.id, record.name, line, matched, record.place)
            case Project():
                line = list_rows.project_line(record)
                return Hit("project", record.id, record.name, line, matched)
            case Agreement():
                line = f"{self._shelf.kind_title(record.template)} · {record.state}"
                title = record.title or "Untitled agreement"
                return Hit("agreement", record.id, title, line, matched)
            case Event():
                line = " · ".join(filter(None, (record.on, record.place)))
                return Hit("event", record.id, record.name, line, matched)
            case Referral():
                line = " · ".join(filter(None, (f"Referral {record.direction}", record.what_for)))
                return Hit("referral", record.id, record.referred, line, matched)


def _of_kinds(
    session: Session, called: Sequence[str], have: Collection[int], limit: int
) -> Iterable[int]:
    """Further agreements of these kinds, last changed first."""
    asked = select(Agreement.id).where(
        Agreement.template.in_(called),
        Agreement.archived_at.is_(None),
        Agreement.id.not_in(have),
    )
    return session.scalars(asked.order_by(Agreement.updated_at.desc()).limit(limit))


def _opened(kind: str, table: _Opened) -> Select[str, int, Moment | None]:
    return select(literal(kind).label("kind"), table.id.label("id"), table.opened_at).where(
        table.opened_at.is_not(None), table.archived_at.is_(None)
    )
