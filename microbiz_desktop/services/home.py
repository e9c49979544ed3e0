"""Home: what needs the user today, agreements under way, and the week's dates.

The first page of the window shows this view, and the navigation its counts. It is read in one look
and gives only frozen values, so that it can be made on another thread while the window starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from ..domain.links import Link, Screen, Urgency
from ..domain.states import LIVE, AgreementState, ProjectState
from ..records.agreement import Agreement, Revision
from ..records.business import Business
from ..records.network import Event
from ..records.project import Project
from .agreements.rows import agreement_rows, left_in, progress_of
from .agreements.values import AgreementRow
from .network.acquaintance import is_associate, is_contact
from .shared import words
from .shared.needs import DatedLine, Need

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from ..evidence.progress import Progress
    from .shared.dependencies import Dependencies, TemplateCatalogue

#: How many needs and agreements Home shows, and how many days ahead it looks.
NEEDS, LIVE_ROWS, DAYS = 5, 5, 7
#: More next actions than a week's card can show.
_ACTIONS = 12
_SHOWN = (AgreementState.DRAFT, *LIVE, AgreementState.EXECUTED)
_OVER = (ProjectState.DONE, ProjectState.REVIEWED)


@dataclass(frozen=True, slots=True)
class HomeView:
    """What Home shows; `person` is whom to greet or empty."""

    person: str
    today: str
    needs: tuple[Need, ...]
    live: tuple[AgreementRow, ...]
    live_total: int
    week: tuple[DatedLine, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


class Home:
    """One look at everything that moves."""

    def __init__(self, desk: Dependencies) -> None:
        self._database = desk.database
        self._clock = desk.clock
        self._desk = desk

    def view(self) -> HomeView:
        """What Home shows now; the same data gives the same view."""
        today = self._clock.now().local().date()
        left = self._desk.counted_left()
        with self._database.reading() as session:
            agreements = _agreements(session)
            standing = progress_of(session, agreements)
            needs = [
                need
                for agreement in agreements
                for need in _needs(
                    agreement,
                    self._desk.shelf.kind_title(agreement.template),
                    standing,
                    left_in(agreement, left),
                    today,
                )
            ]
            live = [a for a in agreements if a.state in (AgreementState.DRAFT, *LIVE)]
            shown = (live + [a for a in agreements if a.state is AgreementState.EXECUTED])[
                :LIVE_ROWS
            ]
            return HomeView(
                person=_greeted(session),
                today=f"{today:%A} {words.day(today)}",
                needs=tuple(sorted(needs, key=lambda need: need.urgency)[:NEEDS]),
                live=agreement_rows(session, shown, self._desk.shelf, left),
                live_total=len(agreements),
                week=tuple(_week(session, agreements, self._desk.shelf, today)),
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
        .options(lazyload(Business.skills), lazyload(Business.papers))
        .order_by(Business.id)
        .limit(1)
    ).first()
    person = own.contact if own is not None else None
    return person.name.split()[0] if person is not None and person.name.strip() else ""


def _needs(
    agreement: Agreement, kind: str, standing: Mapping[int, Progress], left: int, today: date
) -> Iterator[Need]:
    title = agreement.title or agreement.deal.project.name or "Untitled agreement"
    if agreement.state is AgreementState.DRAFT:
        yield _finish(agreement, title, kind, left, today)
        return
    stands = standing.get(agreement.id)
    if stands is None:
        return
    from .signoff.needs import needs_of

    yield from needs_of(agreement, f"{title}, {kind}", stands, today)


def _finish(agreement: Agreement, title: str, kind: str, left: int, today: date) -> Need:
    again = f"revision {agreement.revision + 1} " if agreement.revision else ""
    reason = f"{again}not yet offered"
    if left:
        reason = f"{left} left before it can be offered"
    days = _days_until(agreement.deal.project.start, today)
    if days is not None and 0 <= days <= 14:
        reason += f"; work starts {_in_days(days)}"
    urgency = Urgency.SOON if days is not None and days <= 14 else Urgency.LATER
    return Need(f"Finish {title}", f"{kind} · {reason}", "Open", urgency, _studio(agreement))


def _studio(agreement: Agreement) -> Link:
    return Link(Screen.STUDIO, agreement.id)


def _days_until(iso: str, today: date) -> int | None:
    try:
        return (date.fromisoformat(iso) - today).days
    except ValueError:
        return None


def _in_days(days: int) -> str:
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def _week(
    session: Session, agreements: list[Agreement], shelf: TemplateCatalogue, today: date
) -> list[DatedLine]:
    """The dates of the next seven days that hold something, in order."""
    last = (today + timedelta(days=DAYS - 1)).isoformat()
    found = [
        *_project_dates(session),
        *_agreement_dates(session, agreements, shelf),
        *_next_actions(session, today.isoformat(), last),
        *_events(session, today.isoformat(), last),
    ]
    return sorted(
        (line for line in found if today.isoformat() <= line.day <= last),
        key=lambda line: (line.day, line.title),
    )


def _project_dates(session: Session) -> Iterator[DatedLine]:
    wanted = select(Project).where(Project.archived_at.is_(None), Project.state.not_in(_OVER))
    for project in session.scalars(wanted.options(lazyload(Project.team))):
        target = Link(Screen.PROJECT, project.id)
        yield DatedLine(project.start, "Work starts", project.name, target)
        yield DatedLine(project.end, "Work ends", project.name, target)
        for item in project.deliverables:
            yield DatedLine(item.due, f"{item.title} due", project.name, target)


def _next_actions(session: Session, first: str, last: str) -> Iterator[DatedLine]:
    wanted = (
        select(Business)
        .where(is_contact(), Business.next_on >= first, Business.next_on <= last)
        .options(lazyload("*"))
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


def _agreement_dates(
    session: Session, agreements: list[Agreement], shelf: TemplateCatalogue
) -> Iterator[DatedLine]:
    offered = {agreement.id: agreement for agreement in agreements if agreement.state in LIVE}
    wanted = select(Revision.agreement_id, Revision.number, Revision.open_until).where(
        Revision.agreement_id.in_(offered)
    )
    for agreement_id, number, until in session.execute(wanted):
        agreement = offered[agreement_id]
        if number == agreement.revision:
            target = Link(Screen.SIGN_OFF, agreement_id)
            about = f"{agreement.title}, {shelf.kind_title(agreement.template)}"
            yield DatedLine(until, "Offer closes", about, target)


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
