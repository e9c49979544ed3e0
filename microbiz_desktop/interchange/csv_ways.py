"""The ways to reach somebody from a row: the main one of each kind, and all the others.

The main number is chosen by what it is for and never by the order of the columns, since many tables
begin with a fax or the telephone of an assistant.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from ..domain.contacts.contacts import Way
from ..domain.contacts.number_kinds import main_rank
from .csv_columns import Fill, Labelled, TableColumns, Values, plain_label, several

_KINDS = (("phone", "phone"), ("email", "email"), ("link", "website"))
#: Marked by a star, as Google marks the one that is used first.
_CHOSEN = -1
_Found = tuple[int | None, Way]
#: Ranks of a label are asked for each row.
_rank = lru_cache(maxsize=1 << 10)(lambda label: main_rank([label] if label else []))


def fill_ways(columns: TableColumns) -> Iterator[Fill]:
    """The first of each kind stands on the business, with its label among the further ways."""
    for kind, field in _KINDS:
        if ways := columns.labelled(field):
            plain = len(ways) == 1 and ways[0][1:] == (-1, "")
            yield partial(_fill_one if plain else _fill, kind, field, ways)


def _fill_one(kind: str, field: str, ways: list[Labelled], row: list[str], values: Values) -> None:
    """One column without a label, as most tables have."""
    text = row[ways[0][0]]
    if ":" in text or _PARTED[kind][1].search(text):
        _fill(kind, field, ways, row, values)
    elif text:
        values[field] = text


def _fill(kind: str, field: str, ways: list[Labelled], row: list[str], values: Values) -> None:
    found = list(_each(kind, row, ways))
    if not found:
        return
    if len(found) == 1 and found[0][0] is not None and not found[0][1].label:
        values[field] = found[0][1].value
        return
    able = [(rank, place) for place, (rank, _) in enumerate(found) if rank is not None]
    first = min(able)[1] if able else -1
    rest = [way for place, (_, way) in enumerate(found) if place != first]
    if first >= 0:
        main = found[first][1]
        values[field] = main.value
        rest = [way for way in rest if way.value != main.value or way.label not in {"", main.label}]
        if main.label:
            firsts = values.setdefault("firsts", [])
            assert isinstance(firsts, list)
            firsts.append(main)
    if rest:
        others = values.setdefault("others", [])
        assert isinstance(others, list)
        others += dict.fromkeys(rest)


def _each(kind: str, row: list[str], ways: Iterable[Labelled]) -> Iterator[_Found]:
    """Values with their labels, and how well each serves as the main one."""
    for column, label_column, fixed in ways:
        text = row[column]
        if not text:
            continue
        said = row[label_column]
        label = plain_label(said) or fixed
        rank = _rank(label) if kind == "phone" else 0
        if said.startswith("*") and rank is not None:
            rank = _CHOSEN
        for value in _values(kind, text):
            told = _SAID.fullmatch(value)
            if told and _PARTED[kind][0].fullmatch(told[2]):
                yield _rank(told[1]) if kind == "phone" else 0, Way(kind, told[2], told[1])
            else:
                yield rank, Way(kind, value, label)


def _values(kind: str, text: str) -> list[str]:
    """The values of a cell: people part them by other signs too, where each is whole by itself."""
    if ":::" in text:
        return [part for part in several(text) if part]
    shape, parting = _PARTED[kind]
    for by in (_LINES, parting):
        if by.search(text):
            parts = [part.strip() for part in by.split(text) if part.strip()]
            if all(shape.fullmatch(_SAID.sub(r"\2", part)) for part in parts):
                return parts
    return [text]


#: A value with its label before it.
_SAID = re.compile(r"([^\W\d][\w ]{1,24}):\s*([^/\s].*)")
_LINES = re.compile(r"[\r\n]+")

_PARTED = {
    "email": (re.compile(r"[^@\s,;]+@[^@\s,;]+\.\w+"), re.compile(r"[\s,;|]+")),
    "phone": (
        re.compile(r"[+(]?\d[\d\s().-]{6,}"),
        re.compile(r"[,;|\n]|\s/\s|\s(?:or|oder|ou)\s"),
    ),
    "link": (re.compile(r"(https?://|www\.)\S+", re.IGNORECASE), re.compile(r"[\s,;|]+")),
}


def joined_ways(values: Values) -> None:
    """The labels of the first ones come before the other ways."""
    firsts, others = values.pop("firsts", []), values.pop("others", [])
    assert isinstance(firsts, list)
    assert isinstance(others, list)
    if firsts or others:
        values["ways"] = (*firsts, *others)
