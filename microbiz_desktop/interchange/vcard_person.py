"""What a card says of its person beside name, ways and picture: role, birthday, how it is said."""

import re
from dataclasses import replace

from .vcard_card import VCard
from .vcard_line import Property, escape, is_list

_DATE = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?\Z", re.ASCII)
#: A day with an hour that is not just midnight.
_HOUR = re.compile(r"[-\d]+[T ](?!00:?00(?::?00)?(?:\.0+)?(?:Z|[-+][:\d]+)?\Z).", re.ASCII)
#: Says that the year of a date is none.
_YEARLESS = "X-APPLE-OMIT-YEAR"
_SPOKEN = tuple(f"X-PHONETIC-{part}-NAME" for part in ("FIRST", "MIDDLE", "LAST"))
PERSONAL = frozenset({"TITLE", "ROLE", "NICKNAME", "BDAY", "PHOTO", *_SPOKEN})
#: What a card says of its person, also where a contact has no place for it.
OF_PERSON = PERSONAL | {
    *("N", "FN", "GENDER", "ANNIVERSARY", "RELATED", "BIRTHPLACE", "DEATHPLACE", "DEATHDATE"),
    *("HOBBY", "INTEREST", "X-GENDER", "X-ANNIVERSARY", "X-SPOUSE", "X-ABDATE"),
    "X-ABRELATEDNAMES",
}


def about_person(card: VCard) -> dict[str, object]:
    """The fields of the person that are filled."""
    told = {
        "role": card.text("TITLE") or _role(card),
        "nickname": _nickname(card),
        "said": _spoken(card),
        "birthday": _birthday(card),
    }
    return {key: value for key, value in told.items() if value}


def _role(card: VCard) -> str:
    found = card.best("ROLE")
    if found is None:
        return ""
    card.understood(found, odd=True)
    return found.text()


def _nickname(card: VCard) -> str:
    found = card.best("NICKNAME")
    if found is None:
        return ""
    card.understood(found, odd=is_list(found.value))
    return found.text()


def _birthday(card: VCard) -> str:
    found = sorted(card.take("BDAY"), key=lambda one: one.head.pref)
    if not found:
        return ""
    best, *others = found
    for one in others:
        card.leave(one)
    day, text = birthday_of(best), best.text()
    hour = _HOUR.match(text) is not None and day != text
    pieces = filter(None, best.head.more.split(";"))
    more = ";".join(one for one in pieces if not one.upper().startswith(_YEARLESS))
    head = replace(best.head, more=more, odd=bool(more))
    card.understood(best._replace(head=head), value=escape(text) if hour else day, odd=hour)
    return day


def birthday_of(one: Property) -> str:
    """An ISO date, or `--04-15` when the year is not told; other words as they are."""
    text = one.text()
    match = _DATE.match(text)
    if match is None or (one.head.param("VALUE").lower() == "text" and _HOUR.match(text)):
        return text
    year, month, day = match.groups()
    if year == one.head.param(_YEARLESS):
        year = "--"
    return f"--{month}-{day}" if year == "--" else f"{year}-{month}-{day}"


def _spoken(card: VCard) -> str:
    """How the name is said: its parts in their order, as one text."""
    found = [one for name in _SPOKEN for one in card.take(name)]
    filled = [(one, text) for one in found if (text := one.text())]
    if not filled:
        return ""
    said = " ".join(text for _, text in filled)
    if [(one.head.name, text) for one, text in filled] != spoken_as(said):
        first, *others = (f"{one.head.name}:{escape(text)}" for one, text in filled)
        value = first.partition(":")[2]
        card.understood(filled[0][0], beside="\n".join(others), value=value, odd=True)
    return said


def spoken_as(said: str) -> list[tuple[str, str]]:
    """The properties that say how a name is said, each with its text."""
    first, space, last = said.partition(" ")
    parts = [(_SPOKEN[0], first)] if said else []
    return [*parts, (_SPOKEN[2], last)] if space else parts
