"""Which associates a query finds, and in what order: ids only, rows come page by page.

The contact list and smart lists ask here for each letter typed. The work is left to indexes of
SQLite, as a list of 100,000 must answer at once, and slips are mended only when nothing is found.
"""

# ruff: noqa: S608 - every word put into a statement here is one of ours

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, cast

from ...domain.contacts.contacts import Stage
from ...domain.words.names import fold
from ...storage.runs import runs_within
from ...storage.search import ASSOCIATE, ROOM, TIERS
from ...storage.typos import mended
from ...storage.words import Term, expression, terms
from .query import Query, conditions

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from sqlalchemy import Connection, CursorResult

#: So many ids are given while somebody types; nobody looks through more without another letter.
MOST = 1000


@dataclass(frozen=True, slots=True)
class FoundContacts:
    """The ids in order; `cut` says that there may be more than the `MOST` that are given.

    `total_all` counts everybody in the list. `fuzzy` says which word was read as which.
    """

    ids: array[int]
    total_all: int
    fuzzy: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The words of a text as they are looked for, and which were read as others."""

    words: tuple[Term, ...]
    fuzzy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A query made ready for the database: words read, filters as SQL."""

    reading: SearchWords
    places: tuple[Term, ...]
    where: str
    values: tuple[object, ...]
    filtered: bool
    narrow: bool

    @property
    def tiers(self) -> tuple[str, ...]:
        """Numbers stand in no names; in which column they stand is not asked for each."""
        return TIERS[-1:] if all(word.number for word in self.reading.words) else TIERS

    def match(self, tier: str = "") -> str:
        """The expression for the index: the words in the columns of a tier, and the place."""
        said = (expression(self.reading.words, tier), expression(self.places, "places"))
        return " AND ".join(f"({part})" for part in said if part)


def _sought(query: Query, reading: SearchWords, today: date) -> Sought:
    """Put the words and the filters into the database's terms."""
    said, values = conditions(query, today)
    return Sought(
        reading=reading,
        places=terms(query.place),
        where="".join(f" AND {part}" for part in said),
        values=tuple(values),
        filtered=bool(said),
        narrow=bool(query.skills or query.papers_within_days),
    )


def find(
    connection: Connection, query: Query, today: date, *, whole: bool = True
) -> tuple[Sought, array[int]]:
    """Whom a query finds; only when the words as typed find nobody are their slips mended.

    Digits from the middle of numbers are looked for then as well, and always for the whole.
    """
    literal = SearchWords(terms(query.text))
    wanted = _sought(query, literal, today)
    ids = _ids_of(connection, wanted, query.order, whole=whole)
    if (whole or not ids) and any(word.number for word in literal.words):
        literal = SearchWords(runs_within(connection, literal.words))
        wanted = _sought(query, literal, today)
        ids = _ids_of(connection, wanted, query.order, whole=whole)
    if not ids and literal.words:
        reading = forgivingly(connection, query.text)
        if reading.fuzzy:
            wanted = _sought(query, reading, today)
            ids = _ids_of(connection, wanted, query.order, whole=whole)
    return wanted, ids


def forgivingly(connection: Connection, typed: str) -> SearchWords:
    """With the slips of words that nobody has mended: asked when the words as typed find nobody."""
    words, read = mended(connection, terms(typed), (ASSOCIATE,))
    return SearchWords(words, tuple(f"“{typed}” read as “{meant}”" for typed, meant in read))


_LIVE = "own = 0 AND outside = 0 AND archived_at IS NULL"
_LIVE_BY_ID = "+own = 0 AND +outside = 0 AND +archived_at IS NULL"
_ORDER = {
    "best": "sort_name, business.id",
    "name": "sort_name, business.id",
    "recent": "max(updated_at, coalesce(opened_at, '')) DESC, business.id DESC",
    "next": "next_on = '', next_on, sort_name, business.id",
    "stage": "CASE stage "
    + " ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(Stage))
    + " END, sort_name, business.id",
}
_MATCHES = (
    f"SELECT rowid / {ROOM} AS id FROM search WHERE search MATCH ? AND rowid % {ROOM} = {ASSOCIATE}"
)


def _ids_of(connection: Connection, wanted: Sought, order: str, *, whole: bool) -> array[int]:
    """The ids that are found, best first; at most `MOST` of a text's unless the whole is asked."""
    if not wanted.match():
        return _filtered(connection, wanted, order)
    if order == "best" and wanted.reading.words:
        return _tiers(connection, wanted, None if whole else MOST)
    limit = -1 if whole else MOST
    return _ids(
        connection,
        f"SELECT business.id FROM ({_MATCHES}) AS match CROSS JOIN business"
        f" ON business.id = match.id WHERE {_LIVE}{wanted.where}"
        f" ORDER BY {_ORDER[order]} LIMIT ?",
        (wanted.match(), *wanted.values, limit),
    )


