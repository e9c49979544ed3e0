"""The network in plain counts, and introductions nobody has followed up yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from ...domain.contacts.contacts import Stage
from ...domain.contacts.covering import NOBODY
from ...domain.links import Link, Screen
from ...domain.network.referring import Direction, ReferralOutcome
from ...records.business import Business
from ...records.network import Referral, TimelineEntry
from .acquaintance import is_associate
from .values import Count, FollowUp, Strength

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from .skills import Skills

#: How many missing skills and introductions are named.
_MISSING, _FOLLOW_UPS = 3, 3


class Strengths:
    """What Home says of the network: counts, never a score."""

    def __init__(self, database: Database, clock: Clock, skills: Skills) -> None:
        self._database = database
        self._clock = clock
        self._skills = skills

    def view(self) -> Strength:
        """The network as it is now."""
        coverage = self._skills.coverage()
        year = f"{self._clock.now().local().year}-01-01"
        missing = [one.need.name for one in coverage if one.state == NOBODY]
        with self._database.reading() as session:
            counts = (
                Count("Needs we can cover", len(coverage) - len(missing), len(coverage)),
                Count("Talked to this year", _talked(session, year), _associates(session)),
                _became_work(session),
            )
            follow_ups = tuple([*_prospects(session), *_received(session)][:_FOLLOW_UPS])
        shown = tuple(dict.fromkeys(missing))[:_MISSING]
        return Strength(tuple(one for one in counts if one.of), shown, follow_ups)


def _associates(session: Session) -> int:
    return session.scalar(select(func.count()).where(is_associate())) or 0


def _talked(session: Session, since: str) -> int:
    wanted = (
        select(func.count(func.distinct(TimelineEntry.business_id)))
        .join(Business)
        .where(TimelineEntry.archived_at.is_(None), TimelineEntry.on >= since, is_associate())
    )
    return session.scalar(wanted) or 0


def _became_work(session: Session) -> Count:
    live = select(func.count()).where(Referral.archived_at.is_(None))
    work = session.scalar(live.where(Referral.outcome == ReferralOutcome.WORK.value)) or 0
    return Count("Referrals that became work", work, session.scalar(live) or 0)


def _prospects(session: Session) -> Iterator[FollowUp]:
    """Introduced to us, and still nothing but a prospect."""
    introducer = aliased(Business)
    wanted = (
        select(Business, introducer.trading_name, introducer.legal_name)
        .outerjoin(introducer, introducer.id == Business.introduced_by_id)
        .where(
            is_associate(),
            Business.stage == Stage.PROSPECT,
            or_(Business.introduced_by_id.is_not(None), Business.introduced_by != ""),
        )
        .order_by(Business.met_on.desc(), Business.id)
        .limit(_FOLLOW_UPS)
    )
    for business, trading, legal in session.execute(wanted):
        source = trading or legal or business.introduced_by
        person = business.contact.name if business.contact else ""
        second = " · ".join(part for part in (person, f"from {source}") if part)
        yield FollowUp(
            business.name, second, business.logo or "", Link(Screen.ASSOCIATE, business.id)
        )


def _received(session: Session) -> Iterator[FollowUp]:
    """Passed on to us, and nothing has come of it yet."""
    wanted = (
        select(Referral, Business)
        .join(Business, Business.id == Referral.associate_id)
        .where(
            Referral.archived_at.is_(None),
            Referral.direction == Direction.RECEIVED.value,
            Referral.outcome == ReferralOutcome.OPEN.value,
        )
        .order_by(Referral.on, Referral.id)
        .limit(_FOLLOW_UPS)
    )
    for referral, by in session.execute(wanted):
        second = f"{referral.what_for} · from {by.name}" if referral.what_for else f"from {by.name}"
        yield FollowUp(referral.referred, second, "", Link(Screen.REFERRAL, referral.id))
