"""Bring a data file to the schema of this program: all of it or nothing, after a verified backup.

A new file is made by the same migrations under another name and then put in its place, so that a
half-made file never exists under the name of the data file, and two programs that begin at once
have one file. Alembic is imported only here.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, event, pool, text

from ..domain.errors import CannotSave, DamagedFile
from ..files import cannot_save, new_private, sync_folder, take_name
from ..workshop import workshop
from .connect import BUSY_MILLISECONDS
from .header import APPLICATION_ID
from .translate import translated
from .triggers import definitions, missing, rebuild_statements

MIGRATIONS = Path(__file__).with_name("migrations")


def create(path: Path, scripts: Path = MIGRATIONS) -> None:
    """Make a new data file from the migrations; one that came to be meanwhile stays.

    Raises CannotSave; then nothing is there.
    """
    try:
        with workshop(path.parent) as folder:
            beside = folder / path.name
            new_private(beside)
            upgrade(beside, scripts)
            _make_way(path)
            take_name(beside, path)
            sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(error, path) from error


def _make_way(path: Path) -> None:
    """An empty file is no data file yet."""
    with suppress(FileNotFoundError):
        if path.stat().st_size == 0:
            path.unlink()


def upgrade(path: Path, scripts: Path = MIGRATIONS, *, spy: Callable[[str], object] = len) -> None:
    """Run every outstanding migration in one transaction. The caller has made the backup.

    `spy` sees each statement before it runs: tests stop the migration there. Raises CannotSave
    when the file is in use or the disk refuses, DamagedFile when the result does not hold.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000},
        poolclass=pool.NullPool,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(engine, "before_cursor_execute", lambda *arguments: spy(arguments[2]))
    try:
        with engine.begin() as connection:
            _run(connection, ScriptDirectory(str(scripts)))
    except Exception as error:
        sentence = translated(getattr(error, "orig", None) or error)
        if sentence is None:
            raise
        raise sentence from error
    finally:
        engine.dispose()


def _prepare(raw: sqlite3.Connection, _record: object) -> None:
    """Foreign keys off *outside* the transaction: on, a rebuilt parent table empties its children.

    The rollback journal, not WAL: then the revision in the file's header is always the true one.
    """
    raw.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    mode = raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise CannotSave("Another program is using the data file.", "Close it and try again.")
    raw.execute("PRAGMA synchronous=EXTRA")
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA recursive_triggers=ON")
    raw.execute("PRAGMA temp_store=MEMORY")


def _run(connection: Connection, scripts: ScriptDirectory) -> None:
    before, counted = _row_counts(connection), _with_used_ids(connection)
    for name in _names(connection, "trigger"):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    _migrate(connection, scripts)
    for statement in (*rebuild_statements(), *definitions().values()):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={int(scripts.get_current_head() or 0)}")
    _assert_sound(connection, before)
    if forgotten := counted - _with_used_ids(connection):
        raise DamagedFile(f"The update lost the memory of used ids of {forgotten}.", _KEPT)


def _migrate(connection: Connection, scripts: ScriptDirectory) -> None:
    def upgrades(revision: str, _context: object) -> Sequence[object]:
        return scripts._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), scripts, fn=upgrades, destination_rev="head") as environment:
        environment.configure(connection=connection, target_metadata=None, render_as_batch=True)
        environment.run_migrations()


def _assert_sound(connection: Connection, before: dict[str, int]) -> None:
    """Foreign keys hold, no row was lost, every trigger is there; else nothing is committed.

    A migration that takes rows out of a table says how many: `connection.info["moved"]`.
    """
    if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise DamagedFile("The update of the data file broke a link between its parts.", _KEPT)
    after = _row_counts(connection)
    moved = connection.info.get("moved", {})
    lost = [
        table
        for table, count in before.items()
        if table in after and after[table] + moved.get(table, 0) < count
    ]
    if lost:
        raise DamagedFile(f"The update of the data file lost rows of {', '.join(lost)}.", _KEPT)
    present = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type='trigger'"))
    if absent := missing((str(row[0]), str(row[1])) for row in present):
        raise DamagedFile(f"The update of the data file lost {', '.join(absent)}.", _KEPT)


_KEPT = "It was left as it was. Keep a copy of the data folder."


def _with_used_ids(connection: Connection) -> set[str]:
    """Tables whose ids are never used again: a batch rebuild forgets it unless told."""
    rows = connection.execute(
        text("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%AUTOINCREMENT%'")
    )
    return {str(row[0]) for row in rows}


def _names(connection: Connection, kind: str) -> list[str]:
    rows = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = :kind"), {"kind": kind}
    )
    return [str(row[0]) for row in rows]


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = [
        name
        for name in _names(connection, "table")
        if not name.startswith(("sqlite_", "alembic_", "search"))
    ]
    return {
        name: int(
            connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - a name of our own schema
        )
        for name in tables
    }
