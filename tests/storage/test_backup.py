"""Backups are checked, refused when they are not whole, and come back as they were."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from microbiz_desktop.domain.errors import BadInput, CannotSave, DamagedFile, MicrobizError
from microbiz_desktop.storage.automatic import automatic_backup, automatic_backups, last_good
from microbiz_desktop.storage.backup import back_up, check_backup, copy_database
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.manifest import MANIFEST
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.storage.restore import finish_restore, restore
from microbiz_desktop.storage.rotation import kept

from .conftest import StillClock
from .samples import agreement, business, frozen_rows


@pytest.fixture
def filled(database: Database, data_dir: Path) -> Database:
    with database.transaction() as session:
        owner = agreement()
        session.add_all([owner, business("One")])
        session.flush()
        session.add_all(frozen_rows(owner))
    (data_dir / "keys").mkdir()
    (data_dir / "keys" / "1.pem").write_text("a key")
    (data_dir / "settings.ini").write_text("[window]")
    (data_dir / "microbiz.lock").write_text("123")
    return database


def _names(database: Database) -> list[str]:
    with database.reading() as session:
        return [row[0] for row in session.execute(text("SELECT legal_name FROM business"))]


def test_the_list_of_a_backup_is_of_the_first_format(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    """Backups are opened years later: the name of the format is never changed in passing."""
    facts = back_up(data_dir, tmp_path / "kept.zip", clock)
    with zipfile.ZipFile(facts.path) as archive:
        listed = json.loads(archive.read("manifest.json"))
    assert listed["format"] == "microbiz-backup/1"
    assert sorted(listed) == ["counts", "files", "format", "made", "program", "schema"]


def test_a_backup_holds_everything_and_is_private(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    facts = back_up(data_dir, tmp_path / "kept.zip", clock)
    assert dict(facts.counts) == {"associates": 1, "projects": 0, "agreements": 1}
    assert facts == check_backup(tmp_path / "kept.zip", tmp_path)
    assert facts.made == clock.now()
    assert facts.path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(facts.path) as archive:
        assert sorted(archive.namelist()) == [
            "keys/1.pem",
            MANIFEST,
            DATABASE_NAME,
            "settings.ini",
        ]
    assert sorted(path.name for path in data_dir.iterdir() if path.name.startswith(".")) == []


def test_it_is_consistent_while_somebody_writes(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    with filled.transaction() as session:
        session.add(business("Half"))
        session.flush()
        facts = back_up(data_dir, tmp_path / "kept.zip", clock)
    assert dict(facts.counts)["associates"] == 1


def test_what_is_restored_is_what_was_and_the_rest_is_kept_aside(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    back_up(data_dir, tmp_path / "kept.zip", clock)
    with filled.transaction() as session:
        session.add(business("Later"))
    filled.close()
    (data_dir / "keys" / "2.pem").write_text("a later key")
    restore(data_dir, tmp_path / "kept.zip", clock)
    again = open_database(data_dir, clock)
    assert _names(again) == ["One"]
    again.close()
    assert sorted(path.name for path in (data_dir / "keys").iterdir()) == ["1.pem"]
    aside = next(data_dir.glob("before-restore-*"))
    assert (aside / "keys" / "2.pem").read_text() == "a later key"
    with closing(sqlite3.connect(aside / DATABASE_NAME)) as old:
        assert old.execute("SELECT count(*) FROM business").fetchone()[0] == 2
    assert (data_dir / "microbiz.lock").read_text() == "123"


def test_it_moves_to_an_empty_folder_of_another_computer(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    back_up(data_dir, tmp_path / "kept.zip", clock)
    restore(tmp_path / "elsewhere", tmp_path / "kept.zip", clock)
    there = open_database(tmp_path / "elsewhere", clock)
    assert _names(there) == ["One"]
    there.close()
    assert (tmp_path / "elsewhere" / "keys" / "1.pem").stat().st_mode & 0o777 == 0o600


def test_a_restore_stopped_at_any_rename_is_taken_up_again(
    filled: Database,
    data_dir: Path,
    tmp_path: Path,
    clock: StillClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(data_dir, tmp_path / "kept.zip", clock)
    filled.close()
    steps = 0
    for stop in range(30):
        clock.forward(seconds=1)
        with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as other:
            other.execute(f"UPDATE business SET legal_name = 'Now {stop}'")
            other.commit()
        try:
            with monkeypatch.context() as patched:
                patched.setattr(Path, "rename", _stopping(stop))
                restore(data_dir, tmp_path / "kept.zip", clock)
        except KeyboardInterrupt:
            finish_restore(data_dir)
            opened = open_database(data_dir, clock)
            assert _names(opened) in (["One"], [f"Now {stop}"])
            opened.close()
            assert not list(data_dir.glob("restore-*"))
            steps += 1
        else:
            break
    assert steps >= 5
    for aside in data_dir.glob("before-restore-*"):
        assert (aside / DATABASE_NAME).exists()


def _stopping(after: int) -> Callable[[Path, Path], Path]:
    count, real = iter(range(after)), Path.rename

    def rename(self: Path, target: Path) -> Path:
        if next(count, None) is None:
            raise KeyboardInterrupt
        return real(self, target)

    return rename


def _rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(source) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def _edit_manifest(content: dict[str, bytes], **values: Any) -> None:
    content[MANIFEST] = json.dumps({**json.loads(content[MANIFEST]), **values}).encode()


def _climb(files: dict[str, bytes]) -> None:
    manifest = json.loads(files[MANIFEST])
    manifest["files"]["../climbed"] = manifest["files"]["settings.ini"]
    files["../climbed"] = files["settings.ini"]
    files[MANIFEST] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda files: files.update({"keys/1.pem": b"another key"}), DamagedFile),
        (lambda files: files.update({DATABASE_NAME: files[DATABASE_NAME][:-4096]}), DamagedFile),
        (lambda files: files.pop(DATABASE_NAME), DamagedFile),
        (lambda files: files.pop(MANIFEST), BadInput),
        (lambda files: files.update({MANIFEST: b"[]"}), DamagedFile),
        (lambda files: files.update({MANIFEST: b"{"}), DamagedFile),
        (lambda files: _edit_manifest(files, schema=99), BadInput),
        (lambda files: _edit_manifest(files, made="yesterday"), DamagedFile),
        (lambda files: _edit_manifest(files, files={}), DamagedFile),
        (_climb, DamagedFile),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_changes(
    filled: Database,
    data_dir: Path,
    tmp_path: Path,
    clock: StillClock,
    change: Callable[[dict[str, bytes]], None],
    error: type[MicrobizError],
) -> None:
    back_up(data_dir, tmp_path / "kept.zip", clock)
    _rewritten(tmp_path / "kept.zip", tmp_path / "odd.zip", change)
    filled.close()
    before = sorted(path.name for path in data_dir.rglob("*"))
    with pytest.raises(error):
        check_backup(tmp_path / "odd.zip", tmp_path)
    with pytest.raises(error):
        restore(data_dir, tmp_path / "odd.zip", clock)
    assert sorted(path.name for path in data_dir.rglob("*")) == before
    assert not (tmp_path / "climbed").exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip" * 100])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    with pytest.raises(MicrobizError):
        check_backup(tmp_path / "other.zip", tmp_path)
    with pytest.raises(BadInput, match="no such file"):
        check_backup(tmp_path / "gone.zip", tmp_path)


def test_every_cut_of_a_backup_is_refused(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    whole = back_up(data_dir, tmp_path / "kept.zip", clock).path.read_bytes()
    for end in range(0, len(whole), len(whole) // 25):
        (tmp_path / "cut.zip").write_bytes(whole[:end])
        with pytest.raises(MicrobizError):
            check_backup(tmp_path / "cut.zip", tmp_path)


def test_a_damaged_database_is_not_backed_up_over_a_good_backup(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    target = tmp_path / "kept.zip"
    good = back_up(data_dir, target, clock).path.read_bytes()
    filled.close()
    with closing(sqlite3.connect(filled.path)) as other:
        other.execute("DROP TRIGGER revision_no_update")
        other.execute("UPDATE revision SET text = x'00'")
        other.commit()
    assert thorough_problems(filled.path) == [
        "trigger revision_no_update is missing or not of this program"
    ]
    with pytest.raises(DamagedFile, match="backup was not made"):
        back_up(data_dir, target, clock)
    assert target.read_bytes() == good


def test_a_full_disk_leaves_the_old_backup(
    filled: Database,
    data_dir: Path,
    tmp_path: Path,
    clock: StillClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "kept.zip"
    good = back_up(data_dir, target, clock).path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("microbiz_desktop.files.os.fsync", full)
    with pytest.raises(CannotSave, match="disk is full"):
        back_up(data_dir, target, clock)
    assert target.read_bytes() == good
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_automatic_backups_are_made_when_something_changed(
    filled: Database, data_dir: Path, clock: StillClock
) -> None:
    assert automatic_backup(data_dir, clock) is not None
    clock.forward(days=1)
    assert automatic_backup(data_dir, clock) is None
    with filled.transaction() as session:
        session.add(business("Two"))
    assert automatic_backup(data_dir, clock) is not None
    newest, oldest = automatic_backups(data_dir)
    assert newest.name > oldest.name
    newest.write_bytes(b"damaged")
    found = last_good(data_dir)
    assert found is not None
    assert found.path == oldest


def test_old_automatic_backups_go_and_others_stay(
    filled: Database, data_dir: Path, clock: StillClock
) -> None:
    automatic_backup(data_dir, clock, reason="before-update", always=True)
    for _ in range(12):
        clock.forward(days=1)
        automatic_backup(data_dir, clock, always=True)
    assert 7 <= len(automatic_backups(data_dir)) <= 9
    assert len(list((data_dir / "backups").glob("before-update-*"))) == 1


def test_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    start = datetime(2025, 1, 1, 12, tzinfo=UTC)
    times = [start + timedelta(hours=8 * step) for step in range(3 * 730)]
    staying = sorted(kept(times), reverse=True)
    assert staying[0] == max(times)
    assert len({time.date() for time in staying[:7]}) == 7
    assert len({(time.year, time.month) for time in staying}) == 12
    assert len(staying) <= 7 + 4 + 12
    assert kept([]) == set()


def test_what_cannot_be_copied_is_told_and_nothing_is_called_a_copy(tmp_path: Path) -> None:
    (tmp_path / "none").write_bytes(b"no data file at all" * 100)
    with pytest.raises(DamagedFile):
        copy_database(tmp_path / "none", tmp_path / "copy")


def test_a_list_longer_than_any_backup_has_is_not_read(
    filled: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    target = tmp_path / "whole.zip"
    back_up(data_dir, target, clock)
    odd = tmp_path / "odd.zip"
    with zipfile.ZipFile(target) as there, zipfile.ZipFile(odd, "w") as made:
        for name in there.namelist():
            more = b" " * 2**20 if name == MANIFEST else b""
            made.writestr(name, there.read(name) + more)
    check_backup(target, data_dir)
    with pytest.raises(DamagedFile):
        check_backup(odd, data_dir)


def test_the_thorough_check_can_be_ended_wherever_it_is(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large file it takes long, most of it within one statement of SQLite."""
    monkeypatch.setattr("microbiz_desktop.storage.check._STEPS", 50)
    asked = 0

    def counted() -> None:
        nonlocal asked
        asked += 1

    assert thorough_problems(filled.path, counted) == []
    within = asked
    assert within > 20
    for last in range(1, within + 1, max(1, within // 20)):
        left = last

        def ends() -> None:
            nonlocal left
            left -= 1
            if not left:
                raise BadInput("Stopped.", "Nothing was changed.")

        with pytest.raises(BadInput, match=r"Stopped\."):
            thorough_problems(filled.path, ends)
    assert thorough_problems(filled.path) == []
