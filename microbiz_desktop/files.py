"""Every file the program makes: whole or not at all, and never in place of what is no file.

A crash or a full disk leaves the old file or the new one, never half. A link is written through
to what it names; devices, pipes and folders are refused.
"""

import errno
import io
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from .domain.errors import BadInput, CannotSave
from .locks import Held, lock

#: As the path of a file to write: its bytes go to standard output.
STANDARD_OUTPUT = Path("-")
#: What only the user may read: the data file, its backups, keys; and the folders of them.
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700

#: A file in the making says whose it is, so that it may be removed from among the user's files.
_ENDING = ".microbiz-part"
_PART = re.compile(rf"\..+\.[0-9a-f]{{8}}{re.escape(_ENDING)}")
#: As earlier versions named them; others may too, so these go only from folders of ours.
_OLDER_PART = re.compile(r"\..+\.[0-9a-f]{8}\.part(-journal)?")

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
    errno.EEXIST: ("A file has this name already.", "Choose another name."),
    errno.ENAMETOOLONG: ("The name or its path is too long.", "Choose a shorter one."),
    errno.ELOOP: ("It is a link that leads to itself.", "Choose another name."),
}
#: What to do where there is no other place to choose.
MEND = "Mend that and try again."
_SORTS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def cannot_save(error: OSError, path: Path) -> CannotSave:
    """The refusal of the disk as a sentence that names the file."""
    return _refused(error, f"{short_name(path)} cannot be saved.", "")


def short_name(path: Path) -> str:
    """The name of a file as it stands in a sentence."""
    name = path.name if len(path.name) <= 80 else f"{path.name[:79]}…"
    return name or str(path)


def _refused(error: OSError, undone: str, hint: str) -> CannotSave:
    fact, usual = _SENTENCES.get(
        error.errno or 0, ("The disk refused it.", "Choose another place and try again.")
    )
    return CannotSave(f"{undone} {fact}", hint or usual)


@contextmanager
def as_a_whole(undone: str, hint: str = "") -> Iterator[None]:
    """Say what was asked for and is not done, whichever file of it the disk refuses.

    Raises CannotSave; one that says more than what the disk does stays as it is.
    """
    try:
        yield
    except OSError as error:
        raise _refused(error, undone, hint) from error
    except CannotSave as refused:
        if not isinstance(refused.__cause__, OSError):
            raise
        raise _refused(refused.__cause__, undone, hint) from refused.__cause__


def check_ending(path: Path, *endings: str) -> None:
    """Refuse a name that says another form than the file will have. Raises BadInput.

    A name without an ending is taken as it is.
    """
    if path == STANDARD_OUTPUT or path.suffix.lower() in ("", *endings):
        return
    raise BadInput(
        f"A file named {path.name} would not be what its name says.",
        f"Choose a name that ends in {' or '.join(endings)}.",
    )


