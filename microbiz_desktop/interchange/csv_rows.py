"""Rows of somebody else's table to contacts, by a mapping that is made ready once.

A mapping becomes a few functions that each fill what some columns hold, so that a row costs few
steps. A column that is not there has the index -1, and every row ends with an empty cell.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from ..domain.contacts.contacts import (
    ITEMS,
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
from .csv_targets import OFFERED, Mapping

#: Both are made of fields by their names.
_business: Callable[..., BusinessData] = maker(BusinessData)
_person: Callable[..., PersonData] = maker(PersonData)
_contact, _address = maker(Contact), maker(Address)
#: The same few skills come in row after row, and equal values may be one.
_skill = lru_cache(maxsize=1 << 12)(SkillData)
_LABELS = frozenset(
    {"work", "home", "mobile", "other", "main", "fax", "pager", "work fax", "home fax", "school"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3})[a-z]*[ .,-]+(\d{4})")
_PERSON = (
    *("given", "family", "additional", "prefix", "suffix", "nickname", "said", "role"),
    "birthday",
)
_ADDRESS = ("street", "locality", "region", "postcode", "country", "po_box", "extended")
#: Value column, label column, fixed label.
Labelled = tuple[int, int, str]
#: Puts what some columns of a row hold into the fields of the business.
Fill = Callable[[list[str], dict[str, object]], None]


class _Columns:
    """Which columns of a mapping hold what."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.of: dict[str, list[int]] = {}
        self.at: dict[tuple[str, int], int] = {}
        for column, use in enumerate(mapping):
            self.of.setdefault(use.target, []).append(column)
            self.at.setdefault((use.target, use.number), column)

    def one(self, target: str) -> int:
        """The first column of a target."""
        return self.of.get(target, [-1])[0]

    def labelled(self, target: str) -> list[Labelled]:
        """All columns of a target by their numbers, with where their labels are."""
        columns = sorted((self.mapping[i].number, i) for i in self.of.get(target, ()))
        return [
            (i, self.at.get((f"{target}_label", number), -1), self.mapping[i].label)
            for number, i in columns
        ]


def compiled(
    mapping: Mapping, guarded: bool = False
) -> Callable[[list[str], int, list[Trouble]], Contact | None]:
    """A function from a row and its line to a contact, or None for a row that holds nobody.

    `guarded` says that formulas may begin with an apostrophe; looking for it in each cell costs.
    """
    columns, width = _Columns(mapping), len(mapping)
    fills = [fill for make in _FILLS for fill in make(columns)]
    named = _naming(columns)

    def contact(row: list[str], line: int, troubles: list[Trouble]) -> Contact | None:
        row = list(map(str.strip, row))
        if not any(row):
            return None
        if guarded:
            row = list(map(_unguarded, row))
        if len(row) != width:
            _fit(row, width, line, troubles)
        row.append("")
        values: dict[str, object] = {}
        for fill in fills:
            fill(row, values)
        # The name comes last, as ways may be one.
        if named(row, values):
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


_GUARDED = ("'=", "'+", "'-", "'@")


def _unguarded(cell: str) -> str:
    """Without the apostrophe that guards a formula."""
    return cell[1:] if cell.startswith(_GUARDED) else cell


def _each(row: list[str], ways: Iterable[Labelled]) -> list[tuple[str, str]]:
    """Values with their labels; Google joins several of one label by three colons."""
    found: list[tuple[str, str]] = []
    for column, label_column, fixed in ways:
        text = row[column]
        if text:
            label = _label(row[label_column]) or fixed
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


def _singles(columns: _Columns) -> Iterator[Fill]:
    """Texts as they are, and words that have to be turned into something."""
    offered = [
        (name, columns.one(name), _TURNED.get(name))
        for name in OFFERED
        if name in columns.of and name not in _TOGETHER
    ]

    def fill(row: list[str], values: dict[str, object]) -> None:
        for name, column, turned in offered:
            text = row[column]
            if text and (value := turned(text) if turned else text):
                values[name] = value

    yield fill


def _stage(text: str) -> Stage | None:
    word = text.lower().replace(" ", "-")
    return Stage(word) if word in _STAGES else None


_STAGES = frozenset(stage.value for stage in Stage)


def _iso(text: str) -> str:
    """ "21 Nov 2020" as `2020-11-21`; anything else stays as it is."""
    found = _DAY_MONTH_YEAR.fullmatch(text)
    if not found or found[2].lower() not in _MONTHS:
        return text
    return f"{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02d}-{int(found[1]):02d}"


_TURNED: dict[str, Callable[[str], object]] = {"stage": _stage, "met_on": _iso}


def _reach(columns: _Columns) -> Iterator[Fill]:
    """The first of each kind stands on the business, the others are further ways."""
    for kind, field in (("email", "email"), ("phone", "phone"), ("link", "website")):
        if ways := columns.labelled(field):
            yield partial(_fill_reach, kind, field, ways)


def _fill_reach(
    kind: str, field: str, ways: list[Labelled], row: list[str], values: dict[str, object]
) -> None:
    filled = [text for column, _, _ in ways if (text := row[column])]
    # Mostly one cell is filled and holds one of them.
    if len(filled) == 1 and ":::" not in filled[0]:
        values[field] = filled[0]
    elif filled and (found := _each(row, ways)):
        values[field] = found[0][0]
        more = [Way(kind, text, label) for text, label in dict.fromkeys(found[1:])]
        if more:
            before = values.get("ways", ())
            assert isinstance(before, tuple)
            values["ways"] = (*before, *more)


