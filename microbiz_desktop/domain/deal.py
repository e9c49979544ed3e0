"""What goes into an agreement: the parties, the project and the answers, as one frozen `Deal`.

Everything that drafts, checks or stores an agreement takes one; only the deal file and the database
have other forms of it. It holds copies and no references to the contact list, so that an agreement
stays what it was when an entry there is changed, merged or forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar, overload

T = TypeVar("T")

#: The metadata of a field that a value gained later: at its default it is left out of plain data,
#: so that what was hashed and signed before keeps its bytes.
LATER: Mapping[str, bool] = MappingProxyType({"later": True})

#: An answer as plain data: str, bool, int, tuple of answers, or mapping of str to answer.
#: Percentages are ints (ten-thousandths of a percent), money ints of minor units of the deal's
#: currency, dates ISO text (`2026-11-30`), durations text (`14 days`), parties their keys.
#: Whoever reads one narrows it: `as_table`, `as_rows`, or an `isinstance` of their own.
Answer = object


@overload
def frozen(value: Mapping[str, T]) -> Mapping[str, Answer]: ...
@overload
def frozen(value: object) -> Answer: ...
def frozen(value: object) -> Answer:
    """The same plain data with lists as tuples and dicts as read-only mappings, throughout."""
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): frozen(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(frozen(item) for item in value)
    return value


@overload
def thawed(value: Mapping[str, T]) -> dict[str, Answer]: ...
@overload
def thawed(value: object) -> Answer: ...
def thawed(value: object) -> Answer:
    """The same plain data as new lists and dicts, ready for JSON or TOML."""
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [thawed(item) for item in value]
    return value


def as_table(answer: Answer) -> Mapping[str, Answer]:
    """The answer where it is a table; else an empty one."""
    return answer if isinstance(answer, Mapping) else {}


def as_rows(answer: Answer) -> tuple[Answer, ...]:
    """The answer where it is a list of values or rows; else an empty one."""
    return answer if isinstance(answer, tuple) else ()


def as_tables(answer: Answer) -> Iterator[Mapping[str, Answer]]:
    """The rows of the answer that have columns."""
    return (row for row in as_rows(answer) if isinstance(row, Mapping))


def as_number(answer: Answer) -> int:
    """The answer where it is a whole number; else zero."""
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else 0


def as_text(answer: Answer) -> str:
    """The answer where it is text; else an empty one."""
    return answer if isinstance(answer, str) else ""


@dataclass(frozen=True, slots=True)
class PersonSnapshot:
    """A person of a party as copied when the party was added."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    may_sign: bool = False


@dataclass(frozen=True, slots=True)
class InsuranceSnapshot:
    """An insurance of a party as it was copied: what it covers, up to which sum, its last day.

    The sum is text as it was noted ("£2 million"), the day ISO text; each empty where not known.
    """

    name: str
    cover: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class PartySnapshot:
    """A business in this agreement: a copy, never a live join to the contact list.

    `key` names the party inside the deal (letters, digits, hyphens). `sign_rule` is "one" or
    "all": whether one of the people who may sign is enough. `logo` is the SHA-256 hex of a PNG
    kept beside the deal, or empty. `business_id` points back to the contact list, or is empty.
    """

    key: str
    legal_name: str
    trading_name: str = ""
    legal_form: str = "sole-trader"
    registration_number: str = ""
    tax_number: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    people: tuple[PersonSnapshot, ...] = ()
    sign_rule: str = "one"
    own: bool = False
    role: str = ""
    logo: str = ""
    business_id: str = ""
    insurance: tuple[InsuranceSnapshot, ...] = field(default=(), metadata=LATER)

    @property
    def name(self) -> str:
        """The name used in running text: the trading name, or the legal name without one."""
        return self.trading_name or self.legal_name

    @property
    def signatories(self) -> tuple[PersonSnapshot, ...]:
        """The people who may sign: all of them when all must, else the first."""
        may = tuple(person for person in self.people if person.may_sign)
        return may if self.sign_rule == "all" else may[:1]


#: Legal forms a business may have: value -> words in a sentence ("..., a limited company").
LEGAL_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "sole-trader": "a sole trader",
        "partnership": "a partnership",
        "limited-company": "a private limited company",
        "llp": "a limited liability partnership",
        "cic": "a community interest company",
        "charity": "a charity",
        "cooperative": "a co-operative society",
        "individual": "an individual",
        "other": "",
    }
)


@dataclass(frozen=True, slots=True)
class Deliverable:
    """Something one party hands over by a date (ISO text, or empty while unknown)."""

    title: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ProjectDetails:
    """What the piece of work is, as copied from the project. Dates are ISO text or empty."""

    name: str = ""
    brief: str = ""
    client: str = ""
    client_address: str = ""
    start: str = ""
    end: str = ""
    deliverables: tuple[Deliverable, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialTerm:
    """A term of this agreement only: a heading and plain text, one paragraph a sub-clause."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """This agreement's own wording of one unit of the clause library (plain text paragraphs)."""

    unit: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """Everything a compile needs beside the catalogue. A deal file is its text form."""

    template: str
    template_version: str = ""
    pack: str = ""
    pack_version: str = ""
    title: str = ""
    currency: str = "GBP"
    parties: tuple[PartySnapshot, ...] = ()
    project: ProjectDetails = field(default_factory=ProjectDetails)
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    special_terms: tuple[SpecialTerm, ...] = ()
    rewordings: tuple[Rewording, ...] = ()

    def party(self, key: str) -> PartySnapshot | None:
        """The party with this key, or None."""
        return next((party for party in self.parties if party.key == key), None)
