"""The X-MICROBIZ-* properties: what a card has no place for, so that nothing is lost.

One value a line. A field is written only when the standard properties of the card would not read
back the same; what is written here then stands above them. docs/contacts-format.md lists them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import get_type_hints

from microbiz_desktop.domain.by_name import made_of, replaced
from microbiz_desktop.domain.contacts.contacts import (
    FIELDS,
    ITEMS,
    LOCAL_FIELDS,
    BusinessData,
    PersonData,
    SkillData,
)
from microbiz_desktop.domain.contacts.fields import said

from .vcard_card import OWN, WRAPPED, VCard
from .vcard_line import Property, escape, split_value, unescape

PICTURE = f"{OWN}PICTURE"
#: A parameter: the list is empty, whatever the rest of the card says.
_NONE = "X-NONE=yes"
#: A parameter: this person is the one of FN and N.
_MAIN = "X-MAIN=yes"
#: Lists of words that stand in standard properties as well.
_SHARED = ("skills", "labels")
_NEVER = {*LOCAL_FIELDS, "people", "extra"}
_BUSINESS = {name: OWN + about.card for name, about in FIELDS.items() if name not in _NEVER}
_PERSON = f"{OWN}PERSON"
_OF_PERSON = {
    one.name: f"{_PERSON}-{FIELDS[one.name].card if one.name in ITEMS else said(one.name)}"
    for one in fields(PersonData)
}
_BUSINESS_FIELD = {name: field for field, name in _BUSINESS.items()}
_PERSON_FIELD = {name: field for field, name in _OF_PERSON.items()}
_KINDS = {of: get_type_hints(of) for of in (BusinessData, *ITEMS.values()) if of is not str}
OWN_NAMES: Mapping[str, str] = {
    **_BUSINESS_FIELD,
    **_PERSON_FIELD,
    _PERSON: "people",
    WRAPPED: "extra",
    PICTURE: "pictures",
}


# Out


def own_lines(read_back: BusinessData, data: BusinessData, main: int) -> Iterator[str]:
    """What must be added to a card that alone reads back as `read_back`."""
    yield from _differences(read_back, data, _BUSINESS, "")
    person = next(iter(read_back.people), PersonData(""))
    if len(data.people) == len(read_back.people) and data.people == read_back.people:
        return
    for number, one in enumerate(data.people):
        group = f"mbp{number + 1}."
        if number == main:
            yield f"{group}{_PERSON};{_MAIN}:"
            yield from _differences(person, one, _OF_PERSON, group)
        else:
            yield f"{group}{_PERSON}:{escape(one.name)}"
            yield from _differences(PersonData(one.name), one, _OF_PERSON, group)
    if not data.people:
        yield f"{_PERSON};{_NONE}:"


def _differences(old: object, new: object, names: Mapping[str, str], group: str) -> Iterator[str]:
    for field, name in names.items():
        value = getattr(new, field)
        if value == getattr(old, field):
            continue
        if field not in ITEMS:
            yield f"{group}{name}:{escape(_to_text(value))}"
        elif value:
            for item in value:
                yield f"{group}{name}:{_item(field, item)}"
        else:
            yield f"{group}{name};{_NONE}:"


def _item(field: str, item: object) -> str:
    if isinstance(item, str):
        return escape(item)
    return ";".join(escape(_to_text(getattr(item, part.name))) for part in fields(ITEMS[field]))


def _to_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, int) else str(value)


# In


def apply_own(
    card: VCard, own: list[Property], values: dict[str, object], person: dict[str, object] | None
) -> None:
    """Lay our properties (a value of the wrong kind is reported) over the card's fields."""
    theirs = {name: _list(values, name) for name in _SHARED}
    lists: set[str] = set()
    people = _People(person)
    for one in own:
        name = one.head.name
        try:
            if name in _BUSINESS_FIELD:
                _set(values, _BUSINESS_FIELD[name], one, BusinessData, lists)
            elif name == _PERSON or name in _PERSON_FIELD:
                people.take(one)
            else:
                card.leave(one)
        except (ValueError, KeyError):
            card.report(one.line, f"The value of {name} is not one this program knows; left out.")
    values["people"] = people.all()
    # Ours know more; what another program added beside it counts too.
    for name, before in theirs.items():
        ours = _list(values, name)
        known = {_word(one) for one in ours}
        values[name] = (*ours, *(one for one in before if _word(one) not in known))


def _list(values: dict[str, object], name: str) -> tuple[object, ...]:
    """Take a list out."""
    found = values.pop(name, ())
    return found if isinstance(found, tuple) else ()


def _word(one: object) -> str:
    """What a skill or a label is known by."""
    return (one.name if isinstance(one, SkillData) else str(one)).strip().casefold()


def _set(
    values: dict[str, object], field: str, one: Property, owner: type, lists: set[str]
) -> None:
    if field not in ITEMS:
        values[field] = _from_text(_KINDS[owner][field], unescape(one.value))
        return
    if field not in lists:  # the first line of a list puts away what the card said
        lists.add(field)
        values[field] = ()
    if not one.head.param("X-NONE"):
        before = values[field]
        assert isinstance(before, tuple)
        values[field] = (*before, _read_item(field, one.value))


def _read_item(field: str, value: str) -> object:
    if ITEMS[field] is str:
        return unescape(value)
    record = ITEMS[field]
    kinds = _KINDS[record]
    parts = zip(fields(record), split_value(value, ";"), strict=False)
    return record(**{part.name: _from_text(kinds[part.name], text) for part, text in parts})


def _from_text(kind: type[int | str], text: str) -> object:
    if kind is bool:
        return {"yes": True, "no": False}[text.lower()]
    if issubclass(kind, int):
        return kind(int(text))
    return kind(text)


class _People:
    """Collects the people of a card by the group their lines stand in."""

    def __init__(self, main: dict[str, object] | None) -> None:
        self._main = main
        self._found: dict[str, dict[str, object]] = {}
        self._lists: dict[str, set[str]] = {}
        self._has_main = False
        self._none = False

    def take(self, one: Property) -> None:
        """A line that begins a person, or says something of one."""
        group = one.head.group
        if one.head.name != _PERSON:
            field, lists = _PERSON_FIELD[one.head.name], self._lists.setdefault(group, set())
            _set(self._found[group], field, one, PersonData, lists)
        elif one.head.param("X-NONE"):
            self._none = True
        elif one.head.param("X-MAIN"):
            self._has_main = True
            self._found[group] = self._main or {"name": ""}
        else:
            self._found[group] = {"name": unescape(one.value)}

    def all(self) -> tuple[PersonData, ...]:
        """The people in the order of their lines; the one of FN first when no line is theirs."""
        found = [made_of(PersonData, one) for one in self._found.values()]
        if self._main and not self._has_main and not self._none:
            found.insert(0, made_of(PersonData, self._main))
        return tuple(found)


def exportable(data: BusinessData) -> BusinessData:
    """The business without what means nothing outside this data file."""
    blank = BusinessData()
    return replaced(data, {name: getattr(blank, name) for name in LOCAL_FIELDS})
