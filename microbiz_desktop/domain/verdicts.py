"""What may be said of a file: one table that the command line, the window and the papers follow.

The worker, which reads the file, and whoever shows the answer share these values. They know nothing
of PDFs. A verdict says no more than was compared, and any doubt is one of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Outcome(StrEnum):
    """The verdict in plain words."""

    THE_VERY_FILE = "the very file"
    CHANGED = "changed"
    BAD_INPUT = "bad input"
    RESAVED = "re-saved, same pages and data"
    AGREES = "agrees with itself, kept by nobody here"
    ADDITIONS = "ours, with additions"
    CANNOT_TELL = "cannot tell"


class Compared(StrEnum):
    """What the pages were compared with, as pictures."""

    KEPT = "kept"
    FRESH = "fresh"
    INK = "ink"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Saying:
    """One row: its exit code, when it is said, the sentence for people, and how to go on."""

    exit: int
    when: str
    sentence: str
    next: str = ""


VERDICTS: Mapping[Outcome, Saying] = MappingProxyType(
    {
        Outcome.THE_VERY_FILE: Saying(
            0,
            "The bytes are those that are kept here. The only one called “verified”.",
            "This is the very file that was made here, byte for byte.",
        ),
        Outcome.CHANGED: Saying(
            1,
            "Something differs from what was agreed; what and where is said, with both pictures.",
            "This file was changed, or is not the text that was offered.",
            "Do not rely on it. Ask whoever sent it for the file as it was made, and compare the "
            "check code on each page.",
        ),
        Outcome.BAD_INPUT: Saying(
            2,
            "There is no such file, or it is no ordinary file that can be read.",
            "The file could not be read.",
        ),
        Outcome.RESAVED: Saying(
            3,
            "Other bytes, but every page is the same picture as in the file kept here, and "
            "structure, data and attachments are those that were written.",
            "Not the very file: it was saved again. Its pages, data and attachments are those of "
            "the one kept here.",
            "For court or bank give out the file that is kept here.",
        ),
        Outcome.AGREES: Saying(
            4,
            "Pages, data, attachments and record fit together, but nothing is kept here to compare "
            "them with: what the file alone can show.",
            "What this file says and what it carries fit together. Whoever has a key could have "
            "made it so: nobody here keeps a copy to compare it with.",
            "Ask each other party to read out the words of the key and of the text; they must be "
            "the same.",
        ),
        Outcome.ADDITIONS: Saying(
            5,
            "Begins with the bytes that are kept here, and goes on; what was added is said.",
            "This file begins with the one made here, and something was added to it.",
            "What counts is the file that is kept here.",
        ),
        Outcome.CANNOT_TELL: Saying(
            6,
            "A scan, another program’s or a locked file, a limit, a fault on the way, or pages "
            "that could not be compared.",
            "Nothing can be said of this file.",
            "Compare the check code at the foot of each page with the offer, or ask for the file "
            "as it was made.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that is not as it should be: its number, a sentence, and both pictures as PNG.

    `expected` is empty when it is not known how the page should look, both when no picture could
    be made.
    """

    page: int
    words: str
    expected: bytes = b""
    found: bytes = b""


@dataclass(frozen=True, slots=True)
class Report:
    """What a file is. `details` are sentences on what is wrong or in doubt, `notes` on what is odd
    and proves nothing; `pages` are those that look different, `facts` labels and values."""

    outcome: Outcome
    details: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    compared: Compared = Compared.NO
    pages: tuple[ChangedPage, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def verdict(self) -> str:
        """The verdict in plain words."""
        return str(self.outcome)

    @property
    def exit(self) -> int:
        """The exit code of the command line."""
        return VERDICTS[self.outcome].exit

    @property
    def sentence(self) -> str:
        """The verdict as a sentence."""
        return VERDICTS[self.outcome].sentence

    @property
    def next(self) -> str:
        """How to go on; empty for the very file."""
        return VERDICTS[self.outcome].next

    @property
    def verified(self) -> bool:
        """Only the very file is."""
        return self.outcome is Outcome.THE_VERY_FILE

    def as_data(self) -> dict[str, object]:
        """Plain data for scripts; pictures are left out."""
        return {
            "verdict": self.verdict,
            "exit": self.exit,
            "verified": self.verified,
            "pages_compared": str(self.compared),
            "sentence": self.sentence,
            "next": self.next,
            "details": list(self.details),
            "notes": list(self.notes),
            "pages": [{"page": page.page, "words": page.words} for page in self.pages],
            "facts": dict(self.facts),
        }


@dataclass(frozen=True, slots=True)
class CopyClaim:
    """Which copy a file claims to be; empty when it carries no agreement of ours."""

    agreement_id: str = ""
    revision: int = 0
    executed: bool = False
