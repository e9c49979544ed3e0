"""How wide the columns of a table are: shares of the page, and never less than a sum needs."""

from dataclasses import dataclass, replace

from ..domain.text import Align, Table

#: Millimetres of the type block, of a digit, of a narrow sign, and of the gap before a column.
_PAGE, _DIGIT, _SIGN, _GAP = 162.0, 1.9, 1.2, 2.6
#: Narrower than a digit.
_NARROW = " ,.'’:;\u00a0\u202f"
#: The part of their width that words keep.
_LEAST = 0.5
#: Small letters beside the others.
_SMALLER = 8 / 8.5


@dataclass(frozen=True, slots=True)
class Widths:
    """Per cent of the page for each column; `whole` says that every sum has room on one line.

    `small` asks for the smaller letters, without which some sum would break.
    """

    columns: tuple[float, ...]
    whole: bool
    small: bool = False


def widths(table: Table) -> Widths:
    """Figures do not break, so words give way to them, down to a part of what they asked for."""
    made = _widths(table, 1.0)
    return made if made.whole else replace(_widths(table, _SMALLER), small=True)


def _widths(table: Table, size: float) -> Widths:
    total = sum(column.width for column in table.columns)
    asked = [column.width / total * _PAGE for column in table.columns]
    floors = [_floor(table, index, size) for index in range(len(asked))]
    both = list(zip(asked, floors, strict=True))
    lacking = sum(max(0.0, floor - wide) for wide, floor in both)
    spare = [max(0.0, wide - max(floor, wide * _LEAST)) for wide, floor in both]
    moved = min(lacking, sum(spare))
    given, taken = moved / (sum(spare) or 1), moved / (lacking or 1)
    made = [
        wide + max(0.0, floor - wide) * taken - room * given
        for (wide, floor), room in zip(both, spare, strict=True)
    ]
    return Widths(tuple(percent(wide, _PAGE) for wide in made), lacking <= sum(spare))


def _floor(table: Table, index: int, size: float) -> float:
    if table.columns[index].align is not Align.RIGHT:
        return 0.0
    return _GAP + size * max((_length(row.cells[index]) for row in table.rows), default=0.0)


def _length(figure: str) -> float:
    return sum(_SIGN if char in _NARROW else _DIGIT for char in figure)


def percent(part: float, whole: float) -> float:
    """Rounded down, so that widths never add up to more than the whole."""
    return int(part / whole * 100_000) / 1000


def repeats(table: Table) -> bool:
    """Whether it is a list set in columns beside one another, such as the glossary."""
    heads = [column.heading for column in table.columns]
    times = len(heads) // max(1, len(set(heads)))
    return times > 1 and heads == heads[: len(heads) // times] * times
