"""What is said of a file that was checked, for people and for scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...domain.verdicts import VERDICTS, ChangedPage, Compared, Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """What a file is. `details` are sentences on what is wrong or in doubt, `notes` on what is odd;
    `pages` are those that look different."""

    outcome: Outcome
    details: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    compared: Compared = Compared.NO
    pages: tuple[ChangedPage, ...] = ()

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
