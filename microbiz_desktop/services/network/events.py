"""Events and networks attended: what they cost, whom we met, and whether to go again.

The Network page lists and edits them. Whether to go again is worked out from cost and useful
contacts with the reason beside it, since a judgement without figures could not be argued with.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select
from sqlalchemy.orm import lazyload, load_only, selectinload

from ...domain.errors import BadInput
from ...domain.money.formats import money_text
from ...domain.network.attending import Attended, judged
from ...domain.network.referring import EventDecision, EventSort
from ...domain.words.names import fold
from ...records.business import Business
from ...records.network import Attendance, Event
from .values import EventData, EventFigures, EventRow, Met

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database

#: Of whom we met only what a line shows is read: a business in full is many tables.
_WITH_MET = (
    selectinload(Event.met)
    .selectinload(Attendance.business)
    .options(
        load_only(Business.legal_name, Business.trading_name, Business.archived_at), lazyload("*")
    )
)
_PLAIN = ("on", "place", "cost", "currency", "hours", "notes")


class Events:
    """What a user does with events and networks."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def rows(self, text: str = "") -> tuple[EventRow, ...]:
        """Events that hold every word of `text`, newest first."""
        wanted = _live().order_by(Event.on.desc(), Event.id.desc())
        with self._database.reading() as session:
            found = [_row(event) for event in session.scalars(wanted)]
        words = fold(text).split()
        return tuple(
            row for row in found if all(word in fold(f"{row.name} {row.place}") for word in words)
        )

    def count(self) -> int:
        """How many there are, counted where they are kept."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(Event.archived_at.is_(None))) or 0

    def get(self, event_id: int) -> EventData:
        """One event as its editor shows it. Raises BadInput when there is none."""
        with self._database.reading() as session:
            return _data_of(_the(session, event_id))

    def save(self, data: EventData) -> EventData:
        """Make a new event (id 0) or change one. Raises StaleVersion, or BadInput unnamed."""
        if not data.name.strip():
            raise BadInput("An event needs a name.", "Type what it is called.")
        with self._database.transaction() as session:
            event = self._opened(session, data)
            _fill(event, data)
            event.updated_at = self._clock.now()
            session.flush()
            session.expire(event, ["met"])
            return _data_of(event)

    def _opened(self, session: Session, data: EventData) -> Event:
        if data.id:
            event = _the(session, data.id)
            event.must_be_at(data.version)
            return event
        now = self._clock.now()
        event = Event(name=data.name, created_at=now, updated_at=now)
        session.add(event)
        return event

    def delete(self, event_id: int) -> None:
        """Put an event in the bin; it can come back."""
        with self._database.transaction() as session:
            _the(session, event_id).archived_at = self._clock.now()

    def undelete(self, event_id: int) -> None:
        """Bring an event back from the bin."""
        with self._database.transaction() as session:
            _the(session, event_id).archived_at = None

    def figures(self, event_id: int) -> EventFigures:
        """What each useful contact of an event cost, and whether to keep going, with the reason."""
        with self._database.reading() as session:
            event = _the(session, event_id)
            others = [
                _attended(one)
                for one in session.scalars(_live().where(Event.currency == event.currency))
            ]
            return _figures(event, others, self._clock.now().local().date())


def _figures(event: Event, others: list[Attended], today: date) -> EventFigures:
    mine = _attended(event)
    judgement = judged(mine, others, today, lambda minor: money_text(minor, event.currency))
    words = f"{money_text(mine.each, event.currency)} each" if mine.each is not None else ""
    return EventFigures(
        met=mine.met,
        useful=mine.useful,
        each=mine.each,
        each_words=words,
        suggestion=judgement.suggestion,
        reason=judgement.reason,
    )


def _live() -> Select[Event]:
    return select(Event).where(Event.archived_at.is_(None)).options(_WITH_MET)


def _the(session: Session, event_id: int) -> Event:
    found = session.get(Event, event_id, options=(_WITH_MET,))
    if found is None:
        raise BadInput("That event is not here any more.", "Go back to the list.")
    return found


def _attended(event: Event) -> Attended:
    met = _met(event)
    useful = sum(one.useful for one in met)
    return Attended(event.on, event.cost, len(met), useful, network=event.sort == EventSort.NETWORK)


def _met(event: Event) -> tuple[Met, ...]:
    """Whom we met there and still have in the list, in the order noted."""
    return tuple(
        Met(one.business_id, one.business.name, one.useful)
        for one in sorted(event.met, key=lambda one: one.id)
        if one.business.archived_at is None
    )


def _fill(event: Event, data: EventData) -> None:
    for name in _PLAIN:
        setattr(event, name, getattr(data, name))
    event.name, event.sort = data.name.strip(), data.sort.value
    event.verdict = data.verdict.value
    there = {one.business_id: one for one in event.met}
    wanted = {one.business_id: one for one in data.met if one.business_id}
    # Rows of those in the bin stay: they come back with their business.
    hidden = {key for key, one in there.items() if _in_bin(one.business)}
    for key in there.keys() - wanted.keys() - hidden:
        event.met.remove(there[key])
    for key, one in wanted.items():
        if key in there:
            there[key].useful = one.useful
        else:
            event.met.append(Attendance(business_id=key, useful=one.useful))


def _in_bin(business: Business) -> bool:
    return business.archived_at is not None


def _data_of(event: Event) -> EventData:
    plain = {name: getattr(event, name) for name in _PLAIN}
    return EventData(
        id=event.id,
        version=event.version,
        sort=EventSort(event.sort),
        name=event.name,
        verdict=EventDecision(event.verdict),
        met=_met(event),
        **plain,
    )


def _row(event: Event) -> EventRow:
    met = _met(event)
    return EventRow(
        id=event.id,
        sort=EventSort(event.sort),
        name=event.name,
        on=event.on,
        place=event.place,
        cost_words=money_text(event.cost, event.currency) if event.cost else "",
        met=len(met),
        useful=sum(one.useful for one in met),
        verdict=EventDecision(event.verdict),
    )