def count(connection: Connection, query: Query, today: date) -> int:
    """How many a query finds."""
    literal = SearchWords(terms(query.text))
    found = count_of(connection, _sought(query, literal, today))
    if not found and any(word.number for word in literal.words):
        literal = SearchWords(runs_within(connection, literal.words))
        found = count_of(connection, _sought(query, literal, today))
    if found or not literal.words:
        return found
    reading = forgivingly(connection, query.text)
    return count_of(connection, _sought(query, reading, today)) if reading.fuzzy else 0


def count_of(connection: Connection, wanted: Sought) -> int:
    """How many are found."""
    match = wanted.match()
    if match and not wanted.filtered:
        return _number(connection, f"SELECT count(*) FROM ({_MATCHES})", (match,))
    among = f"({_MATCHES}) AS match CROSS JOIN business ON business.id = match.id"
    return _number(
        connection,
        f"SELECT count(*) FROM {among if match else 'business'} WHERE {_LIVE}{wanted.where}",
        (match, *wanted.values) if match else wanted.values,
    )


def _filtered(connection: Connection, wanted: Sought, order: str) -> array[int]:
    # Few are found by a skill or a paper: those are looked up, not the whole list gone through.
    live = _LIVE_BY_ID if wanted.narrow else _LIVE
    return _ids(
        connection,
        f"SELECT id FROM business WHERE {live}{wanted.where} ORDER BY {_ORDER[order]}",
        wanted.values,
    )


def _tiers(connection: Connection, wanted: Sought, most: int | None) -> array[int]:
    """Names that begin with it, then tier by tier, each by name and each id once."""
    found = dict.fromkeys(_beginning(connection, wanted, most), -1)
    for place, tier in enumerate(wanted.tiers):
        if most is not None and len(found) >= most:
            break
        for key in _tier(connection, wanted, tier, most):
            found.setdefault(key, place)
    ids = _by_name(connection, found)
    return ids if most is None else ids[:most]


def _tier(connection: Connection, wanted: Sought, tier: str, most: int | None) -> array[int]:
    match, limit = wanted.match(tier), -1 if most is None else most
    if not wanted.filtered:
        return _ids(connection, f"{_MATCHES} LIMIT ?", (match, limit))
    # A look at each match, not at the whole list for each of them: CROSS JOIN keeps the order.
    return _ids(
        connection,
        f"SELECT business.id FROM ({_MATCHES}) AS match CROSS JOIN business"
        f" ON business.id = match.id WHERE {_LIVE}{wanted.where} LIMIT ?",
        (match, *wanted.values, limit),
    )


def _by_name(connection: Connection, found: dict[int, int]) -> array[int]:
    """The ids by the tiers given, in each by name; those of tier -1 come by name already."""
    begin = [key for key, tier in found.items() if tier < 0]
    others = [key for key, tier in found.items() if tier >= 0]
    result = connection.exec_driver_sql(
        "SELECT value, sort_name FROM json_each(?) CROSS JOIN business ON business.id = value",
        (json.dumps(others),),
    )
    named = sorted((found[row[0]], row[1], row[0]) for row in _driver(result))
    result.close()
    return array("q", (*begin, *(row[2] for row in named)))


def _beginning(connection: Connection, wanted: Sought, most: int | None) -> array[int]:
    """Those whose name begins with one typed word: a stretch of the list itself."""
    if len(wanted.reading.words) != 1 or wanted.places:
        return array("q")
    start = fold(wanted.reading.words[0].ways[0])
    return _ids(
        connection,
        f"SELECT id FROM business WHERE {_LIVE} AND sort_name >= ? AND sort_name < ?{wanted.where}"
        f" ORDER BY sort_name, id LIMIT {-1 if most is None else most}",
        (start, start + "\U0010ffff", *wanted.values),
    )


def page(connection: Connection, offset: int, limit: int) -> array[int]:
    """A stretch of the whole list by name, without going through the rest of it."""
    sql = f"SELECT id FROM business WHERE {_LIVE} ORDER BY sort_name, id LIMIT ? OFFSET ?"
    return _ids(connection, sql, (limit, offset))


def total(connection: Connection) -> int:
    """Everybody in the list."""
    return _number(connection, f"SELECT count(*) FROM business WHERE {_LIVE}", ())


def _ids(connection: Connection, sql: str, values: tuple[object, ...]) -> array[int]:
    """Straight from the driver: a row object for each id would take most of the time."""
    result = connection.exec_driver_sql(sql, values)
    ids = array("q", chain.from_iterable(_driver(result)))
    result.close()
    return ids


def _driver(result: CursorResult[object]) -> sqlite3.Cursor:
    """Its rows as the driver gives them, one by one."""
    return cast("sqlite3.Cursor", result.cursor)


def _number(connection: Connection, sql: str, values: tuple[object, ...]) -> int:
    return int(connection.exec_driver_sql(sql, values).scalar_one())
