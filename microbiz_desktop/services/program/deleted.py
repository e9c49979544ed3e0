"""The bin: what was deleted, and the way back. Nothing in it is ever removed by itself.

Deleting is a mark on the record. Forgetting an associate removes the record, and so from here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from ...domain.errors import BadInput
from ...domain.words.names import fold
from ...records.agreement import Agreement
from ...records.business import Business
from ...records.idea import SealedIdea
from ...records.network import Event, Merged, Referral, TimelineEntry
from ...records.project import Project
from ..shared.words import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ..shared.dependencies import TemplateCatalogue

    _Record = Business | Project | Agreement | Referral | Event | TimelineEntry | SealedIdea


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """One thing in the bin: its kind in words, its name, and a line on when it went."""

    kind: str
    id: int
    name: str
    when: str

    @property
    def key(self) -> tuple[str, int]:
        """What names it among all."""
        return self.kind, self.id


_RECORDS: Mapping[str, type[_Record]] = {
    "associate": Business,
    "own business": Business,
    "somebody known": Business,
    "project": Project,
    "agreement": Agreement,
    "referral": Referral,
    "event": Event,
    "note": TimelineEntry,
    "sealed idea": SealedIdea,
}


class Deleted:
    """What a user does with the bin."""

    def __init__(self, database: Database, clock: Clock, shelf: TemplateCatalogue) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def rows(self, text: str = "") -> tuple[DeletedRow, ...]:
        """What was deleted and holds every word of `text`, the latest first."""
        words = fold(text).split()
        with self._database.reading() as session:
            found = sorted(_marked(session), key=_gone_at, reverse=True)
            rows = (_row(one, self._shelf) for one in found)
            return tuple(
                row for row in rows if all(word in fold(f"{row.kind} {row.name}") for word in words)
            )

    def bring_back(self, kind: str, key: int) -> None:
        """Into its list again, as it was. Raises BadInput when it has been forgotten meanwhile."""
        with self._database.transaction() as session:
            _the(session, kind, key).archived_at = None

    def put_back(self, kind: str, key: int) -> None:
        """Undo `bring_back()`."""
        with self._database.transaction() as session:
            _the(session, kind, key).archived_at = self._clock.now()


def _the(session: Session, kind: str, key: int) -> _Record:
    found = cast("_Record | None", session.get(_RECORDS[kind], key))
    if found is None:
        raise BadInput("That is not in the bin any more.", "It was forgotten for good.")
    return found


def _marked(session: Session) -> Iterator[_Record]:
    """All with the mark; what went into another entry by a merge comes back by undoing that."""
    merged = select(Merged.gone_id)
    gone = Business.archived_at.is_not(None)
    yield from session.scalars(select(Business).where(gone, Business.id.not_in(merged)))
    yield from session.scalars(select(Project).where(Project.archived_at.is_not(None)))
    yield from session.scalars(select(Agreement).where(Agreement.archived_at.is_not(None)))
    yield from session.scalars(select(Referral).where(Referral.archived_at.is_not(None)))
    yield from session.scalars(select(Event).where(Event.archived_at.is_not(None)))
    notes = select(TimelineEntry).where(TimelineEntry.archived_at.is_not(None))
    yield from session.scalars(notes)
    yield from session.scalars(select(SealedIdea).where(SealedIdea.archived_at.is_not(None)))


def _gone_at(record: _Record) -> str:
    return "" if record.archived_at is None else record.archived_at.to_text()


def _row(record: _Record, shelf: TemplateCatalogue) -> DeletedRow:
    kind = next(kind for kind, made in _RECORDS.items() if made is type(record))
    if isinstance(record, Business) and record.own:
        kind = "own business"
    elif isinstance(record, Business) and record.outside:
        kind = "somebody known"
    when = "" if record.archived_at is None else f"deleted on {day_of(record.archived_at)}"
    return DeletedRow(kind, record.id, _name(record, shelf), when)


def _name(record: _Record, shelf: TemplateCatalogue) -> str:
    if isinstance(record, Agreement):
        return f"{record.title or 'A new agreement'}, {shelf.kind_title(record.template)}"
    if isinstance(record, Referral):
        return record.referred
    if isinstance(record, SealedIdea):
        return record.title
    return record.words if isinstance(record, TimelineEntry) else record.name
