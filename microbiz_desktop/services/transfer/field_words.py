"""Fields of an entry as words: their titles, and what is in them, for two columns side by side."""

from collections.abc import Callable
from typing import Any

from ...domain.contacts.contacts import (
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
from .values import Difference

#: Every field that is compared, in the order of the card.
TITLES = {
    "legal_name": "Legal name",
    "trading_name": "Trading name",
    "legal_form": "Legal form",
    "registration_number": "Registration number",
    "tax_number": "Tax number",
    "email": "E-mail",
    "phone": "Phone",
    "website": "Website",
    "ways": "Further ways to reach",
    "address": "Address for notices",
    "addresses": "Further addresses",
    "place": "Place",
    "people": "People",
    "skills": "Skills",
    "strapline": "Strapline",
    "best_at": "Best at",
    "sector": "Sector",
    "size": "Size",
    "credit_as": "Credit as",
    "logo": "Logo",
    "colours": "Colours",
    "languages": "Languages",
    "papers": "Papers",
    "supplies": "Products and suppliers",
    "relations": "Relationship",
    "closeness": "Closeness",
    "stage": "Stage",
    "stage_history": "Earlier stages",
    "met_on": "Met on",
    "met_how": "How we met",
    "introduced_by": "Introduced by",
    "next_action": "Next action",
    "next_on": "Next action on",
    "free_months": "Free in",
    "fit": "Fit",
    "sign_rule": "Who must sign",
    "private": "Kept out of introductions",
    "custom": "Fields of its own",
    "notes": "Notes",
    "extra": "Other lines of the card",
}
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


def words(value: Any) -> str:
    """What is in a field, as text; a list has a line for each."""
    if isinstance(value, tuple):
        return "\n".join(words(one) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    to_words = _WORDS.get(type(value))
    return to_words(value) if to_words else str(value)


def field_words(data: BusinessData, name: str) -> str:
    """One field of an entry as text; what is not filled is empty."""
    value = getattr(data, name)
    if name in {"closeness", "fit"} and not value:
        return ""
    if name == "logo":
        return "A picture" if value else ""
    if name == "closeness":
        return str(value.name.replace("_", " ").capitalize())
    if name in {"legal_form", "stage"}:
        return str(value).replace("-", " ").capitalize()
    if name == "sign_rule":
        return "All" if value == "all" else "One is enough"
    return words(value)


def differences(here: BusinessData, theirs: BusinessData) -> tuple[Difference, ...]:
    """The fields in which theirs says something that is not here."""
    after = joined(here, theirs, theirs_win=True)
    changed = [
        name
        for name in TITLES
        if getattr(after, name) != getattr(here, name) and getattr(theirs, name) != ()
    ]
    return tuple(
        Difference(name, TITLES[name], field_words(here, name), field_words(theirs, name))
        for name in changed
    )


def _commas(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _level(skill: SkillData) -> str:
    return skill.level.name.lower()
