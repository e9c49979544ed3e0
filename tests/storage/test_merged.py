"""Revision 5: what settings said of two entries is in tables of its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from microbiz_desktop.domain.errors import DamagedFile
from microbiz_desktop.storage import migrate
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.header import SCHEMA, read_header
from microbiz_desktop.storage.opening import open_database
from tests.earlier.kept import data_folder_of_then

from .conftest import StillClock

_SAID = (
    ("merged into: 2", "1"),
    ("merged into: 3", "2"),
    ("merged into: 4", "999"),
    ("not the same: 1 3", ""),
    ("not the same: 1 12345", ""),
    ("table mapping: abc", "[]"),
)


@pytest.fixture
def old(data_dir: Path) -> Path:
    """A data file of then, with what its settings could say of entries."""
    path = data_folder_of_then(data_dir)
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", _SAID)
        connection.commit()
    assert read_header(path).schema < SCHEMA
    return path


def _of(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_what_is_said_of_entries_that_are_here_moves_and_nothing_else(
    old: Path, clock: StillClock
) -> None:
    others = [row for row in _of(old, "SELECT key, value FROM setting") if row not in _SAID[:5]]
    open_database(old.parent, clock).close()
    assert _of(old, "SELECT gone_id, into_id FROM merged ORDER BY 1") == [(2, 1), (3, 2)]
    assert _of(old, "SELECT first_id, second_id FROM not_same") == [(1, 3)]
    assert _of(old, "SELECT key, value FROM setting") == others
    assert read_header(old).schema == SCHEMA
    assert thorough_problems(old) == []


def test_a_row_more_than_the_migration_says_it_moved_is_lost(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = migrate._row_counts
    asked: list[int] = []

    def one_more_before(connection: object) -> dict[str, int]:
        found = counts(connection)  # type: ignore[arg-type]  # passed on as it came
        asked.append(1)
        return {**found, "setting": found["setting"] + (len(asked) == 1)}

    monkeypatch.setattr(migrate, "_row_counts", one_more_before)
    before = old.read_bytes()
    with pytest.raises(DamagedFile, match="lost rows of setting"):
        migrate.upgrade(old)
    assert old.read_bytes() == before
