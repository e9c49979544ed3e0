"""Rows of somebody else's table to contacts, by a mapping that is made ready once.

A mapping becomes a few functions that each fill what some columns hold, so that a row costs few
steps. What has no place stays a field of its own under its heading: no cell is lost.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from ..domain.contacts.contacts import (
    ITEMS,
    BusinessData,
    Contact,
    CustomField,
    SkillData,
    Stage,
    Trouble,
)
from ..domain.contacts.legal_form import form_called
from ..runtime.fast_values import maker
from .csv_addresses import fill_addresses
from .csv_columns import Fill, TableColumns, Values, keep, plain_label, several
from .csv_dates import iso_date
from .csv_names import naming
from .csv_targets import OFFERED
from .csv_ways import fill_ways, joined_ways
from .heading_words import listed, simple

#: Both are made of fields by their names.
_business: Callable[..., BusinessData] = maker(BusinessData)
_contact = maker(Contact)
#: The same few skills come in row after row, and equal values may be one.
_skill = lru_cache(maxsize=1 << 12)(SkillData)
#: Google puts everybody into this group: it says nothing about anybody.
_EVERYBODY = frozenset({"mycontacts", "my contacts"})
#: Choices of which a row holds one, beside those that are fields of the business.
_ONE_ONLY = (
    *("business", "full_name", "prefix", "suffix", "nickname", "role", "birthday", "legal_form"),
    *("birth_year", "birth_month", "birth_day"),
)


def compiled(
    columns: TableColumns, guarded: bool = False
) -> Callable[[list[str], int, list[Trouble]], Contact | None]:
    """A function from a row and its line to a contact, or None for a row that holds nobody.

    `guarded` is what `may_be_guarded()` says; looking for it in each cell costs.
    """
    width = len(columns.mapping)
    fills = [fill for make in _FILLS for fill in make(columns)]
    named = naming(columns)

    def contact(row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
        row = list(map(str.strip, row))
        if not any(row):
            return None
        if guarded:
            row = list(map(_unguarded, row))
        if len(row) != width:
            _fit(row, width, line, troubles)
        row.append("")
        values: Values = {}
        for fill in fills:
            fill(row, values)
        # The name comes last, as ways may be one.
        known = named(row, values)
        joined_ways(values)
        if known:
            return _contact(_business(**values), (), line)
        if any(row):
            troubles.append(Trouble(line, f"This row names nobody and was left out: {_said(row)}"))
        return None

    return contact


def _fit(row: list[str], width: int, line: int, troubles: list[Trouble]) -> None:
    if more := list(filter(None, row[width:])):
        words = f"This row has more cells than the heading; the last were left out: {_said(more)}"
        troubles.append(Trouble(line, words))
    del row[width:]
    row += [""] * (width - len(row))


def _said(cells: Iterable[str]) -> str:
    """What is in some cells; a very long one is shortened."""
    plain = (" ".join(cell.split()) for cell in cells if cell)
    return ", ".join(f"“{cell[:199]}…”" if len(cell) > 200 else f"“{cell}”" for cell in plain) + "."


_GUARDED = ("'=", "'+", "'-", "'@")
#: What databases and spreadsheets write for nothing.
_NOTHING = frozenset({"NULL", "(null)", "#N/A", "#REF!", "NaN"})
#: What tells that cells of a table may have to be plainer.
_GUARDS = (*_GUARDED, '="', *_NOTHING)


def may_be_guarded(text: str) -> bool:
    """Whether any cell of a table may be guarded, or say that it holds nothing."""
    return any(sign in text for sign in _GUARDS)


def _unguarded(cell: str) -> str:
    """Without what keeps a spreadsheet from reading it: an apostrophe, or a formula around it."""
    if cell.startswith(_GUARDED):
        return cell[1:]
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].strip()
    return "" if cell in _NOTHING else cell


def _singles(columns: TableColumns) -> Iterator[Fill]:
    """Texts as they are, and words that have to be turned into something."""
    offered = [
        (name, column, _turning(name, columns.use(column).label), columns.header(column))
        for name in (*OFFERED, "legal_form")
        if name not in _TOGETHER and (column := columns.one(name)) >= 0
    ]

    def fill(row: list[str], values: Values) -> None:
        for name, column, turned, header in offered:
            text = row[column]
            if text:
                value = turned(text) if turned else text
                if value:
                    values[name] = value
                else:
                    keep(values, header, text)

    if offered:
        yield fill


def _stage(text: str) -> Stage | None:
    word = text.lower().replace(" ", "-")
    return Stage(word) if word in _STAGES else None


_STAGES = frozenset(stage.value for stage in Stage)
_TURNED: dict[str, Callable[[str], object]] = {"stage": _stage, "legal_form": form_called}


def _turning(name: str, order: str) -> Callable[[str], object] | None:
    """What makes a value of the text; `order` is how the days of the column are written."""
    return partial(iso_date, order=order) if name == "met_on" else _TURNED.get(name)


def _second_ones(columns: TableColumns) -> Iterator[Fill]:
    """Of what there is one only, further columns stay under their headings."""
    singles = [name for name in (*OFFERED, *_ONE_ONLY) if name not in _TOGETHER]
    places = [column for name in singles for column in columns.of.get(name, ())[1:]]
    further = [(column, columns.header(column)) for column in (*places, *columns.idle_labels())]

    def fill(row: list[str], values: Values) -> None:
        for column, header in further:
            if text := row[column]:
                keep(values, header, text)

    if further:
        yield fill


def _parted(row: list[str], columns: Iterable[int]) -> list[str]:
    """Words of a list, each once; several things part them. Google's own groups say nothing."""
    found: dict[str, None] = {}
    for column in columns:
        text = row[column]
        for parting in (":::", ",", "\n", "|"):
            if parting in text:
                text = text.replace(parting, ";")
        for word in text.split(";"):
            if (word := word.strip().lstrip("* ")) and word.casefold() not in _EVERYBODY:
                found[word] = None
    return list(found)


