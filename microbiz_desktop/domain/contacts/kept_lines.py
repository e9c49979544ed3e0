"""Lines of a card that a contact keeps (`extra`): those without a place, and what they stand for.

Most are lines as they came. One of a picture names the stored bytes instead of holding them, and
one that was understood begins with a word of ours.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

#: Begins a line that was understood and says more than is kept of it elsewhere.
AS_CAME = "X-MICROBIZ-AS-CAME:"
_PICTURE = re.compile(
    r"(?P<head>[^:\"]*(?:\"[^\"]*\"[^:\"]*)*):microbiz-picture:(?P<raw>[0-9a-f]{64})"
    r"(?:,(?P<shown>[0-9a-f]{64}))?\Z"
)


def name_of(line: str) -> str:
    """The property that a line of a card is of, in capitals."""
    return line.partition(":")[0].partition(";")[0].rpartition(".")[2].upper()


class KeptPicture(NamedTuple):
    """A picture as it came: what stands before its colon, and the SHA-256 of its bytes.

    `shown` is the picture that was made of it to be shown, empty when none could be made.
    """

    head: str
    raw: str
    shown: str = ""

    @property
    def name(self) -> str:
        """PHOTO or LOGO."""
        return name_of(self.head)

    def line(self) -> str:
        """As it stands among the kept lines."""
        shown = f",{self.shown}" if self.shown else ""
        return f"{self.head}:microbiz-picture:{self.raw}{shown}"


def kept_picture(line: str) -> KeptPicture | None:
    """What a kept line says of a picture; None for any other line."""
    found = _PICTURE.match(line) if ":microbiz-picture:" in line else None
    return KeptPicture(found["head"], found["raw"], found["shown"] or "") if found else None


def in_order(lines: Iterable[str]) -> tuple[str, ...]:
    """Kept lines: those as they came first, then pictures, then what was understood, each once."""
    as_came: list[str] = []
    pictures: set[str] = set()
    understood: set[str] = set()
    for line in lines:
        if line.startswith(AS_CAME):
            understood.add(line)
        elif kept_picture(line):
            pictures.add(line)
        else:
            as_came.append(line)
    return (*as_came, *sorted(pictures), *sorted(understood))
