"""Columns that are understood as uses: numbers tell those of one row apart.

The proposal for a table ends with it. Parts of one address bear one number, a second line of a
street the number of the first.
"""

from collections import Counter
from collections.abc import Mapping

from .csv_headers import ADDRESS, Columns, ProposedColumn
from .csv_targets import Mapping as Uses
from .csv_targets import Use

_WAYS = ("email", "phone", "website")
_FIRST_PLACES = {"": 0, "work": 1, "home": 2}
#: Of these a second one in one address is a further line of it.
_LINES = frozenset({"street", "street_line", "address", "extended"})
#: From here on programs number fields of their own.
_PROGRAMS = 1000


def uses_of(columns: Columns) -> Uses:
    """The mapping that the columns come to."""
    places = _address_numbers(columns)
    taken = Counter[str]()
    for column in columns:
        if column.fixed:
            use = column.fixed
            taken[use.target] = max(taken[use.target], use.number if use.number < _PROGRAMS else 0)
    uses = []
    for column in columns:
        if column.fixed is None:
            uses.append(_use(column, places, taken))
        else:
            uses.append(column.fixed)
    return tuple(uses)


def _use(column: ProposedColumn, places: Mapping[tuple[str, int], int], taken: Counter[str]) -> Use:
    target = column.target if column.target != "custom" else ""
    if target in ADDRESS:
        part = "street" if target == "street_line" else target
        return Use(part, places[_place_of(column, places)], column.place)
    if target in _WAYS or not target:
        taken[target or "custom"] += 1
        number = taken[target or "custom"]
        return Use(target, number, column.label) if target else Use(
            "custom", number, column.header.strip()
        )  # fmt: skip
    return Use(target)


def _address_numbers(columns: Columns) -> dict[tuple[str, int], int]:
    """A number for each address: those of a place belong together, the plain one comes first."""
    used = [one for one in columns if one.target in ADDRESS and not one.fixed]
    first = max((one.fixed.number for one in columns if one.fixed
                 and one.fixed.target in ADDRESS), default=0)  # fmt: skip
    # "Street 2" is a second line, unless there is a second town as well.
    second = {
        (one.place, one.number) for one in used if one.number > 1 and one.target not in _LINES
    }
    keys = dict.fromkeys(
        (one.place, one.number if (one.place, one.number) in second else 0) for one in used
    )
    ordered = sorted(keys, key=lambda key: (_FIRST_PLACES.get(key[0], 3), key[1]))
    return {key: first + number for number, key in enumerate(ordered, 1)}


def _place_of(column: ProposedColumn, places: Mapping[tuple[str, int], int]) -> tuple[str, int]:
    key = (column.place, column.number)
    return key if key in places else (column.place, 0)
