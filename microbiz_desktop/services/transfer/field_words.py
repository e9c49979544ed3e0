"""Fields of an entry as words: their titles, and what is in them, for two columns side by side."""

from collections.abc import Callable
from typing import TypeVar

from ...domain.contacts.contacts import (
    FIELDS,
    Address,
    BusinessData,
    Closeness,
    CustomField,
    Paper,
    PersonData,
    SkillData,
    StageChange,
    Supply,
    Way,
)
from ...domain.contacts.kept_lines import AS_CAME, kept_picture
from .merge_rule import joined
from .values import FieldDifference

T = TypeVar("T")

#: Every field that is compared, in the order of the card.
TITLES = {name: about.title for name, about in FIELDS.items() if about.title}


def _item(kind: type[T], say: Callable[[T], str]) -> tuple[type, Callable[[object], str]]:
    """A class with how an item of it is put into words."""
    return kind, lambda item: say(item) if isinstance(item, kind) else ""


_WORDS = dict(
    (
        _item(Way, lambda way: f"{way.value} ({way.label})" if way.label else way.value),
        _item(Address, lambda address: ", ".join(address.lines())),
        _item(
            PersonData,
            lambda one: _commas(one.name, one.role, one.email, one.phone, *map(words, one.ways)),
        ),
        _item(SkillData, lambda skill: skill.name + (f" ({_level(skill)})" if skill.level else "")),
        _item(Paper, lambda paper: _commas(paper.name, paper.details, paper.expires)),
        _item(Supply, lambda supply: _commas(supply.name, supply.supplier, supply.note)),
        _item(StageChange, lambda change: f"{change.stage} ({change.on})"),
        _item(CustomField, lambda custom: f"{custom.name}: {custom.value}"),
    )
)


def _kept(lines: object) -> str:
    """Lines of a card as they came; a picture among them is named, not spelled out."""
    said = (
        f"{kept.name}: a picture as it came" if (kept := kept_picture(line)) else line
        for line in (lines if isinstance(lines, tuple) else ())
    )
    return "\n".join(line.removeprefix(AS_CAME) for line in said)


#: Fields whose values are keys, and what they say.
_SAID: dict[str, Callable[[object], str]] = {
    "logo": lambda value: "A picture" if value else "",
    "extra": _kept,
    "fit": lambda value: str(value or ""),
    "closeness": lambda value: _close(value) if isinstance(value, Closeness) and value else "",
    "legal_form": lambda value: str(value).replace("-", " ").capitalize(),
    "stage": lambda value: str(value).replace("-", " ").capitalize(),
    "sign_rule": lambda value: "All" if value == "all" else "One is enough",
}


def words(value: object) -> str:
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


def _close(step: Closeness) -> str:
    return step.name.replace("_", " ").capitalize()


def _level(skill: SkillData) -> str:
    return skill.level.name.lower()
