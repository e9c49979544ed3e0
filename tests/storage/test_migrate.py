"""Migrations: all or nothing at every statement, and nothing lost on the way."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from microbiz_desktop.domain.errors import CannotSave, DamagedFile
from microbiz_desktop.records import agreement as _agreement  # noqa: F401 - fills the metadata
from microbiz_desktop.records import network as _network  # noqa: F401 - fills the metadata
from microbiz_desktop.records import project as _project  # noqa: F401 - fills the metadata
from microbiz_desktop.records import setting as _setting  # noqa: F401 - fills the metadata
from microbiz_desktop.records.base import Base
from microbiz_desktop.storage import header, migrate, opening, triggers
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME, SCHEMA, read_header

from .conftest import StillClock
from .samples import agreement, business, frozen_rows

_NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "{revision}"
down_revision = "{before}"
def upgrade():
    kept = {{"sqlite_autoincrement": {kept}}}
    with op.batch_alter_table("business", recreate="always", table_kwargs=kept) as table:
        table.add_column(sa.Column("rating", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("revision", recreate="always") as table:
        table.add_column(sa.Column("deed", sa.Boolean(), server_default="0", nullable=False))
    op.execute("CREATE TABLE review (id INTEGER PRIMARY KEY, words TEXT)")
    {more}
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The real migrations and one more that rebuilds a parent table and a frozen one."""
    return _scripts(tmp_path / "migrations", "")


def _scripts(folder: Path, more: str, *, kept: bool = True) -> Path:
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    said = {"revision": f"{SCHEMA + 1:04}", "before": f"{SCHEMA:04}", "more": more, "kept": kept}
    (folder / "versions" / "r9999_second.py").write_text(_NEXT.format(**said))
    return folder


@pytest.fixture
def filled(database: Database) -> Path:
    with database.transaction() as session:
        owner = agreement()
        session.add_all([owner, business("One"), business("Two")])
        session.flush()
        session.add_all(frozen_rows(owner))
    database.close()
    return database.path


def _dump(path: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(path)) as connection:
        return tuple(connection.iterdump())


def _content(dump: tuple[str, ...]) -> list[str]:
    """The rows: a batch rebuild writes its constraints in any order."""
    return sorted(line for line in dump if line.startswith("INSERT"))


