"""What the contact list keeps of a business and its people, as frozen values.

Screens edit these, services store them, interchange reads and writes them. An own business and an
associate are the same kind of value. Dates are ISO text (`2026-11-21`, `2026-11` or `2026`) or
empty; nothing here refuses what was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import get_args, get_origin, get_type_hints

from .fields import Joins, Part, here, table_of, told


class Stage(StrEnum):
    """How far working together has come; in the order of the words."""

    PROSPECT = "prospect"
    TALKING = "talking"
    FIRST_WORK = "first-work"
    TRUSTED = "trusted"
    PAUSED = "paused"
    NOT_AGAIN = "not-again"


class Level(IntEnum):
    """How well a skill is held: four steps, and 0 for not said."""

    UNSAID = 0
    LEARNING = 1
    CAPABLE = 2
    GOOD = 3
    EXPERT = 4


class Closeness(IntEnum):
    """How well we know them: four steps, and 0 for not said."""

    UNSAID = 0
    MET = 1
    KNOWN = 2
    WELL_KNOWN = 3
    CLOSE = 4


@dataclass(frozen=True, slots=True)
class Way:
    """A further way to reach: `kind` is phone, email or link; `label` is free ("mobile")."""

    kind: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in the parts of RFC 6350, 6.3.1; any part may be empty."""

    street: str = ""
    locality: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    label: str = ""
    po_box: str = ""
    extended: str = ""

    def lines(self) -> tuple[str, ...]:
        """The address as it is written on an envelope, without empty lines."""
        town = " ".join(part for part in (self.locality, self.postcode) if part)
        parts = (self.po_box, self.extended, *self.street.splitlines(), town, self.region)
        return tuple(part.strip() for part in (*parts, self.country) if part.strip())


@dataclass(frozen=True, slots=True)
class PersonData:
    """A person of a business: who is the contact and who may sign are separate facts.

    `name` is the name as it is said, in any order; the parts beside it are kept when known.
    `said` is how it is pronounced, `prefers` the way of contact liked best, `photo` the SHA-256
    of a stored picture.
    """

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    may_sign: bool = False
    contact: bool = False
    said: str = ""
    prefers: str = ""
    given: str = ""
    family: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    birthday: str = ""
    photo: str = ""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillData:
    """A skill that is held: how well, what shows it, when it was last used (ISO text)."""

    name: str
    level: Level = Level.UNSAID
    evidence: str = ""
    last_used: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An insurance, licence or reference, and when it runs out (ISO date or empty)."""

    kind: str
    name: str
    details: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """A product they use or a supplier they buy from: for buying together."""

    name: str
    supplier: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageChange:
    """The day (ISO date) a stage began."""

    stage: Stage
    on: str


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of the user's own making; it stays here unless it is `shared`."""

    name: str
    value: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class BusinessData:
    """An own business or an associate as its editor shows it. `version` guards stale saves.

    `sign_rule` is "one" or "all"; `logo` the SHA-256 of a stored picture or empty; `id` 0 is new.
    `address` is the one for notices, as printed in agreements; `email`, `phone` and `website` the
    first of each, `ways` and `addresses` the others. `free_months` are ISO months ("2027-06").
    `extra` keeps lines of a foreign card that have no place here, as they came. `outside` is
    somebody who is no associate: on the map and on the way to others, in no list.
    `private` leaves the business out of introductions; what else is private: `PRIVATE_FIELDS`, and
    each of `custom` that is not `shared`. `fit` goes from 0 to 5. Each field is a row of the table
    that everything else is read from: see `told()`.
    """

    id: int = here(0)
    version: int = here(0)
    own: bool = here(default=False)
    sample: bool = here(default=False)
    outside: bool = here(default=False)
    legal_name: str = told("", Part.BUSINESS, "Legal name", "names", offered=True, joins=Joins.RULE)
    trading_name: str = told("", Part.BUSINESS, "Trading name", "title", joins=Joins.RULE)
    legal_form: str = told("sole-trader", Part.BUSINESS, "Legal form", "", joins=Joins.RULE)
    registration_number: str = told("", Part.BUSINESS, "Registration number", "rest", offered=True)
    tax_number: str = told("", Part.BUSINESS, "Tax number", "rest", offered=True)
    email: str = told("", Part.REACH, "E-mail", "reach", joins=Joins.RULE)
    phone: str = told("", Part.REACH, "Phone", "reach", joins=Joins.RULE)
    website: str = told("", Part.REACH, "Website", "reach", joins=Joins.RULE)
    ways: tuple[Way, ...] = told(
        *((), Part.REACH, "Further ways to reach", "reach"),
        column="Way",
        card="WAY",
        joins=Joins.RULE,
    )
    address: str = told(
        "", Part.REACH, "Address for notices", "places", column="Address", joins=Joins.RULE
    )
    addresses: tuple[Address, ...] = told(
        *((), Part.REACH, "Further addresses", "places"),
        column="Address",
        card="POSTAL-ADDRESS",
        joins=Joins.RULE,
    )
    place: str = told("", Part.REACH, "Place", "places", offered=True)
    people: tuple[PersonData, ...] = told((), Part.PEOPLE, "People", "names", column="Person")
    skills: tuple[SkillData, ...] = told(
        (), Part.SKILLS, "Skills", "skills", offered=True, column="Skill", card="SKILL"
    )
    strapline: str = told("", Part.BUSINESS, "Strapline", "rest", offered=True)
    size: str = told("", Part.BUSINESS, "Size", "")
    sector: str = told("", Part.BUSINESS, "Sector", "skills", offered=True)
    best_at: str = told("", Part.BUSINESS, "Best at", "skills", offered=True)
    credit_as: str = told("", Part.BUSINESS, "Credit as", "rest")
    ask_about: tuple[str, ...] = told(
        (), Part.BUSINESS, "Ask them about", "skills", offered=True, card="ASK-ABOUT"
    )
    mission: str = told("", Part.BUSINESS, "Mission and values", "rest", offered=True)
    languages: tuple[str, ...] = told(
        (), Part.BUSINESS, "Languages", "rest", offered=True, card="LANGUAGE"
    )
    colours: tuple[str, ...] = told((), Part.BUSINESS, "Colours", "", card="COLOUR")
    logo: str = told("", Part.BUSINESS, "Logo", "", column="")
    papers: tuple[Paper, ...] = told(
        (), Part.PAPERS, "Papers", "rest", column="Paper", card="PAPER"
    )
    supplies: tuple[Supply, ...] = told(
        (), Part.SUPPLIES, "Products and suppliers", "rest", column="Supply", card="SUPPLY"
    )
    labels: tuple[str, ...] = told(
        (), Part.RELATIONSHIP, "Labels", "rest", offered=True, card="LABEL"
    )
    relations: tuple[str, ...] = told(
        (), Part.RELATIONSHIP, "Relationship", "rest", column="Relations", card="RELATION"
    )
    closeness: Closeness = told(Closeness.UNSAID, Part.RELATIONSHIP, "Closeness", "")
    stage: Stage = told(Stage.PROSPECT, Part.RELATIONSHIP, "Stage", "", offered=True)
    stage_history: tuple[StageChange, ...] = told(
        (), Part.RELATIONSHIP, "Earlier stages", "", column="Stage", card="STAGE-SINCE"
    )
    met_on: str = told("", Part.RELATIONSHIP, "Met on", "", offered=True)
    met_how: str = told("", Part.RELATIONSHIP, "How we met", "rest", offered=True)
    introduced_by_id: int = told(0, Part.RELATIONSHIP, "", "", column="", joins=Joins.NEVER)
    introduced_by: str = told("", Part.RELATIONSHIP, "Introduced by", "rest", offered=True)
    next_action: str = told("", Part.NEXT, "Next action", "rest")
    next_on: str = told("", Part.NEXT, "Next action on", "")
    free_months: tuple[str, ...] = told(
        (), Part.RELATIONSHIP, "Free in", "", column="Free months", card="FREE-MONTH"
    )
    fit: int = told(0, Part.NOTES, "Fit", "")
    sign_rule: str = told("one", Part.PEOPLE, "Who must sign", "", column="Sign rule")
    private: bool = told(
        *(False, Part.RELATIONSHIP, "Kept out of introductions", ""),
        column="Private",
        joins=Joins.NEVER,
    )
    custom: tuple[CustomField, ...] = told(
        (), Part.CUSTOM, "Fields of its own", "rest", column="Field"
    )
    notes: str = told("", Part.NOTES, "Notes", "rest", offered=True, joins=Joins.RULE)
    uid: str = told("", Part.FILES, "", "", column="Unique id", joins=Joins.NEVER)
    extra: tuple[str, ...] = told(
        (), Part.FILES, "Other lines of the card", "", column="Kept lines"
    )

    @property
    def name(self) -> str:
        """The name in lists: trading name, or the legal name without one."""
        return self.trading_name or self.legal_name


