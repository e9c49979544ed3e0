"""Many associates at once: the index is filled in one go instead of at every row.

The triggers that keep it, and sometimes the indexes of the tables, are taken away for as long as
the block runs, inside the caller's transaction, and made again before it can end: a failure undoes
all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from .indexed_words import TOLD_OF, put, rows_of, told_anew
from .triggers import missing, search_definitions

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session


@contextmanager
def bulk_search(session: Session, *, coming: int = 0) -> Iterator[set[int]]:
    """Insert, change and remove businesses and their parts without the index following each row.

    Businesses that are new in the block are found by themselves; the caller adds to the set given
    the ids of those that were there before and that it (or a part of theirs) changed or removed.
    `coming` is how many new ones there will be when nothing else happens in the block.
    When anything goes wrong, the whole transaction is rolled back and cannot be committed.
    """
    connection = session.connection()
    changed: set[int] = set()
    try:
        connection.exec_driver_sql(_LARGE_CACHE)
        last = int(connection.exec_driver_sql(_LAST).scalar_one())
        for name in search_definitions():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        indexes = _take_indexes(connection) if coming > _MANY_MORE * max(1, last) else ()
        yield changed
        session.flush()
        for definition in indexes:
            connection.exec_driver_sql(definition)
        _index(connection, last, changed)
        for definition in search_definitions().values():
            connection.exec_driver_sql(definition)
        if absent := missing(_present(connection)):
            raise RuntimeError(f"triggers not made again: {', '.join(absent)}")
        connection.exec_driver_sql(_USUAL_CACHE)
    except BaseException:
        with suppress(DBAPIError):
            connection.exec_driver_sql(_USUAL_CACHE)
        # Without its triggers the index must never be committed, whoever catches this.
        session.rollback()
        raise


#: Pages of every index are written again and again meanwhile: 48 MB of them are kept at hand.
_LARGE_CACHE = "PRAGMA cache_size=-49152"
_USUAL_CACHE = "PRAGMA cache_size=-2000"
_LAST = "SELECT coalesce(max(id), 0) FROM business"
#: Indexes are sorted once at the end when so many times what is here comes in.
_MANY_MORE = 20
_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    " AND tbl_name IN ('business', 'person', 'skill', 'paper') ORDER BY name"
)
#: Words gathered in memory before they are written; many small pieces would be joined again.
_LARGE_HASH = "INSERT INTO search(search, rank) VALUES ('hashsize', 33554432)"
_USUAL_HASH = "INSERT INTO search(search, rank) VALUES ('hashsize', 1048576)"


def _take_indexes(connection: Connection) -> tuple[str, ...]:
    """Drop them; gives the statements that make them again."""
    found = [(row[0], row[1]) for row in connection.exec_driver_sql(_INDEXES)]
    for name, _ in found:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    return tuple(sql for _, sql in found)


def _present(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [(str(row[0]), str(row[1])) for row in rows]


def _index(connection: Connection, last: int, changed: set[int]) -> None:
    """Index what is new after the id `last` and, anew, what was changed before it."""
    if not changed and int(connection.exec_driver_sql(_LAST).scalar_one()) == last:
        return
    connection.exec_driver_sql(_LARGE_HASH)
    if changed:
        ids = json.dumps(sorted(int(key) for key in changed if key <= last))
        rows = [f"SELECT {row} FROM json_each(?)" for row in rows_of("business", "value")]  # noqa: S608 - names of ours
        connection.exec_driver_sql(
            f"DELETE FROM search WHERE rowid IN ({' UNION ALL '.join(rows)})",  # noqa: S608 - names of ours
            (ids,) * len(rows),
        )
        which = "@ IN (SELECT value FROM json_each(?))"
        told = (statement for kind in TOLD_OF for statement in told_anew(kind, which))
        for statement in (put("business", which), *told):
            connection.exec_driver_sql(statement, (ids,) * statement.count("?"))
    connection.exec_driver_sql(put("business", f"@ > {int(last)}"))
    connection.exec_driver_sql(_USUAL_HASH)
