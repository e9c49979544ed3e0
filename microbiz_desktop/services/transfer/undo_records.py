"""Large steps that can be taken back: what they keep, packed, and taking it apart again.

A step keeps the rows it made as runs of ids, of each changed entry the fields before and after,
and of a merge what it moved. Fields are compared one by one when it is taken back: what was
changed since stays.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import BusinessData
from ...domain.plain import from_plain, to_plain
from ...records.network import UndoStep

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Moment

IMPORT, MERGE = "import", "merge"
#: Why something is the same that differs.
DECIDED = "The difference was left as it is the last time"
#: Fields by name, as plain data: before and after.
Fields = dict[str, tuple[object, object]]
#: An id in a column, or none; several where a pair of columns was moved.
Key = int | None
Keys = Key | list[Key]


@dataclass(slots=True)
class Kept:
    """What a step needs to be taken back.

    `made` are runs (first id, how many); `changed` the fields of an entry before and after;
    `moved` are (table, column, row id, old, new); `dropped` whole rows that were removed, by
    table; `archived` the entries that went into another one; `decided` what was left different
    on purpose, so that the same import does not ask again.
    """

    made: list[tuple[int, int]] = field(default_factory=list)
    changed: dict[int, Fields] = field(default_factory=dict)
    moved: list[tuple[str, str, Key, Keys, Keys]] = field(default_factory=list)
    dropped: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    archived: list[int] = field(default_factory=list)
    decided: list[tuple[int, str]] = field(default_factory=list)

    def note(self, before: BusinessData, after: BusinessData) -> None:
        """Remember the fields of an entry that a step changed; the first before is the one kept."""
        old, new = to_plain(before), to_plain(after)
        kept = self.changed.setdefault(before.id, {})
        for name in old:
            if old[name] != new[name] and name != "version":
                kept[name] = (kept[name][0] if name in kept else old[name], new[name])

    def ids(self) -> set[int]:
        """Entries whose words are kept here."""
        return {*self.changed, *self.archived, *(key for key, _ in self.decided)}

    def without(self, ids: set[int]) -> Kept:
        """The same without what is kept of these entries."""
        return replace(
            self,
            changed={key: kept for key, kept in self.changed.items() if key not in ids},
            decided=[one for one in self.decided if one[0] not in ids],
        )


def pack(kept: Kept) -> bytes:
    """The bytes that are stored."""
    plain = {one.name: getattr(kept, one.name) for one in fields(Kept)}
    plain["changed"] = list(kept.changed.items())
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), 6)


def unpack(stored: bytes) -> Kept:
    """Read `pack()` back; nothing stored is nothing kept."""
    if not stored:
        return Kept()
    plain = json.loads(zlib.decompress(stored))
    plain["decided"] = [(key, mark) for key, mark in plain["decided"]]
    return Kept(**{**plain, "changed": dict(plain["changed"])})


def mark_of(theirs: BusinessData) -> str:
    """A short mark of what came, to know it again."""
    plain = json.dumps(to_plain(theirs), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decisions(session: Session) -> set[tuple[int, str]]:
    """What the imports that stand left different on purpose: (entry, mark of what came)."""
    stored = session.scalars(
        select(UndoStep.before).where(UndoStep.sort == IMPORT, UndoStep.undone_at.is_(None))
    )
    return {one for before in stored for one in unpack(before).decided}


def record(session: Session, kind: str, title: str, kept: Kept, now: Moment) -> int:
    """Keep a step; gives its id."""
    step = UndoStep(sort=kind, title=title, made_at=now, before=pack(kept))
    session.add(step)
    session.flush()
    return step.id


def undone(data: BusinessData, kept: Fields) -> tuple[BusinessData, tuple[str, ...]]:
    """The entry with its old fields again; which fields stay because they were changed since."""
    now = to_plain(data)
    stay = tuple(name for name, (_, after) in kept.items() if now[name] != after)
    old = {name: before for name, (before, _) in kept.items() if name not in stay}
    return from_plain(BusinessData, {**now, **old}), stay
