"""Home: what needs the user today, agreements under way, and the week's dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..domain.links import Link, Screen, Urgency
from ..domain.states import AgreementState, ProjectState
from ..records.agreement import Agreement, Revision
from ..records.business import Business
from ..records.network import Event
from ..records.project import Project
from .agreements.values import agreement_rows
from .network.acquaintance import is_associate
from .shared import words
from .shared.desk import LIVE
from .shared.values import DatedLine, HomeView, Need
from .signoff import ledgers
from .signoff.status import is_question, matters, moment, the_offer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from ..domain.clock import Clock
    from ..evidence.progress import Matter, Progress
    from ..storage.database import Database
    from .agreements.drafts import Drafts
    from .shared.desk import Shelf

#: How many needs and agreements Home shows, and how many days ahead it looks.
NEEDS, LIVE_ROWS, DAYS = 5, 5, 7
#: More next actions than a week's card can show.
_ACTIONS = 12
_SHOWN = (AgreementState.DRAFT, *LIVE, AgreementState.EXECUTED)
_OVER = (ProjectState.DONE, ProjectState.REVIEWED)


class Home:
    """One look at everything that moves."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf, drafts: Drafts) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf
        self._drafts = drafts

    def view(self) -> HomeView:
        """What Home shows now; the same data gives the same view."""
        today = self._clock.now().local().date()
        errors = self._drafts.known_errors()
        with self._database.reading() as session:
            agreements = _agreements(session)
            standing = ledgers.progresses(session, agreements)
            needs = [
                need
                for agreement in agreements
                for need in _needs(agreement, standing, errors.get(agreement.id, 0), today)
            ]
            live = [a for a in agreements if a.state in (AgreementState.DRAFT, *LIVE)]
            shown = (live + [a for a in agreements if a.state is AgreementState.EXECUTED])[
                :LIVE_ROWS
            ]
            return HomeView(
                person=_greeted(session),
                today=f"{today:%A} {words.day(today)}",
                needs=tuple(sorted(needs, key=lambda need: need.urgency)[:NEEDS]),
                live=agreement_rows(session, shown, self._shelf, errors),
                live_total=len(agreements),
                week=tuple(_week(session, agreements, today)),
                counts={**_counts(session), "home": min(len(needs), NEEDS)},
            )

    def counts(self) -> dict[str, int]:
        """How many associates, projects and agreements there are, for the navigation."""
        with self._database.reading() as session:
            return _counts(session)


def _agreements(session: Session) -> list[Agreement]:
    wanted = (
        select(Agreement)
        .where(Agreement.archived_at.is_(None), Agreement.state.in_(_SHOWN))
        .order_by(Agreement.updated_at.desc(), Agreement.id.desc())
    )
    return list(session.scalars(wanted))


def _greeted(session: Session) -> str:
    """The first name in an own business; whole when it is one word."""
    own = session.scalars(
        select(Business)
        .where(Business.own.is_(True), Business.archived_at.is_(None))
        .order_by(Business.id)
        .limit(1)
    ).first()
    person = own.contact if own is not None else None
    return person.name.split()[0] if person is not None and person.name.strip() else ""


def _needs(
    agreement: Agreement, standing: Mapping[int, Progress], errors: int, today: date
) -> Iterator[Need]:
    title = agreement.deal.project.name or agreement.title or "Untitled agreement"
    if agreement.state is AgreementState.DRAFT:
        yield _finish(agreement, title, errors, today)
        return
    stands = standing.get(agreement.id)
    if stands is None:
        return
    yield from _open_exchanges(agreement, title, stands, today)
    if stands.complete:
        reason = f"{title} · every party has signed off"
        target = Link(Screen.SIGN_OFF, agreement.id, "execute")
        yield Need("Make the executed copy", reason, "Open", Urgency.NOW, target)
    else:
        yield from _own_sign_off(agreement, title, stands)


def _finish(agreement: Agreement, title: str, errors: int, today: date) -> Need:
    reason = "not yet offered"
    if errors:
        reason = f"{words.counted(errors, 'error')} to mend before it can be offered"
    days = _days_until(agreement.deal.project.start, today)
    if days is not None and 0 <= days <= 14:
        reason += f"; work starts {_in_days(days)}"
    urgency = Urgency.SOON if days is not None and days <= 14 else Urgency.LATER
    return Need(
        f"Finish {title}", reason[0].upper() + reason[1:], "Open", urgency, _studio(agreement)
    )


def _studio(agreement: Agreement) -> Link:
    return Link(Screen.STUDIO, agreement.id)


