"""What the program knows of each field of an associate beside its value: a row of one table.

The table is `BusinessData` in `contacts.py`: a field there says with `told()` what it is called,
where it stands on the card, and how files and the search meet it. Mapping, merge, privacy, search,
tables, cards and undo read it from there; see "The contact list" in docs/architecture.md.
"""

from dataclasses import dataclass, field, fields, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
#: Columns of the search index; nothing for what nobody looks for by typing it.
Column = Literal["", "title", "names", "skills", "places", "reach", "rest"]
#: Under this key of its metadata a field of a dataclass says what is told of it.
_TOLD = "told"


class Part(StrEnum):
    """Where a field stands on the card of an associate; the value is the part's key there."""

    REACH = "reach"
    PEOPLE = "people"
    SKILLS = "skills"
    PAPERS = "papers"
    SUPPLIES = "supplies"
    CUSTOM = "custom"
    BUSINESS = "business"
    RELATIONSHIP = "relationship"
    NEXT = "next"
    NOTES = "notes"
    #: What files brought and a card does not show.
    FILES = "files"
    #: What belongs to this data file alone.
    HERE = "here"


#: What stands there never leaves in an export unless it is ticked: it is about them, not for them.
PRIVATE_PARTS = frozenset({Part.RELATIONSHIP, Part.NEXT, Part.NOTES})


class Joins(Enum):
    """What becomes of a field when another entry of the same business comes in or is merged."""

    #: A single value is taken where it is filled; a list grows.
    FILLED = 1
    #: `services/transfer/merge_rule.py` has a rule for it.
    RULE = 2
    #: Who somebody is here is never taken from elsewhere.
    NEVER = 3


@dataclass(frozen=True, slots=True)
class About:
    """What is told of one field.

    `title` names it where two entries stand side by side; without one it is not compared. `index`
    is the column of the search index its words stand in. `offered` says whether a column of another
    program's table may become it. `column` is its heading in our own table, that of one item of a
    list; empty is not written. `card` ends the name of our own property of it in a card.
    """

    title: str
    part: Part
    index: Column
    offered: bool
    column: str
    card: str
    joins: Joins

    @property
    def private(self) -> bool:
        """Whether it stays here."""
        return self.part in PRIVATE_PARTS

    @property
    def local(self) -> bool:
        """Whether it means nothing outside this data file: nothing there has a name for it."""
        return not (self.title or self.column)


def told(
    default: T,
    part: Part,
    title: str,
    index: Column,
    *,
    offered: bool = False,
    column: str | None = None,
    card: str = "",
    joins: Joins = Joins.FILLED,
) -> T:
    """A field with its default and everything else there is to know of it: a row of the table."""
    heading = title if column is None else column
    about = About(title, part, index, offered, heading, card, joins)
    return field(default=default, metadata={_TOLD: about})


def here(default: T) -> T:
    """A field that belongs to this data file alone."""
    return told(default, Part.HERE, "", "", joins=Joins.NEVER)


def said(name: str) -> str:
    """How a field is called in a card when nothing else was told."""
    return name.upper().replace("_", "-")


def table_of(kind: "type[DataclassInstance]") -> dict[str, About]:
    """The table of a dataclass whose fields were told of: each field by its name, in order."""
    rows = {one.name: one.metadata[_TOLD] for one in fields(kind)}
    return {name: replace(row, card=row.card or said(name)) for name, row in rows.items()}
