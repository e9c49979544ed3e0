"""What happened with an associate: what was typed, and what the program knows by itself.

The card of an associate shows it and takes new lines. Only typed lines are stored here; the rest
is read from referrals, projects, agreements and events, so that it cannot contradict them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from ...domain.contacts.contacts import Stage
from ...domain.dates import parse_day
from ...domain.errors import BadInput
from ...domain.links import Link, Screen
from ...domain.network.referring import ENTRY_KINDS, Direction
from ...records.business import Business
from ...records.network import Attendance, Event, Referral, TimelineEntry
from ...records.project import Project, TeamMember
from ..contacts import list_rows
from ..shared import words
from .values import Happening

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ..shared.dependencies import TemplateCatalogue

#: Stages in words, for a line of a timeline.
STAGE_WORDS = {**words.STAGES, Stage.PROSPECT: "Noted as a prospect"}


class Timeline:
    """Entries are typed, changed, taken out and brought back; the rest follows the facts."""

    def __init__(self, database: Database, clock: Clock, shelf: TemplateCatalogue) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def entries(self, business_id: int) -> tuple[Happening, ...]:
        """Everything that happened with this business, newest first, undated things last."""
        with self._database.reading() as session:
            business = session.get(Business, business_id)
            if business is None:
                return ()
            found = [
                *_typed(session, business_id),
                *_referrals(session, business_id),
                *_projects(session, business_id),
                *_agreements(session, business_id, self._shelf),
                *_stages(business),
                *_events(session, business_id),
            ]
        return tuple(sorted(found, key=lambda line: (line.on, line.entry_id), reverse=True))

    def add(self, business_id: int, kind: str, on: str, words: str) -> int:
        """Keep a meeting, call, message or note; without a date it is today's. Gives its id."""
        on = on or self._clock.now().local().date().isoformat()
        _check(kind, on, words)
        with self._database.transaction() as session:
            if session.get(Business, business_id) is None:
                raise BadInput("That business is not here any more.", "Go back to the list.")
            entry = TimelineEntry(business_id=business_id, sort=kind, on=on, words=words.strip())
            session.add(entry)
            session.flush()
            return entry.id

    def change(self, entry_id: int, kind: str, on: str, words: str) -> None:
        """Write an entry anew. Raises BadInput when it is gone or says nothing."""
        _check(kind, on, words)
        with self._database.transaction() as session:
            entry = _the(session, entry_id)
            entry.sort, entry.on, entry.words = kind, on, words.strip()

    def remove(self, entry_id: int) -> None:
        """Take an entry out of the timeline; it can come back."""
        with self._database.transaction() as session:
            _the(session, entry_id).archived_at = self._clock.now()

    def bring_back(self, entry_id: int) -> None:
        """Undo `remove()`."""
        with self._database.transaction() as session:
            _the(session, entry_id).archived_at = None


def _check(kind: str, on: str, words: str) -> None:
    if kind not in ENTRY_KINDS:
        raise BadInput(f"“{kind}” is no kind of entry.", "Choose one that is offered.")
    if parse_day(on) is None:
        raise BadInput(f"“{on}” is no day.", "Write the day as in 2026-11-21.")
    if not words.strip():
        raise BadInput("The entry says nothing yet.", "Type what happened, in a few words.")


def _the(session: Session, entry_id: int) -> TimelineEntry:
    found = session.get(TimelineEntry, entry_id)
    if found is None:
        raise BadInput("That entry is not here any more.", "Open the associate again.")
    return found


def _typed(session: Session, business_id: int) -> Iterator[Happening]:
    wanted = select(TimelineEntry).where(
        TimelineEntry.business_id == business_id, TimelineEntry.archived_at.is_(None)
    )
    for entry in session.scalars(wanted):
        yield Happening(entry.on, entry.sort, entry.words, entry_id=entry.id)


def _referrals(session: Session, business_id: int) -> Iterator[Happening]:
    wanted = select(Referral).where(
        or_(Referral.associate_id == business_id, Referral.referred_id == business_id),
        Referral.archived_at.is_(None),
    )
    for referral in session.scalars(wanted):
        target = Link(Screen.REFERRAL, referral.id)
        yield Happening(referral.on, "referral", _passed_on(referral, business_id), target)


def _passed_on(referral: Referral, business_id: int) -> str:
    given = referral.direction == Direction.GIVEN
    if referral.associate_id != business_id:
        return "Passed on by us" if given else "Passed on to us"
    whom = referral.referred or "somebody"
    words = f"We passed on {whom}" if given else f"Passed {whom} on to us"
    return f"{words}: {referral.what_for}" if referral.what_for else words


def _projects(session: Session, business_id: int) -> Iterator[Happening]:
    wanted = (
        select(Project.id, Project.name, Project.start, TeamMember.role)
        .join(TeamMember)
        .where(TeamMember.business_id == business_id, Project.archived_at.is_(None))
    )
    for key, name, start, role in session.execute(wanted):
        words = f"{name}: {role}" if role else name
        yield Happening(start, "project", words, Link(Screen.PROJECT, key))


def _agreements(
    session: Session, business_id: int, shelf: TemplateCatalogue
) -> Iterator[Happening]:
    for agreement in list_rows.agreements_with(session, business_id):
        day = agreement.updated_at.local().date().isoformat()
        kind = shelf.kind_title(agreement.template)
        words = f"{agreement.title or 'Untitled agreement'}, {kind}: {agreement.state.value}"
        yield Happening(day, "agreement", words, Link(Screen.AGREEMENT, agreement.id))


def _stages(business: Business) -> Iterator[Happening]:
    for change in business.stage_history:
        yield Happening(change.on, "stage", STAGE_WORDS[Stage(change.stage)])
    if business.met_on or business.met_how:
        how = f"First met: {business.met_how}" if business.met_how else "First met"
        yield Happening(business.met_on, "met", how)


def _events(session: Session, business_id: int) -> Iterator[Happening]:
    wanted = (
        select(Event.id, Event.name, Event.on)
        .join(Attendance)
        .where(Attendance.business_id == business_id, Event.archived_at.is_(None))
    )
    for key, name, on in session.execute(wanted):
        yield Happening(on, "event", f"Met at {name}", Link(Screen.EVENT, key))
