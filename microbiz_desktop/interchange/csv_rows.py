"""A mapping made ready: which columns feed what, so that a row costs few steps.

A column that is not there has the index -1, and every row ends with an empty cell.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..domain.contacts import (
    Address,
    BusinessData,
    Contact,
    CustomField,
    PersonData,
    SkillData,
    Stage,
    Trouble,
    Way,
)
from .csv_targets import Mapping

#: Value, label column, fixed label.
_Way = tuple[int, int, str]
_NONE = -1
_TEXTS = (
    *("legal_name", "place", "sector", "strapline", "best_at", "registration_number"),
    *("tax_number", "introduced_by", "met_how"),
)
_PERSON = (
    *("given", "family", "additional", "prefix", "suffix", "nickname", "said", "role"),
    "birthday",
)
_ADDRESS = ("street", "locality", "region", "postcode", "country", "po_box", "extended")
_LABELS = frozenset(
    {"work", "home", "mobile", "other", "main", "fax", "pager", "work fax", "home fax", "school"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3})[a-z]*[ .,-]+(\d{4})")


@dataclass(frozen=True, slots=True)
class _AddressPlan:
    whole: int
    parts: tuple[tuple[str, int], ...]
    label: int
    fixed: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Columns by what they feed."""

    width: int
    texts: tuple[tuple[str, int], ...]
    person: tuple[tuple[str, int], ...]
    business: int
    full_name: int
    birth: tuple[int, int, int]
    emails: tuple[_Way, ...]
    phones: tuple[_Way, ...]
    links: tuple[_Way, ...]
    addresses: tuple[_AddressPlan, ...]
    skills: tuple[int, ...]
    languages: tuple[int, ...]
    notes: tuple[int, ...]
    stage: int
    met_on: int
    customs: tuple[_Way, ...]


