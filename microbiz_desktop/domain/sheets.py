"""Small printed things beside agreements: a list of associates, labels, capability and referral
cards, the sign-off sheet, what changed. One frozen value for them; `rendering.sheets` sets it."""

from dataclasses import dataclass
from enum import StrEnum


class SheetKind(StrEnum):
    """What is printed; each has its own look."""

    LIST = "list"
    LABELS = "labels"
    CAPABILITY = "capability"
    REFERRAL = "referral"
    SIGN_OFF = "sign-off"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, either may be empty; `lines` of the value keep their breaks."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One block: heading, quiet line, facts, words in a row, running text.

    `meters` are (name, level 0 to 4, word, evidence) of skills; `logo` a SHA-256 or empty.
    """

    heading: str
    second: str = ""
    facts: tuple[Fact, ...] = ()
    words: tuple[str, ...] = ()
    meters: tuple[tuple[str, int, str, str], ...] = ()
    text: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table under its heading; the first cell heads its row, a cell keeps its line breaks."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that changed: its place, and its words as (same, added or removed; text)."""

    place: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """The changed lines of one clause or schedule under its heading."""

    heading: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `note` is the quiet line at the end; `made` the day in words.

    `lead` is a sentence nobody may miss, in a frame under the title; `paper` "a4" or "letter".
    `dated` is the fixed time (ISO) in the metadata of what is kept for long: that is PDF/A-3a too.
    """

    kind: SheetKind
    title: str
    entries: tuple[SheetEntry, ...]
    subtitle: str = ""
    note: str = ""
    made: str = ""
    label_sheet: str = "L7160"
    lead: str = ""
    listing: Listing | None = None
    paper: str = "a4"
    dated: str = ""
    changes: tuple[ChangedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelGrid:
    """A sheet of labels in millimetres: how many across and down, their size and margins."""

    title: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap_across: float
    gap_down: float


#: Sheets of labels as sold, on A4, by their usual numbers.
LABEL_SHEETS = {
    "L7160": LabelGrid("21 to a sheet, 63.5 × 38.1 mm", 3, 7, 63.5, 38.1, 7.25, 15.15, 2.5, 0),
    "L7161": LabelGrid("18 to a sheet, 63.5 × 46.6 mm", 3, 6, 63.5, 46.6, 7.25, 8.7, 2.5, 0),
    "L7163": LabelGrid("14 to a sheet, 99.1 × 38.1 mm", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5, 0),
    "L7159": LabelGrid("24 to a sheet, 63.5 × 33.9 mm", 3, 8, 63.5, 33.9, 7.25, 12.9, 2.5, 0),
}
