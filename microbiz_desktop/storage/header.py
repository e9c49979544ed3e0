"""Whose file it is, read from its first hundred bytes without opening it as a database.

Opening a database, even to read it, may write beside it; a file that is not ours stays untouched.
"""

from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import DamagedFile, ForeignFile
from ..foreign import cannot_read, opened

DATABASE_NAME = "microbiz.sqlite"
#: "MBiz": the mark in the header of every data file of this program.
APPLICATION_ID = 0x4D42697A
#: The revision of the schema this program works with; migrations end here.
SCHEMA = 7
_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes say. `schema` 0 is a file that is still to be made."""

    schema: int

    @property
    def new(self) -> bool:
        """Whether nothing has been written into the file yet."""
        return self.schema == 0

    @property
    def current(self) -> bool:
        """Whether the file is of the schema of this program."""
        return self.schema == SCHEMA


def read_header(path: Path) -> Header:
    """Read the header. Raises ForeignFile for a newer or foreign file, DamagedFile for no database.

    A migration never runs in WAL mode, so the header is true even beside a leftover WAL.
    """
    try:
        with opened(path) as file:
            head = file.read(100)
    except FileNotFoundError:
        return Header(0)
    except OSError as error:
        raise cannot_read(error, path) from error
    if not head:
        return Header(0)
    return Header(_schema(head, path))


def _schema(head: bytes, path: Path) -> int:
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise DamagedFile(
            f"The data file {path.name} is damaged: it does not begin like one.",
            "It is kept as it is. Restore the last good backup.",
        )
    schema = int.from_bytes(head[60:64], "big")
    if problem := _not_as_written(head):
        raise DamagedFile(
            f"The data file {path.name} is damaged: {problem}.",
            "It is kept as it is. Restore the last good backup.",
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID or schema == 0:
        raise ForeignFile(
            f"{path.name} was not made by Microbiz Desktop.",
            "It was left as it is. Choose another data folder.",
        )
    if schema > SCHEMA:
        raise ForeignFile(
            f"{path.name} was made by a newer Microbiz Desktop.",
            "It was left as it is. Install the newer program to open it.",
        )
    return schema


def _not_as_written(head: bytes) -> str:
    """What in the header SQLite never writes; opened all the same, it would be called unwritable.

    The numbers are those of the file format: https://www.sqlite.org/fileformat2.html
    """
    size = int.from_bytes(head[16:18], "big")
    size = 65_536 if size == 1 else size
    if size < 512 or size & (size - 1):
        return "its page size cannot be"
    if head[18] not in (1, 2) or head[19] not in (1, 2):
        return "its format is unknown"
    if head[20] > size - 480 or head[21:24] != b"\x40\x20\x20":
        return "its header is not as it was written"
    fits = int.from_bytes(head[44:48], "big") in range(1, 5) and head[56:60] == b"\0\0\0\1"
    return "" if fits else "its header is not as it was written"
