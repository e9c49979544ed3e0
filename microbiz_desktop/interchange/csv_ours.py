"""Our own table: one row for an associate, every field exactly, as many columns as are needed.

A cell that a spreadsheet could take for a formula begins with an apostrophe, and so does one that
began with an apostrophe itself; reading takes one off. What belongs to one data file alone (ids,
versions, names of stored pictures) is not written: `portable` says what remains.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress, count
from typing import Any

from ..domain.contacts.contacts import (
    PRIVATE_FIELDS,
    BusinessData,
    Contact,
    CustomField,
    PersonData,
    Trouble,
    without_private,
)
from .csv_columns import GROUPS, PERSON_READ, PERSON_WRITE, SINGLE, Group

#: With what a spreadsheet begins a formula, the wide forms of it, and our own guard.
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠'")


def portable(data: BusinessData) -> BusinessData:
    """What a table carries: without local facts, pictures and items that hold nothing."""
    lists: dict[str, Any] = {group.field: tuple(_filled(group, data)) for group in GROUPS}
    bare = replace(data, id=0, version=0, own=False, sample=False, introduced_by_id=0, logo="")
    return replace(bare, **lists)


def _filled(group: Group, data: BusinessData) -> Iterable[Any]:
    for item in getattr(data, group.field):
        whole = replace(item, photo="") if isinstance(item, PersonData) else item
        if any(_cells(group, whole)):
            yield whole


def _cells(group: Group, item: Any) -> list[str]:
    return [
        PERSON_WRITE[field](value) if field in PERSON_WRITE else value
        for _, field in group.parts
        for value in (getattr(item, field),)
    ]


def write_csv(
    contacts: Iterable[Contact | BusinessData], *, include_private: bool = False
) -> bytes:
    """UTF-8 with its mark, so that spreadsheets know; private fields only when they are asked.

    A numbered column is written when a row needs it, and so the file stays small.
    """
    rows = [portable(item.data if isinstance(item, Contact) else item) for item in contacts]
    if not include_private:
        rows = [without_private(data) for data in rows]
    left_out = () if include_private else PRIVATE_FIELDS
    single = [(title, field) for title, field in SINGLE if field not in left_out]
    groups = [
        (group, max((len(getattr(data, group.field)) for data in rows), default=0))
        for group in GROUPS
        if group.field not in left_out
    ]
    headings = [title for title, _ in single] + _headings(groups)
    used = _used(len(single), (_row(data, single, groups) for data in rows), groups)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(compress(headings, used))
    writer.writerows(compress(_row(data, single, groups), used) for data in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _used(
    always: int, rows: Iterable[list[str]], groups: Sequence[tuple[Group, int]]
) -> list[bool]:
    """Which columns hold something; numbers stay without a gap because no item is empty."""
    width = always + sum(len(group.parts) * many for group, many in groups)
    used = [True] * always + [False] * (width - always)
    for row in rows:
        for index in range(always, width):
            if row[index]:
                used[index] = True
    return used


def _headings(groups: Sequence[tuple[Group, int]]) -> list[str]:
    return [
        group.heading(number, part)
        for group, many in groups
        for number in range(1, many + 1)
        for part, _ in group.parts
    ]


def _row(
    data: BusinessData, single: Sequence[tuple[str, str]], groups: Sequence[tuple[Group, int]]
) -> list[str]:
    cells = [
        PERSON_WRITE[field](value) if field in PERSON_WRITE else value
        for _, field in single
        for value in (getattr(data, field),)
    ]
    for group, many in groups:
        items = getattr(data, group.field)
        for item in items:
            cells += _cells(group, item)
        cells += [""] * (len(group.parts) * (many - len(items)))
    return [f"'{cell}" if cell.startswith(_DANGEROUS) else cell for cell in cells]


#: A column: which item it belongs to (0 is the business), the field there, how it is read.
Step = tuple[int, str, Callable[[str], Any] | None]


class _Heading:
    """Which column of a heading holds what; one that somebody added is a field of its own."""

    def __init__(self, headers: Sequence[str]) -> None:
        self.width = len(headers)
        self.items: list[Group] = []
        known: dict[str, Step] = {
            title: (0, field, PERSON_READ.get(field)) for title, field in SINGLE
        }
        for group in GROUPS:
            self._number(group, frozenset(headers), known)
        self.steps = [self._step(header, known) for header in headers]

    def _number(self, group: Group, headers: frozenset[str], known: dict[str, Step]) -> None:
        """A place for each numbered item of a group, as far as the numbers go."""
        for number in count(1):
            titles = {group.heading(number, part): field for part, field in group.parts}
            if not headers & titles.keys():
                return
            self.items.append(group)
            place = len(self.items)
            known |= {t: (place, field, PERSON_READ.get(field)) for t, field in titles.items()}

    def _step(self, header: str, known: dict[str, Step]) -> Step:
        if header in known:
            # The same heading twice: the second is somebody's own.
            return known.pop(header)
        added = Group("", "custom", partial(CustomField, header), (("", "value"),))
        self.items.append(added)
        return len(self.items), "value", None

    def business(self, row: list[str]) -> BusinessData:
        """The business of a row. Raises ValueError for a cell that cannot be what it should."""
        # An empty cell says so also where a new associate would begin with something.
        values: dict[str, Any] = {"legal_form": "", "sign_rule": ""}
        places: dict[int, dict[str, Any]] = {0: values}
        for (place, field, read), cell in zip(self.steps, row, strict=False):
            if cell:
                text = cell[1:] if cell[0] == "'" else cell
                if place not in places:
                    places[place] = {}
                places[place][field] = read(text) if read else text
        for place in sorted(places):
            if place:
                group = self.items[place - 1]
                item = _made(group, places[place])
                values[group.field] = (*values.get(group.field, ()), item)
        return BusinessData(**values)


def own_row(
    headers: Sequence[str],
) -> Callable[[list[str], int, list[Trouble]], Contact | None]:
    """A function from a row of our own to the contact it was written from."""
    heading = _Heading(headers)

    def contact(row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
        if not any(row):
            return None
        if len(row) > heading.width:
            words = "This row has more cells than the heading; the last ones were left out."
            troubles.append(Trouble(line, words))
        return Contact(heading.business(row), (), line)

    return contact


def _made(group: Group, values: dict[str, Any]) -> Any:
    """An item with one cell filled is there; what it needs and lacks is empty."""
    return group.make(**{**dict.fromkeys(group.needed, ""), **values})
