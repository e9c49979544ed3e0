"""Where passing files are made: inside the data folder, for the user alone, gone afterwards.

Never in the system's temporary folder: a kill would leave the contact list and private keys there.
A workshop is locked while it is used; whoever opens the data folder next removes what nobody holds.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .files import PRIVATE_FOLDER, as_a_whole, make_folder, sweep_parts
from .locks import Held, lock, open_folder

_NAME = ".work-"
#: As earlier versions named them.
_OLDER = (".backup-", "restore-partial-")
#: Where files are made beside their final names: backups and keys.
_MAKING = ("backups", "keys")
#: Sweeping in the very moment of making is rare; so often in a row it is something else.
_TRIES = 20


@contextmanager
def workshop(data_dir: Path) -> Iterator[Path]:
    """An empty folder below the data folder, which is there. Raises CannotSave."""
    with as_a_whole("Nothing can be written into the data folder."):
        folder, handle = _locked(data_dir)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _locked(data_dir: Path) -> tuple[Path, int]:
    """A new folder and its lock; one that was swept before it had its lock is made again."""
    for _ in range(_TRIES):
        folder = data_dir / f"{_NAME}{secrets.token_hex(8)}"
        folder.mkdir(mode=PRIVATE_FOLDER)
        with suppress(FileNotFoundError):
            handle = open_folder(folder)
            if lock(handle) is not Held.THEIRS and folder.is_dir():
                return folder, handle
            os.close(handle)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


@contextmanager
def scratch(data_dir: Path) -> Iterator[Path]:
    """A data folder that passes, also where there is none for good; none is there afterwards then.

    It lies in a workshop and is none, as whoever opens a data folder locks it.
    """
    made = [folder for folder in (data_dir, *data_dir.parents) if not folder.exists()]
    make_folder(data_dir, private=True)
    try:
        with workshop(data_dir) as folder:
            yield make_folder(folder / "data", private=True)
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def sweep(data_dir: Path) -> int:
    """Remove what killed programs left in the data folder; how many things there were."""
    gone = sum(sweep_parts(data_dir / name, ours=True) for name in _MAKING)
    for folder in _workshops(data_dir):
        with suppress(OSError):
            gone += _swept(folder)
    return gone


def _workshops(data_dir: Path) -> list[Path]:
    return [
        path
        for name in (_NAME, *_OLDER)
        for path in data_dir.glob(f"{name}*")
        if path.is_dir() and not path.is_symlink()
    ]


def _swept(folder: Path) -> bool:
    handle = open_folder(folder)
    try:
        if lock(handle) is not Held.OURS:
            return False
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()
    finally:
        os.close(handle)
