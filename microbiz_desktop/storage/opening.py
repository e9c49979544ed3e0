"""From a data folder to an open database: look, back up and migrate when needed, then check."""

from __future__ import annotations

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.clock import Clock
from ..domain.errors import BadInput, MicrobizError
from ..files import MEND, as_a_whole, make_folder
from ..workshop import sweep
from .alone import PATIENCE, Share, alone, share
from .check import quick_problems
from .header import DATABASE_NAME, read_header
from .private import keep_private
from .restore import finish_restore, unfinished

if TYPE_CHECKING:
    from .database import Database

#: As earlier versions named a data file in the making, and its journal.
_OURS = re.compile(rf"\.{re.escape(DATABASE_NAME)}\.[0-9a-f]{{8}}\.part(-journal)?")
#: Making a data file takes a second or two; after so many it is left over.
_STALE = 600
#: A path has 4,096 bytes at most, and the deepest of our files is 200 below the folder.
_LONGEST = 3_800


def open_database(data_dir: Path, clock: Clock) -> Database:
    """Open the data file of this folder, made or migrated as needed.

    Raises ForeignFile (newer or not ours; nothing was written), DamagedFile (kept as it is),
    NotReady (a backup is just being put in place) and CannotSave. SQLAlchemy and, only for a new
    or older file, Alembic are imported by it.
    """
    if len(os.fsencode(data_dir.absolute())) > _LONGEST:
        raise BadInput(
            "The path of the data folder is too long for the files in it.", "Name a shorter one."
        )
    make_folder(data_dir, private=True)
    held = _settled(data_dir)
    try:
        return _opened(_current(data_dir, clock), clock, held)
    except BaseException:
        held.release()
        raise


def _settled(data_dir: Path) -> Share:
    """The folder open beside others, with no restore left half done."""
    while True:
        held = share(data_dir)
        if not unfinished(data_dir):
            return held
        held.release()
        with alone(data_dir, patience=PATIENCE):
            finish_restore(data_dir)


def _opened(path: Path, clock: Clock, held: Share) -> Database:
    """The database, once the file was looked through: meanwhile what it is built on is imported."""
    with ThreadPoolExecutor(1, "check") as aside:
        problem = aside.submit(quick_problems, path)
        from .database import Database

        if found := problem.result():
            raise found
    return Database(path, clock, held)


def _current(data_dir: Path, clock: Clock) -> Path:
    """The data file, made or migrated as needed."""
    path = data_dir / DATABASE_NAME
    header = read_header(path)  # before anything here is touched
    _sweep(data_dir)
    keep_private(data_dir)
    if header.new:
        _create(path)
    elif not header.current:
        _upgrade(data_dir, path, clock)
    return path


def _sweep(data_dir: Path) -> None:
    """What a kill left; a young data file of an older version may still be in the making."""
    sweep(data_dir)
    for left in data_dir.glob(f".{DATABASE_NAME}.*.part*"):
        with suppress(OSError):
            if _OURS.fullmatch(left.name) and time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def _create(path: Path) -> None:
    from .migrate import create

    create(path)


def _upgrade(data_dir: Path, path: Path, clock: Clock) -> None:
    """A verified backup comes first; without one nothing is changed."""
    from .automatic import automatic_backup
    from .migrate import upgrade

    undone = "The data file was not updated, because no backup of it could be made first."
    with as_a_whole(undone, MEND):
        automatic_backup(data_dir, clock, reason="before-update", always=True)
    try:
        upgrade(path)
    except MicrobizError as error:
        error.hint = error.hint or "The backup made before is in the folder “backups”."
        raise