def compiled(
    mapping: Mapping, guarded: bool = False
) -> Callable[[list[str], int, list[Trouble]], Contact | None]:
    """A function from a row and its line to a contact, or None for a row that holds nobody.

    `guarded` says that formulas may begin with an apostrophe; looking for it in each cell costs.
    """
    plan = _plan(mapping)

    def contact(row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
        row = list(map(str.strip, row))
        if guarded:
            row = list(map(_unguarded, row))
        return _contact(plan, row, line, troubles)

    return contact


def _plan(mapping: Mapping) -> _Plan:
    at: dict[tuple[str, int], int] = {}
    many: dict[str, list[int]] = {}
    for column, use in enumerate(mapping):
        at.setdefault((use.target, use.number), column)
        many.setdefault(use.target, []).append(column)

    def one(key: str) -> int:
        return many.get(key, [_NONE])[0]

    return _Plan(
        width=len(mapping),
        texts=tuple((key, one(key)) for key in _TEXTS if key in many),
        person=tuple((key, one(key)) for key in _PERSON if key in many),
        business=one("business"),
        full_name=one("full_name"),
        birth=(one("birth_year"), one("birth_month"), one("birth_day")),
        emails=_ways(mapping, at, "email"),
        phones=_ways(mapping, at, "phone"),
        links=_ways(mapping, at, "website"),
        addresses=_address_plans(mapping, at),
        skills=tuple(many.get("skills", ())),
        languages=tuple(many.get("languages", ())),
        notes=tuple(many.get("notes", ())),
        stage=one("stage"),
        met_on=one("met_on"),
        customs=_ways(mapping, at, "custom"),
    )


def _ways(mapping: Mapping, at: dict[tuple[str, int], int], key: str) -> tuple[_Way, ...]:
    columns = sorted((use.number, i) for i, use in enumerate(mapping) if use.target == key)
    return tuple(
        (column, at.get((f"{key}_label", number), _NONE), mapping[column].label)
        for number, column in columns
    )


def _address_plans(mapping: Mapping, at: dict[tuple[str, int], int]) -> tuple[_AddressPlan, ...]:
    keys = {*_ADDRESS, "address"}
    numbers = sorted({use.number for use in mapping if use.target in keys})
    return tuple(
        _AddressPlan(
            whole=at.get(("address", number), _NONE),
            parts=tuple((key, at[key, number]) for key in _ADDRESS if (key, number) in at),
            label=at.get(("address_label", number), _NONE),
            fixed=next(
                (use.label for use in mapping if use.target in keys and use.number == number), ""
            ),
        )
        for number in numbers
    )


def _contact(plan: _Plan, row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
    if not any(row):
        return None
    extra = len(row) - plan.width
    if extra > 0:
        if any(cell.strip() for cell in row[plan.width :]):
            words = "This row has more cells than the heading; the last ones were left out."
            troubles.append(Trouble(line, words))
        del row[plan.width :]
    row += [""] * (1 - extra if extra < 0 else 1)
    values: dict[str, Any] = {}
    for key, column in plan.texts:
        if row[column]:
            values[key] = row[column]
    _reach(plan, row, values)
    _lists(plan, row, values)
    _fields(plan, row, values)
    if not _named(plan, row, values):
        if any(cell.strip() for cell in row):
            troubles.append(Trouble(line, "This row names nobody and was left out."))
        return None
    return Contact(BusinessData(**values), (), line)


_GUARDED = re.compile(r"'[=+\-@]")


def _unguarded(cell: str) -> str:
    """Without the apostrophe that guards a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _each(row: list[str], ways: tuple[_Way, ...]) -> list[tuple[str, str]]:
    """Values with their labels; Google joins several of one label by three colons."""
    found: list[tuple[str, str]] = []
    for column, label_column, fixed in ways:
        text = row[column]
        if text:
            label = fixed if label_column < 0 else _label(row[label_column]) or fixed
            if ":::" in text:
                found += [(part.strip(), label) for part in text.split(":::") if part.strip()]
            else:
                found.append((text, label))
    return found


@lru_cache(maxsize=256)
def _label(text: str) -> str:
    """Google marks the chosen one with a star; the usual labels are written small."""
    text = text.strip().lstrip("*").strip()
    return text.lower() if text.lower() in _LABELS else text


def _reach(plan: _Plan, row: list[str], values: dict[str, Any]) -> None:
    """The first of each kind stands on the business, the others are further ways."""
    further: list[Way] = []
    for kind, field, ways in (
        ("email", "email", plan.emails),
        ("phone", "phone", plan.phones),
        ("link", "website", plan.links),
    ):
        found = _each(row, ways) if ways else None
        if found:
            values[field] = found[0][0]
            if len(found) > 1:
                further += [Way(kind, text, label) for text, label in dict.fromkeys(found[1:])]
    if further:
        values["ways"] = tuple(further)
    if plan.addresses:
        _addresses(plan, row, values)


def _addresses(plan: _Plan, row: list[str], values: dict[str, Any]) -> None:
    found = [address for p in plan.addresses if (address := _address(p, row))]
    if not found:
        return
    values["address"] = "\n".join(found[0].lines())
    if len(found) > 1:
        values["addresses"] = tuple(found[1:])
    town = next((address.locality for address in found if address.locality), "")
    if town and "place" not in values:
        values["place"] = town


def _address(plan: _AddressPlan, row: list[str]) -> Address | None:
    parts = {key: text for key, column in plan.parts if (text := row[column])}
    if not parts:
        whole = row[plan.whole]
        if not whole:
            return None
        parts = {"street": "\n".join(line.strip() for line in whole.splitlines() if line.strip())}
    label = plan.fixed if plan.label < 0 else _label(row[plan.label]) or plan.fixed
    return Address(label=label, **parts)


_PARTING = re.compile(r"\s*(?::::|[;,\n|])\s*")


def _parted(row: list[str], columns: Iterable[int]) -> list[str]:
    """Words of a list, each once."""
    texts = [text for column in columns if (text := row[column])]
    return list(dict.fromkeys(word for text in texts for word in _PARTING.split(text) if word))


def _lists(plan: _Plan, row: list[str], values: dict[str, Any]) -> None:
    if plan.skills and (words := _parted(row, plan.skills)):
        values["skills"] = tuple(SkillData(word) for word in words)
    if plan.languages and (words := _parted(row, plan.languages)):
        values["languages"] = tuple(words)
    notes = [text for column in plan.notes if (text := row[column])]
    if notes:
        values["notes"] = "\n".join(notes)
    if plan.stage >= 0 and (stage := _stage(row[plan.stage])):
        values["stage"] = stage
    if plan.met_on >= 0 and (text := row[plan.met_on]):
        values["met_on"] = _iso(text)


def _fields(plan: _Plan, row: list[str], values: dict[str, Any]) -> None:
    if plan.customs:
        fields = tuple(
            CustomField(label or "Field", text) for text, label in _customs(row, plan.customs)
        )
        if fields:
            values["custom"] = fields


def _customs(row: list[str], customs: tuple[_Way, ...]) -> list[tuple[str, str]]:
    """Google's own groups are everybody's: they say nothing about anybody."""
    found = []
    for column, label_column, fixed in customs:
        text = row[column]
        if text:
            if "* " in text:
                words = [w.strip() for w in text.split(":::")]
                text = ", ".join(w for w in words if not w.startswith("* "))
            if text:
                found.append((text, _label(row[label_column]) or fixed))
    return found


def _stage(text: str) -> Stage | None:
    word = text.strip().lower().replace(" ", "-")
    return Stage(word) if word in _STAGES else None


_STAGES = frozenset(stage.value for stage in Stage)


def _iso(text: str) -> str:
    """ "21 Nov 2020" as `2020-11-21`; anything else stays as it is."""
    found = _DAY_MONTH_YEAR.fullmatch(text)
    if not found or found[2].lower() not in _MONTHS:
        return text
    return f"{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02d}-{int(found[1]):02d}"


def _named(plan: _Plan, row: list[str], values: dict[str, Any]) -> bool:
    """Business and person by name; a person without a business is one, else a way names them."""
    person: dict[str, Any] = {key: text for key, column in plan.person if (text := row[column])}
    full = row[plan.full_name] or " ".join(
        person[key] for key in ("given", "additional", "family") if key in person
    )
    business = row[plan.business]
    if plan.birth[0] >= 0 and (day := _birthday(*(row[i] for i in plan.birth))):
        person["birthday"] = day
    if full == business and not person:
        full = ""
    if full or person:
        name = full or person.get("nickname", "")
        values["people"] = (PersonData(name=name, contact=True, **person),)
    named = business or values.get("legal_name") or full or person.get("nickname", "")
    named = named or values.get("email") or values.get("phone") or values.get("website", "")
    if "legal_name" not in values:
        values["legal_name"] = named
    elif business and business != values["legal_name"]:
        values["trading_name"] = business
    return bool(named)


def _birthday(year: str, month: str, day: str) -> str:
    """Thunderbird's three parts; without a year as `--0415`."""
    if not (month.isdecimal() and day.isdecimal()):
        return year if year.isdecimal() else ""
    if year.isdecimal():
        return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    return f"--{int(month):02d}{int(day):02d}"
