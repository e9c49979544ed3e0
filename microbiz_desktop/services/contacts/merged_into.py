"""Where an entry went that was merged into another: agreements go on naming the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, text

from ...records.network import Merged

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ALL = text(
    "WITH RECURSIVE one(id) AS (VALUES (:id) UNION"
    " SELECT gone_id FROM one JOIN merged ON into_id = one.id) SELECT id FROM one"
)


def merged_pairs(session: Session) -> list[tuple[int, int]]:
    """Every merge that stands, as (id that went, id that stayed)."""
    return [(gone, into) for gone, into in session.execute(select(Merged.gone_id, Merged.into_id))]


def all_ids(session: Session, business_id: int) -> set[int]:
    """The entry, and those that were merged into it, however many merges ago."""
    return set(session.scalars(_ALL, {"id": business_id}))
