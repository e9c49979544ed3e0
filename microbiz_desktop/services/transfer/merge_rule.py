"""What one entry adds to another: the rule behind update, merge and "the same".

`joined(here, theirs)` is the one rule. Nothing typed here is ever lost by it except a single
value that "theirs wins" replaces; joining the same values a second time changes nothing.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from ...domain.by_name import replaced
from ...domain.contacts.contacts import (
    FIELDS,
    ITEMS,
    BusinessData,
    CustomField,
    Paper,
    PersonData,
    SkillData,
    Supply,
    Way,
)
from ...domain.contacts.fields import Joins
from ...domain.words.names import fold
from ..contacts.ways import FIRSTS, firsts, way_key
from .merge_addresses import joined_addresses

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
D = TypeVar("D", bound="DataclassInstance")

#: Legal forms that say nothing: what an entry begins with, and what a file did not say.
_NO_FORM = ("sole-trader", "other")
_FILLED = [name for name, about in FIELDS.items() if about.joins is Joins.FILLED]
_LISTS = tuple(name for name in _FILLED if name in ITEMS)
#: One value, taken when it is filled.
SINGLE = tuple(name for name in _FILLED if name not in ITEMS)
_singles = attrgetter(*SINGLE)
_BLANK_SINGLES = _singles(BusinessData())
_BLANK_PERSON = PersonData("")
Entry = BusinessData | PersonData


def joined(here: BusinessData, theirs: BusinessData, *, theirs_win: bool) -> BusinessData:
    """What is here with what is filled there: lists grow, single values by `theirs_win`.

    Who may sign, who is the contact, and what is private are never taken for somebody who is
    here already.
    """
    if here == theirs:
        return here
    changed = _single(here, theirs, theirs_win)
    changed |= _names(here, theirs, theirs_win)
    changed |= _lists(here, theirs, theirs_win)
    changed |= _reach(here, theirs, theirs_win)
    changed |= joined_addresses(here, theirs, theirs_win=theirs_win)
    changed["notes"] = with_notes(here.notes, theirs.notes)
    changed = {name: value for name, value in changed.items() if value != getattr(here, name)}
    return replaced(here, changed | {"uid": here.uid or theirs.uid}) if changed else here


def adds_nothing(here: BusinessData, theirs: BusinessData) -> bool:
    """Whether everything there is here already."""
    return joined(here, theirs, theirs_win=True) == here


def _single(here: BusinessData, theirs: BusinessData, win: bool) -> dict[str, object]:
    others = _singles(theirs)
    if others == _BLANK_SINGLES:
        return {}
    return {
        name: other
        for name, mine, other, blank in zip(
            SINGLE, _singles(here), others, _BLANK_SINGLES, strict=True
        )
        if other not in (blank, mine) and (win or mine == blank)
    }


def _names(here: BusinessData, theirs: BusinessData, win: bool) -> dict[str, str]:
    """A file knows one name mostly: it is no news when it is either of ours."""
    ours = {fold(here.legal_name), fold(here.trading_name)}
    if fold(theirs.legal_name) in ours and (
        not theirs.trading_name or fold(theirs.trading_name) in ours
    ):
        return {}
    found = {}
    for name in ("legal_name", "trading_name"):
        mine, other = getattr(here, name), getattr(theirs, name).strip()
        if other and other != mine and (win or not mine):
            found[name] = other
    if "legal_name" in found and theirs.legal_form not in _NO_FORM:
        found["legal_form"] = theirs.legal_form
    return found


def _reach(
    here: Entry, theirs: Entry, win: bool, names: Mapping[str, str] = FIRSTS
) -> dict[str, object]:
    """The first ways of a business or person; one that gives way stays among the further ones."""
    known = {way_key(way) for way in (*firsts(here), *here.ways)}
    result: dict[str, object] = {}
    further = list(here.ways)
    for name, kind in names.items():
        mine, other = getattr(here, name), getattr(theirs, name)
        way = Way(kind, other)
        if not other.strip() or way_key(way) in known:
            continue
        known.add(way_key(way))
        if win or not mine:
            result[name] = other
            further += [Way(kind, mine)] if mine else []
        else:
            further.append(way)
    result["ways"] = _ways(further, theirs.ways, known)
    return result


def _ways(
    here: Sequence[Way], theirs: Iterable[Way], known: Iterable[tuple[str, str]]
) -> tuple[Way, ...]:
    """Further ways; a label that is only there comes to the way here, also to one of the first."""
    found, keys = list(here), set(known)
    for way in theirs:
        key = way_key(way)
        places = [place for place, mine in enumerate(found) if way_key(mine) == key]
        if not places and (way.label or key not in keys):
            found.append(way)
        elif places and way.label and not any(found[place].label for place in places):
            found[places[0]] = replace(found[places[0]], label=way.label)
    return tuple(found)


def _lists(here: BusinessData, theirs: BusinessData, win: bool) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in _LISTS:
        mine, others, of = getattr(here, name), getattr(theirs, name), ITEMS[name]
        if of in _RULES:
            found[name] = _RULES[of](mine, others, win)
        else:
            found[name] = with_more(mine, others, _item_key)
    return found


def with_more(
    here: tuple[T, ...],
    theirs: Iterable[T],
    key: Callable[[T], Hashable],
    known: Iterable[Hashable] = (),
) -> tuple[T, ...]:
    """The list here, and after it what is only there; `known` counts as being here too."""
    seen = {*known, *(key(one) for one in here)}
    found = list(here)
    for one in theirs:
        if key(one) not in seen:
            seen.add(key(one))
            found.append(one)
    return tuple(found)


def with_notes(here: str, theirs: str) -> str:
    """Private notes are never replaced: what is new goes under them."""
    if not theirs.strip() or theirs.strip() in here:
        return here
    return f"{here.rstrip()}\n\n{theirs.strip()}" if here.strip() else theirs


def _item_key(item: Hashable) -> Hashable:
    """What makes two items of a list the same."""
    match item:
        case Paper():
            return item.kind, fold(item.name), item.expires, item.details
        case Supply():
            return fold(item.name), fold(item.supplier), item.note
        case CustomField():
            return fold(item.name), item.value
    return item


def _skills(
    here: tuple[SkillData, ...], theirs: tuple[SkillData, ...], win: bool
) -> tuple[SkillData, ...]:
    found = list(here)
    for skill, place in paired(here, theirs, (_same_skill,)):
        if place is None:
            found.append(skill)
        else:
            found[place] = _filled(found[place], skill, SkillData(""), win, ("name",))
    return tuple(found)


def _people(
    here: tuple[PersonData, ...], theirs: tuple[PersonData, ...], win: bool
) -> tuple[PersonData, ...]:
    found = list(here)
    for person, place in paired(here, theirs, (_taken_before, _same_name, _same_mail)):
        if place is not None:
            found[place] = _person(found[place], person, win)
        elif here:
            found.append(_newcomer(person))
        else:
            found.append(person)
    return tuple(found)


def paired(
    here: Sequence[T], theirs: Iterable[T], rules: Sequence[Callable[[T, T], bool]]
) -> list[tuple[T, int | None]]:
    """Which place here each one there belongs to, or None for a new one.

    Equals come first, then each rule in turn; a place is taken once, so that joining again finds
    everything where it went.
    """
    coming = list(dict.fromkeys(theirs))
    places: dict[int, int] = {}
    for rule in (_equal, *rules):
        for number, one in enumerate(coming):
            if number in places:
                continue
            taken = set(places.values())
            place = next(
                (i for i, mine in enumerate(here) if i not in taken and rule(mine, one)), None
            )
            if place is not None:
                places[number] = place
    return [(one, places.get(number)) for number, one in enumerate(coming)]


def _equal(mine: object, other: object) -> bool:
    return mine == other


def _newcomer(person: PersonData) -> PersonData:
    """Somebody who comes to a business that is here already: a file does not say who signs."""
    return replace(person, may_sign=False, contact=False)


def _taken_before(mine: PersonData, other: PersonData) -> bool:
    """Whether this is who was added when the same came in before."""
    return mine == _newcomer(other)


def _same_skill(mine: SkillData, other: SkillData) -> bool:
    return fold(mine.name) == fold(other.name)


def _same_name(mine: PersonData, other: PersonData) -> bool:
    return sorted(fold(mine.name).split()) == sorted(fold(other.name).split())


def _same_mail(mine: PersonData, other: PersonData) -> bool:
    """One address may serve two people: a word of the name must be shared too."""
    same = bool(mine.email) and mine.email.casefold() == other.email.casefold()
    return same and bool(set(fold(mine.name).split()) & set(fold(other.name).split()))


#: Items that are one when they are not alike to the letter, and then fill each other.
_RULES: dict[type, Callable[..., tuple[object, ...]]] = {SkillData: _skills, PersonData: _people}


def _person(here: PersonData, theirs: PersonData, win: bool) -> PersonData:
    rest = _filled(
        here, theirs, _BLANK_PERSON, win, ("name", "may_sign", "contact", "email", "phone", "ways")
    )
    reach = _reach(here, theirs, win, {"email": "email", "phone": "phone"})
    return rest if len(reach) == 1 and reach["ways"] == here.ways else replaced(rest, reach)


def _filled(here: D, theirs: D, blank: D, win: bool, without: Sequence[str]) -> D:
    """Single values of a flat value: theirs where filled, ours unless theirs win."""
    names, values = _all_of(type(blank))
    changed = {
        name: other
        for name, mine, other, empty in zip(
            names, values(here), values(theirs), values(blank), strict=True
        )
        if other not in (empty, mine) and name not in without and (win or mine == empty)
    }
    return replaced(here, changed) if changed else here


@cache
def _all_of(
    kind: type["DataclassInstance"],
) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    """The fields of a frozen class, and all their values at once."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)