def _lists(columns: TableColumns) -> Iterator[Fill]:
    """Lists of words, of skills by name, and notes one under the other."""
    lists = [
        (name, columns.of[name], _skill if ITEMS[name] is SkillData else str)
        for name in OFFERED
        if name in columns.of and name in ITEMS
    ]
    notes = columns.of.get("notes", ())

    def fill(row: list[str], values: Values) -> None:
        for name, places, make in lists:
            if words := _parted(row, places):
                values[name] = tuple(map(make, words))
        if texts := [text for place in notes if (text := row[place])]:
            values["notes"] = "\n".join(texts)

    if lists or notes:
        yield fill


_TOGETHER = frozenset({"notes", *ITEMS})


def _fields(columns: TableColumns) -> Iterator[Fill]:
    """Fields of one's own."""
    untouched = listed("untouched", "headings")
    customs = [
        (column, label, fixed or columns.header(column), simple(fixed) in untouched)
        for column, label, fixed in columns.labelled("custom")
    ]
    nothing = listed("untouched", "values")

    def fill(row: list[str], values: Values) -> None:
        found = []
        for column, label, fixed, machine in customs:
            text = row[column]
            if not text:
                continue
            if machine and simple(text) in nothing:
                columns.left_out[fixed] = None
            else:
                name = plain_label(row[label]) or fixed
                found += [CustomField(name, one) for one in _values(text) if one]
        if found:
            before = values.get("custom", ())
            assert isinstance(before, tuple)
            values["custom"] = (*before, *dict.fromkeys(found))

    if customs:
        yield fill


def _values(text: str) -> list[str]:
    """The values of a field; groups of people are one, without the one that everybody is in."""
    if "* " not in text:
        return several(text)
    words = [word.lstrip("* ") for word in several(text)]
    return [", ".join(word for word in words if word.casefold() not in _EVERYBODY)]


_FILLS = (_singles, _second_ones, fill_ways, fill_addresses, _lists, _fields)
