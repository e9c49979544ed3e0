"""What the contact list keeps of a business and its people, as frozen values.

Screens edit these, services store them, interchange reads and writes them. An own business and an
associate are the same kind of value. Dates are ISO text (`2026-11-21`, `2026-11` or `2026`) or
empty; nothing here refuses what was typed.
"""

from dataclasses import dataclass, fields, replace
from enum import IntEnum, StrEnum


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


#: Kinds of relationship; several may be true at once (competitor *and* collaborator).
RELATIONS = (
    "friend",
    "former-colleague",
    "family",
    "competitor",
    "collaborator",
    "client",
    "supplier",
)
#: Bands of how many people work there.
SIZES = ("1", "2-5", "6-20", "21-100", "more")


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
    `extra` keeps lines of a foreign card that have no place here, as they came.
    `private` leaves the business out of introductions; what else is private: `PRIVATE_FIELDS`, and
    each of `custom` that is not `shared`. `fit` goes from 0 to 5.
    """

    id: int = 0
    version: int = 0
    own: bool = False
    legal_name: str = ""
    trading_name: str = ""
    legal_form: str = "sole-trader"
    registration_number: str = ""
    tax_number: str = ""
    address: str = ""
    place: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    strapline: str = ""
    skills: tuple[SkillData, ...] = ()
    notes: str = ""
    sign_rule: str = "one"
    logo: str = ""
    people: tuple[PersonData, ...] = ()
    sample: bool = False
    size: str = ""
    sector: str = ""
    best_at: str = ""
    credit_as: str = ""
    colours: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    addresses: tuple[Address, ...] = ()
    papers: tuple[Paper, ...] = ()
    supplies: tuple[Supply, ...] = ()
    relations: tuple[str, ...] = ()
    closeness: Closeness = Closeness.UNSAID
    stage: Stage = Stage.PROSPECT
    stage_history: tuple[StageChange, ...] = ()
    met_on: str = ""
    met_how: str = ""
    introduced_by_id: int = 0
    introduced_by: str = ""
    next_action: str = ""
    next_on: str = ""
    free_months: tuple[str, ...] = ()
    fit: int = 0
    private: bool = False
    custom: tuple[CustomField, ...] = ()
    uid: str = ""
    extra: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in lists: trading name, or the legal name without one."""
        return self.trading_name or self.legal_name


#: What never leaves in an export unless it is ticked: it is about them, not for them.
PRIVATE_FIELDS = (
    "notes",
    "fit",
    "private",
    "closeness",
    "relations",
    "stage",
    "stage_history",
    "met_on",
    "met_how",
    "introduced_by_id",
    "introduced_by",
    "next_action",
    "next_on",
    "free_months",
)
#: What belongs to this data file alone and means nothing elsewhere.
LOCAL_FIELDS = ("id", "version", "own", "sample")
_BLANK = BusinessData()


def without_private(data: BusinessData) -> BusinessData:
    """The same business with everything private as if it had never been filled."""
    open_ones = tuple(field for field in data.custom if field.shared)
    bare = {name: getattr(_BLANK, name) for name in PRIVATE_FIELDS}
    return replace(data, custom=open_ones, **bare)


def field_names() -> tuple[str, ...]:
    """Every field of `BusinessData`, in order."""
    return tuple(field.name for field in fields(BusinessData))


@dataclass(frozen=True, slots=True)
class Contact:
    """A business on its way in or out, with the bytes of its pictures by their SHA-256.

    `line` is where its card or row begins in the file, 0 when it comes from nowhere.
    """

    data: BusinessData
    pictures: tuple[tuple[str, bytes], ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a file that could not be read: where (line, from 1), what, what became of it."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class ContactFile:
    """What was read from a file of contacts, and what was not."""

    contacts: tuple[Contact, ...]
    troubles: tuple[Trouble, ...] = ()
    note: str = ""
