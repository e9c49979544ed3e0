"""The columns of our own table and the cells of each field, in both directions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..domain.contacts.contacts import (
    Address,
    Closeness,
    CustomField,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    StageChange,
    Supply,
    Way,
)
from .csv_joined import joined, split

#: Heading and field of what is one value, in the order of the columns.
SINGLE = (
    ("Legal name", "legal_name"),
    ("Trading name", "trading_name"),
    ("Legal form", "legal_form"),
    ("Registration number", "registration_number"),
    ("Tax number", "tax_number"),
    ("E-mail", "email"),
    ("Phone", "phone"),
    ("Website", "website"),
    ("Address", "address"),
    ("Place", "place"),
    ("Sector", "sector"),
    ("Size", "size"),
    ("Strapline", "strapline"),
    ("Best at", "best_at"),
    ("Credit as", "credit_as"),
    ("Sign rule", "sign_rule"),
    ("Languages", "languages"),
    ("Colours", "colours"),
    ("Free months", "free_months"),
    ("Unique id", "uid"),
    ("Kept lines", "extra"),
    ("Notes", "notes"),
    ("Relations", "relations"),
    ("Closeness", "closeness"),
    ("Stage", "stage"),
    ("Met on", "met_on"),
    ("How we met", "met_how"),
    ("Introduced by", "introduced_by"),
    ("Next action", "next_action"),
    ("Next action on", "next_on"),
    ("Fit", "fit"),
    ("Private", "private"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A list with numbered columns ("Person 2 role")."""

    title: str
    field: str
    make: Callable[..., Any]
    parts: tuple[tuple[str, str], ...]

    needed: tuple[str, ...] = ()

    def heading(self, number: int, part: str) -> str:
        """The heading of one column."""
        return f"{self.title} {number} {part}".strip()


_PERSON = (
    *(("name", "name"), ("role", "role"), ("e-mail", "email"), ("phone", "phone")),
    *(("may sign", "may_sign"), ("contact", "contact"), ("said", "said")),
    *(("prefers", "prefers"), ("given name", "given"), ("family name", "family")),
    *(("further names", "additional"), ("prefix", "prefix"), ("suffix", "suffix")),
    *(("nickname", "nickname"), ("birthday", "birthday"), ("further ways", "ways")),
)
_ADDRESS = (
    *(("street", "street"), ("town", "locality"), ("region", "region"), ("postcode", "postcode")),
    *(
        ("country", "country"),
        ("label", "label"),
        ("PO box", "po_box"),
        ("second line", "extended"),
    ),
)
_SKILL = (("", "name"), ("level", "level"), ("evidence", "evidence"), ("last used", "last_used"))
_PAPER = (("", "name"), ("kind", "kind"), ("details", "details"), ("expires", "expires"))
_SUPPLY = (("", "name"), ("supplier", "supplier"), ("note", "note"))
_WAY = (("kind", "kind"), ("", "value"), ("label", "label"))
_STAGE = (("", "stage"), ("began", "on"))
_FIELD = (("name", "name"), ("value", "value"), ("goes out", "shared"))
GROUPS = (
    Group("Person", "people", PersonData, _PERSON, ("name",)),
    Group("Way", "ways", Way, _WAY, ("kind", "value")),
    Group("Address", "addresses", Address, _ADDRESS),
    Group("Skill", "skills", SkillData, _SKILL, ("name",)),
    Group("Paper", "papers", Paper, _PAPER, ("kind", "name")),
    Group("Supply", "supplies", Supply, _SUPPLY, ("name",)),
    Group("Stage", "stage_history", StageChange, _STAGE, ("on",)),
    Group("Field", "custom", CustomField, _FIELD, ("name", "value")),
)


def _yes(value: Any) -> str:
    return "yes" if value else ""


def _number(value: Any) -> str:
    return str(int(value)) if value else ""


def _ways_out(ways: Any) -> str:
    return joined(joined((way.kind, way.value, way.label)) for way in ways)


def _ways_in(cell: str) -> tuple[Way, ...]:
    found = [(*split(text), "", "", "")[:3] for text in split(cell)]
    return tuple(Way(*parts) for parts in found)


#: How a field that is not text is written, and read again from a cell that is not empty.
WRITE: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("may_sign", "contact", "private", "shared"), _yes),
    **dict.fromkeys(("level", "closeness", "fit"), _number),
    **dict.fromkeys(("languages", "colours", "free_months", "relations", "extra"), joined),
    "stage": str,
}
READ: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(
        ("may_sign", "contact", "private", "shared"), lambda cell: cell.lower() == "yes"
    ),
    **dict.fromkeys(("languages", "colours", "free_months", "relations", "extra"), split),
    "level": lambda cell: Level(int(cell)),
    "closeness": lambda cell: Closeness(int(cell)),
    "fit": int,
    "stage": Stage,
}
#: The further ways of a person stand in one cell: a list within a list.
PERSON_WRITE = {**WRITE, "ways": _ways_out}
PERSON_READ = {**READ, "ways": _ways_in}
