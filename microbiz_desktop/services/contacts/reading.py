"""Entries by plain queries, many at a time: no record is made, nothing is kept of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.contacts.contacts import BusinessData
from ...records.business import Business, PaperRecord, Person, Skill
from ...runtime.yielding import give_way
from .mapping import BUSINESS, PAPER, PERSON, SKILL, Values, data_from

T = TypeVar("T")
#: Rows of one query that are read without a pause.
_AT_ONCE = 100
_business = Business.__table__.c
#: The parts of an entry, each with the entry's id before what is stored of it.
_PARTS = tuple(
    select(table.c.business_id, *(table.c[name] for name in names)).order_by(
        table.c.business_id, table.c.position
    )
    for table, names in (
        (Person.__table__, PERSON),
        (Skill.__table__, SKILL),
        (PaperRecord.__table__, ("kind", *PAPER[1:])),
    )
)
_ENTRIES = select(*(_business[name] for name in BUSINESS))


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
            rows: dict[int, list[Values]] = defaultdict(list)
            its_id = query.selected_columns.business_id
            for key, *stored in session.execute(query.where(its_id.in_(batch))):
                rows[key].append(stored)
            parts.append(rows)
            give_way()
        for row in session.execute(_ENTRIES.where(_business.id.in_(batch))):
            key = row[0]
            found[key] = data_from(row, *(rows.get(key, ()) for rows in parts))
        give_way()
    return found
