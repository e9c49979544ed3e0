"""Finding things by what was typed: in tiers, names before the rest, so that the order is plain.

A relevance figure for every match of a common beginning takes longer than a keystroke; a tier is
one question to the index, and within a tier things stand by name.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.orm import Session

from .indexed_words import AGREEMENT, ASSOCIATE, COLUMNS, OWN, PROJECT, ROOM, THINGS
from .runs import runs_within
from .typos import mended
from .words import Term, expression, matched_fact, terms

__all__ = ["AGREEMENT", "ASSOCIATE", "OWN", "PROJECT", "ROOM", "IndexRow", "ids_matching", "search"]

#: From the best to the last: the columns in which all words stand.
TIERS = ("title", "title names", "title names skills places", "")
_KINDS = {number: word for thing in THINGS.values() for number, word in thing.numbers.items()}
#: Of a tier no more are put in order by name.
_ORDERED = 300


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A row of the index: kind is one of the words of `THINGS`."""

    kind: str
    id: int
    title: str
    matched: str


def search(session: Session, typed: str, limit: int = 12) -> tuple[IndexRow, ...]:
    """Things in which every word begins some word; a slip is forgiven when a word finds nothing.

    `matched` is the fact that holds the words, when the title does not.
    """
    connection = session.connection()
    words = terms(typed)
    found = _in_tiers(connection, words, limit)
    if not found and any(word.number for word in words):
        words = runs_within(connection, words)
        found = _in_tiers(connection, words, limit)
    if words and not found:
        words, read = mended(connection, words, tuple(_KINDS))
        found = _in_tiers(connection, words, limit) if read else {}
    keys = list(found)[:limit]
    matched = matched_words(connection, keys, words)
    return tuple(
        IndexRow(_KINDS[key % ROOM], key // ROOM, found[key], matched[key]) for key in keys
    )


def _in_tiers(connection: Connection, words: Sequence[Term], limit: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for tier in TIERS if words else ():
        if len(found) < limit:
            found |= dict(_tier(connection, words, tier, found))
    return found


def _tier(
    connection: Connection, words: Sequence[Term], tier: str, have: Container[int]
) -> list[tuple[int, str]]:
    """Rows of one tier: those whose title begins with what was typed first, then by title."""
    rows = connection.exec_driver_sql(
        "SELECT rowid, title FROM search WHERE search MATCH ? LIMIT ?",
        (expression(words, tier), _ORDERED),
    )
    first = words[0].ways
    ordered = sorted(
        (not title.lower().startswith(first), title.lower(), key, title)
        for key, title in rows
        if key not in have
    )
    return [(key, title) for _, _, key, title in ordered]


def matched_words(
    connection: Connection, keys: Sequence[int], words: Sequence[Term]
) -> dict[int, str]:
    """For each row of the index, the fact with the words that its title does not show."""
    rows = connection.exec_driver_sql(
        f"SELECT rowid, {', '.join(COLUMNS)} FROM search"  # noqa: S608 - names and numbers of ours
        f" WHERE rowid IN ({', '.join(str(int(key)) for key in keys)})"
    )
    return {row[0]: matched_fact(row[2:], words, row[1]) for row in rows}


def ids_matching(number: int, typed: str) -> TextClause:
    """A sub-select of the ids of one kind of thing in which every word begins some word."""
    return text(
        f"SELECT rowid / {ROOM} FROM search "  # noqa: S608 - a number of ours
        f"WHERE search MATCH :words AND rowid % {ROOM} = {int(number)}"
    ).bindparams(words=expression(terms(typed)))


def match_expression(typed: str) -> str:
    """What was typed in the index's own language; empty when there is no word in it."""
    return expression(terms(typed))
