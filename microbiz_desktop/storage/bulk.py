"""Many associates at once: the index is filled in one go instead of at every row.

The triggers that keep it are taken away for as long as the block runs, inside the caller's
transaction, and made again before it can end: a failure undoes all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from .indexed_words import put
from .triggers import missing, search_definitions

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session


@contextmanager
def bulk_search(session: Session) -> Iterator[set[int]]:
    """Insert, change and remove businesses and their parts without the index following each row.

    Businesses that are new in the block are found by themselves; the caller adds to the set given
    the ids of those that were there before and that it (or a part of theirs) changed or removed.
    When anything goes wrong, the whole transaction is rolled back and cannot be committed.
    """
    connection = session.connection()
    changed: set[int] = set()
    try:
        connection.exec_driver_sql(_LARGE_CACHE)
        last = int(connection.exec_driver_sql(_LAST).scalar_one())
        for name in search_definitions():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield changed
        session.flush()
        _index(connection, last, changed)
        for definition in search_definitions().values():
            connection.exec_driver_sql(definition)
        present = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
        if absent := missing((str(row[0]), str(row[1])) for row in present):
            raise RuntimeError(f"triggers not made again: {', '.join(absent)}")
        connection.exec_driver_sql(_USUAL_CACHE)
    except BaseException:
        with suppress(DBAPIError):
            connection.exec_driver_sql(_USUAL_CACHE)
        # Without its triggers the index must never be committed, whoever catches this.
        session.rollback()
        raise


#: Pages of every index are written again and again meanwhile: 128 MB of them are kept at hand.
_LARGE_CACHE = "PRAGMA cache_size=-131072"
_USUAL_CACHE = "PRAGMA cache_size=-2000"
_LAST = "SELECT coalesce(max(id), 0) FROM business"


def _index(connection: Connection, last: int, changed: set[int]) -> None:
    """Index what is new after the id `last` and, anew, what was changed before it."""
    if changed:
        among = "(SELECT value FROM json_each(?))"
        ids = json.dumps(sorted(int(key) for key in changed if key <= last))
        connection.exec_driver_sql(
            "DELETE FROM search WHERE rowid IN (SELECT value * 4 FROM json_each(?)"
            " UNION ALL SELECT value * 4 + 1 FROM json_each(?))",
            (ids, ids),
        )
        connection.exec_driver_sql(put("business", f"business.id IN {among}"), (ids,))
    connection.exec_driver_sql(put("business", f"business.id > {int(last)}"))
