"""Who of the incoming contacts is here already: compact dictionaries, filled by plain queries.

Only what the file asks for is kept of the rows, so that memory goes with the file and not with
the list. An e-mail or telephone alone is nobody: a name must be shared too.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import BusinessData, Way
from ...domain.words.names import fold
from ..contacts.ways import every_way_of, same_ways

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: More entries of one name than this are not looked at one by one.
_MOST = 50
_BUSINESSES = (
    "SELECT id, uid, legal_name, trading_name, email, phone, ways FROM business"
    " WHERE own = 0 AND outside = 0 AND archived_at IS NULL"
)
_PEOPLE = (
    "SELECT business_id, person.name, person.email, person.phone, person.ways"
    " FROM person JOIN business ON business.id = business_id"
    " WHERE business.own = 0 AND business.outside = 0 AND business.archived_at IS NULL"
)


def names_of(data: BusinessData) -> set[str]:
    """The names an entry goes by: of the business and of its people, folded."""
    named = (data.legal_name, data.trading_name, *(person.name for person in data.people))
    return {fold(name) for name in named} - {""}


def ways_of(data: BusinessData) -> set[str]:
    """E-mails and telephones of an entry as they are compared."""
    return {_way(way.kind, way.value) for way in every_way_of(data) if way.kind != "link"} - {""}


def _way(kind: str, value: str) -> str:
    return same_ways(kind, value)


class EntryMatcher:
    """Finds entries here by UID, by name and a way to reach, or by name alone."""

    def __init__(self, coming: Iterable[BusinessData]) -> None:
        self._uids: dict[str, list[int]] = {}
        self._names: dict[str, list[int]] = {}
        self._ways: dict[str, list[int]] = {}
        for data in coming:
            if data.uid:
                self._uids.setdefault(data.uid, [])
            for name in names_of(data):
                self._names.setdefault(name, [])
            for way in ways_of(data):
                self._ways.setdefault(way, [])

    def look(self, connection: "Connection") -> None:
        """Go once through the entries here."""
        for key, uid, legal, trading, email, phone, ways in connection.exec_driver_sql(_BUSINESSES):
            if uid and uid in self._uids:
                self._uids[uid].append(key)
            self._note(key, (legal, trading), email, phone, ways)
        for key, name, email, phone, ways in connection.exec_driver_sql(_PEOPLE):
            self._note(key, (name,), email, phone, ways)

    def _note(self, key: int, names: tuple[str, ...], email: str, phone: str, ways: str) -> None:
        for name in names:
            here = self._names.get(fold(name)) if name else None
            if here is not None and (not here or here[-1] != key):
                here.append(key)
        for way in _stored_ways(email, phone, ways):
            here = self._ways.get(way)
            if here is not None and (not here or here[-1] != key):
                here.append(key)

    def sure(self, data: BusinessData) -> list[int]:
        """Entries with the same UID, then those with a name and a way to reach in common."""
        found = list(self._uids.get(data.uid, ())) if data.uid else []
        reached = {key for way in ways_of(data) for key in self._ways.get(way, ())}
        if reached:
            named = {key for name in names_of(data) for key in self._names.get(name, ())}
            found += sorted(reached & named)
        return list(dict.fromkeys(found))[:_MOST]

    def namesakes(self, data: BusinessData) -> list[int]:
        """Entries of the same name, which may hold all that comes and may be somebody else."""
        return self._names.get(fold(data.name), [])[:_MOST]

    def reached(self, data: BusinessData) -> list[int]:
        """Entries with a way to reach in common, whatever they are called."""
        return sorted({key for way in ways_of(data) for key in self._ways.get(way, ())})[:_MOST]


def _stored_ways(email: str, phone: str, ways: str) -> Iterator[str]:
    if email:
        yield _way("email", email)
    if phone:
        yield _way("phone", phone)
    if ways and ways != "[]":
        for stored in json.loads(ways):
            way = Way(**stored)
            if way.kind != "link":
                yield _way(way.kind, way.value)
