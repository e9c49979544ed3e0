"""A mapping made ready: which columns feed what, so that a row costs few steps.

A column that is not there has the index -1, and every row ends with an empty cell.
"""

from dataclasses import dataclass

from .csv_targets import Mapping

#: Value column, label column, fixed label.
Columns = tuple[int, int, str]
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


@dataclass(frozen=True, slots=True)
class AddressPlan:
    """One of several addresses: its cell or its parts, and its label."""

    whole: int
    parts: tuple[tuple[str, int], ...]
    label: int
    fixed: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns by what they feed."""

    width: int
    texts: tuple[tuple[str, int], ...]
    person: tuple[tuple[str, int], ...]
    business: int
    full_name: int
    birth: tuple[int, int, int]
    reach: tuple[tuple[str, str, tuple[Columns, ...]], ...]
    addresses: tuple[AddressPlan, ...]
    only_town: int
    skills: tuple[int, ...]
    languages: tuple[int, ...]
    notes: tuple[int, ...]
    stage: int
    met_on: int
    customs: tuple[Columns, ...]


def plan_of(mapping: Mapping) -> Plan:
    """Which columns feed what, by a mapping."""
    at: dict[tuple[str, int], int] = {}
    many: dict[str, list[int]] = {}
    for column, use in enumerate(mapping):
        at.setdefault((use.target, use.number), column)
        many.setdefault(use.target, []).append(column)

    def one(key: str) -> int:
        return many.get(key, [_NONE])[0]

    addresses = _address_plans(mapping, at)
    return Plan(
        width=len(mapping),
        texts=tuple((key, one(key)) for key in _TEXTS if key in many),
        person=tuple((key, one(key)) for key in _PERSON if key in many),
        business=one("business"),
        full_name=one("full_name"),
        birth=(one("birth_year"), one("birth_month"), one("birth_day")),
        reach=tuple(
            (kind, field, ways)
            for kind, field in (("email", "email"), ("phone", "phone"), ("link", "website"))
            if (ways := _ways(mapping, at, field))
        ),
        addresses=addresses,
        only_town=_only_town(addresses),
        skills=tuple(many.get("skills", ())),
        languages=tuple(many.get("languages", ())),
        notes=tuple(many.get("notes", ())),
        stage=one("stage"),
        met_on=one("met_on"),
        customs=_ways(mapping, at, "custom"),
    )


def _ways(mapping: Mapping, at: dict[tuple[str, int], int], key: str) -> tuple[Columns, ...]:
    columns = sorted((use.number, i) for i, use in enumerate(mapping) if use.target == key)
    return tuple(
        (column, at.get((f"{key}_label", number), _NONE), mapping[column].label)
        for number, column in columns
    )


def _address_plans(mapping: Mapping, at: dict[tuple[str, int], int]) -> tuple[AddressPlan, ...]:
    keys = {*_ADDRESS, "address"}
    numbers = sorted({use.number for use in mapping if use.target in keys})
    return tuple(
        AddressPlan(
            whole=at.get(("address", number), _NONE),
            parts=tuple((key, at[key, number]) for key in _ADDRESS if (key, number) in at),
            label=at.get(("address_label", number), _NONE),
            fixed=next(
                (use.label for use in mapping if use.target in keys and use.number == number), ""
            ),
        )
        for number in numbers
    )


def _only_town(addresses: tuple[AddressPlan, ...]) -> int:
    """The column of the town where a table has nothing else of an address, as many have."""
    if len(addresses) == 1 and addresses[0].whole < 0 and len(addresses[0].parts) == 1:
        key, column = addresses[0].parts[0]
        return column if key == "locality" else _NONE
    return _NONE
