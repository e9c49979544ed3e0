"""Rows of somebody else's table to contacts, by a mapping that was made ready."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from ..domain.contacts.contacts import (
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
from ..runtime.fast_values import maker
from .csv_plan import AddressPlan, Columns, Plan, plan_of
from .csv_targets import Mapping

_business, _person, _contact = maker(BusinessData), maker(PersonData), maker(Contact)
_address = maker(Address)
#: The same few skills come in row after row, and equal values may be one.
_skill = lru_cache(maxsize=1 << 12)(SkillData)
_LABELS = frozenset(
    {"work", "home", "mobile", "other", "main", "fax", "pager", "work fax", "home fax", "school"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3})[a-z]*[ .,-]+(\d{4})")


def compiled(
    mapping: Mapping, guarded: bool = False
) -> Callable[[list[str], int, list[Trouble]], Contact | None]:
    """A function from a row and its line to a contact, or None for a row that holds nobody.

    `guarded` says that formulas may begin with an apostrophe; looking for it in each cell costs.
    """
    plan = plan_of(mapping)

    def contact(row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
        row = list(map(str.strip, row))
        if not any(row):
            return None
        if guarded:
            row = list(map(_unguarded, row))
        if len(row) != plan.width:
            _fit(row, plan.width, line, troubles)
        row.append("")
        values = _values(plan, row)
        if _named(plan, row, values):
            return _contact(_business(**values), (), line)
        if any(row):
            troubles.append(Trouble(line, "This row names nobody and was left out."))
        return None

    return contact


def _fit(row: list[str], width: int, line: int, troubles: list[Trouble]) -> None:
    if any(row[width:]):
        words = "This row has more cells than the heading; the last ones were left out."
        troubles.append(Trouble(line, words))
    del row[width:]
    row += [""] * (width - len(row))


def _values(plan: Plan, row: list[str]) -> dict[str, Any]:
    """What is filled, by the field of the business; the name comes last, as ways may be one."""
    values: dict[str, Any] = {}
    for key, column in plan.texts:
        if row[column]:
            values[key] = row[column]
    if plan.reach:
        _reach(plan, row, values)
    if plan.only_town >= 0:
        if town := row[plan.only_town]:
            values["address"] = town
            values.setdefault("place", town)
    elif plan.addresses:
        _addresses(plan, row, values)
    _lists(plan, row, values)
    if plan.customs:
        _fields(plan, row, values)
    return values


_GUARDED = ("'=", "'+", "'-", "'@")


def _unguarded(cell: str) -> str:
    """Without the apostrophe that guards a formula."""
    return cell[1:] if cell.startswith(_GUARDED) else cell


def _each(row: list[str], ways: tuple[Columns, ...]) -> list[tuple[str, str]]:
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


def _reach(plan: Plan, row: list[str], values: dict[str, Any]) -> None:
    """The first of each kind stands on the business, the others are further ways."""
    further: list[Way] = []
    for kind, field, ways in plan.reach:
        # Mostly one cell is filled and holds one of them.
        filled = 0
        for column, _, _ in ways:
            if row[column]:
                filled += 1
                text = row[column]
        if filled == 1 and ":::" not in text:
            values[field] = text
        elif filled and (found := _each(row, ways)):
            values[field] = found[0][0]
            further += [Way(kind, text, label) for text, label in dict.fromkeys(found[1:])]
    if further:
        values["ways"] = tuple(further)


def _addresses(plan: Plan, row: list[str], values: dict[str, Any]) -> None:
    """The first as it is written on an envelope; its town is the place unless one is named."""
    found: list[tuple[AddressPlan, dict[str, str]]] = []
    for place in plan.addresses:
        parts = {}
        for key, column in place.parts:
            if row[column]:
                parts[key] = row[column]
        if parts or (parts := _whole(row[place.whole])):
            found.append((place, parts))
    if not found:
        return
    values["address"] = "\n".join(_address(**found[0][1]).lines())
    if len(found) > 1:
        values["addresses"] = tuple(
            _address(label=_label_of(place, row), **parts) for place, parts in found[1:]
        )
    town = next((parts["locality"] for _, parts in found if "locality" in parts), "")
    if town:
        values.setdefault("place", town)


def _whole(text: str) -> dict[str, str]:
    """An address in one cell."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return {"street": "\n".join(lines)} if lines else {}


def _label_of(place: AddressPlan, row: list[str]) -> str:
    return place.fixed if place.label < 0 else _label(row[place.label]) or place.fixed


def _parted(row: list[str], columns: Iterable[int]) -> list[str]:
    """Words of a list, each once; several things part them."""
    found: dict[str, None] = {}
    for column in columns:
        text = row[column]
        for parting in (":::", ",", "\n", "|"):
            if parting in text:
                text = text.replace(parting, ";")
        for word in text.split(";"):
            if word := word.strip():
                found[word] = None
    return list(found)


def _lists(plan: Plan, row: list[str], values: dict[str, Any]) -> None:
    if plan.skills and (words := _parted(row, plan.skills)):
        values["skills"] = tuple(map(_skill, words))
    if plan.languages and (words := _parted(row, plan.languages)):
        values["languages"] = tuple(words)
    if plan.notes and (notes := [text for column in plan.notes if (text := row[column])]):
        values["notes"] = "\n".join(notes)
    if plan.stage >= 0 and (stage := _stage(row[plan.stage])):
        values["stage"] = stage
    if plan.met_on >= 0 and (text := row[plan.met_on]):
        values["met_on"] = _iso(text)


def _fields(plan: Plan, row: list[str], values: dict[str, Any]) -> None:
    fields = tuple(CustomField(label or "Field", text) for text, label in _customs(row, plan))
    if fields:
        values["custom"] = fields


def _customs(row: list[str], plan: Plan) -> list[tuple[str, str]]:
    """Google's own groups are everybody's: they say nothing about anybody."""
    found = []
    for column, label_column, fixed in plan.customs:
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


def _named(plan: Plan, row: list[str], values: dict[str, Any]) -> bool:
    """Business and person by name; a person without a business is one, else a way names them."""
    person = _parts_of_person(plan, row)
    full = row[plan.full_name]
    if not full and person:
        full = " ".join([person[key] for key in ("given", "additional", "family") if key in person])
    business = row[plan.business]
    if full == business and not person:
        full = ""
    named = business or values.get("legal_name") or full or person.get("nickname", "")
    if full or person:
        name = full or person.get("nickname", "")
        values["people"] = (_person(name=name, contact=True, **person),)
    named = named or values.get("email") or values.get("phone") or values.get("website", "")
    if "legal_name" not in values:
        values["legal_name"] = named
    elif business and business != values["legal_name"]:
        values["trading_name"] = business
    return bool(named)


def _parts_of_person(plan: Plan, row: list[str]) -> dict[str, Any]:
    person: dict[str, Any] = {}
    for key, column in plan.person:
        if row[column]:
            person[key] = row[column]
    if plan.birth[0] >= 0 and (day := _birthday(*(row[i] for i in plan.birth))):
        person["birthday"] = day
    return person


def _birthday(year: str, month: str, day: str) -> str:
    """Thunderbird's three parts; without a year as `--0415`."""
    if not (month.isdecimal() and day.isdecimal()):
        return year if year.isdecimal() else ""
    if year.isdecimal():
        return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    return f"--{int(month):02d}{int(day):02d}"
