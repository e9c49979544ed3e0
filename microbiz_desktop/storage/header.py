"""Whose file it is, read from its first hundred bytes without opening it as a database.

Opening a database, even to read it, may write beside it; a file that is not ours stays untouched.
"""

from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import CannotSave, DamagedFile, ForeignFile

DATABASE_NAME = "microbiz.sqlite"
#: "MBiz": the mark in the header of every data file of this program.
APPLICATION_ID = 0x4D42697A
#: The revision of the schema this program works with; migrations end here.
SCHEMA = 3
_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes say. `schema` 0 is a file that is still to be made."""

    schema: int

    @property
    def new(self) -> bool:
        """Nothing is there yet."""
        return self.schema == 0

    @property
    def current(self) -> bool:
        """The file fits this program as it is."""
        return self.schema == SCHEMA


def look(path: Path) -> Header:
    """Read the header. Raises ForeignFile for a newer or foreign file, DamagedFile for no database.

    A migration never runs in WAL mode, so the header is true even beside a leftover WAL.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return Header(0)
    except OSError as error:
        raise CannotSave(
            f"The data file {path} cannot be read.", "Check that the folder may be read."
        ) from error
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
