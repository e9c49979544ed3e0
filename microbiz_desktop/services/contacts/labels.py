"""Labels of one's own: which there are, their colours, and putting them on and off.

Entries hold the names of their labels; only a colour that was chosen is kept beside them. Lists,
filters, the card and the settings ask here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, Text, delete, func, select, text, type_coerce
from sqlalchemy.orm import lazyload

from ...domain.contacts.labels import COLOURS, usual_colour
from ...domain.errors import BadInput
from ...domain.words.names import fold
from ...records.business import Business
from ...records.network import LabelColour

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database

_COUNTED = text(
    "SELECT word.value, count(*) FROM business, json_each(business.labels) AS word"
    " WHERE business.archived_at IS NULL AND business.labels <> '[]' GROUP BY word.value"
)

_HELD = text("SELECT DISTINCT word.value FROM business, json_each(business.labels) AS word")


@dataclass(frozen=True, slots=True)
class LabelData:
    """A label, its colour (a word of `COLOURS`), and how many entries have it."""

    name: str
    colour: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class RemovedLabel:
    """A label that was taken off these entries: what brings it back."""

    name: str
    colour: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RenamedLabel:
    """A label that was called otherwise: as it was, its new name, and who had not that one.

    `colour` is what the new name had before, as another label may have been called so.
    """

    taken: RemovedLabel
    name: str
    gained: tuple[int, ...]
    colour: str


class Labels:
    """What a user does with labels; own businesses have none."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def all(self) -> tuple[LabelData, ...]:
        """Every label that an entry has, by name, with how many have it. [slow]"""
        with self._database.reading() as session:
            chosen = _chosen(session)
            found = sorted(session.execute(_COUNTED), key=lambda row: (fold(row[0]), row[0]))
        return tuple(LabelData(name, _colour(name, chosen), count) for name, count in found)

    def colours(self, names: Collection[str]) -> dict[str, str]:
        """The colour of each of these labels."""
        with self._database.reading() as session:
            chosen = _chosen(session)
        return {name: _colour(name, chosen) for name in names}

    def paint(self, name: str, colour: str) -> None:
        """Choose the colour of a label. Raises BadInput for a colour that there is not."""
        if colour not in COLOURS:
            raise BadInput(f"“{colour}” is no colour of a label.", "Choose one that is offered.")
        with self._database.transaction() as session:
            _paint(session, name, colour)

    def put_on(self, ids: Collection[int], name: str) -> tuple[int, ...]:
        """Put a label on these entries; gives those that had it not. Raises BadInput unnamed."""
        name = _named(name)
        with self._database.transaction() as session:
            found = session.scalars(_alone().where(Business.id.in_(ids)))
            bare = [one for one in found if name not in one.labels]
            for one in bare:
                self._relabel(one, (*one.labels, name))
        return tuple(one.id for one in bare)

    def rename(self, old: str, new: str) -> RenamedLabel:
        """Call a label otherwise on every entry; a name that is there already takes it in."""
        new = _named(new)
        with self._database.transaction() as session:
            chosen = _chosen(session)
            colour, before = _colour(old, chosen), _colour(new, chosen)
            found = list(session.scalars(_with(old)))
            ids = tuple(one.id for one in found)
            gained = tuple(one.id for one in found if new not in one.labels)
            for one in found:
                words = (new if word == old else word for word in one.labels)
                self._relabel(one, tuple(dict.fromkeys(words)))
            _forget(session, old)
            _paint(session, new, colour)
        taken = RemovedLabel(old, colour, ids)
        return RenamedLabel(taken, new, gained, before)

    def undo_rename(self, renamed: RenamedLabel) -> None:
        """Call it as before, also where another label had taken it in."""
        self.take_off(renamed.name, renamed.gained)
        self.paint(renamed.name, renamed.colour)
        self.bring_back(renamed.taken)

    def take_off(self, name: str, ids: Collection[int] | None = None) -> RemovedLabel:
        """Take a label off these entries, or off all; what it gives brings it back."""
        with self._database.transaction() as session:
            wanted = _with(name) if ids is None else _with(name).where(Business.id.in_(ids))
            found = list(session.scalars(wanted))
            colour = _colour(name, _chosen(session))
            for one in found:
                self._relabel(one, tuple(word for word in one.labels if word != name))
            if ids is None:
                _forget(session, name)
            return RemovedLabel(name, colour, tuple(one.id for one in found))

    def bring_back(self, taken: RemovedLabel) -> None:
        """Undo `take_off()`."""
        self.put_on(taken.ids, taken.name)
        self.paint(taken.name, taken.colour)

    def _relabel(self, one: Business, names: tuple[str, ...]) -> None:
        one.labels = names
        one.updated_at = self._clock.now()


def forget_colours(session: Session, names: Collection[str]) -> None:
    """Chosen colours of these labels go, where nobody has such a label any more."""
    held = {_key(name) for name in session.scalars(_HELD)} if names else set()
    for name in names:
        if _key(name) not in held:
            _forget(session, name)


def _with(name: str) -> Select[Business]:
    """The entries that have this label, those in the bin too."""
    word = json.dumps(name, ensure_ascii=False)
    has = func.instr(type_coerce(Business.labels, Text()), word) > 0
    return _alone().where(has).order_by(Business.id)


def _alone() -> Select[Business]:
    """Entries without their people, skills and papers, of which there may be many thousands."""
    return select(Business).options(lazyload("*"))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput("A label needs a word.", "Type one that says something to you.")
    return name


def _key(name: str) -> str:
    return name.strip().casefold()


def _chosen(session: Session) -> dict[str, str]:
    return {one.key: one.colour for one in session.scalars(select(LabelColour))}


def _colour(name: str, chosen: Mapping[str, str]) -> str:
    return chosen.get(_key(name)) or usual_colour(name)


def _paint(session: Session, name: str, colour: str) -> None:
    """Only what differs from the usual colour is kept."""
    there = session.scalars(select(LabelColour).where(LabelColour.key == _key(name))).one_or_none()
    if there is not None:
        there.colour = colour
    elif colour != usual_colour(name):
        session.add(LabelColour(name=name, key=_key(name), colour=colour))


def _forget(session: Session, name: str) -> None:
    session.execute(delete(LabelColour).where(LabelColour.key == _key(name)))
