"""A card to a contact: a card is a business with people, whatever program wrote it.

The reader calls it for each card. What has no place here is kept as it came, so that a card that
goes out again has lost nothing.
"""

import hashlib
import re

from microbiz_desktop.domain.by_name import made_of
from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Contact,
    Level,
    PersonData,
    SkillData,
)

from .vcard_card import VCard
from .vcard_line import Property, picture_bytes, split_value
from .vcard_names import name_everybody
from .vcard_own import OWN_NAMES, PICTURE, apply_own
from .vcard_plain import LEVELS
from .vcard_ways import addresses_of, labels_of, ways_of

MOST_OF_A_PICTURE = 5 * 1024 * 1024
_MOST_WORDS = 1_000
_LEVELS = {word: level for level, word in LEVELS.items()}
#: Groups that address books make for themselves.
_SYSTEM_GROUPS = frozenset({"mycontacts", "my contacts", "starred", "* mycontacts"})
_DATE = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?\Z", re.ASCII)
_OWN = frozenset(OWN_NAMES)
_PERSONAL = frozenset(
    {"TITLE", "ROLE", "NICKNAME", "BDAY", "PHOTO"}
    | {f"X-PHONETIC-{part}-NAME" for part in ("FIRST", "MIDDLE", "LAST")}
)
_PICTURES = frozenset({"LOGO", "PHOTO"})
_SPOKEN = ("FIRST", "MIDDLE", "LAST")


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
        if card.has(_PERSONAL):
            _about(card, person)
            _picture(card, "PHOTO", "photo", person)
    if card.has(_PICTURES):
        for name in ("LOGO",) if person else ("LOGO", "PHOTO"):
            _picture(card, name, "logo", values)
    _told(card, values)
    if own:
        _own(card, own, values, person)
    elif person is not None:
        values["people"] = (made_of(PersonData, person),)
    values["extra"] = card.rest()
    return Contact(made_of(BusinessData, values), tuple(sorted(card.pictures.items())), card.line)


def _own(
    card: VCard, own: list[Property], values: dict[str, object], person: dict[str, object] | None
) -> None:
    """What this program wrote for itself stands above what it wrote for others."""
    others = [one for one in own if one.head.name != PICTURE]
    for one in own:
        if one.head.name == PICTURE:
            _keep_picture(card, one)
    apply_own(card, others, values, person)


def _about(card: VCard, person: dict[str, object]) -> None:
    """What a card says of its person beside name, ways and picture."""
    role = card.text("TITLE") or card.text("ROLE")
    spoken = [card.text(f"X-PHONETIC-{part}-NAME") for part in _SPOKEN]
    found = card.best("BDAY")
    told = {
        "role": role,
        "nickname": card.text("NICKNAME"),
        "said": " ".join(part for part in spoken if part),
        "birthday": _birthday(found) if found else "",
    }
    person.update({key: value for key, value in told.items() if value})


def _birthday(found: Property) -> str:
    """An ISO date, or `--04-15` when the year is not told; other words as they are."""
    text = found.text()
    match = _DATE.match(text)
    if match is None:
        return text
    year, month, day = match.groups()
    if year == found.head.param("X-APPLE-OMIT-YEAR"):
        year = "--"
    return f"--{month}-{day}" if year == "--" else f"{year}-{month}-{day}"


def _told(card: VCard, values: dict[str, object]) -> None:
    """What a card says of its business beside names and ways."""
    notes = [one.text() for one in card.take("NOTE")]
    if any(notes):
        values["notes"] = "\n\n".join(note for note in notes if note)
    if skills := _skills(card):
        values["skills"] = skills
    if labels := _labels(card):
        values["labels"] = labels
    if languages := [one.text() for one in card.take("LANG")]:
        values["languages"] = tuple(filter(None, languages))
    if uid := card.text("UID"):
        values["uid"] = uid


def _skills(card: VCard) -> tuple[SkillData, ...]:
    """Each expertise once."""
    found: dict[str, SkillData] = {}
    for one in card.take("EXPERTISE"):
        level = _LEVELS.get(one.head.param("LEVEL").lower(), Level.UNSAID)
        found.setdefault(one.text().casefold(), SkillData(one.text(), level))
        if len(found) > _MOST_WORDS:
            card.report(one.line, f"Of these skills, the first {_MOST_WORDS:,} were kept.")
            break
    found.pop("", None)
    return tuple([*found.values()][:_MOST_WORDS])


def _labels(card: VCard) -> tuple[str, ...]:
    """Each category once, but for the groups that everybody is in."""
    found: dict[str, str] = {}
    for one in card.take("CATEGORIES"):
        for word in split_value(one.value, ",", _MOST_WORDS):
            name = word.strip()
            if name.casefold() not in _SYSTEM_GROUPS:
                found.setdefault(name.casefold(), name)
        if len(found) > _MOST_WORDS:
            card.report(one.line, f"Of these categories, the first {_MOST_WORDS:,} were kept.")
            break
    found.pop("", None)
    return tuple([*found.values()][:_MOST_WORDS])


def _picture(card: VCard, name: str, field: str, values: dict[str, object]) -> None:
    """The first picture inside the card; one that is only named by an address stays a line."""
    for one in card.take(name):
        if field in values or _is_address(one):
            card.leave(one)
        elif sha := _keep_picture(card, one):
            values[field] = sha


def _is_address(one: Property) -> bool:
    start = one.value[:6].lower()
    return not one.head.base64 and (
        start.startswith(("http:", "https:", "http\\:", "file:", "cid:", "ftp:"))
        or (one.head.param("VALUE").lower() in {"uri", "url"} and not start.startswith("data:"))
    )


def _keep_picture(card: VCard, one: Property) -> str:
    """Keep the bytes of a picture; its SHA-256, or empty when they could not be read."""
    packed = one.value
    if packed[:5].lower() == "data:":
        packed = packed.partition(",")[2] if ";base64" in packed[:200].lower() else ""
    content = picture_bytes(packed)
    if content is None:
        card.report(one.line, "This picture cannot be read; it was left out.")
        return ""
    if len(content) > MOST_OF_A_PICTURE:
        card.report(one.line, "This picture is larger than 5 MB; it was left out.")
        return ""
    sha = hashlib.sha256(content).hexdigest()
    card.pictures[sha] = content
    return sha
