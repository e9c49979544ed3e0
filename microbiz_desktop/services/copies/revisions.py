"""What changed between two revisions of an agreement, word by word: for the room and as pages.

Revisions are frozen, so the same two always tell the same; 0 stands for the draft of now. Lines
are those of the pages, in their order, under the heading of their clause or schedule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.sheets import ChangedLine, ChangedPart, Sheet, SheetKind
from ...drafting.comparing.redline import Change, by_group, compare
from ...evidence.derive import made
from ..shared import words

if TYPE_CHECKING:
    from ...domain.clock import Moment
    from ...domain.text import AgreementText


@dataclass(frozen=True, slots=True)
class RevisionChanges:
    """What changed from `before` to `after` (0 is the draft), by clause or schedule."""

    title: str
    before: int
    after: int
    groups: tuple[tuple[str, tuple[Change, ...]], ...]

    @property
    def words(self) -> str:
        """What is compared, as a heading: "Revision 1 to revision 2"."""
        return words.capital(f"{_named(self.before)} to {_named(self.after)}")

    @property
    def count(self) -> int:
        """How many lines changed."""
        return sum(len(lines) for _, lines in self.groups)


def changes_between(before: AgreementText, after: AgreementText) -> RevisionChanges:
    """The changes of the newer text against the older one."""
    groups = by_group(compare(before, after))
    return RevisionChanges(after.title, before.revision, after.revision, groups)


def changes_sheet(changes: RevisionChanges, at: Moment, paper: str) -> Sheet:
    """The same as pages, made at this time; nothing changed is said as well."""
    many = words.counted(changes.count, "line") if changes.count else "No line"
    verb = "has" if changes.count <= 1 else "have"
    return Sheet(
        kind=SheetKind.CHANGES,
        title=changes.title,
        subtitle=f"What changed · {changes.words}",
        lead="This is not the agreement. It shows what differs between two texts of it.",
        entries=(),
        changes=tuple(
            ChangedPart(heading, tuple(map(_line, lines))) for heading, lines in changes.groups
        ),
        note=(
            f"{many} {verb} changed. What is gone is struck through, what is new is underlined. "
            "Each line begins with its place in the newer text, or where it stood before."
        ),
        made=f"What changed, not the agreement · {words.day_of(at)}",
        paper=paper,
        dated=made(at),
    )


def _line(change: Change) -> ChangedLine:
    place = " → ".join(dict.fromkeys(filter(None, (change.before, change.after))))
    return ChangedLine(place, tuple((run.fate.value, run.text) for run in change.words))


def _named(number: int) -> str:
    return f"revision {number}" if number else "the draft"
