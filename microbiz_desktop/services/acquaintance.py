"""Who knows whom, read as plain rows: ties that were typed, and who introduced whom to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from ..domain.contacts import Closeness, Stage
from ..domain.paths import ASKING, INTRODUCED, TIE, US, Link
from ..records.business import Business
from ..records.network import Tie

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: A link that follows from "introduced by" has these words; only typed ties have others.
BY_INTRODUCTION = "introduced"
_WORKED = (Stage.FIRST_WORK, Stage.TRUSTED)


@dataclass(frozen=True, slots=True)
class Known:
    """What a chain of introductions needs to know of one associate."""

    id: int
    name: str
    logo: str
    closeness: int
    stage: Stage
    private: bool

    @property
    def as_close_as(self) -> int:
        """How well we know them; who has worked with us is known, whatever was typed."""
        known = Closeness.KNOWN if self.stage in _WORKED else Closeness.UNSAID
        return max(self.closeness, known)


def is_associate() -> ColumnElement[bool]:
    """In the contact list, and not an own business."""
    return Business.archived_at.is_(None) & Business.own.is_(False)


def known(session: Session, *which: ColumnElement[bool]) -> dict[int, Known]:
    """Associates by id, as plain rows."""
    wanted = select(
        Business.id,
        Business.trading_name,
        Business.legal_name,
        Business.logo,
        Business.closeness,
        Business.stage,
        Business.private,
    ).where(is_associate(), *which)
    return {
        row.id: Known(
            row.id,
            row.trading_name or row.legal_name,
            row.logo or "",
            row.closeness,
            row.stage,
            row.private,
        )
        for row in session.execute(wanted)
    }


def in_links() -> ColumnElement[bool]:
    """An associate that any link touches."""
    introducer = aliased(Business)
    return or_(
        Business.id.in_(select(Tie.first_id)),
        Business.id.in_(select(Tie.second_id)),
        Business.introduced_by_id.is_not(None),
        Business.id.in_(
            select(introducer.introduced_by_id).where(introducer.introduced_by_id.is_not(None))
        ),
    )


def links(session: Session, *, private: bool = False) -> list[Link]:
    """Typed ties first, then introductions; private ties only when asked for."""
    ties = select(Tie.first_id, Tie.second_id, Tie.how).order_by(Tie.first_id, Tie.second_id)
    if not private:
        ties = ties.where(Tie.private.is_(False))
    introductions = (
        select(Business.introduced_by_id, Business.id)
        .where(is_associate(), Business.introduced_by_id.is_not(None))
        .order_by(Business.id)
    )
    return [
        *(Link(first, second, TIE, how) for first, second, how in session.execute(ties)),
        *(
            Link(first or 0, second, INTRODUCED, BY_INTRODUCTION)
            for first, second in session.execute(introductions)
        ),
    ]


def asking(people: dict[int, Known]) -> list[Link]:
    """The links from us to everybody we know well enough to ask."""
    return [
        Link(US, one.id, cost)
        for one in people.values()
        if (cost := ASKING.get(one.as_close_as)) is not None
    ]