def write_atomically(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write the whole file or nothing. Raises CannotSave."""
    with replacing(path, mode=mode) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` at the end, or never was.

    It lies in the same folder so that the switch is one step, and reaches the disk before it;
    then the folder does. Without a `mode` it has that of the file it replaces, else the umask's.
    Raises CannotSave; `path` keeps its old content on every failure.
    """
    if path == STANDARD_OUTPUT:
        with _printing() as file:
            yield file
        return
    beside: Path | None = None
    try:
        target, old = _target(path)
        sweep_parts(target.parent)
        beside = _beside(target)
        with _created(beside, mode, old) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            # Still held, so that nobody takes it for left over before it has its name.
            os.replace(beside, target)  # noqa: PTH105 - the call whose atomicity is meant
        sync_folder(target.parent)
    except OSError as error:
        raise cannot_save(error, path) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def write_once(path: Path, content: bytes) -> None:
    """A private file that comes into being whole; one that is there by then stays. Raises OSError.

    Two programs may do this at once: both go on with the file of the first.
    """
    beside = _beside(path)
    try:
        with _created(beside, PRIVATE, None) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            take_name(beside, path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def take_name(beside: Path, path: Path) -> None:
    """Give a finished file its name unless another has it; some disks know no hard links.

    Raises OSError.
    """
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return
    except OSError:
        beside.rename(path)


def check_place(path: Path) -> None:
    """Refuse before long work what saving to `path` would refuse after it. Raises CannotSave."""
    if path == STANDARD_OUTPUT:
        return
    beside: Path | None = None
    try:
        target, _ = _target(path)
        beside = _beside(target)
        _created(beside, PRIVATE, None).close()
    except OSError as error:
        raise cannot_save(error, path) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def make_folder(path: Path, *, private: bool = False) -> Path:
    """A folder to save into. Raises CannotSave."""
    if path == STANDARD_OUTPUT:
        raise BadInput("More than one file is made, so they need a folder.", "Name a folder.")
    try:
        path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER if private else 0o777)
    except OSError as error:
        raise cannot_save(error, path) from error
    return path


def new_private(path: Path) -> None:
    """An empty file that only the user may read, for a library to fill. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))


def sync_folder(folder: Path) -> None:
    """Bring a rename to the disk; systems that cannot open a folder do it by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_parts(folder: Path, *, ours: bool = False) -> int:
    """Remove what killed programs left of files in the making; how many there were.

    Who still makes one holds its lock. A folder of `ours` loses those of earlier versions too.
    """
    gone = 0
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            left = _PART.fullmatch(entry.name) or (ours and _OLDER_PART.fullmatch(entry.name))
            if left and entry.is_file(follow_symlinks=False):
                gone += _remove_left_over(Path(entry.path))
    return gone


def _remove_left_over(part: Path) -> bool:
    """A journal has no maker of its own: it goes with the file it belongs to."""
    with suppress(OSError):
        owner = part.with_name(part.name.removesuffix("-journal"))
        if owner.exists():
            with owner.open("rb") as file:
                if lock(file.fileno()) is not Held.OURS:
                    return False
        part.unlink()
        return True
    return False


def _target(path: Path) -> tuple[Path, int | None]:
    """The file that is meant, links followed, and the mode it has when it is there."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return _followed(path), None
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(there.st_mode):
        sort = next((word for is_it, word in _SORTS if is_it(there.st_mode)), "something else")
        raise CannotSave(
            f"{path.name} is no ordinary file but {sort}, so it was left as it is.",
            "Choose another name; `-` is standard output.",
        )
    if not os.access(path, os.W_OK):
        raise CannotSave(
            f"{path.name} is protected against writing, so it was left as it is.",
            "Choose another name, or take the protection away.",
        )
    return _followed(path), stat.S_IMODE(there.st_mode) & 0o777


def _followed(path: Path) -> Path:
    return Path(os.path.realpath(path)) if path.is_symlink() else path


@contextmanager
def _printing() -> Iterator[BinaryIO]:
    """Printed only once it is whole: whoever reads it never gets half."""
    whole = io.BytesIO()
    yield whole
    sys.stdout.flush()
    sys.stdout.buffer.write(whole.getbuffer())
    sys.stdout.buffer.flush()


def print_file(path: Path) -> None:
    """Give a whole file to standard output."""
    sys.stdout.flush()
    with path.open("rb") as file:
        shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _beside(path: Path) -> Path:
    """A hidden name, short enough for every disk also in letters of four bytes."""
    return path.with_name(f".{path.name[:50]}.{secrets.token_hex(4)}{_ENDING}")


def _created(path: Path, mode: int | None, old: int | None) -> BinaryIO:
    """Never open to more readers than the finished file, not even while it is empty."""
    first = mode if mode is not None else (0o666 if old is None else PRIVATE)
    file: BinaryIO = open(  # noqa: SIM115 - its reader closes it
        path, "xb", opener=lambda name, flags: os.open(name, flags, first)
    )
    lock(file.fileno())
    if mode is None and old is not None:
        os.fchmod(file.fileno(), old)
    return file
