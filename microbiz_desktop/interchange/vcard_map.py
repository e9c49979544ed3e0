"""A card to a contact: a card is a business with people, whatever program wrote it.

The reader calls it for each card. What has no place here is kept as it came, so that a card that
goes out again has lost nothing.
"""

from collections.abc import Sequence

from microbiz_desktop.domain.by_name import made_of
from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Contact,
    Level,
    PersonData,
    SkillData,
)

from .vcard_card import VCard
from .vcard_line import Property, escape, split_value
from .vcard_names import name_everybody
from .vcard_own import OWN_NAMES, PICTURE, apply_own
from .vcard_person import PERSONAL, about_person
from .vcard_pictures import own_picture, take_pictures
from .vcard_plain import LEVELS
from .vcard_ways import addresses_of, labels_of, ways_of

_MOST_WORDS = 1_000
_LEVELS = {word: level for level, word in LEVELS.items()}
#: Groups that address books make for themselves.
_SYSTEM_GROUPS = frozenset({"mycontacts", "my contacts", "starred", "* mycontacts"})
_OWN = frozenset(OWN_NAMES)
_PICTURES = frozenset({"LOGO", "PHOTO"})


def contact_of(card: VCard) -> Contact | None:
    """What a card says of a business; None, with a word of it, when it says nothing."""
    if card.only_frame:
        card.report(card.line, "This card is empty; it was left out.")
        return None
    own = card.take_these(OWN_NAMES) if card.has(_OWN) else []
    labels = labels_of(card)
    values, of_person = ways_of(card, labels)
    values.update(addresses_of(card, labels))
    person = name_everybody(card, values)
    if person is None:
        values.update(of_person)
    else:
        person.update(of_person)
        if card.has(PERSONAL):
            person.update(about_person(card))
            take_pictures(card, "PHOTO", "PHOTO", person)
    if card.has(_PICTURES):
        for name in ("LOGO",) if person else ("LOGO", "PHOTO"):
            take_pictures(card, name, "LOGO", values)
    _told(card, values)
    if own:
        _own(card, own, values, person)
    elif person is not None:
        values["people"] = (made_of(PersonData, person),)
    values["extra"] = card.rest()
    pictures = tuple(sorted(card.pictures.items()))
    places = tuple(sorted(card.places.items()))
    return Contact(made_of(BusinessData, values), pictures, card.line, places)


def _own(
    card: VCard, own: list[Property], values: dict[str, object], person: dict[str, object] | None
) -> None:
    """What this program wrote for itself stands above what it wrote for others."""
    others = [one for one in own if one.head.name != PICTURE]
    for one in own:
        if one.head.name == PICTURE:
            own_picture(card, one)
    apply_own(card, others, values, person)


def _told(card: VCard, values: dict[str, object]) -> None:
    """What a card says of its business beside names and ways."""
    notes = card.take("NOTE")
    _joined(card, notes)
    if said := [text for one in notes if (text := one.text())]:
        values["notes"] = "\n\n".join(said)
    if skills := _skills(card):
        values["skills"] = skills
    if labels := _labels(card):
        values["labels"] = labels
    if languages := card.take("LANG"):
        for one in languages:
            card.understood(one)
        values["languages"] = tuple(filter(None, [one.text() for one in languages]))
    if uid := card.text("UID"):
        values["uid"] = uid


def _skills(card: VCard) -> tuple[SkillData, ...]:
    """Each expertise once."""
    found: dict[str, SkillData] = {}
    for one in card.take("EXPERTISE"):
        level = _LEVELS.get(one.head.param("LEVEL").lower(), Level.UNSAID)
        found.setdefault(one.text().casefold(), SkillData(one.text(), level))
        if any(not more.upper().startswith("LEVEL=") for more in one.head.more.split(";") if more):
            card.understood(one)
        if len(found) > _MOST_WORDS:
            card.report(one.line, f"Of these skills, the first {_MOST_WORDS:,} were kept.")
            break
    found.pop("", None)
    return tuple([*found.values()][:_MOST_WORDS])


def _labels(card: VCard) -> tuple[str, ...]:
    """Each category once, but for the groups that everybody is in."""
    found: dict[str, str] = {}
    categories = card.take("CATEGORIES")
    _joined(card, [one._replace(value=_without_groups(one)) for one in categories])
    for one in categories:
        names, groups = categories_of(one)
        for name in names:
            found.setdefault(name.casefold(), name)
        if groups:
            card.leave(one._replace(value=",".join(map(escape, groups))))
        if len(found) > _MOST_WORDS:
            card.report(one.line, f"Of these categories, the first {_MOST_WORDS:,} were kept.")
            break
    found.pop("", None)
    return tuple([*found.values()][:_MOST_WORDS])


def _joined(card: VCard, lines: Sequence[Property]) -> None:
    """Several lines become one, so that only a single one can go out again as it came."""
    if len(lines) == 1:
        card.understood(lines[0], value=lines[0].value.replace("\n", "\\n"))
        return
    for one in lines:
        if one.head.more:
            words = f"There are several of {one.head.name}: what is said before this colon was left"
            card.report(one.line, f"{words} out, the words after it were kept.")


def _without_groups(one: Property) -> str:
    return ",".join(map(escape, categories_of(one)[0]))


def categories_of(one: Property) -> tuple[list[str], list[str]]:
    """Labels of somebody's own, and groups that an address book made for itself."""
    names: list[str] = []
    groups: list[str] = []
    for word in split_value(one.value, ",", _MOST_WORDS):
        if name := word.strip():
            (groups if name.casefold() in _SYSTEM_GROUPS else names).append(name)
    return names, groups
