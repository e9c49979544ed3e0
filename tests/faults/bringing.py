"""The faults of the matrix, each brought about from outside the program."""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from microbiz_desktop.storage.header import DATABASE_NAME
from tests.ordinary import NOBODY

from .kernel import FILES, KILL, OPENS_TO_WRITE, Rule, beyond
from .operations import Ground, Operation

_NAMES = ("rename", "renameat", "renameat2", "link", "linkat")
_GONE = ("unlink", "unlinkat")
_SYNC = ("fsync", "fdatasync")


def _writes(code: int) -> list[Rule]:
    return [Rule(("write",), code, FILES), Rule(("pwrite64",), code)]


_READ_ONLY = [
    *_writes(errno.EROFS),
    *(Rule((call,), errno.EROFS, when) for call, when in OPENS_TO_WRITE.items()),
    Rule((*_NAMES, *_GONE, "mkdir", "mkdirat", "rmdir"), errno.EROFS),
    Rule(("chmod", "fchmod", "fchmodat", "ftruncate", "fallocate"), errno.EROFS),
]


@dataclass(frozen=True, slots=True)
class Try:
    """One way to bring a fault about: calls that the kernel refuses or ends the process at, or a
    signal so many seconds after the operation was begun. `early` is before the folder is opened.
    """

    rules: Sequence[Rule] = ()
    early: bool = False
    after: float | None = None


#: Every fault, and the ways in which it is brought about.
FAULTS: dict[str, Sequence[Try]] = {
    "kill": (
        Try([Rule(_SYNC, KILL)]),
        Try([Rule(("pwrite64",), KILL)]),
        Try([Rule(_NAMES, KILL)]),
        Try([Rule(_GONE, KILL)]),
        # Where a workshop is cleared away: a restore is then ready, and has exchanged nothing.
        Try([Rule(("rmdir",), KILL)]),
    ),
    "ENOSPC": (
        Try(_writes(errno.ENOSPC)),
        Try([Rule(("pwrite64",), errno.ENOSPC, beyond(40_000))]),
    ),
    "EIO": (
        Try([Rule(_SYNC, errno.EIO)]),
        Try(_writes(errno.EIO)),
        Try([Rule(("pread64",), errno.EIO)]),
    ),
    "read-only": (Try(_READ_ONLY), Try(_READ_ONLY, early=True)),
    "no permission": (Try(early=True),),
    "locked": (Try(),),
    "SIGTERM": (Try(after=0), Try(after=0.004), Try(after=0.02)),
}


@contextmanager
def held(ground: Ground) -> Iterator[None]:
    """A second process is in the middle of writing into the data file."""
    ready, tell = os.pipe()
    wait, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        _hold(ground.folder, tell, wait)
    os.close(wait)
    os.read(ready, 1)
    try:
        yield
    finally:
        for pipe in (end, ready, tell):
            os.close(pipe)
        os.waitpid(child, 0)


def _hold(folder: Path, tell: int, wait: int) -> None:
    """Ends when the other end of the pipe is closed; never returns."""
    lock = os.open(folder, os.O_RDONLY)
    import fcntl

    fcntl.flock(lock, fcntl.LOCK_SH)
    other = sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    os.write(tell, b"1")
    os.read(wait, 1)
    other.execute("ROLLBACK")
    other.close()
    os._exit(0)


def take_away(ground: Ground, operation: Operation) -> None:
    """The folder that is written to is the ordinary user's and closed for writing."""
    if os.getuid() == 0:
        for path in (ground.folder, ground.outside):
            for inside in (path, *path.rglob("*")):
                os.chown(inside, NOBODY, NOBODY)
    closed = ground.outside if operation.outside else ground.folder
    for inside in closed.rglob("*"):
        if inside.is_file():
            inside.chmod(0o400)
    closed.chmod(0o500)


def give_back(ground: Ground) -> None:
    """All is the user's again who runs the tests."""
    for path in (ground.folder, ground.outside):
        for inside in (path, *path.rglob("*")):
            inside.chmod(0o700 if inside.is_dir() else 0o600)
            if os.getuid() == 0:
                os.chown(inside, 0, 0)


def become_ordinary() -> None:
    """The system refuses root nothing."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
