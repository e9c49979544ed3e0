"""The exact schema of a data file: every table, index and trigger, and nothing else.

`schemas.json` holds for each schema what its tables and indexes are, by a hash of each statement;
`python -m microbiz_desktop.storage.schema FILE` prints that of a data file made by the migrations.
"""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from ..foreign import read
from .header import SCHEMA
from .triggers import definitions, squeezed

_KEPT = Path(__file__).with_name("schemas.json")
#: Statistics that SQLite keeps for its planner when somebody asks for them.
_STATISTICS = "sqlite_stat"


def strangers(connection: sqlite3.Connection) -> list[str]:
    """What is missing, changed or not ours in an open data file, as "table business"."""
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    wanted, there = dict(_tables().get(str(number), {})), _objects(connection)
    if number == SCHEMA:
        wanted |= {f"trigger {name}": _hash(sql) for name, sql in definitions().items()}
    else:
        # An update drops every trigger of its time before it does anything.
        there = {name: sql for name, sql in there.items() if not name.startswith("trigger ")}
    return sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )


def strange_triggers(connection: sqlite3.Connection) -> list[str]:
    """The like of triggers alone, for a file of this schema."""
    return [name for name in strangers(connection) if name.startswith("trigger ")]


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return {
        f"{kind} {name}": _hash(str(sql or table))
        for kind, name, table, sql in rows
        if not str(name).startswith(_STATISTICS)
    }


def _hash(sql: str) -> str:
    return hashlib.sha256(squeezed(sql).encode()).hexdigest()[:32]


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(read(_KEPT, 2**20))
    return found


def tables_of(path: Path) -> dict[str, str]:
    """What `schemas.json` holds of the schema of this file."""
    with closing(sqlite3.connect(path)) as connection:
        found = _objects(connection)
    return {name: sql for name, sql in sorted(found.items()) if not name.startswith("trigger ")}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tables_of(Path(sys.argv[1])), indent=1) + "\n")
