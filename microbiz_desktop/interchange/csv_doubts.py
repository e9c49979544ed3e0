"""What is not sure about a table at the first look: then the user is asked before it is read.

The window shows the columns with these sentences, and the command line stops with them. A text with
commas in it is no list of people, and two readings of the same letters are two names.
"""

from collections.abc import Sequence

from .csv_headers import is_understood
from .csv_targets import Mapping

#: What a row can be called by.
NAMING = frozenset(
    {"business", "legal_name", "trading_name", "full_name", "given", "family", "nickname"}
    | {"email", "ours"}
)
_UNEVEN = 0.2


def column_doubts(
    headers: Sequence[str], has_header: bool, mapping: Mapping, rows: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Why its columns are a guess, in sentences; nothing when they are told."""
    found = []
    if not has_header:
        found.append("It has no heading: what is in which column was guessed from what they hold.")
    elif not any(map(is_understood, headers)) and mapping[0].target != "ours":
        found.append("None of its headings is one we know.")
    if _uneven(rows, len(headers)):
        found.append("Its rows differ in their number of cells: it may be a text and no table.")
    if not any(use.target in NAMING for use in mapping):
        found.append("No column is a name.")
    return tuple(found)


def _uneven(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Too many rows are longer than the heading or of one cell, or few are as long as it is."""
    odd = sum(any(map(str.strip, row[width:])) or len(row) == 1 < width - 1 for row in rows)
    as_long = sum(len(row) == width for row in rows)
    return odd > 1 and (odd > len(rows) * _UNEVEN or as_long * 2 < len(rows))


def letters_doubt(doubt: tuple[str, str] | None) -> str:
    """Why its encoding is a guess, in a sentence; empty when its letters are words."""
    if doubt is None:
        return ""
    one, other = doubt
    if other:
        return f"Its letters can be read in two ways: “{one}” or “{other}”."
    return f"Its letters, as in “{one}”, are of no language we know."
