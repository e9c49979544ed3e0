"""A restore and whoever has the data open exclude each other, and an exchanged file is noticed."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from microbiz_desktop.cli.main import BAD_INPUT, FINE, main
from microbiz_desktop.domain.errors import CannotSave, NotReady
from microbiz_desktop.storage import alone as folder_lock
from microbiz_desktop.storage.backup import back_up
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.storage.restore import restore

from .conftest import StillClock
from .samples import business

_OPEN = """
import sys
from pathlib import Path
from microbiz_desktop.services.wiring import build_services
services = build_services(Path(sys.argv[1]))
print("now", flush=True)
sys.stdin.readline()
services.close()
"""
_EXCHANGING = """
import sys
from pathlib import Path
from microbiz_desktop.storage.alone import alone
with alone(Path(sys.argv[1])):
    print("now", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def _elsewhere(code: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another program that has the folder as `code` says."""
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "now\n"
        try:
            yield child
        finally:
            child.kill()


@pytest.fixture
def backup(data_dir: Path, tmp_path: Path, clock: StillClock) -> Path:
    """A backup that holds One, of a folder that holds Two as well."""
    opened = open_database(data_dir, clock)
    with opened.transaction() as session:
        session.add(business("One"))
    back_up(data_dir, tmp_path / "one.zip", clock)
    with opened.transaction() as session:
        session.add(business("Two"))
    opened.close()
    return tmp_path / "one.zip"


def _names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT legal_name FROM business")]


def _tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_restore_is_refused_while_the_folder_is_open_elsewhere(
    data_dir: Path, backup: Path, clock: StillClock, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--data-dir", str(data_dir), "restore", str(backup)]
    with _elsewhere(_OPEN, data_dir) as child:
        before = _tree(data_dir)
        assert main(command) == BAD_INPUT
        said = capsys.readouterr().err
        assert "is open in a window or another command, so the backup was not put in place" in said
        assert _tree(data_dir) == before
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
        child.wait(60)
    assert _names(data_dir / DATABASE_NAME) == ["One", "Two"]
    assert main(command) == FINE
    assert _names(data_dir / DATABASE_NAME) == ["One"]


def test_a_restore_is_refused_while_it_is_open_here(
    data_dir: Path, backup: Path, clock: StillClock
) -> None:
    opened = open_database(data_dir, clock)
    with pytest.raises(NotReady, match="is open in a window"):
        restore(data_dir, backup, clock)
    with opened.transaction() as session:
        session.add(business("Three"))
    opened.close()
    opened.close()
    assert _names(data_dir / DATABASE_NAME) == ["One", "Two", "Three"]
    restore(data_dir, backup, clock)
    assert _names(data_dir / DATABASE_NAME) == ["One"]


def test_the_second_of_two_restores_is_told_the_truth(
    data_dir: Path, backup: Path, clock: StillClock
) -> None:
    with _elsewhere(_EXCHANGING, data_dir):
        with pytest.raises(NotReady, match="Another backup is just being put in place here"):
            restore(data_dir, backup, clock)
        assert _names(data_dir / DATABASE_NAME) == ["One", "Two"]
    restore(data_dir, backup, clock)
    assert _names(data_dir / DATABASE_NAME) == ["One"]


def test_nothing_opens_while_a_backup_is_put_in_place_and_a_kill_frees_it(
    data_dir: Path, backup: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_lock, "PATIENCE", 0.01)
    with _elsewhere(_EXCHANGING, data_dir) as child:
        with pytest.raises(NotReady, match="A backup is just being put in place"):
            open_database(data_dir, clock)
        child.send_signal(signal.SIGKILL)
        child.wait(60)
    open_database(data_dir, clock).close()


@pytest.mark.parametrize("how", ["another file", "moved away", "deleted", "restored by hand"])
def test_an_open_data_file_that_was_exchanged_is_written_no_more(
    how: str, data_dir: Path, backup: Path, clock: StillClock, tmp_path: Path
) -> None:
    opened, path = open_database(data_dir, clock), data_dir / DATABASE_NAME
    with (
        closing(sqlite3.connect(tmp_path / "other")) as other,
        closing(sqlite3.connect(path)) as here,
    ):
        here.backup(other)
    match how:
        case "deleted":
            path.unlink()
        case "moved away":
            path.rename(tmp_path / "moved")
        case "another file":
            (tmp_path / "other").replace(path)
        case _:
            path.rename(tmp_path / "moved")
            shutil.copy(tmp_path / "other", path)
    heard: list[object] = []
    opened.subscribe(heard.append)
    for _ in range(2):
        with (
            pytest.raises(CannotSave, match="was exchanged or taken away"),
            opened.transaction() as session,
        ):
            session.add(business("Lost"))
    with pytest.raises(CannotSave, match="was exchanged"), opened.alone():
        pass
    with pytest.raises(CannotSave, match="nothing is saved from here any more"):
        opened.foreign_commits()
    assert opened.foreign_commits() is False, "said once"
    opened.close()
    assert heard == []
    assert not path.exists() or _names(path) == ["One", "Two"]


def test_what_is_exchanged_before_the_commit_is_not_called_saved(
    data_dir: Path, backup: Path, clock: StillClock, tmp_path: Path
) -> None:
    opened, path = open_database(data_dir, clock), data_dir / DATABASE_NAME
    shutil.copy(path, tmp_path / "other")
    heard: list[object] = []
    opened.subscribe(heard.append)
    with pytest.raises(CannotSave, match="was exchanged"), opened.transaction() as session:
        session.add(business("Half-way"))
        session.flush()
        (tmp_path / "other").replace(path)
    assert heard == []
    opened.close()


def test_the_log_of_the_old_file_does_not_stay_beside_the_restored_one(
    data_dir: Path, backup: Path, clock: StillClock
) -> None:
    """A program that was killed leaves a log with commits; on another file it would be poison."""
    wal = data_dir / f"{DATABASE_NAME}-wal"
    data = data_dir / DATABASE_NAME
    with _elsewhere(_OPEN, data_dir), closing(sqlite3.connect(data)) as other:
        other.execute("UPDATE business SET legal_name = 'In the log' WHERE id = 1")
        other.commit()
        shutil.copy(wal, data_dir.parent / "log")
    shutil.copy(data_dir.parent / "log", wal)
    assert wal.stat().st_size > 0
    restore(data_dir, backup, clock)
    left = [path.name for path in data_dir.iterdir() if path.name.startswith(DATABASE_NAME)]
    assert left == [DATABASE_NAME]
    assert _names(data_dir / DATABASE_NAME) == ["One"]
    (aside,) = data_dir.glob("before-restore-*")
    assert (aside / f"{DATABASE_NAME}-wal").exists()
    assert "In the log" in _names(aside / DATABASE_NAME)


def test_a_folder_whose_disk_knows_no_locks_is_worked_on_all_the_same(
    data_dir: Path, backup: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", unknown)
    restore(data_dir, backup, clock)
    opened: Database = open_database(data_dir, clock)
    with opened.reading() as session:
        assert session.execute(text("SELECT count(*) FROM business")).scalar() == 1
    opened.close()
