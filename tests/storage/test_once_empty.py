"""Revision 3: what was emptied meant the usual value, and goes on meaning it."""

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.drafting.asking.questions import is_answered
from microbiz_desktop.drafting.templates.catalogue import load_catalogue
from microbiz_desktop.paths import resource
from microbiz_desktop.storage import migrate
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.header import DATABASE_NAME, SCHEMA, read_header
from microbiz_desktop.storage.opening import open_database
from tests.earlier.kept import DRAFT, EXECUTED, OFFERED, data_folder_of_then

from .conftest import StillClock
from .test_first_schema import _rows, _stopping

_EMPTIED = {"insurance_kinds", "uncapped", "acceptance"}


@pytest.fixture
def old(data_dir: Path) -> Path:
    path = data_folder_of_then(data_dir)
    assert read_header(path).schema == 2
    return path


def _answers(path: Path, table: str) -> dict[int, Mapping[str, Any]]:
    key = "id" if table == "agreement" else "agreement_id"
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {key}, deal_json FROM {table}")
        return {number: json.loads(deal)["answers"] for number, deal in rows}


def _once_empty(path: Path) -> dict[int, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, once_empty FROM agreement")
        return {number: set(ids.split()) for number, ids in rows}


def test_emptied_answers_are_taken_out_and_named(old: Path, clock: StillClock) -> None:
    before = _answers(old, "agreement")
    assert {name for name, value in before[DRAFT].items() if not is_answered(value)} == {
        *_EMPTIED,
        "conduct",
    }
    open_database(old.parent, clock).close()
    after = _answers(old, "agreement")
    for number in (DRAFT, OFFERED, EXECUTED):
        kept = {name: v for name, v in before[number].items() if name not in _EMPTIED}
        assert after[number] == kept
        assert _once_empty(old)[number] == _EMPTIED
    assert after[DRAFT]["conduct"] == []
    assert read_header(old).schema == SCHEMA
    assert thorough_problems(old) == []


def test_what_was_offered_keeps_every_byte(old: Path, clock: StillClock) -> None:
    tables = ("revision", "ledger_entry", "executed_copy", "evidence_file")

    def read() -> list[list[dict[str, Any]]]:
        with closing(sqlite3.connect(old)) as connection:
            connection.row_factory = sqlite3.Row
            queries = (f"SELECT * FROM {table} ORDER BY id" for table in tables)
            return [[dict(row) for row in connection.execute(query)] for query in queries]

    before = read()
    assert [len(rows) for rows in before] == [2, 16, 1, 0]
    open_database(old.parent, clock).close()
    gained: tuple[dict[str, Any], ...] = (
        {"edition": None},
        {"format": 1, "note": ""},
        {"edition": None},
        {},
    )
    assert read() == [[row | new for row in rows] for rows, new in zip(before, gained, strict=True)]
    assert _answers(old, "revision")[OFFERED]["insurance_kinds"] == []


def test_a_backup_comes_before(old: Path, clock: StillClock) -> None:
    open_database(old.parent, clock).close()
    (made,) = (old.parent / "backups").glob("before-update-*.zip")
    shutil.unpack_archive(made, old.parent / "unpacked")
    assert read_header(old.parent / "unpacked" / DATABASE_NAME).schema == 2


@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.soak)])
def test_interrupted_at_any_statement_it_is_the_old_file_still(
    old: Path, tmp_path: Path, step: int
) -> None:
    """At one statement of so many, and at each of the last few, after which all is written."""
    said: list[str] = []
    trial = tmp_path / "trial.sqlite"
    shutil.copy(old, trial)
    migrate.upgrade(trial, spy=said.append)
    assert sum("once_empty" in statement for statement in said) == 4
    before = _rows(old)
    for stop in sorted({*range(0, len(said), step), *range(len(said) - 4, len(said))}):
        shutil.copy(old, trial)
        with pytest.raises(ZeroDivisionError):
            migrate.upgrade(trial, spy=_stopping(stop))
        assert read_header(trial).schema == 2, f"changed by the first {stop} statements"
        assert _rows(trial) == before, f"changed by the first {stop} statements"
    migrate.upgrade(trial)
    assert read_header(trial).schema == SCHEMA


def test_the_questions_are_those_of_the_wording_of_then() -> None:
    module = import_module("microbiz_desktop.storage.migrations.versions.r0003_once_empty")
    root = resource("templates", "earlier", "joint-venture-1.0.0")
    template = load_catalogue(root, kept=True).templates["joint-venture"]
    had = {q.id for q in template.questions if not q.source and is_answered(q.default)}
    assert set(module._HAD_A_DEFAULT) == had


@pytest.mark.parametrize("value", ["", "  ", [], {}, None])
def test_empty_is_what_that_program_took_for_empty(value: object) -> None:
    module = import_module("microbiz_desktop.storage.migrations.versions.r0003_once_empty")
    answers = {"uncapped": value, "conduct": value, "unknown": value}
    assert module._take_out(answers) == ["uncapped"]
    assert set(answers) == {"conduct", "unknown"}


@pytest.mark.parametrize("value", [False, 0, "x", ["law"], {"a": ""}])
def test_no_and_zero_are_answers(value: object) -> None:
    module = import_module("microbiz_desktop.storage.migrations.versions.r0003_once_empty")
    assert module._take_out({"portfolio": value}) == []
