"""A data file of the first schema, as the program of that time made it, comes up to date whole."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from microbiz_desktop.domain.contacts.contacts import Level, Stage
from microbiz_desktop.records.business import Business
from microbiz_desktop.services.contacts.mapping import data_of
from microbiz_desktop.storage import migrate
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.header import DATABASE_NAME, SCHEMA, read_header
from microbiz_desktop.storage.indexed_words import search_differs
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.storage.search import search

from .conftest import StillClock

_DUMP = Path(__file__).with_name("first_schema.sql")


@pytest.fixture
def old(data_dir: Path) -> Path:
    """The old file in its place."""
    path = data_dir / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_DUMP.read_text(encoding="utf-8"))
    assert read_header(path).schema == 1
    return path


def test_nothing_is_lost_and_all_of_it_is_found(
    old: Path, data_dir: Path, clock: StillClock
) -> None:
    database = open_database(data_dir, clock)
    with database.reading() as session:
        found = {one.name: one for one in session.scalars(select(Business))}
        joiner = data_of(found["Whitcombe Joinery"])
        titles = [hit.title for hit in search(session, "mobel whit")]
        gone = search(session, "drone")
        cafe = [hit.kind for hit in search(session, "harbour cafe")]
    database.close()
    assert [(skill.name, skill.level) for skill in joiner.skills] == [
        ("Fit-out", Level.UNSAID),
        ("joinery", Level.UNSAID),
        ("Möbel", Level.UNSAID),
    ]
    assert found["Whitcombe Joinery"].skills[0].key == "fit out"
    assert (joiner.version, joiner.stage, joiner.ways) == (2, Stage.PROSPECT, ())
    assert [person.name for person in joiner.people] == ["Dan Whitcombe", "Ruth Whitcombe"]
    assert found["Zoë Ågren"].sort_name == "zoe agren"
    assert found["Gone"].archived_at is not None
    assert (titles, gone, cafe) == (["Whitcombe Joinery"], (), ["project"])
    assert read_header(old).schema == SCHEMA
    assert thorough_problems(old) == []
    with closing(sqlite3.connect(old)) as connection:
        assert search_differs(connection) == []
    assert len(list((data_dir / "backups").glob("before-update-*.zip"))) == 1


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_interrupted_at_any_statement_it_is_the_old_file_still(
    old: Path, tmp_path: Path, step: int
) -> None:
    said: list[str] = []
    trial = tmp_path / "trial.sqlite"
    shutil.copy(old, trial)
    migrate.upgrade(trial, spy=said.append)
    assert len(said) > 80
    before = _rows(old)
    for stop in (*range(0, len(said), step), len(said) - 1):
        shutil.copy(old, trial)
        with pytest.raises(ZeroDivisionError):
            migrate.upgrade(trial, spy=_stopping(stop))
        assert read_header(trial).schema == 1, f"changed by the first {stop} statements"
        assert _rows(trial) == before, f"changed by the first {stop} statements"
    migrate.upgrade(trial)
    assert read_header(trial).schema == SCHEMA
    assert thorough_problems(trial) == []


def _rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _stopping(after: int) -> Callable[[str], None]:
    count = iter(range(after + 1))

    def spy(_sql: str) -> None:
        if next(count, after) == after:
            raise ZeroDivisionError

    return spy
