"""Fields of an entry as words: their titles, and what is in them, for two columns side by side."""

from collections.abc import Callable
from typing import Any

from ...domain.contacts.contacts import (
    FIELDS,
    Address,
    BusinessData,
    CustomField,
    Paper,
    PersonData,
    SkillData,
    StageChange,
    Supply,
    Way,
)
from .merge_rule import joined
from .values import FieldDifference

#: Every field that is compared, in the order of the card.
TITLES = {name: about.title for name, about in FIELDS.items() if about.title}
_WORDS: dict[type, Callable[[Any], str]] = {
    Way: lambda way: f"{way.value} ({way.label})" if way.label else str(way.value),
    Address: lambda address: ", ".join(address.lines()),
    PersonData: lambda person: _commas(
        person.name, person.role, person.email, person.phone, *map(words, person.ways)
    ),
    SkillData: lambda skill: f"{skill.name} ({_level(skill)})" if skill.level else str(skill.name),
    Paper: lambda paper: _commas(paper.name, paper.details, paper.expires),
    Supply: lambda supply: _commas(supply.name, supply.supplier, supply.note),
    StageChange: lambda change: f"{change.stage} ({change.on})",
    CustomField: lambda custom: f"{custom.name}: {custom.value}",
}


#: Fields whose values are keys, and what they say.
_SAID: dict[str, Callable[[Any], str]] = {
    "logo": lambda value: "A picture" if value else "",
    "fit": lambda value: str(value or ""),
    "closeness": lambda value: value.name.replace("_", " ").capitalize() if value else "",
    "legal_form": lambda value: str(value).replace("-", " ").capitalize(),
    "stage": lambda value: str(value).replace("-", " ").capitalize(),
    "sign_rule": lambda value: "All" if value == "all" else "One is enough",
}


def words(value: Any) -> str:
    """What is in a field, as text; a list has a line for each."""
    if isinstance(value, tuple):
        return "\n".join(words(one) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return _WORDS.get(type(value), str)(value)


def field_words(data: BusinessData, name: str) -> str:
    """One field of an entry as text; what is not filled is empty."""
    return _SAID.get(name, words)(getattr(data, name))


def changed(here: BusinessData, theirs: BusinessData) -> list[str]:
    """The fields that would say something else if theirs came in."""
    after = joined(here, theirs, theirs_win=True)
    return [name for name in TITLES if getattr(after, name) != getattr(here, name)]


def differences(here: BusinessData, theirs: BusinessData) -> tuple[FieldDifference, ...]:
    """The fields in which theirs says something that is not here."""
    return tuple(
        FieldDifference(name, TITLES[name], field_words(here, name), field_words(theirs, name))
        for name in changed(here, theirs)
        if getattr(theirs, name) != ()
    )


def _commas(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _level(skill: SkillData) -> str:
    return skill.level.name.lower()
