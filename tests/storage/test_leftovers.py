"""What a killed program or a first restore would leave behind."""

import os
import time
from pathlib import Path

import pytest

from microbiz_desktop.locks import open_folder
from microbiz_desktop.services.program.backups import restore_into
from microbiz_desktop.storage.backup import back_up
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.workshop import sweep, workshop

from .conftest import StillClock


def test_a_restore_into_an_empty_folder_keeps_nothing_aside(
    database: Database, data_dir: Path, tmp_path: Path, clock: StillClock
) -> None:
    back_up(data_dir, tmp_path / "kept.zip", clock)
    empty = tmp_path / "empty"
    assert restore_into(empty, tmp_path / "kept.zip") is None
    assert list(empty.glob("before-restore-*")) == []
    assert (empty / DATABASE_NAME).exists()
    aside = restore_into(empty, tmp_path / "kept.zip")
    assert aside is not None
    assert (aside / DATABASE_NAME).exists()


def test_a_workshop_swept_before_it_has_its_lock_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may open the data folder, and sweep it, in that very moment."""
    swept: list[Path] = []

    def opened_late(folder: Path) -> int:
        if not swept:
            swept.append(folder)
            sweep(tmp_path)
        return open_folder(folder)

    monkeypatch.setattr("microbiz_desktop.workshop.open_folder", opened_late)
    with workshop(tmp_path) as folder:
        (folder / "passing").write_bytes(b"whole")
        assert sweep(tmp_path) == 0
        assert (folder / "passing").read_bytes() == b"whole"
        assert not swept[0].exists()
    assert list(tmp_path.iterdir()) == []


def test_files_left_by_a_kill_while_creating_are_swept(data_dir: Path, clock: StillClock) -> None:
    old = time.time() - 3600
    ours = [data_dir / f".{DATABASE_NAME}.0a1b2c3d.part{end}" for end in ("", "-journal")]
    others = [
        data_dir / f".{DATABASE_NAME}.mine.part",
        data_dir / ".notes.0a1b2c3d.part",
        data_dir / f"{DATABASE_NAME}.0a1b2c3d.part",
    ]
    young = data_dir / f".{DATABASE_NAME}.ffffffff.part"
    for path in (*ours, *others, young):
        path.write_bytes(b"half")
        if path is not young:
            os.utime(path, (old, old))
    open_database(data_dir, clock).close()
    assert [path for path in ours if path.exists()] == []
    assert all(path.exists() for path in (*others, young))
