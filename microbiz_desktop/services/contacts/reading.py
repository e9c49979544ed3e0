"""Entries by plain queries, many at a time: no record is made, nothing is kept of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.contacts.contacts import BusinessData
from ...records.business import Business, PaperRecord, Person, Skill
from ...runtime.yielding import give_way
from .mapping import data_of_rows

T = TypeVar("T")
#: Rows of one query that are read without a pause.
_AT_ONCE = 100
_business, _paper = Business.__table__.c, PaperRecord.__table__.c
#: The parts of an entry; each row has the attributes of its record.
_PARTS = (
    select(Person.__table__),
    select(Skill.__table__),
    select(_paper.business_id, _paper.position, _paper.kind.label("sort"), _paper.name).add_columns(
        _paper.details, _paper.expires
    ),
)


def in_batches(values: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """Slices of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def data_by_id(session: Session, ids: Iterable[int]) -> dict[int, BusinessData]:
    """The entries of these ids as frozen values; an id that is not here is left out."""
    found: dict[int, BusinessData] = {}
    for batch in in_batches(sorted(set(ids))):
        parts = []
        for query in _PARTS:
            rows: dict[int, list[Any]] = defaultdict(list)
            own = query.selected_columns
            wanted = query.where(own.business_id.in_(batch))
            for row in session.execute(wanted.order_by(own.business_id, own.position)).all():
                rows[row.business_id].append(row)
            parts.append(rows)
            give_way()
        wanted = select(Business.__table__).where(_business.id.in_(batch))
        for row in session.execute(wanted).all():
            found[row.id] = data_of_rows(row, *(rows.get(row.id, ()) for rows in parts))
        give_way()
    return found
