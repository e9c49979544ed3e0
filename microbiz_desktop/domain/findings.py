"""What the agreement check noticed, where, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the offer; a warning is a risk to accept knowingly; a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


#: The section of special terms and rewordings, after those of the template.
EXTRA = "extra"
#: What the question of a place names in it, before a stroke and the number or the unit; two more
#: are fields of the deal, "pack" and "currency".
SPECIAL_TERMS, REWORDINGS = "special_terms", "rewordings"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding leads: a section of the interview, a question in it, perhaps one party.

    `section` and `question` are ids of the template; the fixed sections outside it are "parties"
    and "project" (questions there are field names) and `EXTRA` ("special_terms/0",
    "rewordings/talks", "pack"). `party` is a party key. `clause` is the id of a clause in the text;
    `label` is what the user reads ("The people", "Clause 3.2").
    """

    label: str
    section: str = ""
    question: str = ""
    party: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Set one value of the deal's plain data: a path of keys and indexes, and the new value."""

    path: tuple[str | int, ...]
    value: object


@dataclass(frozen=True, slots=True)
class Fix:
    """What one click will do: the label says it, the edits do it (see `dealdata.apply_edits`)."""

    label: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed: a stable code, how bad, where, what, why it matters, and a mend."""

    code: str
    severity: Severity
    place: Place
    message: str
    reason: str = ""
    mend: Fix | None = None


def error(code: str, place: Place, says: str, why: str = "", mend: Fix | None = None) -> Finding:
    """What stops an offer."""
    return Finding(code, Severity.ERROR, place, says, why, mend)


def warning(code: str, place: Place, says: str, why: str = "", mend: Fix | None = None) -> Finding:
    """A risk to accept knowingly."""
    return Finding(code, Severity.WARNING, place, says, why, mend)


def hint(code: str, place: Place, says: str, why: str = "", mend: Fix | None = None) -> Finding:
    """Advice."""
    return Finding(code, Severity.HINT, place, says, why, mend)
