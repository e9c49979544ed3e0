"""What the heading of one column says: by the program that wrote it, or by its words.

The proposal for the columns of a table begins with it. Known programs are told apart first, because
the same word may mean something else in each of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .csv_targets import Use
from .heading_words import PARTS, HeadingMeaning, programs, simple, understood

ADDRESS = frozenset({*PARTS, "address", "address_label"})
_NUMBERED = re.compile(
    r"(e-mail|email|phone|address|website|organization|organisation|custom field|relation|event|im)"
    r" (\d{1,3}) - (.+)"
)
#: Parts of a numbered address that are called otherwise than a column of its own would be.
_PARTS = {"formatted": "address", "type": "address_label", "label": "address_label"}
_ORGANISATION = {"name": "business", "title": "role"}
#: Fields of their own that a program numbers for itself: kept apart by a number of hundreds.
_OWN_FIELDS = {"custom field": 0, "relation": 100, "event": 200, "im": 300}
_OWN_NAMES = {"im": "Messages"}


@dataclass(slots=True)
class ProposedColumn:
    """A column while it is being understood; `fixed` when its heading says all by itself."""

    header: str
    cells: Sequence[str]
    target: str = ""
    place: str = ""
    label: str = ""
    number: int = 0
    fixed: Use | None = None
    word: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.word = simple(self.header)

    def means(self, said: HeadingMeaning) -> None:
        """Take over what its heading says."""
        self.target, self.place = said.target, said.place
        self.label, self.number = said.label, said.number


#: The columns of a table in their order.
Columns = list[ProposedColumn]


def program_of(headers: Sequence[str]) -> str:
    """The program that writes this heading, or an empty text."""
    found = {simple(header) for header in headers}
    return next(
        (one.key for one in programs() if any(found.issuperset(words) for words in one.sets)), ""
    )


def is_understood(header: str) -> bool:
    """Whether a heading says what its column holds."""
    return bool(header) and (_numbered(simple(header)) or understood(header)) is not None


def is_meant(header: str) -> bool:
    """Whether a heading says what is in its column, and not only whose it is."""
    said = understood(header)
    return said is not None and bool(said.target)


def recognised(headers: Sequence[str]) -> int:
    """How many of these are words of a heading; a row of data has few."""
    return sum(map(is_understood, headers))


def read_heading(column: ProposedColumn, program: str) -> None:
    """Take down what the heading of a column says."""
    known = next((one for one in programs() if one.key == program), None)
    own = known.own.get(column.word) if known else None
    if known and column.word in known.labels:
        column.label = known.labels[column.word]
        column.target = "website"
    elif own:
        column.target = own
    elif use := _numbered(column.word):
        column.fixed = use
    elif said := understood(column.header):
        column.means(said)


def _numbered(word: str) -> Use | None:
    """Google's "Phone 2 - Value" and its like."""
    found = _NUMBERED.fullmatch(word)
    if not found:
        return None
    kind, number, part = found[1], int(found[2]), found[3]
    if kind == "address":
        said = understood(part)
        key = _PARTS.get(part) or (said.target if said else "")
        return Use(key, number) if key in ADDRESS else None
    if kind.startswith("organi"):
        known = _ORGANISATION.get(part) if number == 1 else None
        return Use(known) if known else None
    ending = {"value": "", "type": "_label", "label": "_label"}.get(part)
    if ending is None:
        return None
    if kind in _OWN_FIELDS:
        name = "" if ending else _OWN_NAMES.get(kind, kind.capitalize())
        return Use(f"custom{ending}", 1000 + _OWN_FIELDS[kind] + number, name)
    way = "email" if "mail" in kind else kind
    return Use(f"{way}{ending}", number)
