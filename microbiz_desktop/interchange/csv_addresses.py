"""The addresses of a row, in their parts; what all of an address says beside them is not lost.

Tables have an address in one cell, in parts, or both. Parts stay parts, since envelopes, cards and
other programs need them so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from ..domain.contacts.contacts import Address
from ..runtime.fast_values import maker
from .csv_columns import Fill, TableColumns, Values, keep, plain_label, several
from .csv_values import is_postcode

_address = maker(Address)
_ONE_EACH = ("po_box", "extended", "locality", "region", "postcode", "country")
_STREET = frozenset({"street", "street_number"})
_ALL = ("address", *_STREET, *_ONE_EACH, "postcode_locality")
_SEGMENT = re.compile(r"\s*(?:,|\n|\s{2,})\s*")
_WORD = re.compile(r"\w+")
_CODE_FIRST = re.compile(r"((?:[A-Z]{1,2}-?)?\d[\d -]*\d(?: ?[A-Z]{2})?)[ ,]+(\D.*)")
_CODE_LAST = re.compile(r"(\D.*?)[ ,]+([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4,5}(?:-\d{3,4})?)")
Told = dict[str, str]


class AddressColumns(NamedTuple):
    """One address: its parts with their columns, where all of it stands, its label and name."""

    parts: tuple[tuple[str, tuple[int, ...]], ...]
    street: tuple[int, ...]
    numbers: frozenset[int]
    whole: tuple[int, ...]
    code_and_town: tuple[int, ...]
    label: int
    fixed: str
    name: str


def fill_addresses(columns: TableColumns) -> Iterator[Fill]:
    """The first as it is written on an envelope; its town is the place unless one is named."""
    used = [column for target in _ALL for column in columns.of.get(target, ())]
    numbers = sorted({columns.use(column).number for column in used})
    places = [_place(columns, number) for number in numbers]
    if [columns.use(column).target for column in used] == ["locality"]:
        # Many tables have nothing else of an address.
        yield partial(_fill_town, columns.one("locality"))
    elif places:
        yield partial(_fill, places)


def _place(columns: TableColumns, number: int) -> AddressColumns:
    at = columns.at
    street = sorted((*at("street", number), *at("street_number", number)))
    parts = tuple((key, at(key, number)) for key in _ONE_EACH if at(key, number))
    whole = at("address", number)
    code = at("postcode_locality", number)
    first = next(iter((*whole, *street, *(column for _, all_ in parts for column in all_), *code)))
    return AddressColumns(
        parts,
        tuple(street),
        frozenset(at("street_number", number)),
        whole,
        code,
        next(iter(at("address_label", number)), -1),
        columns.use(first).label,
        columns.header(first),
    )


def _fill_town(column: int, row: list[str], values: Values) -> None:
    if town := row[column]:
        values["address"] = town
        values.setdefault("place", town)


def _fill(places: Sequence[AddressColumns], row: list[str], values: Values) -> None:
    found = [address for place in places for address in _each(place, row, values)]
    if not found:
        return
    first = found[0]
    values["address"] = "\n".join(first.lines())
    # Of one free text without a label, the text for notices says all.
    kept = found[1:] if first == Address(first.street) else found
    if kept:
        values["addresses"] = tuple(dict.fromkeys(kept))
    if town := next((one.locality for one in found if one.locality), ""):
        values.setdefault("place", town)


def _each(place: AddressColumns, row: list[str], values: Values) -> Iterator[Address]:
    """The addresses of one place: several when its cells hold several."""
    label = plain_label(row[place.label]) or place.fixed
    parts = (column for _, all_ in place.parts for column in all_)
    columns = (*place.street, *place.whole, *place.code_and_town, *parts)
    cells = {column: row[column] for column in columns if row[column]}
    if not cells:
        return
    if any(":::" in cell for cell in cells.values()):
        split = {column: several(cell) for column, cell in cells.items()}
        rows = [
            {column: part for column, part in zip(split, parts, strict=True) if part}
            for parts in zip_longest(*split.values(), fillvalue="")
        ]
    else:
        rows = [cells]
    for one in rows:
        if told := _told(place, one, values):
            yield _address(label=label, **told)


def _told(place: AddressColumns, cells: dict[int, str], values: Values) -> Told:
    told = {
        key: text
        for key, columns in place.parts
        if (text := " ".join(cells[column] for column in columns if column in cells))
    }
    for column in place.code_and_town:
        if town := cells.get(column, ""):
            _code_and_town(town, told)
    if street := _street(place, cells):
        told["street"] = street
    whole = "\n".join(cells[column] for column in place.whole if column in cells)
    if not whole:
        return told
    if "street" in told:
        if _says_more(whole, told.values()):
            keep(values, place.name, whole)
        return told
    return _parted(_lines(whole), told)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _code_and_town(text: str, told: Told) -> None:
    """ "12345 Köln" is both; what cannot be told apart is the town."""
    first, last = _CODE_FIRST.fullmatch(text), _CODE_LAST.fullmatch(text)
    if first and "postcode" not in told:
        told["postcode"], text = first[1], first[2]
    elif last and "postcode" not in told:
        text, told["postcode"] = last[1], last[2]
    told["locality"] = f"{told['locality']}, {text}" if "locality" in told else text


def _street(place: AddressColumns, cells: dict[int, str]) -> str:
    """Its lines in the order of the columns; a number stands beside its street."""
    lines: list[str] = []
    pending = ""
    for column in place.street:
        text = cells.get(column, "")
        if column in place.numbers and text:
            if lines:
                lines[-1] = f"{lines[-1]} {text}"
            else:
                pending = f"{pending} {text}".strip()
        elif text:
            lines.append(f"{pending} {text}".strip())
            pending = ""
    return "\n".join((*lines, pending) if pending else lines)


def _says_more(whole: str, parts: Iterable[str]) -> bool:
    """Whether all of an address has a word or number that none of its parts has."""
    known = {word.casefold() for part in parts for word in _WORD.findall(part)}
    return any(word.casefold() not in known for word in _WORD.findall(whole))


def _parted(whole: str, told: Told) -> Told:
    """An address in one cell, beside some of its parts: its end is theirs, the rest the street.

    Nothing is taken off that no other column says, except a postcode and the town before it.
    """
    if whole in told.values():
        return told
    rest, told = whole, dict(told)
    while (cut := list(_SEGMENT.finditer(rest))) and _takes(rest[cut[-1].end() :], told):
        rest = rest[: cut[-1].start()]
    if rest != whole and "locality" not in told and (cut := list(_SEGMENT.finditer(rest))):
        told["locality"], rest = rest[cut[-1].end() :], rest[: cut[-1].start()]
    told["street"] = rest
    return told


def _takes(segment: str, told: Told) -> bool:
    """Whether the last piece of an address is made of parts that are told, and maybe a postcode."""
    rest, found = segment.strip(), False
    for part in sorted(told.values(), key=len, reverse=True):
        if rest == part or rest.startswith(f"{part} ") or rest.endswith(f" {part}"):
            rest, found = rest.replace(part, "", 1).strip(), True
    if rest and found and "postcode" not in told and is_postcode(rest):
        told["postcode"], rest = rest, ""
    return found and not rest