#: The table: every field of an associate in the order of the card.
FIELDS = table_of(BusinessData)
PRIVATE_FIELDS = tuple(name for name, about in FIELDS.items() if about.private)
LOCAL_FIELDS = tuple(name for name, about in FIELDS.items() if about.local)
#: Of the fields that are lists, what one item of each is.
ITEMS: Mapping[str, type] = {
    name: get_args(kind)[0]
    for name, kind in get_type_hints(BusinessData).items()
    if get_origin(kind) is tuple
}
_BLANK = BusinessData()


def without_private(data: BusinessData) -> BusinessData:
    """The same business with everything private as if it had never been filled."""
    open_ones = tuple(field for field in data.custom if field.shared)
    bare = {name: getattr(_BLANK, name) for name in PRIVATE_FIELDS}
    return replace(data, custom=open_ones, **bare)


def field_names() -> tuple[str, ...]:
    """Every field of `BusinessData`, in order."""
    return tuple(FIELDS)


@dataclass(frozen=True, slots=True)
class Contact:
    """A business on its way in or out, with the bytes of its pictures by their SHA-256.

    `line` is where its card or row begins in the file, 0 when it comes from nowhere; `places` are
    the lines that its pictures begin at; `file` is named where several come in at once.
    """

    data: BusinessData
    pictures: tuple[tuple[str, bytes], ...] = ()
    line: int = 0
    places: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    file: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a file that could not be read: where (line, from 1), what, what became of it.

    The file is named where several come in at once.
    """

    line: int
    words: str
    file: str = ""

    def where(self) -> str:
        """The file and the line, as far as there are any."""
        if not self.line:
            return self.file
        return f"{self.file}, line {self.line:,}" if self.file else f"Line {self.line:,}"

    def sentence(self) -> str:
        """What it is, behind where it is."""
        place = self.where()
        return f"{place}: {self.words}" if place else self.words


@dataclass(frozen=True, slots=True)
class ContactFile:
    """What was read from a file of contacts, and what was not."""

    contacts: tuple[Contact, ...]
    troubles: tuple[Trouble, ...] = ()
    note: str = ""
