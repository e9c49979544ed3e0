"""The structured text of an agreement: the one source of every page, screen, check and fingerprint.

`drafting.compile` makes it, everything else only reads it. Numbers, references and words are final
here, so that no two readers can number or word anything in two ways. Its classes and fields are
hashed and signed as they are named: they can gain fields and never lose or rename one.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .deal import LATER

#: Changes whenever the shape of the canonical bytes changes.
FORMAT = "microbiz-agreement/1"


class RunKind(StrEnum):
    """How a run of text is set.

    DEFINED marks the place where a term gets its meaning, BLANK an answer still to be given.
    """

    TEXT = "text"
    DEFINED = "defined"
    STRONG = "strong"
    REFERENCE = "reference"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner. A REFERENCE carries the id it points to in `target`."""

    text: str
    kind: RunKind = RunKind.TEXT
    target: str = ""


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Item:
    """A lettered item of a sub-clause: number "(a)"."""

    number: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class SubClause:
    """A numbered paragraph ("6.3") with its items; `unit` is its unit of the clause library.

    `closing` is text after the items, or empty. `changed` marks wording made for this agreement.
    """

    id: str
    number: str
    unit: str
    runs: Runs
    items: tuple[Item, ...] = ()
    closing: Runs = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The plain-language note beside a unit; it explains and does not bind."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What a party acknowledges: a numbered heading with sub-clauses and its summaries.

    Each unit's summary stands beside the first sub-clause of that unit.
    """

    id: str
    number: str
    heading: str
    summaries: tuple[Summary, ...]
    subclauses: tuple[SubClause, ...]


@dataclass(frozen=True, slots=True)
class Recital:
    """Background, lettered "A", "B"."""

    number: str
    runs: Runs


class Align(StrEnum):
    """How a table column is set; figures are right-aligned and tabular."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: heading, quiet second heading line, alignment, and relative width.

    `marked` colours the heading of the column the reader should look at first.
    """

    heading: str
    note: str = ""
    align: Align = Align.LEFT
    width: int = 1
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; a total stands under a strong line; the first cell heads the row."""

    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and the quiet note under it (either may be empty)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a schedule; `number` ("A1") may be empty."""

    runs: Runs
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a schedule."""

    text: str


Block = Paragraph | Heading | Table


@dataclass(frozen=True, slots=True)
class Schedule:
    """An annex "A" to "H"."""

    id: str
    letter: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A row of "The deal in short": label, answer, where it stands ("Clause 6", "Schedule B")."""

    label: str
    runs: Runs
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """A person who signs for a party and in which capacity ("director")."""

    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class PartyText:
    """A party as the document prints it. `details` are label and value; `logo` a SHA-256 or empty.

    `description` is the sentence on its legal form; `role` the short line on the cover;
    `must_sign` is how many of the signatories must sign.
    """

    key: str
    name: str
    legal_name: str
    description: str
    role: str
    details: tuple[tuple[str, str], ...]
    signatories: tuple[SignatoryLine, ...]
    must_sign: int
    logo: str = ""


@dataclass(frozen=True, slots=True)
class AgreementText:
    """One agreement, worded and numbered. Revision 0 is a draft that was never offered.

    `notices` are the quiet sentences of page 1; `changes` what differs from the usual wording;
    `paper` "a4" or "letter"; `language` a BCP 47 tag; `law` the pack's name for the cover;
    `sign_by` "electronic" or "paper" where only that way of signing was agreed, else empty.
    """

    kind: str
    kind_title: str
    agreement_id: str
    revision: int
    title: str
    short_title: str
    language: str
    law: str
    paper: str
    template: str
    pack: str
    parties: tuple[PartyText, ...]
    cover: tuple[CoverRow, ...]
    changes: tuple[Runs, ...]
    notices: tuple[str, ...]
    parties_intro: Runs
    recitals: tuple[Recital, ...]
    agreed_line: Runs
    clauses: tuple[Clause, ...]
    schedules: tuple[Schedule, ...]
    signing_intro: Runs
    deed: bool = False
    format: str = FORMAT
    sign_by: str = field(default="", metadata=LATER)
