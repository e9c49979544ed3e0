"""Typing slips: a word that begins nothing in the index is read as the nearest one that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .indexed_words import ROOM
from .words import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

#: A word is read as so many others at most, all of them equally near.
_READINGS = 4
_SHORTEST = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mended(
    connection: Connection, words: Sequence[Term], numbers: Sequence[int]
) -> tuple[tuple[Term, ...], tuple[tuple[str, str], ...]]:
    """The words, those that match nothing replaced; and which was read as what.

    `numbers` are the kinds of things looked for.
    """
    found, read = [], []
    for word in words:
        better = None
        if (
            len(word.typed) >= _SHORTEST
            and word.typed.isalpha()
            and not _known(connection, word, numbers)
        ):
            better = _nearest(connection, word, numbers)
        found.append(better or word)
        if better is not None:
            read.append((word.typed, better.typed))
    return tuple(found), tuple(read)


def _known(connection: Connection, word: Term, numbers: Sequence[int]) -> bool:
    kinds = ", ".join(str(int(number)) for number in numbers)
    row = connection.exec_driver_sql(
        f"SELECT 1 FROM search WHERE search MATCH ? AND rowid % {ROOM} IN ({kinds}) LIMIT 1",  # noqa: S608 - numbers of ours
        (word.expression(),),
    ).first()
    return row is not None


def _nearest(connection: Connection, word: Term, numbers: Sequence[int]) -> Term | None:
    typed = word.ways[0]
    for look in (_beginning_alike, _others):
        near = [Term(way, (way,)) for way in _near(typed, look(connection, typed))]
        known = [one for one in near if _known(connection, one, numbers)]
        if known:
            best = known[:_READINGS]
            return Term(best[0].typed, tuple(one.ways[0] for one in best))
    return None


def _near(typed: str, candidates: Iterable[str]) -> list[str]:
    """The candidates with the fewest slips, commonest beginnings first.

    What is typed may be the beginning of a longer word: both are compared as far as typed.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(typed) < 6 else 2
    size = len(typed)
    # A letter too many is seen at the end of a word only: cut shorter, much too much is alike.
    cut = {
        word[:length] for word in candidates if len(word) >= size - 1 for length in (size, size + 1)
    }
    scored = process.extract(typed, list(cut), scorer=OSA.distance, score_cutoff=allowed, limit=40)
    if not scored:
        return []
    least = min(distance for _, distance, _ in scored)
    alike = [word for word, distance, _ in scored if distance == least]
    # Of one word cut at three lengths the longest says most.
    return sorted(
        (w for w in alike if not any(o != w and o.startswith(w) for o in alike)),
        key=lambda w: (w[0] != typed[0], abs(len(w) - size), w),
    )


def _beginning_alike(connection: Connection, typed: str) -> list[str]:
    """Words with the same first letter: most slips come later, and reading all takes long."""
    return _between(connection, typed[0])


def _others(connection: Connection, typed: str) -> list[str]:
    """Words whose beginning slipped: a first letter too many, another, left out, or second.

    Short words are too much alike for that.
    """
    if len(typed) <= _SHORTEST:
        return []
    starts = {typed[1:3], typed[1] + typed[0]}
    for letter in _LETTERS:
        starts |= {letter + typed[1:3], letter + typed[:2]}
    return [word for start in sorted(starts) for word in _between(connection, start)]


def _between(connection: Connection, start: str) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT term FROM search_terms WHERE term >= ? AND term < ?", (start, start + "\U0010ffff")
    )
    return [str(row[0]) for row in rows]