def _rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_the_program_and_its_migrations_agree_on_the_schema(database: Database) -> None:
    assert int(ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head() or 0) == SCHEMA
    assert _revision_of(database.path) == f"{SCHEMA:04}"
    engine = create_engine(f"sqlite:///{database.path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _is_ours}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not str(name).startswith(("search", "sqlite_"))


def test_a_rebuilt_table_keeps_its_rows_children_triggers_and_search(
    filled: Path, scripts: Path
) -> None:
    before = {table: _rows(filled, table) for table in ("business", "person", "revision", "search")}
    migrate.upgrade(filled, scripts)
    assert {table: _rows(filled, table) for table in before} == before
    assert before["person"] == 2
    assert _revision_of(filled) == f"{SCHEMA + 1:04}"
    with closing(sqlite3.connect(filled)) as connection:
        present = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        assert triggers.missing(present) == []
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("UPDATE revision SET number = 9")


def test_interrupted_at_any_statement_the_old_file_is_there_and_runs_again(
    filled: Path, scripts: Path, tmp_path: Path
) -> None:
    _interrupted(filled, scripts, tmp_path / "trial.sqlite", every=8)


@pytest.mark.soak
def test_interrupted_at_really_any_statement(filled: Path, scripts: Path, tmp_path: Path) -> None:
    _interrupted(filled, scripts, tmp_path / "trial.sqlite", every=1)


def _interrupted(filled: Path, scripts: Path, trial: Path, *, every: int) -> None:
    """At one statement of so many, and at each of the last few, after which all is written."""
    said: list[str] = []
    shutil.copy(filled, trial)
    with closing(sqlite3.connect(trial)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()  # as every migration begins
    old = trial.read_bytes()
    migrate.upgrade(trial, scripts, spy=said.append)
    new = _dump(trial)
    assert len(said) > 40
    trial.write_bytes(old)
    for stop in sorted({*range(0, len(said), every), *range(len(said) - 4, len(said))}):
        with pytest.raises(ZeroDivisionError):
            migrate.upgrade(trial, scripts, spy=_stopping(stop))
        assert trial.read_bytes() == old, f"changed by the first {stop} statements"
        assert not trial.with_name("trial.sqlite-journal").exists()
    assert read_header(trial).current
    migrate.upgrade(trial, scripts)
    assert _content(_dump(trial)) == _content(new)


def _stopping(after: int) -> Callable[[str], None]:
    count = iter(range(after + 1))

    def spy(_sql: str) -> None:
        if next(count, after) == after:
            raise ZeroDivisionError

    return spy


def test_killed_in_the_middle_the_old_file_is_there(
    filled: Path, scripts: Path, tmp_path: Path
) -> None:
    old = _dump(filled)
    code = (
        "import os,sys;from pathlib import Path;from microbiz_desktop.storage import migrate\n"
        "n=iter(range(int(sys.argv[3])));"
        "migrate.upgrade(Path(sys.argv[1]),Path(sys.argv[2]),"
        "spy=lambda _: next(n,None) is None and os.kill(os.getpid(),9))"
    )
    for stop in (10, 35, 55):
        trial = tmp_path / f"trial-{stop}.sqlite"
        shutil.copy(filled, trial)
        ended = subprocess.run(
            [sys.executable, "-c", code, str(trial), str(scripts), str(stop)], check=False
        )
        assert ended.returncode == -9
        assert _dump(trial) == old


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ('op.execute("DELETE FROM person WHERE id = 1")', "lost rows of person"),
        ('op.execute("DELETE FROM business")', "broke a link"),
    ],
)
def test_a_migration_that_loses_something_is_not_committed(
    filled: Path, tmp_path: Path, more: str, complaint: str
) -> None:
    old = _dump(filled)
    with pytest.raises(DamagedFile, match=complaint):
        migrate.upgrade(filled, _scripts(tmp_path / "losing", more))
    assert _dump(filled) == old


def test_a_migration_that_forgets_used_ids_is_not_committed(filled: Path, tmp_path: Path) -> None:
    old = _dump(filled)
    with pytest.raises(DamagedFile, match="lost the memory of used ids"):
        migrate.upgrade(filled, _scripts(tmp_path / "forgetful", "", kept=False))
    assert _dump(filled) == old


def test_a_verified_backup_comes_before_an_update(
    filled: Path,
    scripts: Path,
    data_dir: Path,
    clock: StillClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from microbiz_desktop.storage.backup import check_backup

    monkeypatch.setattr(header, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(migrate.upgrade, "__defaults__", (scripts,))
    opening.open_database(data_dir, clock).close()
    made = list((data_dir / "backups").glob("before-update-*.zip"))
    assert len(made) == 1
    assert check_backup(made[0], data_dir).schema == SCHEMA
    assert read_header(data_dir / DATABASE_NAME).schema == SCHEMA + 1


def test_without_the_backup_there_is_no_update(
    filled: Path, data_dir: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_dir / "backups").write_text("in the way")
    monkeypatch.setattr(header, "SCHEMA", SCHEMA + 1)
    before = filled.read_bytes()
    with pytest.raises(CannotSave):
        opening.open_database(data_dir, clock)
    assert filled.read_bytes() == before


@pytest.mark.usefixtures("impatient")
def test_a_file_in_use_is_not_updated(filled: Path, scripts: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL").fetchall()
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM business").fetchall()
        with pytest.raises(CannotSave, match="Another program"):
            migrate.upgrade(filled, scripts)
        other.execute("ROLLBACK")


def test_a_half_made_new_file_never_bears_the_name(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(migrate, "_assert_sound", fail)
    with pytest.raises(ZeroDivisionError):
        migrate.create(data_dir / DATABASE_NAME)
    assert list(data_dir.iterdir()) == []
