"""Headings of tables as words: what `resources/contacts/headings.toml` knows of them.

The proposal for the columns of a table is made from this. Programs in many languages put the same
few words together in their own ways, so that words are looked up and not whole headings.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ..domain.words.letters import unaccented
from ..paths import resource
from .csv_targets import ADDRESS

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+|\d+")
#: A language of many sections, as the file has them.
Words = Mapping[str, Mapping[str, list[str]]]
Role = tuple[str, str]
_WAYS = frozenset({"email", "phone", "website"})
#: Parts of an address; a heading may also say that it is a further line of the street.
PARTS = ADDRESS - {"address"} | {"street_line"}
#: What may be somebody's at home or at work.
_PLACED = _WAYS | PARTS | {"address", "notes"}
#: Kinds of numbers that are words for other things too.
_UNSAID = frozenset({"main", "assistant", "direct", "radio"})


@dataclass(frozen=True, slots=True)
class HeadingMeaning:
    """What a heading says: what its column holds, whose that is, of which kind, which of several.

    Without a target it says only whose or which kind: the cells have to tell the rest.
    """

    target: str = ""
    place: str = ""
    kinds: tuple[str, ...] = ()
    number: int = 0

    @property
    def label(self) -> str:
        """The label of a way that stands under this heading."""
        kinds = ("main" if kind == "switchboard" else kind for kind in self.kinds)
        return " ".join(filter(None, (self.place, *kinds)))


class Program(NamedTuple):
    """A program by its headings; `own` is what some of them mean in its tables alone."""

    key: str
    title: str
    sets: tuple[frozenset[str], ...]
    own: Mapping[str, str]
    labels: Mapping[str, str]


def simple(header: str) -> str:
    """A heading in small letters, one space between words, without accents or underscores."""
    return " ".join(unaccented(header).casefold().replace("_", " ").strip(" :*").split())


def words_of(header: str) -> tuple[str, ...]:
    """The words of a heading, also of one that is written without spaces."""
    return tuple(_WORD.findall(simple(_CAMEL.sub(" ", header))))


@cache
def _file() -> Mapping[str, object]:
    with resource("resources", "contacts", "headings.toml").open("rb") as file:
        return tomllib.load(file)


def _listed(section: str, key: str) -> list[str]:
    found = _file()[section]
    assert isinstance(found, dict)
    return list(found[key])


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """A list of the file as simple words."""
    return frozenset(map(simple, _listed(section, key)))


@cache
def programs() -> tuple[Program, ...]:
    """The programs that are known, the first that fits is taken."""
    found = _file()["program"]
    assert isinstance(found, list)
    return tuple(
        Program(
            one["key"],
            one["title"],
            tuple(frozenset(map(simple, words)) for words in one["sets"]),
            one.get("own", {}),
            one.get("labels", {}),
        )
        for one in found
    )


@cache
def phrases() -> Mapping[tuple[str, ...], frozenset[Role]]:
    """What each phrase may say, by its words."""
    found: dict[tuple[str, ...], set[Role]] = {}
    for role, words in _roles():
        for phrase in words:
            found.setdefault(words_of(phrase), set()).add(role)
    return {phrase: frozenset(roles) for phrase, roles in found.items()}


@cache
def _longest() -> int:
    return max(map(len, phrases()))


def _roles() -> Iterator[tuple[Role, Iterable[str]]]:
    for section in ("meaning", "place", "number"):
        keys = _file()[section]
        assert isinstance(keys, dict)
        for key, languages in keys.items():
            for words in languages.values():
                yield (section, key), words
    languages = _file()["beside"]
    assert isinstance(languages, dict)
    for words in languages.values():
        yield ("beside", ""), words


@lru_cache(maxsize=4096)
def understood(header: str) -> HeadingMeaning | None:
    """What a heading says; None when a word of it is not known, or when words contradict."""
    words = words_of(header)
    found = _cut(words)
    if not found:
        return None
    numbers = [int(one) for one in words if one.isdecimal() and len(one) < 3]
    roles = [one for one in found if not isinstance(one, str)]
    return _meaning(roles, numbers[-1] if numbers else 0)


def _cut(words: tuple[str, ...]) -> list[frozenset[Role] | str]:
    """The longest phrases from left to right, numbers as text; empty when a word is not known."""
    known = phrases()
    found: list[frozenset[Role] | str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _longest()), at, -1)
        end = next((end for end in ends if words[at:end] in known), 0)
        if end:
            found.append(known[words[at:end]])
        elif words[at].isdecimal() and len(words[at]) < 3:
            found.append(words[at])
            end = at + 1
        else:
            return []
        at = end
    return found


def _meaning(found: list[frozenset[Role]], number: int) -> HeadingMeaning | None:
    """Words that can mean one thing only come first; others then stand beside them."""
    targets = _narrowed({key for roles in found if _only_meaning(roles) for _, key in roles})
    if not targets:
        return _weak_meaning(found, number)
    place, kinds = _beside([roles for roles in found if not _only_meaning(roles)])
    said = place or kinds not in {(), ("main",)}
    if len(targets) > 1 or (said and not targets <= _PLACED):
        return None
    return HeadingMeaning(next(iter(targets)), place, kinds, number)


def _only_meaning(roles: frozenset[Role]) -> bool:
    return all(section == "meaning" for section, _ in roles)


def _weak_meaning(found: list[frozenset[Role]], number: int) -> HeadingMeaning | None:
    """Words that mean something alone, and beside others only whose or which kind it is."""
    told = [one for one in found if ("beside", "") not in one] or found
    meanings = {key for one in told for section, key in one if section == "meaning"}
    others = [one for one in found if not any(section == "meaning" for section, _ in one)]
    place, kinds = _beside(others)
    if len(meanings) == 1 and not (place or kinds):
        return HeadingMeaning(next(iter(meanings)), number=number)
    if meanings and not kinds:
        return None
    place, kinds = _beside(found)
    target = "phone" if kinds and _UNSAID.isdisjoint(kinds) else ""
    return HeadingMeaning(target, place, kinds, number) if place or kinds else None


def _narrowed(targets: set[str]) -> set[str]:
    """An address of mail or of the web is no postal one, and a part of one says more than all."""
    if len(targets) > 1 and "address" in targets and targets & (_WAYS | PARTS):
        targets = targets - {"address"}
    if targets == {"street", "street_line"}:
        return {"street_line"}
    return targets


def _beside(found: list[frozenset[Role]]) -> tuple[str, tuple[str, ...]]:
    """Whose it is, and of which kinds."""
    roles = [role for one in found for role in sorted(one)]
    places = [key for section, key in roles if section == "place"]
    kinds = [key for section, key in roles if section == "number"]
    return next(iter(places), ""), tuple(dict.fromkeys(kinds))
