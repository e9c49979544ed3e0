"""What a killed program or a first restore would leave behind."""

import os
import time
from pathlib import Path

from microbiz_desktop.services.backups import restore_into
from microbiz_desktop.storage.backup import back_up
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.opening import open_database

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
