"""Who has the data folder: many may have it open, and only one alone may exchange what is in it.

It is the folder itself that is locked: nothing is written for it, not even beside a foreign file.
The lock ends with its process. A disk that knows no locks is worked on without one.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import NotReady
from ..files import cannot_save
from ..locks import Held, lock, open_folder

#: Seconds an opening waits for a restore that is nearly done, looking so often.
PATIENCE, _LOOK = 5.0, 0.05


class Share:
    """Held as long as a data file is open; `release()` may be called twice."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Let go of the file, so that others may exchange it."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def share(data_dir: Path) -> Share:
    """Have the folder open beside others. Raises NotReady while a backup is put in place."""
    handle = _opened(data_dir)
    if _taken(handle, shared=True, patience=PATIENCE):
        return Share(handle)
    os.close(handle)
    raise NotReady("A backup is just being put in place here.", "Try again when that is done.")


@contextmanager
def alone(data_dir: Path, *, patience: float = 0) -> Iterator[None]:
    """Have the folder while nobody else has. Raises NotReady, with a reason that is true."""
    handle = _opened(data_dir)
    try:
        if not _taken(handle, shared=False, patience=patience):
            raise _refusal(handle)
        yield
    finally:
        os.close(handle)


def _refusal(handle: int) -> NotReady:
    """Whoever may share it is kept out by those who have it open; else it is being exchanged."""
    if lock(handle, shared=True) is Held.OURS:
        return NotReady(
            "This data folder is open in a window or another command, so the backup was not put "
            "in place.",
            "Close it and try again.",
        )
    return NotReady(
        "Another backup is just being put in place here, so this one was not.",
        "Wait until that is done, and look at what is there then.",
    )


def _opened(data_dir: Path) -> int:
    try:
        return open_folder(data_dir)
    except OSError as error:
        raise cannot_save(error, data_dir) from error


def _taken(handle: int, *, shared: bool, patience: float) -> bool:
    end = time.monotonic() + patience
    while lock(handle, shared=shared) is Held.THEIRS:
        if time.monotonic() >= end:
            return False
        time.sleep(_LOOK)
    return True
