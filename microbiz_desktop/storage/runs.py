"""Digits from the middle of a number: what begins no word of the index is looked for inside them.

`finding` and the search of everything ask here when nothing begins with what was typed, and the
command line always: reading every number of a long list takes longer than a keystroke.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

#: Shorter runs stand in every second number.
_SHORTEST = 3
_WITH_TRUNK = 11
#: So many numbers are looked up at most: with another digit there are fewer.
_MOST = 500


#: What begins with a digit.
_NUMBERS = "SELECT term FROM search_terms WHERE term >= '0' AND term < ':'"


def runs_within(connection: Connection, words: Sequence[Term]) -> tuple[Term, ...]:
    """The words, those of digits alone with the numbers besides that have them in the middle."""
    return tuple(_with_runs(connection, word) if word.number else word for word in words)


def _with_runs(connection: Connection, word: Term) -> Term:
    typed = word.ways[0]
    # What is dialled first within the country is a nought, or one digit before ten others.
    ways = {typed, typed.lstrip("0"), typed[1:] if len(typed) == _WITH_TRUNK else typed}
    ways = {way for way in ways if len(way) >= _SHORTEST}
    if not ways:
        return word
    inside = " OR ".join(["term LIKE ?"] * len(ways))
    values = (*(f"_%{way}%" for way in sorted(ways)), _MOST)
    found = connection.exec_driver_sql(f"{_NUMBERS} AND ({inside}) LIMIT ?", values)
    return Term(word.typed, (*word.ways, *(str(row[0]) for row in found)), word.apart)
