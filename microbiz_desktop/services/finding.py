"""Which associates a query finds, and in what order: ids only, rows come page by page."""

# ruff: noqa: S608 - every word put into a statement here is one of ours

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from ..domain.contacts import Stage
from ..domain.names import fold
from ..storage.search import ASSOCIATE, TIERS
from ..storage.slips import mended
from ..storage.words import Term, expression, terms
from .contact_query import Query, conditions

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from sqlalchemy import Connection

#: So many ids are given while somebody types; nobody looks through more without another letter.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """The ids in order; `matches` is how many there are, with those beyond `MOST`.

    `total_all` counts everybody in the list. `fuzzy` says which word was read as which.
    """

    ids: array[int]
    total_all: int
    fuzzy: tuple[str, ...] = ()
    matches: int = 0

    @property
    def cut(self) -> bool:
        """Whether there are more than were given."""
        return self.matches > len(self.ids)


@dataclass(frozen=True, slots=True)
class Sought:
    """A query made ready for the database: words read, filters as SQL."""

    words: tuple[Term, ...]
    places: tuple[Term, ...]
    fuzzy: tuple[str, ...]
    where: str
    values: tuple[Any, ...]
    filtered: bool

    def match(self, tier: str = "") -> str:
        """The expression for the index: the words in the columns of a tier, and the place."""
        said = (expression(self.words, tier), expression(self.places, "places"))
        return " AND ".join(f"({part})" for part in said if part)


def sought(connection: Connection, query: Query, today: date) -> Sought:
    """Read the words, forgiving slips, and put the filters into SQL."""
    words, read = mended(connection, terms(query.text), (ASSOCIATE,))
    said, values = conditions(query, today)
    return Sought(
        words=words,
        places=terms(query.place),
        fuzzy=tuple(f"“{typed}” read as “{meant}”" for typed, meant in read),
        where="".join(f" AND {part}" for part in said),
        values=tuple(values),
        filtered=bool(said),
    )


def read(connection: Connection, typed: str) -> tuple[Term, ...]:
    """The words as `sought()` reads them, for showing what matched."""
    return mended(connection, terms(typed), (ASSOCIATE,))[0]


_LIVE = "own = 0 AND archived_at IS NULL"
_ORDER = {
    "best": "sort_name, id",
    "name": "sort_name, id",
    "recent": "max(updated_at, coalesce(opened_at, '')) DESC, id DESC",
    "next": "next_on = '', next_on, sort_name, id",
    "stage": "CASE stage "
    + " ".join(f"WHEN '{stage}' THEN {place}" for place, stage in enumerate(Stage))
    + " END, sort_name, id",
}
_MATCHES = f"SELECT rowid / 4 FROM search WHERE search MATCH ? AND rowid % 4 = {ASSOCIATE}"


def ids_of(connection: Connection, wanted: Sought, order: str, *, whole: bool) -> array[int]:
    """The ids that are found, best first; at most `MOST` of a text's unless the whole is asked."""
    if not wanted.match():
        return _filtered(connection, wanted, order)
    if order == "best" and wanted.words:
        return _tiers(connection, wanted, None if whole else MOST)
    limit = -1 if whole else MOST
    return _ids(
        connection,
        f"SELECT id FROM business WHERE {_LIVE}{wanted.where} AND id IN ({_MATCHES})"
        f" ORDER BY {_ORDER[order]} LIMIT ?",
        (*wanted.values, wanted.match(), limit),
    )


def count_of(connection: Connection, wanted: Sought) -> int:
    """How many are found."""
    match = wanted.match()
    if match and not wanted.filtered:
        return _number(connection, f"SELECT count(*) FROM ({_MATCHES})", (match,))
    among = f" AND id IN ({_MATCHES})" if match else ""
    values = (*wanted.values, match) if match else wanted.values
    return _number(
        connection,
        f"SELECT count(*) FROM business WHERE {_LIVE}{wanted.where}{among}",
        values,
    )


def _filtered(connection: Connection, wanted: Sought, order: str) -> array[int]:
    return _ids(
        connection,
        f"SELECT id FROM business WHERE {_LIVE}{wanted.where} ORDER BY {_ORDER[order]}",
        wanted.values,
    )


def _tiers(connection: Connection, wanted: Sought, most: int | None) -> array[int]:
    """Names that begin with it, then tier by tier, each by name and each id once."""
    found = dict.fromkeys(_beginning(connection, wanted, most))
    for tier in TIERS:
        if most is not None and len(found) >= most:
            break
        found |= dict.fromkeys(_tier(connection, wanted, tier, most))
    ids = array("q", found)
    return ids if most is None else ids[:most]


def _tier(connection: Connection, wanted: Sought, tier: str, most: int | None) -> array[int]:
    # Without filters the index itself stops at the limit; with them it has to be asked for all.
    limit = "" if most is None or wanted.filtered else f" LIMIT {most}"
    return _ids(
        connection,
        f"SELECT id FROM business WHERE {_LIVE}{wanted.where} AND id IN ({_MATCHES}{limit})"
        f" ORDER BY sort_name, id LIMIT {-1 if most is None else most}",
        (*wanted.values, wanted.match(tier)),
    )


def _beginning(connection: Connection, wanted: Sought, most: int | None) -> array[int]:
    """Those whose name begins with one typed word: a stretch of the list itself."""
    if len(wanted.words) != 1 or wanted.places:
        return array("q")
    start = fold(wanted.words[0].ways[0])
    return _ids(
        connection,
        f"SELECT id FROM business WHERE {_LIVE} AND sort_name >= ? AND sort_name < ?{wanted.where}"
        f" ORDER BY sort_name, id LIMIT {-1 if most is None else most}",
        (start, start + "\U0010ffff", *wanted.values),
    )


def total(connection: Connection) -> int:
    """Everybody in the list."""
    return _number(connection, f"SELECT count(*) FROM business WHERE {_LIVE}", ())


def _ids(connection: Connection, sql: str, values: tuple[Any, ...]) -> array[int]:
    """Straight from the driver: a row object for each id would take most of the time."""
    result = connection.exec_driver_sql(sql, values)
    ids = array("q", chain.from_iterable(cast("sqlite3.Cursor", result.cursor)))
    result.close()
    return ids


def _number(connection: Connection, sql: str, values: tuple[Any, ...]) -> int:
    return int(connection.exec_driver_sql(sql, values).scalar_one())
