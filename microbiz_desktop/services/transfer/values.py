"""What an import shows before it happens and says afterwards: frozen values for screens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...domain.clock import Moment
    from ...domain.contacts.contacts import Contact, Trouble


class ItemKind(StrEnum):
    """How an incoming contact stands to what is here."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    POSSIBLE = "possible"


class ItemChoice(StrEnum):
    """What becomes of an incoming contact.

    Update: theirs win where filled. Merge: what is empty here is filled and lists grow.
    """

    ADD = "add"
    SKIP = "skip"
    UPDATE = "update"
    MERGE = "merge"
    KEEP_BOTH = "keep both"


#: What may be chosen for each kind; the first is chosen until the user says otherwise.
CHOICES: dict[ItemKind, tuple[ItemChoice, ...]] = {
    ItemKind.NEW: (ItemChoice.ADD, ItemChoice.SKIP),
    ItemKind.SAME: (ItemChoice.SKIP, ItemChoice.KEEP_BOTH),
    ItemKind.DIFFERS: (ItemChoice.MERGE, ItemChoice.UPDATE, ItemChoice.KEEP_BOTH, ItemChoice.SKIP),
    ItemKind.POSSIBLE: (ItemChoice.KEEP_BOTH, ItemChoice.MERGE, ItemChoice.UPDATE, ItemChoice.SKIP),
}


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field in which two entries differ: what is here, what comes, in words."""

    field: str
    title: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class ProposalItem:
    """One incoming contact. `existing_id` is who it was matched with here, 0 for nobody.

    `twin` is the item of the same proposal it seems to be once more, -1 for none.
    """

    kind: ItemKind
    contact: Contact
    existing_id: int = 0
    existing_name: str = ""
    reasons: tuple[str, ...] = ()
    twin: int = -1

    @property
    def name(self) -> str:
        """The name in lists."""
        return self.contact.data.name or "Without a name"

    @property
    def choices(self) -> tuple[ItemChoice, ...]:
        """What may be chosen, the proposed one first."""
        return CHOICES[self.kind]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that an import would do, in the order of the files."""

    items: tuple[ProposalItem, ...]
    troubles: tuple[Trouble, ...] = ()
    title: str = ""
    note: str = ""

    def counts(self) -> dict[ItemKind, int]:
        """How many there are of each kind."""
        found = Counter(item.kind for item in self.items)
        return {kind: found[kind] for kind in ItemKind}


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did. `step_id` is what undo takes, 0 when nothing was changed."""

    step_id: int
    made: int
    changed: int
    skipped: int
    troubles: tuple[Trouble, ...] = ()
    first_id: int = 0

    def sentence(self) -> str:
        """What was done, for a toast."""
        if not self.step_id:
            return "Nothing was new: nothing was changed."
        parts = [
            f"{count:,} {word}"
            for count, word in ((self.made, "added"), (self.changed, "changed"))
            if count
        ]
        left = f", {self.skipped:,} left as they were" if self.skipped else ""
        return f"{' and '.join(parts)}{left}.".capitalize()


@dataclass(frozen=True, slots=True)
class StepRow:
    """A large step that was taken: an import or a merge."""

    id: int
    kind: str
    title: str
    when: Moment
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo took back, and what it left because it was changed since, in sentences."""

    taken_back: int
    kept: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What was done, for a toast."""
        if not self.kept:
            return "Taken back."
        return f"Taken back, except {len(self.kept)} changed since."
