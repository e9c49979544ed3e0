"""Every file that comes from elsewhere: an ordinary file, and not too large, before it is read.

A pipe would be waited for without end, a device such as `/dev/zero` has none and says size 0.
"""

import errno
import os
import stat
import sys
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from .domain.errors import BadInput

#: As the path of a file to read: its bytes come from standard input.
STANDARD_INPUT = Path("-")
#: Does not wait for the other end of a pipe; ordinary files know no such thing.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_REASONS = {
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file",
    errno.EACCES: "it may not be read",
    errno.EPERM: "it may not be read",
    errno.EISDIR: "this is a folder",
    errno.ENAMETOOLONG: "the name or its path is too long",
    errno.ELOOP: "it is a link that leads to itself",
    errno.ENXIO: "not an ordinary file",
    errno.EIO: "the disk reports a fault",
}


class NoOrdinaryFile(OSError):
    """A pipe, a device or a socket."""


def opened(path: Path) -> BufferedReader:
    """The file open for reading. Raises OSError, also for what is no ordinary file."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise NoOrdinaryFile(errno.EINVAL, "not an ordinary file")


def read(path: Path, most: int) -> bytes:
    """The whole file, of up to `most` bytes. Raises BadInput that names it."""
    try:
        if path == STANDARD_INPUT:
            return _received(most)
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            # One byte more: some files say less than they hold, and some grow.
            content = file.read(most + 1) if size <= most else b""
    except (OSError, ValueError) as error:
        raise cannot_read(error, path) from error
    if max(size, len(content)) > most:
        raise BadInput(
            f"{_shown(path)}: larger than {_words(most)}, so it was not read.",
            "Choose another file.",
        )
    return content


def _received(most: int) -> bytes:
    """What comes on standard input, to its end."""
    content = standard_input().read(most + 1)
    if len(content) > most:
        raise BadInput(
            f"Standard input: more than {_words(most)}, so it was not read.",
            "Choose another file.",
        )
    return content


def standard_input() -> BinaryIO:
    """Standard input as bytes. Raises BadInput where there is none, as in a window."""
    if sys.stdin is None:
        raise BadInput("There is no standard input.", "Name a file.")
    return sys.stdin.buffer


def check(path: Path) -> None:
    """Refuse before long work what cannot be read after it. Raises BadInput."""
    try:
        if path != STANDARD_INPUT:
            opened(path).close()
    except (OSError, ValueError) as error:
        raise cannot_read(error, path) from error


def cannot_read(error: OSError | ValueError, path: Path) -> BadInput:
    """The refusal as a sentence that names the file."""
    if isinstance(error, NoOrdinaryFile):
        reason = "not an ordinary file"
    elif isinstance(error, OSError):
        reason = _REASONS.get(error.errno or 0, "it cannot be read")
    else:
        reason = "no such file"
    return BadInput(f"{_shown(path)}: {reason}.", "Check the name and try again.")


def _shown(path: Path) -> str:
    text = str(path)
    return text if len(text) <= 200 else f"…{text[-80:]}"


def _words(size: int) -> str:
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size // 2**10} kB"
