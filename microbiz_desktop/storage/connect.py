"""The pragmas every connection gets, on the raw connection before anything else is said on it."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

from .place import DiskKind, disk_kind

BUSY_MILLISECONDS = 5000


def prepare_writer(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing acknowledged is ever lost: WAL with FULL on a fixed disk, else DELETE with EXTRA."""
    careful = disk_kind(path) is not DiskKind.FIXED
    # What SQLite puts aside has words of contacts in it: never a file in the system's folder.
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute(f"PRAGMA journal_mode={'DELETE' if careful else 'WAL'}").fetchall()
    connection.execute(f"PRAGMA synchronous={'EXTRA' if careful else 'FULL'}")
    connection.execute("PRAGMA foreign_keys=ON")
    # Without it INSERT OR REPLACE deletes the old row behind the back of the DELETE trigger.
    connection.execute("PRAGMA recursive_triggers=ON")
    # The trigger of the ledger asks for it: a program without it adds no entry at all.
    connection.create_function("entry_hash", 10, _entry_hash, deterministic=True)
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA checkpoint_fullfsync=ON")


def _entry_hash(*said: Any) -> str:
    """Asked when an entry is added, and what it takes is imported only then."""
    from ..domain.ledger import entry_hash

    return entry_hash(*said)


def prepare_reader(connection: sqlite3.Connection, path: Path) -> None:
    """The same promises, and no writing at all."""
    careful = disk_kind(path) is not DiskKind.FIXED
    # What SQLite puts aside has words of contacts in it: never a file in the system's folder.
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute(f"PRAGMA synchronous={'EXTRA' if careful else 'FULL'}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("PRAGMA query_only=ON")
