"""Locks that end with their process, whatever ended it: what is held by nobody is left over."""

import errno
import os
import sys
from enum import Enum
from pathlib import Path


class Held(Enum):
    """What came of asking for a lock."""

    OURS = "ours"
    THEIRS = "theirs"
    #: The disk knows no locks: nothing can be said of others.
    UNKNOWN = "unknown"


def lock(handle: int, *, shared: bool = False) -> Held:
    """Take the lock of an open file or folder without waiting; closing it gives the lock back."""
    if sys.platform == "win32":
        return Held.UNKNOWN
    import fcntl

    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        theirs = error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
        return Held.THEIRS if theirs else Held.UNKNOWN
    return Held.OURS


def open_folder(folder: Path) -> int:
    """A folder to lock; close it with `os.close`. Raises OSError."""
    return os.open(folder, os.O_RDONLY)
