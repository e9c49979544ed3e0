"""Two entries of one business made one; and forgetting somebody for good.

The page of duplicates and the dialog that forgets call it. Merging can be taken back and is never
done unasked, because two that look alike may still be two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import BusinessData
from ...domain.errors import BadInput
from ...domain.states import Kind
from ...records.business import Business
from ...records.network import Merged, NotSame
from ...storage.database import announce
from ..contacts.mapping import data_of, fill
from ..shared.progress import Cancelled, Progress, never, silent
from ..shared.words import joined
from . import duplicate_pairs, forgetting, forgetting_person, references
from .field_words import TITLES, field_words
from .forgetting import Forgotten
from .merge_fields import Pick, both_allowed, merged, proposed
from .undo_records import MERGE, Kept, record
from .values import StepRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...domain.contacts.duplicates import LikelyPair
    from ...storage.database import Database
    from ..shared.dependencies import TemplateCatalogue

__all__ = ["Comparison", "FieldRow", "Merging", "Pick"]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of two entries side by side, and what is picked until the user says otherwise."""

    field: str
    title: str
    keep: str
    drop: str
    differs: bool
    pick: Pick
    both: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries side by side."""

    keep_id: int
    drop_id: int
    keep_name: str
    drop_name: str
    rows: tuple[FieldRow, ...]
    consequences: tuple[str, ...] = ()


class Merging:
    """What a user does with entries that may be one, or that are to be forgotten."""

    def __init__(self, database: Database, clock: Clock, shelf: TemplateCatalogue) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def duplicates(
        self, progress: Progress = silent, cancelled: Cancelled = never
    ) -> tuple[LikelyPair, ...]:
        """Pairs that may be one business, the likeliest first, with reasons. [slow]"""
        with self._database.reading() as session:
            progress(0, 1, "Comparing everybody with everybody")
            found = duplicate_pairs.pairs(session.connection(), cancelled)
            pairs = session.execute(select(NotSame.first_id, NotSame.second_id))
            denied = {(first, second) for first, second in pairs}
        return tuple(one for one in found if _in_order(one.first, one.second) not in denied)

    def names(self, ids: Collection[int]) -> dict[int, str]:
        """The names of some entries, for a list of pairs."""
        with self._database.reading() as session:
            rows = session.execute(
                select(Business.id, Business.trading_name, Business.legal_name).where(
                    Business.id.in_(ids)
                )
            )
            return {key: trading or legal for key, trading, legal in rows}

    def not_same(self, a: int, b: int) -> None:
        """Remember that these two are not one: the pair is not shown again."""
        with self._database.transaction() as session:
            first, second = _in_order(a, b)
            session.merge(NotSame(first_id=first, second_id=second))

    def maybe_same(self, a: int, b: int) -> None:
        """Take `not_same` back."""
        with self._database.transaction() as session:
            if (row := session.get(NotSame, _in_order(a, b))) is not None:
                session.delete(row)

    def compare(self, keep_id: int, drop_id: int) -> Comparison:
        """Both entries field by field; only fields that either has filled."""
        with self._database.reading() as session:
            keep = data_of(_associate(session, keep_id))
            drop = data_of(_associate(session, drop_id))
            used = references.uses(session.connection(), (drop_id,)).get(drop_id, [])
        rows = tuple(row for row in (_row(keep, drop, name) for name in TITLES) if row)
        return Comparison(keep_id, drop_id, keep.name, drop.name, rows, _consequences(drop, used))

    def merge(self, keep_id: int, drop_id: int, picks: Mapping[str, Pick] | None = None) -> StepRow:
        """Make the two one: `keep` gets the picked fields and everything that hangs on `drop`.

        `drop` goes to the bin; agreements keep the copies they have. Raises BadInput.
        """
        if keep_id == drop_id:
            raise BadInput("These are the same entry.", "Choose two.")
        with self._database.transaction() as session:
            keep, drop = _associate(session, keep_id), _associate(session, drop_id)
            before, other = data_of(keep), data_of(drop)
            kept = Kept(archived=[drop_id])
            references.move(session.connection(), drop_id, keep_id, kept)
            session.expire_all()
            today = self._clock.now().local().date().isoformat()
            fill(keep, merged(before, other, picks or {}), today)
            drop.archived_at = self._clock.now()
            session.flush()
            kept.note(before, data_of(keep))
            kept.changed[keep_id].pop("introduced_by_id", None)
            session.merge(Merged(gone_id=drop_id, into_id=keep_id))
            title = f"{other.name} merged into {before.name}"
            if other.name == before.name:
                title = f"Two entries of {before.name} merged"
            step = record(session, MERGE, title, kept, self._clock.now())
            announce(session, Kind.BUSINESS, Kind.NETWORK, Kind.PROJECT, Kind.AGREEMENT)
            return StepRow(step, MERGE, title, self._clock.now(), undone=False)

    def forget_consequence(self, business_id: int) -> tuple[str, ...]:
        """What forgetting this entry removes and what it keeps, in sentences, before it is done."""
        with self._database.reading() as session:
            _associate(session, business_id)
            said = forgetting.consequence(session, business_id)
        return (*said, *forgetting.remains(self._database.path.parent))

    def forget(self, business_id: int) -> Forgotten:
        """Remove an entry for good with all that may go; signed evidence stays. [slow]

        It cannot be taken back. Raises BadInput for an own business.
        """
        with self._database.transaction() as session:
            _associate(session, business_id)
            forgotten = forgetting.forget(session, self._shelf, business_id)
        return forgetting.scrub(self._database, forgotten)

    def forget_person_consequence(self, business_id: int, name: str) -> tuple[str, ...]:
        """What forgetting one person of a business removes and keeps. Raises BadInput."""
        with self._database.reading() as session:
            _associate(session, business_id)
            said = forgetting_person.consequence(session, business_id, name)
        return (*said, *forgetting.remains(self._database.path.parent))

    def forget_person(self, business_id: int, name: str) -> Forgotten:
        """Remove one person of a business for good; signed evidence stays. [slow]

        It cannot be taken back. Raises BadInput for who is not there, or is the business itself.
        """
        with self._database.transaction() as session:
            _associate(session, business_id)
            forgotten = forgetting_person.forget(session, business_id, name)
        return forgetting.scrub(self._database, forgotten)


def _associate(session: Session, business_id: int) -> Business:
    found = session.get(Business, business_id)
    if found is None:
        raise BadInput("That business is not here any more.", "Go back to the list.")
    if found.own:
        raise BadInput("This is one of your own businesses.", "Choose an associate.")
    return found


def _in_order(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


def _row(keep: BusinessData, drop: BusinessData, name: str) -> FieldRow | None:
    mine, other = field_words(keep, name), field_words(drop, name)
    blank = BusinessData()
    if all(getattr(data, name) == getattr(blank, name) for data in (keep, drop)):
        return None
    differs = getattr(keep, name) != getattr(drop, name)
    pick = proposed(keep, drop, name)
    return FieldRow(name, TITLES[name], mine, other, differs, pick, both_allowed(name))


def _consequences(drop: BusinessData, used: list[str]) -> tuple[str, ...]:
    said = []
    if moved := [word for word in used if word != "agreements"]:
        said.append(f"What names {drop.name} in {joined(moved)} moves over.")
    if "agreements" in used:
        said.append(f"Agreements keep the copy of {drop.name} they were made with.")
    said.append("The merge can be taken back later.")
    return tuple(said)
