"""Who knows whom, read as plain rows: ties that were typed, and who introduced whom to us.

The map and the ways to somebody are made of it. Everybody counts who is known here; only some of
them are associates, and the lists of associates say so by `is_associate()`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, ColumnElement, and_, func, or_, select, union_all

from ...domain.contacts.contacts import Closeness, Stage
from ...domain.network.paths import ASKING, INTRODUCED, TIE, US, AcquaintedPair
from ...records.business import Business
from ...records.network import Tie

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: A link that follows from "introduced by" has these words; only typed ties have others.
BY_INTRODUCTION = "introduced"
_WORKED = (Stage.FIRST_WORK, Stage.TRUSTED)
#: A chain of more introductions is no warm lead; nor are more people than these looked at.
_HOPS, _MOST = 4, 4000


@dataclass(frozen=True, slots=True)
class AcquaintedBusiness:
    """What a chain of introductions needs to know of somebody; `outside` is no associate."""

    id: int
    name: str
    logo: str
    closeness: int
    stage: Stage
    private: bool
    outside: bool = False

    @property
    def as_close_as(self) -> int:
        """How well we know them; who has worked with us is known, whatever was typed."""
        known = Closeness.KNOWN if self.stage in _WORKED else Closeness.UNSAID
        return max(self.closeness, known)


def is_associate() -> ColumnElement[bool]:
    """In the contact list, and not an own business.

    Nearly all are. SQLite has to be told: it goes through every associate otherwise, however few
    the other conditions let through.
    """
    here: tuple[ColumnElement[bool], ...] = (
        Business.archived_at.is_(None),
        Business.own.is_(False),
        Business.outside.is_(False),
    )
    return and_(*(func.likely(one, type_=Boolean()) for one in here))


def is_contact() -> ColumnElement[bool]:
    """An associate, or somebody else who was noted: everybody that ties and ways go through."""
    here: tuple[ColumnElement[bool], ...] = (
        Business.archived_at.is_(None),
        Business.own.is_(False),
    )
    return and_(*(func.likely(one, type_=Boolean()) for one in here))


def acquainted(session: Session, *which: ColumnElement[bool]) -> dict[int, AcquaintedBusiness]:
    """Associates and others who are known by id, as plain rows."""
    wanted = select(
        Business.id,
        Business.trading_name,
        Business.legal_name,
        Business.logo,
        Business.closeness,
        Business.stage,
        Business.private,
        Business.outside,
    ).where(is_contact(), *which)
    return {
        row.id: AcquaintedBusiness(
            row.id,
            row.trading_name or row.legal_name,
            row.logo or "",
            row.closeness,
            row.stage,
            row.private,
            row.outside,
        )
        for row in session.execute(wanted)
    }


def best_acquainted(session: Session, limit: int) -> dict[int, AcquaintedBusiness]:
    """Those with most ties, counted by the database: no list of all is read."""
    ends = union_all(
        select(Tie.first_id.label("end")).where(Tie.private.is_(False)),
        select(Tie.second_id).where(Tie.private.is_(False)),
        select(Business.id).where(is_contact(), Business.introduced_by_id.is_not(None)),
        select(Business.introduced_by_id).where(
            is_contact(), Business.introduced_by_id.is_not(None)
        ),
    ).subquery()
    # Twice as many: some are in the bin.
    most = (
        select(ends.c.end)
        .group_by(ends.c.end)
        .order_by(func.count().desc(), ends.c.end)
        .limit(2 * limit)
    )
    return acquainted(session, Business.id.in_(list(session.scalars(most))))


def around(session: Session, goal: int) -> set[int]:
    """Everybody within `_HOPS` introductions of somebody, found from there outwards."""
    seen, fresh = {goal}, {goal}
    for _ in range(_HOPS):
        found = links(session, fresh)
        fresh = {end for one in found for end in (one.first, one.second)} - seen
        if not fresh or len(seen) + len(fresh) > _MOST:
            break
        seen |= fresh
    return seen


def links(session: Session, ids: Collection[int]) -> list[AcquaintedPair]:
    """Links with one of these at an end: typed ties first, then introductions; none private."""
    wanted = list(ids)
    ties = (
        select(Tie.first_id, Tie.second_id, Tie.how)
        .where(
            Tie.private.is_(False),
            or_(Tie.first_id.in_(wanted), Tie.second_id.in_(wanted)),
        )
        .order_by(Tie.first_id, Tie.second_id)
    )
    introductions = (
        select(Business.introduced_by_id, Business.id)
        .where(
            is_contact(),
            Business.introduced_by_id.is_not(None),
            or_(Business.id.in_(wanted), Business.introduced_by_id.in_(wanted)),
        )
        .order_by(Business.id)
    )
    return [
        *(AcquaintedPair(first, second, TIE, how) for first, second, how in session.execute(ties)),
        *(
            AcquaintedPair(first or 0, second, INTRODUCED, BY_INTRODUCTION)
            for first, second in session.execute(introductions)
        ),
    ]


def asking(people: dict[int, AcquaintedBusiness]) -> list[AcquaintedPair]:
    """The links from us to everybody we know well enough to ask."""
    return [
        AcquaintedPair(US, one.id, cost)
        for one in people.values()
        if (cost := ASKING.get(one.as_close_as)) is not None
    ]
