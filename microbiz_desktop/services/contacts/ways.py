"""Ways to reach a business as they are compared, whatever way they were typed."""

import re

from ...domain.contacts.contacts import BusinessData, PersonData, Way

_NOT_DIGITS = re.compile(r"\D+")
_LINK_HEAD = re.compile(r"^(?:https?://)?(?:www\.)?")
#: The single fields that are ways too, and the kind each is: others go among the further ways.
FIRSTS = {"email": "email", "phone": "phone", "website": "link"}
#: Digits that count from the end of a number: country codes and the leading zero differ.
_TELLING = 9


def same_ways(kind: str, value: str) -> str:
    """What two spellings of one e-mail, phone or link have in common; empty for nothing."""
    plain = value.strip()
    if kind == "email":
        return plain.casefold()
    if kind == "phone":
        return _NOT_DIGITS.sub("", plain)[-_TELLING:] or plain.casefold()
    return _LINK_HEAD.sub("", plain.casefold()).rstrip("/")


def firsts(entry: BusinessData | PersonData) -> tuple[Way, ...]:
    """The first e-mail, phone and link of a business or person as ways, where there are any."""
    named = (Way(kind, getattr(entry, name, "")) for name, kind in FIRSTS.items())
    return tuple(way for way in named if way.value.strip())


def way_key(way: Way) -> tuple[str, str]:
    """What makes two ways the same."""
    return way.kind, same_ways(way.kind, way.value)


def every_way_of(data: BusinessData) -> tuple[Way, ...]:
    """Every way to reach a business or one of its people."""
    people = [way for person in data.people for way in (*firsts(person), *person.ways)]
    return (*firsts(data), *data.ways, *people)
