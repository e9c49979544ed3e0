"""From a data folder to an open database: look, back up and migrate when needed, then check."""

import re
import time
from contextlib import suppress
from pathlib import Path

from ..domain.clock import Clock
from ..domain.errors import MicrobizError
from ..files import make_folder
from ..workshop import sweep
from .check import quick_problems
from .database import Database
from .header import DATABASE_NAME, look
from .private import keep_private
from .restore import finish_restore

#: As earlier versions named a data file in the making, and its journal.
_OURS = re.compile(rf"\.{re.escape(DATABASE_NAME)}\.[0-9a-f]{{8}}\.part(-journal)?")
#: Making a data file takes a second or two; after so many it is left over.
_STALE = 600


def open_database(data_dir: Path, clock: Clock) -> Database:
    """Open the data file of this folder, made or migrated as needed.

    Raises ForeignFile (newer or not ours; nothing was written), DamagedFile (kept as it is) and
    CannotSave. SQLAlchemy and, only for a new or older file, Alembic are imported by it.
    """
    path = data_dir / DATABASE_NAME
    make_folder(data_dir, private=True)
    finish_restore(data_dir)
    _sweep(data_dir)
    keep_private(data_dir)
    header = look(path)
    if header.new:
        _create(path)
    elif not header.current:
        _upgrade(data_dir, path, clock)
    if problem := quick_problems(path):
        raise problem
    return Database(path, clock)


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

    automatic_backup(data_dir, clock, reason="before-update", always=True)
    try:
        upgrade(path)
    except MicrobizError as error:
        error.hint = error.hint or "The backup made before is in the folder “backups”."
        raise
