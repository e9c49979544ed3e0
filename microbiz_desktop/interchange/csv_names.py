"""Who a row is about: the business, its legal form, and the person who is the contact.

A name that ends as companies do is a company's, also in a column of people. Without a person there
is nobody to have a role or a birthday: those stay fields of their own.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..domain.contacts.contacts import PersonData
from ..domain.contacts.legal_form import form_of
from ..runtime.fast_values import maker
from .csv_columns import TableColumns, Values, keep, several
from .csv_dates import iso_date, iso_of
from .heading_words import listed, simple

_person: Callable[..., PersonData] = maker(PersonData)
_PERSON = (
    *("given", "family", "additional", "prefix", "suffix", "nickname", "said", "role"),
    "birthday",
)
#: Several columns of these are one text.
_JOINED = frozenset({"given", "family", "additional", "said"})
_NAMES = ("given", "additional", "family")
#: Of these a person has a name; the others say something of somebody who has one.
_NAMING = ("given", "family", "additional", "nickname")
#: Of a day without a year; it may be 29 February.
_LEAP_YEAR = "2000"


class NameColumns(NamedTuple):
    """The columns that name somebody, each with what the column is called."""

    parts: tuple[tuple[str, tuple[int, ...]], ...]
    business: int
    full_name: int
    birth: tuple[int, int, int]
    order: str
    headers: Mapping[str, str]
    nothing: frozenset[str]
    left_out: dict[str, None]


def naming(columns: TableColumns) -> Callable[[list[str], Values], bool]:
    """A function that names the business and the person of a row, and says whether it could."""
    where = _where(columns)

    def named(row: list[str], values: Values) -> bool:
        person = _parts(where, row)
        _birth(where, row, person, values)
        business, full = row[where.business], row[where.full_name]
        if ":::" in business:
            business, *others = [*filter(None, several(business)), ""]
            for another in filter(None, others):
                keep(values, where.headers["business"], another)
        if not full and any(key in person for key in _NAMING):
            full = " ".join([person[key] for key in _NAMES if key in person])
        elif full and not (business or person or "legal_name" in values) and form_of(full):
            business, full = full, ""
        if full == business and not person:
            full = ""
        _somebody(where, full, person, values)
        return _call(where, business, full or person.get("nickname", ""), values)

    return named


def _where(columns: TableColumns) -> NameColumns:
    parts = tuple((key, tuple(columns.of[key])) for key in _PERSON if key in columns.of)
    year, month, day = (columns.one(f"birth_{part}") for part in ("year", "month", "day"))
    one = {key: columns.one(key) for key in ("business", *_PERSON, "birth_year", "birth_month",
                                             "birth_day")}  # fmt: skip
    headers = {key: columns.header(column) for key, column in one.items() if column >= 0}
    birthday = columns.one("birthday")
    order = columns.use(birthday).label if birthday >= 0 else ""
    full, business = columns.one("full_name"), columns.one("business")
    nothing = listed("untouched", "values")
    birth, left = (year, month, day), columns.left_out
    return NameColumns(parts, business, full, birth, order, headers, nothing, left)


def _parts(where: NameColumns, row: list[str]) -> dict[str, str]:
    found = {}
    for key, columns in where.parts:
        if len(columns) == 1 or key not in _JOINED:
            text = row[columns[0]]
        else:
            text = " ".join([row[column] for column in columns if row[column]])
        if text and key == "birthday":
            if simple(text) in where.nothing:
                where.left_out[where.headers["birthday"]] = None
                continue
            text = iso_date(text, where.order)
        if text:
            found[key] = text
    return found


def _birth(where: NameColumns, row: list[str], person: dict[str, str], values: Values) -> None:
    """Thunderbird's three parts, where the whole day is not told."""
    if where.birth == (-1, -1, -1):
        return
    year, month, day = (row[column] for column in where.birth)
    found = _birthday(year, month, day)
    if found and "birthday" not in person:
        person["birthday"] = found
        return
    for part, text in zip(("year", "month", "day"), (year, month, day), strict=True):
        if text:
            keep(values, where.headers[f"birth_{part}"], text)


def _birthday(year: str, month: str, day: str) -> str:
    """An ISO date, without a year as `--04-15`; empty when the parts make none."""
    if not (month.isdecimal() and day.isdecimal()):
        return year if year.isdecimal() and not (month or day) else ""
    if year:
        return iso_of(year, month, day) if year.isdecimal() else ""
    return iso_of(_LEAP_YEAR, month, day).replace(f"{_LEAP_YEAR}-", "--")


def _somebody(where: NameColumns, full: str, person: dict[str, str], values: Values) -> None:
    """The contact person; what is said of nobody stays under the name of its column."""
    name = full or person.get("nickname", "")
    if name:
        values["people"] = (_person(name=name, contact=True, **person),)
        return
    for key, text in person.items():
        keep(values, where.headers.get(key, "Birthday"), text)


def _call(where: NameColumns, business: str, person: str, values: Values) -> bool:
    """The names and the form of the business; a way is the name of last resort."""
    before = values.get("legal_name")
    name = before or business or person
    name = name or values.get("email") or values.get("phone") or values.get("website", "")
    values["legal_name"] = name
    other = business if before and business != before else ""
    if other and values.setdefault("trading_name", other) != other:
        keep(values, where.headers["business"], other)
    if "legal_form" not in values and (form := _form(str(name), business, person, before)):
        values["legal_form"] = form
    return bool(name)


def _form(name: str, business: str, person: str, legal_name: object) -> str:
    """A name without a form is a sole trader's when it is the person's, else some other form."""
    if not (business or legal_name):
        return ""
    return form_of(name) or form_of(business) or ("" if name == person else "other")
