"""Our own table: one row for an associate, every field exactly, as many columns as are needed.

Which columns there are is read from the table of fields. A cell that a spreadsheet could take for a
formula begins with an apostrophe, and so does one that began with an apostrophe itself; reading
takes one off. What belongs to one data file alone (ids, versions, names of stored pictures) is not
written: `portable` says what remains.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from itertools import count
from typing import NamedTuple, get_args, get_type_hints

from ..domain.by_name import made_of, replaced
from ..domain.contacts.contacts import (
    FIELDS,
    ITEMS,
    PRIVATE_FIELDS,
    BusinessData,
    Contact,
    PersonData,
    Trouble,
    Way,
    without_private,
)
from ..domain.contacts.kept_lines import kept_picture
from .csv_joined import joined, split
from .vcard_write import without_stale

#: With what a spreadsheet begins a formula, the wide forms of it, and our own guard.
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠'")
#: Of an item, the field that needs no word of its own, and words that are not the field's name.
_MAIN = frozenset({("ways", "value"), ("stage_history", "stage")}) | {
    (field, "name") for field in ("skills", "papers", "supplies")
}
_WORDS = {
    "email": "e-mail",
    "may_sign": "may sign",
    "given": "given name",
    "family": "family name",
    "additional": "further names",
    "ways": "further ways",
    "locality": "town",
    "po_box": "PO box",
    "extended": "second line",
    "last_used": "last used",
    "on": "began",
    "shared": "goes out",
}


class OwnColumn(NamedTuple):
    """A field with its heading, and how its value is written and read; text needs no reading."""

    heading: str
    field: str
    write: Callable[..., str]
    read: Callable[[str], object] | None = None


class ColumnGroup(NamedTuple):
    """A list with numbered columns ("Person 2 role"); `blank` is what an item begins with."""

    title: str
    field: str
    make: Callable[..., object]
    columns: tuple[OwnColumn, ...]
    blank: Mapping[str, str]

    def heading(self, number: int, column: OwnColumn) -> str:
        """The heading of one column."""
        return f"{self.title} {number} {column.heading}".strip()


def _column(heading: str, field: str, kind: type) -> OwnColumn:
    """How a field of this type is written; what reads it is given a cell that is not empty."""
    if args := get_args(kind):
        # The further ways of a person stand in one cell: a list within a list.
        ways = args[0] is Way
        return OwnColumn(heading, field, *((_ways_out, _ways_in) if ways else (joined, split)))
    if kind is bool:
        return OwnColumn(heading, field, _yes, lambda cell: cell.lower() == "yes")
    if issubclass(kind, int):
        return OwnColumn(heading, field, _number, lambda cell: kind(int(cell)))
    return OwnColumn(heading, field, str, None if kind is str else kind)


def _yes(value: object) -> str:
    return "yes" if value else ""


def _number(value: int) -> str:
    return str(int(value)) if value else ""


def _ways_out(ways: Iterable[Way]) -> str:
    return joined(joined((way.kind, way.value, way.label)) for way in ways)


def _ways_in(cell: str) -> tuple[Way, ...]:
    return tuple(Way(*(*split(text), "", "", "")[:3]) for text in split(cell))


def _group(field: str) -> ColumnGroup:
    make, kinds = ITEMS[field], get_type_hints(ITEMS[field])
    names = [one.name for one in fields(make) if one.name != "photo"]
    words = {name: "" if (field, name) in _MAIN else _WORDS.get(name, name) for name in names}
    columns = tuple(_column(words[name], name, kinds[name]) for name in names)
    needed = (one.name for one in fields(make) if one.default is MISSING)
    return ColumnGroup(FIELDS[field].column, field, make, columns, dict.fromkeys(needed, ""))


_KINDS = get_type_hints(BusinessData)
#: What is one value, and the lists, in the order of the columns.
SINGLE = tuple(
    _column(about.column, name, _KINDS[name])
    for name, about in FIELDS.items()
    if about.column and ITEMS.get(name, str) is str
)
GROUPS = tuple(_group(name) for name, of in ITEMS.items() if of is not str)
_BLANK = BusinessData()
_NEVER = {name: getattr(_BLANK, name) for name, about in FIELDS.items() if not about.column}


def portable(data: BusinessData) -> BusinessData:
    """What a table carries: without local facts, pictures and items that hold nothing."""
    if data.extra:
        lines = (line for line in without_stale(data).extra if kept_picture(line) is None)
        data = replace(data, extra=tuple(lines))
    return replaced(data, _NEVER | {group.field: tuple(_filled(group, data)) for group in GROUPS})


def _filled(group: ColumnGroup, data: BusinessData) -> Iterable[object]:
    for item in getattr(data, group.field):
        whole = replace(item, photo="") if isinstance(item, PersonData) else item
        if any(column.write(getattr(whole, column.field)) for column in group.columns):
            yield whole


def write_csv(
    contacts: Iterable[Contact | BusinessData], *, include_private: bool = False
) -> bytes:
    """UTF-8 with its mark, so that spreadsheets know; private fields only when they are asked.

    A numbered column is written when a row needs it, and so the file stays small.
    """
    left_out = () if include_private else PRIVATE_FIELDS
    single = [column for column in SINGLE if column.field not in left_out]
    groups = [group for group in GROUPS if group.field not in left_out]
    rows = []
    for item in contacts:
        data = item.data if isinstance(item, Contact) else item
        data = portable(data if include_private else without_private(data))
        rows.append(_row(data, single, groups))
    headings = _headings(single, groups, {heading for row in rows for heading in row})
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _row(
    data: BusinessData, single: Sequence[OwnColumn], groups: Sequence[ColumnGroup]
) -> dict[str, str]:
    """The cells that hold something, by their headings."""
    cells = {column.heading: column.write(getattr(data, column.field)) for column in single}
    for group in groups:
        for number, item in enumerate(getattr(data, group.field), 1):
            for column in group.columns:
                cell = column.write(getattr(item, column.field))
                cells[group.heading(number, column)] = cell
    return {
        heading: f"'{cell}" if cell.startswith(_DANGEROUS) else cell
        for heading, cell in cells.items()
        if cell
    }


def _headings(
    single: Sequence[OwnColumn], groups: Sequence[ColumnGroup], used: set[str]
) -> list[str]:
    """The columns there always are, and those in use; numbers stand without a gap."""
    found = [column.heading for column in single]
    for group in groups:
        for number in count(1):
            here = [group.heading(number, column) for column in group.columns]
            if used.isdisjoint(here):
                break
            found += [heading for heading in here if heading in used]
    return found


#: Which item of which list a column belongs to; the business itself has no list.
Item = tuple[int, int]
_BUSINESS: Item = (-1, 0)


def own_row(
    headers: Sequence[str],
) -> Callable[[list[str], int, list[Trouble]], Contact | None]:
    """A function from a row of our own to the contact it was written from.

    It raises ValueError for a cell that cannot be what it should.
    """
    steps, items = _steps(headers)

    def contact(row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
        if not any(row):
            return None
        if len(row) > len(steps):
            words = "This row has more cells than the heading; the last ones were left out."
            troubles.append(Trouble(line, words))
        return Contact(_read(row, steps, items), (), line)

    return contact


def _steps(headers: Sequence[str]) -> tuple[list[tuple[Item, OwnColumn]], dict[Item, ColumnGroup]]:
    """What each column holds, and each item; a column somebody added is a field of its own."""
    known = {column.heading: (_BUSINESS, column) for column in SINGLE}
    items: dict[Item, ColumnGroup] = {}
    for place, group in enumerate(GROUPS):
        for number in count(1):
            here = {group.heading(number, one): ((place, number), one) for one in group.columns}
            if here.keys().isdisjoint(headers):
                break
            known |= here
            items[place, number] = group
    steps = []
    for number, header in enumerate(headers):
        # The same heading twice: the second is somebody's own.
        step = known.pop(header, None)
        if step is None:
            step = ((len(GROUPS), number), OwnColumn(header, "value", str))
            items[step[0]] = _CUSTOM._replace(blank={"name": header})
        steps.append(step)
    return steps, items


_CUSTOM = next(group for group in GROUPS if group.field == "custom")


def _read(
    row: list[str], steps: Sequence[tuple[Item, OwnColumn]], items: Mapping[Item, ColumnGroup]
) -> BusinessData:
    # An empty cell says so also where a new associate would begin with something.
    values: dict[str, object] = {"legal_form": "", "sign_rule": ""}
    found: dict[Item, dict[str, object]] = {_BUSINESS: values}
    for (item, column), cell in zip(steps, row, strict=False):
        if cell:
            text = cell[1:] if cell[0] == "'" else cell
            if item not in found:
                found[item] = {}
            found[item][column.field] = column.read(text) if column.read else text
    del found[_BUSINESS]
    lists: dict[str, list[object]] = {}
    for item in sorted(found):
        group = items[item]
        made = group.make(**{**group.blank, **found[item]})
        lists.setdefault(group.field, []).append(made)
    values |= {field: tuple(made) for field, made in lists.items()}
    return made_of(BusinessData, values)