def _open_exchanges(
    agreement: Agreement, title: str, stands: Progress, today: date
) -> Iterator[Need]:
    for raising in matters(stands):
        if raising.outcome:
            continue
        name = stands.parties[raising.raised.party].party.name
        number = _number(stands, raising)
        age = _age(raising, today)
        target = Link(
            Screen.SIGN_OFF, agreement.id, f"{raising.raised.party}/{raising.raised.clause}"
        )
        if is_question(raising):
            reason = f"{title} · the question blocks that sign-off and {age}"
            yield Need(
                f"Answer {name} about clause {number}", reason, "Answer", Urgency.NOW, target
            )
        else:
            reason = f"{title} · until then nobody’s sign-off can complete it"
            heading = f"Decide on the change {name} wants in clause {number}"
            yield Need(heading, reason, "See change", Urgency.NOW, target)


def _number(stands: Progress, raising: Matter) -> int:
    """Clauses are numbered in the order of the offered text."""
    return the_offer(stands).clauses.index(raising.raised.clause) + 1


def _age(raising: Matter, today: date) -> str:
    days = (today - moment(raising.at).local().date()).days
    return "came today" if days < 1 else "is a day old" if days == 1 else f"is {days} days old"


def _own_sign_off(agreement: Agreement, title: str, stands: Progress) -> Iterator[Need]:
    own = next((party for party in agreement.deal.parties if party.own), None)
    reading = stands.parties.get(own.key) if own is not None else None
    if reading is not None and not reading.done:
        reason = f"{title} · {stands.signed} of {len(stands.parties)} parties have signed off"
        target = Link(Screen.SIGN_OFF, agreement.id, reading.party.key)
        yield Need(f"Sign off for {reading.party.name}", reason, "Sign off", Urgency.SOON, target)


def _days_until(iso: str, today: date) -> int | None:
    try:
        return (date.fromisoformat(iso) - today).days
    except ValueError:
        return None


def _in_days(days: int) -> str:
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def _week(session: Session, agreements: list[Agreement], today: date) -> list[DatedLine]:
    """The dates of the next seven days that hold something, in order."""
    last = (today + timedelta(days=DAYS - 1)).isoformat()
    found = [
        *_project_dates(session),
        *_agreement_dates(session, agreements),
        *_next_actions(session, today.isoformat(), last),
        *_events(session, today.isoformat(), last),
    ]
    return sorted(
        (line for line in found if today.isoformat() <= line.day <= last),
        key=lambda line: (line.day, line.title),
    )


def _project_dates(session: Session) -> Iterator[DatedLine]:
    wanted = select(Project).where(Project.archived_at.is_(None), Project.state.not_in(_OVER))
    for project in session.scalars(wanted):
        target = Link(Screen.PROJECT, project.id)
        yield DatedLine(project.start, "Work starts", project.name, target)
        yield DatedLine(project.end, "Work ends", project.name, target)
        for item in project.deliverables:
            yield DatedLine(item.due, f"{item.title} due", project.name, target)


def _next_actions(session: Session, first: str, last: str) -> Iterator[DatedLine]:
    wanted = (
        select(Business)
        .where(is_associate(), Business.next_on >= first, Business.next_on <= last)
        .order_by(Business.next_on, Business.id)
        .limit(_ACTIONS)
    )
    for one in session.scalars(wanted):
        action = one.next_action or "next step"
        title = action[:1].upper() + action[1:]
        yield DatedLine(one.next_on, title, one.name, Link(Screen.ASSOCIATE, one.id))


def _events(session: Session, first: str, last: str) -> Iterator[DatedLine]:
    wanted = select(Event).where(Event.archived_at.is_(None), Event.on >= first, Event.on <= last)
    for one in session.scalars(wanted):
        yield DatedLine(one.on, one.name, one.place, Link(Screen.EVENT, one.id))


def _agreement_dates(session: Session, agreements: list[Agreement]) -> Iterator[DatedLine]:
    offered = {agreement.id: agreement for agreement in agreements if agreement.state in LIVE}
    wanted = select(Revision.agreement_id, Revision.number, Revision.open_until).where(
        Revision.agreement_id.in_(offered)
    )
    for agreement_id, number, until in session.execute(wanted):
        agreement = offered[agreement_id]
        if number == agreement.revision:
            target = Link(Screen.SIGN_OFF, agreement_id)
            yield DatedLine(until, "Offer closes", agreement.title, target)


def _counts(session: Session) -> dict[str, int]:
    tables: dict[str, type[Project] | type[Agreement]] = {
        "projects": Project,
        "agreements": Agreement,
    }
    counts = {
        name: session.scalar(select(func.count()).where(table.archived_at.is_(None))) or 0
        for name, table in tables.items()
    }
    associates = select(func.count()).where(is_associate())
    return {**counts, "associates": session.scalar(associates) or 0}