#: An address: where all of it stands, where its parts stand, and its label.
_Place = tuple[int, tuple[tuple[str, int], ...], Labelled]


def _addresses(columns: _Columns) -> Iterator[Fill]:
    """The first as it is written on an envelope; its town is the place unless one is named."""
    keys, at = {*_ADDRESS, "address"}, columns.at
    uses = [use for use in columns.mapping if use.target in keys]
    places: list[_Place] = []
    for number in sorted({use.number for use in uses}):
        parts = tuple((key, at[key, number]) for key in _ADDRESS if (key, number) in at)
        fixed = next(use.label for use in uses if use.number == number)
        label = (-1, at.get(("address_label", number), -1), fixed)
        places.append((at.get(("address", number), -1), parts, label))
    if {use.target for use in uses} == {"locality"} and len(places) == 1:
        # Many tables have nothing else of an address.
        yield partial(_fill_town, columns.one("locality"))
    elif places:
        yield partial(_fill_addresses, places)


def _fill_town(column: int, row: list[str], values: dict[str, object]) -> None:
    if town := row[column]:
        values["address"] = town
        values.setdefault("place", town)


def _fill_addresses(places: list[_Place], row: list[str], values: dict[str, object]) -> None:
    found = []
    for whole, parts, label in places:
        told = {key: row[column] for key, column in parts if row[column]}
        if told or (told := _whole(row[whole])):
            found.append((told, label))
    if not found:
        return
    values["address"] = "\n".join(_address(**found[0][0]).lines())
    if len(found) > 1:
        values["addresses"] = tuple(
            _address(label=_label(row[column]) or fixed, **told)
            for told, (_, column, fixed) in found[1:]
        )
    if town := next((told["locality"] for told, _ in found if "locality" in told), ""):
        values.setdefault("place", town)


def _whole(text: str) -> dict[str, str]:
    """An address in one cell."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return {"street": "\n".join(lines)} if lines else {}


def _parted(row: list[str], columns: Iterable[int]) -> list[str]:
    """Words of a list, each once; several things part them. Google's own groups say nothing."""
    found: dict[str, None] = {}
    for column in columns:
        text = row[column]
        for parting in (":::", ",", "\n", "|"):
            if parting in text:
                text = text.replace(parting, ";")
        for word in text.split(";"):
            if (word := word.strip()) and not word.startswith("* "):
                found[word] = None
    return list(found)


def _lists(columns: _Columns) -> Iterator[Fill]:
    """Lists of words, of skills by name, and notes one under the other."""
    lists = [
        (name, columns.of[name], _skill if ITEMS[name] is SkillData else str)
        for name in OFFERED
        if name in columns.of and name in ITEMS
    ]
    notes = columns.of.get("notes", ())

    def fill(row: list[str], values: dict[str, object]) -> None:
        for name, places, make in lists:
            if words := _parted(row, places):
                values[name] = tuple(map(make, words))
        if texts := [text for place in notes if (text := row[place])]:
            values["notes"] = "\n".join(texts)

    if lists or notes:
        yield fill


_TOGETHER = frozenset({"notes", *ITEMS})


def _fields(columns: _Columns) -> Iterator[Fill]:
    """Fields of one's own. Google's own groups are everybody's: they say nothing about anybody."""
    customs = columns.labelled("custom")

    def fill(row: list[str], values: dict[str, object]) -> None:
        found = []
        for column, label, fixed in customs:
            text = row[column]
            if text and "* " in text:
                words = [w.strip() for w in text.split(":::")]
                text = ", ".join(w for w in words if not w.startswith("* "))
            if text:
                found.append(CustomField(_label(row[label]) or fixed or "Field", text))
        if found:
            values["custom"] = tuple(found)

    if customs:
        yield fill


_FILLS = (_singles, _reach, _addresses, _lists, _fields)


def _naming(columns: _Columns) -> Callable[[list[str], dict[str, object]], bool]:
    """Business and person by name; a person without a business is one, else a way names them."""
    parts = [(key, columns.one(key)) for key in _PERSON if key in columns.of]
    birth = [columns.one(f"birth_{part}") for part in ("year", "month", "day")]
    its_name, full_name = columns.one("business"), columns.one("full_name")

    def named(row: list[str], values: dict[str, object]) -> bool:
        person = {key: row[column] for key, column in parts if row[column]}
        if birth[0] >= 0 and (day := _birthday(*(row[i] for i in birth))):
            person["birthday"] = day
        full, business = row[full_name], row[its_name]
        if not full and person:
            names = ("given", "additional", "family")
            full = " ".join([person[key] for key in names if key in person])
        if full == business and not person:
            full = ""
        nickname = person.get("nickname", "")
        name = business or values.get("legal_name") or full or nickname
        if full or person:
            values["people"] = (_person(name=full or nickname, contact=True, **person),)
        name = name or values.get("email") or values.get("phone") or values.get("website", "")
        if "legal_name" not in values:
            values["legal_name"] = name
        elif business and business != values["legal_name"]:
            values["trading_name"] = business
        return bool(name)

    return named


def _birthday(year: str, month: str, day: str) -> str:
    """Thunderbird's three parts; without a year as `--0415`."""
    if not (month.isdecimal() and day.isdecimal()):
        return year if year.isdecimal() else ""
    if year.isdecimal():
        return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    return f"--{int(month):02d}{int(day):02d}"
