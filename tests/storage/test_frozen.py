"""What is frozen refuses change in the database itself, whatever the statement."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from microbiz_desktop.domain.errors import RevisionFrozen
from microbiz_desktop.domain.states import EntryKind
from microbiz_desktop.records.agreement import Agreement, Revision
from microbiz_desktop.storage.database import Database

from .samples import agreement, entry, entry_digest, frozen_rows, revision

TABLES = ("revision", "ledger_entry", "evidence_file", "executed_copy", "image")


@pytest.fixture
def filled(database: Database) -> Database:
    with database.transaction() as session:
        owner = agreement()
        session.add(owner)
        session.flush()
        session.add_all(frozen_rows(owner))
    return database


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET rowid = rowid",
        "UPDATE OR REPLACE {table} SET rowid = rowid + 1",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
    ],
)
def test_rows_are_only_ever_added(filled: Database, table: str, statement: str) -> None:
    before = _dump(filled, table)
    with pytest.raises(RevisionFrozen), filled.transaction() as session:
        session.execute(text(statement.format(table=table)))
    assert _dump(filled, table) == before
    assert len(before) == 1


def test_replacing_by_the_natural_key_is_refused_as_well(filled: Database) -> None:
    for columns, values in (
        ("agreement_id, number", "1, 1"),
        ("id, agreement_id, number", "77, 1, 1"),
    ):
        others = (
            "text, fingerprint, deal_json, template_version, pack, pack_version, pdf, pdf_sha256,"
            " check_code, offered_at, open_until"
        )
        statement = (
            f"INSERT OR REPLACE INTO revision ({columns}, {others})"
            f" SELECT {values}, x'00', {others.partition(', ')[2]} FROM revision"
        )
        with pytest.raises(RevisionFrozen), filled.transaction() as session:
            session.execute(text(statement))


def test_the_triggers_hold_for_a_program_that_knows_no_pragmas(filled: Database) -> None:
    """Without recursive_triggers the DELETE trigger is not run by REPLACE: the INSERT one is."""
    filled.close()
    for table in TABLES:
        with (
            closing(sqlite3.connect(filled.path)) as other,
            pytest.raises(sqlite3.DatabaseError, match=r"append-only|function: entry_hash"),
        ):
            other.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_a_changed_record_is_refused(filled: Database) -> None:
    with pytest.raises(RevisionFrozen), filled.transaction() as session:
        session.get_one(Revision, 1).fingerprint = "0" * 64
    with pytest.raises(RevisionFrozen), filled.transaction() as session:
        session.delete(session.get_one(Agreement, 1).revisions[0])


def test_the_ledger_takes_only_the_next_entry(filled: Database) -> None:
    first = entry_digest(agreement())
    for sequence, previous in ((3, first), (2, ""), (2, "00" * 32), (1, "")):
        with pytest.raises(RevisionFrozen), filled.transaction() as session:
            owner = session.get_one(Agreement, 1)
            session.add(entry(owner, sequence, previous))
    with filled.transaction() as session:
        owner = session.get_one(Agreement, 1)
        session.add(entry(owner, 2, first))
        session.add(revision(owner, 2))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("hash", "00" * 32),
        ("payload", '{"a":1}'),
        ("note", "the clock moved back from yesterday"),
        ("format", 1),
        ("revision", 7),
        ("key_id", "22"),
        ("entry", EntryKind.OFFERED),
    ],
)
def test_a_next_entry_whose_hash_is_not_its_own_is_refused(
    filled: Database, column: str, value: object
) -> None:
    """V6: it followed by number and hash of the last one, and its own hash was made up."""
    with pytest.raises(RevisionFrozen), filled.transaction() as session:
        made = entry(session.get_one(Agreement, 1), 2, entry_digest(agreement()))
        setattr(made, column, value)
        session.add(made)
    assert len(_dump(filled, "ledger_entry")) == 1


def test_a_program_that_cannot_work_out_the_hash_adds_no_entry(filled: Database) -> None:
    filled.close()
    with closing(sqlite3.connect(filled.path)) as other:
        columns = "agreement_id, sequence, entry, revision, at, payload, previous, hash"
        with pytest.raises(sqlite3.OperationalError, match="entry_hash"):
            other.execute(
                f"INSERT INTO ledger_entry ({columns}, signature, key_id, format, note)"
                " SELECT agreement_id, 2, entry, revision, at, payload, hash, 'aa', signature,"
                " key_id, format, note FROM ledger_entry"
            )


def _dump(database: Database, table: str) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT rowid, * FROM {table}"))]
