"""The fields of two entries of one business as one: this one's, that one's, or both."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from ...domain.by_name import replaced
from ...domain.contacts.contacts import ITEMS, BusinessData, PersonData, Way
from ..contacts.ways import FIRSTS, firsts, way_key
from .field_words import TITLES
from .merge_rule import joined, with_more


class Pick(StrEnum):
    """Whose field the merged entry gets."""

    KEEP = "keep"
    DROP = "drop"
    BOTH = "both"


_BLANK = BusinessData()


def both_allowed(name: str) -> bool:
    """Whether a field can hold what both have."""
    return name in {"notes", "address", *FIRSTS} or name in ITEMS


def proposed(keep: BusinessData, drop: BusinessData, name: str) -> Pick:
    """What is filled wins over what is not; where both can be had, both."""
    mine, other, blank = (getattr(data, name) for data in (keep, drop, _BLANK))
    if other in (blank, mine):
        return Pick.KEEP
    if mine == blank:
        return Pick.DROP
    return Pick.BOTH if both_allowed(name) else Pick.KEEP


def merged(keep: BusinessData, drop: BusinessData, picks: Mapping[str, Pick]) -> BusinessData:
    """The entry that both become; a field that is not picked is as `proposed()`."""
    chosen = {name: picks.get(name) or proposed(keep, drop, name) for name in TITLES}
    whole = joined(keep, drop, theirs_win=False)
    changed: dict[str, object] = {}
    for name, pick in chosen.items():
        if pick is Pick.KEEP:
            changed[name] = getattr(keep, name)
        elif pick is Pick.DROP or not both_allowed(name):
            changed[name] = getattr(drop, name)
        else:
            changed[name] = _both(keep, drop, whole, name)
    picked = replaced(keep, changed)
    addresses = picked.addresses
    if chosen["address"] is Pick.BOTH and keep.address and drop.address:
        addresses = with_more(addresses, whole.addresses, lambda one: one)
    return replace(
        picked,
        ways=_ways(picked, drop, chosen),
        addresses=addresses,
        people=_one_contact(picked.people),
        uid=keep.uid or drop.uid,
        introduced_by_id=_introducer(keep, drop),
    )


def _introducer(keep: BusinessData, drop: BusinessData) -> int:
    candidates = (keep.introduced_by_id, drop.introduced_by_id)
    return next((key for key in candidates if key and key not in (keep.id, drop.id)), 0)


def _both(keep: BusinessData, drop: BusinessData, whole: BusinessData, name: str) -> object:
    if name in {"ways", "addresses"}:
        return with_more(getattr(keep, name), getattr(drop, name), lambda one: one)
    if name in FIRSTS or name == "address":
        return getattr(keep, name) or getattr(drop, name)
    return getattr(whole, name)


def _ways(picked: BusinessData, drop: BusinessData, chosen: Mapping[str, Pick]) -> tuple[Way, ...]:
    """Further ways as picked; the second of a first way of which both are wanted is one too."""
    more = [
        Way(kind, getattr(drop, name))
        for name, kind in FIRSTS.items()
        if chosen[name] is Pick.BOTH and getattr(drop, name)
    ]
    first = {way_key(way) for way in firsts(picked)}
    return with_more(picked.ways, more, way_key, first)


def _one_contact(people: tuple[PersonData, ...]) -> tuple[PersonData, ...]:
    """Of several contacts the first stays the one to write to."""
    marked = [place for place, person in enumerate(people) if person.contact][1:]
    return tuple(
        replace(person, contact=False) if place in marked else person
        for place, person in enumerate(people)
    )
