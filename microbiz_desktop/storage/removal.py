"""Removing for good: pictures nothing shows any more, and what deleted rows leave in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .triggers import definitions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from .database import Database

#: A picture is in use while an entry, an agreement or an offered revision names it.
_UNUSED = """
SELECT sha256 FROM image WHERE sha256 IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM business WHERE logo = image.sha256)
    AND NOT EXISTS (SELECT 1 FROM person WHERE photo = image.sha256)
    AND NOT EXISTS (SELECT 1 FROM business WHERE instr(extra, image.sha256))
    AND NOT EXISTS (SELECT 1 FROM agreement WHERE instr(deal_json, image.sha256))
    AND NOT EXISTS (SELECT 1 FROM revision WHERE instr(deal_json, image.sha256))
"""


def remove_pictures(connection: Connection, sha256s: Iterable[str]) -> int:
    """Delete those of the pictures that nothing names; how many there were.

    Pictures are frozen by trigger; the trigger is away for this statement, in the caller's
    transaction.
    """
    unused = [row[0] for row in connection.exec_driver_sql(_UNUSED, (json.dumps(sorted(sha256s)),))]
    if not unused:
        return 0
    connection.exec_driver_sql("DROP TRIGGER image_no_delete")
    connection.exec_driver_sql(
        "DELETE FROM image WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(unused),),
    )
    connection.exec_driver_sql(definitions()["image_no_delete"])
    return len(unused)


def scrub_file(database: Database) -> bool:
    """Write the file anew without what was deleted, and empty its log; False while it is read.

    Deleted words stay in the search index until it is merged into one piece, and deleted rows in
    free pages and in the log until both are written over.
    """
    with database.alone() as connection:
        connection.execute("INSERT INTO search(search) VALUES('optimize')")
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy
