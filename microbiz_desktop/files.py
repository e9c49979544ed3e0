"""Writing a file so that a crash or a full disk leaves the old one or the new one, never half."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from .domain.errors import CannotSave

_SENTENCES = {
    errno.ENOSPC: ("The disk is full.", "Make room, or choose another place."),
    errno.EDQUOT: ("The disk allowance is used up.", "Make room, or choose another place."),
    errno.EROFS: ("This place is read-only.", "Choose another place."),
    errno.EACCES: ("This place may not be written to.", "Choose another folder."),
    errno.EPERM: ("This place may not be written to.", "Choose another folder."),
    errno.EIO: ("The disk reports a fault.", "Choose another disk and keep a backup."),
    errno.ENOENT: ("The folder is not there any more.", "Choose another folder."),
    errno.ENOTDIR: ("The folder is not a folder.", "Choose another folder."),
    errno.EISDIR: ("A folder has this name already.", "Choose another name."),
    errno.ENAMETOOLONG: ("The file name is too long.", "Choose a shorter name."),
}


def cannot_save(error: OSError, path: Path) -> CannotSave:
    """The refusal of the disk as a sentence that names the file."""
    fact, hint = _SENTENCES.get(
        error.errno or 0, ("The disk refused it.", "Choose another place and try again.")
    )
    return CannotSave(f"{path.name} cannot be saved. {fact}", hint)


def write_atomically(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write the whole file or nothing. `mode` is narrowed by the umask. Raises CannotSave."""
    with replacing(path, mode=mode) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` at the end, or never was.

    It lies in the same folder so that the switch is one step, and reaches the disk before it;
    then the folder does. Raises CannotSave; `path` keeps its old content on every failure.
    """
    beside = _beside(path)
    try:
        with _created(beside, mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)  # noqa: PTH105 - the call whose atomicity is meant
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(error, path) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Refuse before long work what saving to `path` would refuse after it. Raises CannotSave."""
    beside = _beside(path)
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _created(beside, 0o600).close()
    except OSError as error:
        raise cannot_save(error, path) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")


def _created(path: Path, mode: int) -> BinaryIO:
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode))


def sync_folder(folder: Path) -> None:
    """Bring a rename to the disk; systems that cannot open a folder do it by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
