"""A contact as the standard properties that every address book knows.

Writing a card begins with these lines. They are kept apart from those of our own, because other
programs read only these and have to find all that they can use in them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from microbiz_desktop.domain.contacts.contacts import BusinessData, Level, PersonData, Way
from microbiz_desktop.domain.contacts.kept_lines import AS_CAME
from microbiz_desktop.domain.contacts.number_kinds import main_rank

from .content_lines import tidy
from .vcard_line import GUESSED, OF, escape
from .vcard_names import DEPARTMENT, NAME_PARTS, NO_NAME, name_value, organisation_value
from .vcard_person import spoken_as
from .vcard_pictures import picture_line, picture_property
from .vcard_ways import PROPERTIES, address_value, property_of, said_label, types_of

_LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_DATE = re.compile(r"(\d{4}-|--)(\d\d)-(\d\d)\Z", re.ASCII)
_YEARLESS = "--"
#: The year Apple's programs write for a birthday without one.
_APPLE_YEAR = "1604"
#: The levels of RFC 6715 and ours that are the same.
LEVELS = {Level.LEARNING: "beginner", Level.CAPABLE: "average", Level.EXPERT: "expert"}


def main_person(data: BusinessData) -> int:
    """The place of the person whose name the card bears: the contact, else the first; or -1."""
    named = [number for number, one in enumerate(data.people) if one.name.strip()]
    contacts = (number for number in named if data.people[number].contact)
    return next(contacts, named[0] if named else -1)


def plain_lines(data: BusinessData, pictures: Mapping[str, bytes], version: str) -> Iterator[str]:
    """Everything the standard has a place for, unfolded."""
    main = main_person(data)
    person = data.people[main] if main >= 0 else None
    groups = Groups(data.extra, version)
    yield from _names(data, person, version)
    yield from _ways(data, person, version, groups)
    yield from _addresses(data, version, groups)
    if person:
        yield from _about(person, version)
    for usual, sha in pictures_shown(data, person).items():
        if sha in pictures:
            yield picture_line(picture_property(data, sha, usual), pictures[sha], version)
    yield from _skills(data)
    if labels := [escape(label) for label in data.labels if label.strip()]:
        yield f"CATEGORIES:{','.join(labels)}"
    if version == "4.0" and all(map(_LANGUAGE.match, data.languages)):
        yield from (f"LANG:{language}" for language in data.languages)
    if data.notes.strip():
        yield f"NOTE:{escape(data.notes)}"
    if data.uid.strip():
        kind = ";VALUE=text" if version == "4.0" and not data.uid.startswith("urn:") else ""
        yield f"UID{kind}:{escape(data.uid)}"


def _skills(data: BusinessData) -> Iterator[str]:
    """A line each, as RFC 6715 has them; its levels are three."""
    for skill in data.skills:
        if skill.name.strip():
            level = f";LEVEL={word}" if (word := LEVELS.get(skill.level)) else ""
            yield f"EXPERTISE{level}:{escape(skill.name)}"


def pictures_shown(data: BusinessData, person: PersonData | None) -> dict[str, str]:
    """The pictures of a card by the property each is written as."""
    return {"PHOTO": person.photo if person else "", "LOGO": data.logo}


class Groups:
    """Names for groups that no foreign line of the card bears; and the version it is of."""

    def __init__(self, lines: Iterable[str], version: str) -> None:
        self.version = version
        bare = (line.removeprefix(AS_CAME) for line in lines)
        self._taken = {line.partition(".")[0].lower() for line in bare}
        self._numbers = count(1)

    def new(self) -> str:
        """The next free one."""
        return next(name for n in self._numbers if (name := f"mb{n}") not in self._taken)


def _names(data: BusinessData, person: PersonData | None, version: str) -> Iterator[str]:
    business = data.name
    yield f"FN:{escape((person.name if person else '') or business or NO_NAME)}"
    yield from _parts(person, version)
    units = next((one.value for one in data.custom if one.name == DEPARTMENT), "")
    if person is None:
        business = data.legal_name or business
    if business and (units or person is None or not _same(business, person.name)):
        yield f"ORG:{organisation_value(business, units)}"
    if person is None:
        yield "KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY"


def _same(business: str, person: str) -> bool:
    """A business named as its person is: one name is enough."""
    return business.strip().casefold() == person.strip().casefold()


def _parts(person: PersonData | None, version: str) -> Iterator[str]:
    """N: as known; 3.0 wants one always, so there it is made from the name and says so."""
    parts = [getattr(person, part) for part in NAME_PARTS] if person else []
    if any(parts):
        yield f"N:{name_value(parts)}"
    elif version == "3.0":
        given, _, family = (person.name if person else "").strip().rpartition(" ")
        yield f"N;{GUESSED}=yes:{escape(family)};{escape(given)};;;"


def _ways(
    data: BusinessData, person: PersonData | None, version: str, groups: Groups
) -> Iterator[str]:
    """The first ways are the preferred ones; the contact person's bear a mark of ours."""
    first = preferred(version)
    theirs = {"phone": person.phone, "email": person.email} if person else {}
    firsts = (("phone", data.phone), ("email", data.email), ("link", data.website))
    told: list[Way] = []
    for kind, value in firsts:
        both = bool(value) and theirs.get(kind) == value
        if value:
            way = _labelled_first(kind, value, data.ways)
            told.append(way)
            mark = f"{first};{OF}=both" if both else first
            yield from _way(way, mark, groups, PROPERTIES[kind])
        if not both and theirs.get(kind):
            way = Way(kind, theirs[kind])
            yield from _way(way, f"{first};{OF}=person", groups, PROPERTIES[kind])
    for way in data.ways:
        if way in told:
            told.remove(way)
        else:
            yield from _way(way, "", groups)
    for way in person.ways if person else ():
        yield from _way(way, f";{OF}=person", groups)


def preferred(version: str) -> str:
    """The mark of what is liked best."""
    return ";PREF=1" if version == "4.0" else ";TYPE=pref"


def _labelled_first(kind: str, value: str, ways: Iterable[Way]) -> Way:
    """A first way with the label that a further one of the same value has.

    Not with one that no main number has: nobody would take it for that.
    """
    same = (
        way
        for way in ways
        if (way.kind, way.value) == (kind, value)
        and (kind != "phone" or main_rank((way.label,)) is not None)
    )
    return next(same, Way(kind, value))


def _way(way: Way, mark: str, groups: Groups, name: str = "") -> Iterator[str]:
    name = name or property_of(way)
    if way.value.strip():
        value = _way_value(way.kind, way.value, groups.version)
        yield from _labelled(name, mark, value, way.label, groups)


def _labelled(name: str, mark: str, value: str, label: str, groups: Groups) -> Iterator[str]:
    """A label of usual words is a type; one of other words is told beside, as phones do.

    A label with the signs of another program in it would read as that program's own.
    """
    types = "".join(f";TYPE={word}" for word in types_of(label, name))
    if types or said_label(escape(label)) != label or not label:
        yield f"{name}{mark}{types}:{value}"
        return
    group = groups.new()
    yield f"{group}.{name}{mark}:{value}"
    yield f"{group}.X-ABLabel:{escape(label)}"


def _way_value(kind: str, value: str, version: str) -> str:
    """An address of the web is no text in 4.0; in 3.0 most programs take it for text."""
    if kind == "link" and version == "4.0":
        return tidy(value).replace("\\", "\\\\").replace("\n", "\\n")
    return escape(value)


def _addresses(data: BusinessData, version: str, groups: Groups) -> Iterator[str]:
    first = preferred(version)
    main = next((a for a in data.addresses if "\n".join(a.lines()) == data.address), None)
    if data.address.strip() and main is None:
        yield f"ADR{first}:;;{escape(data.address)};;;;"
    # A label alone would read as one of nothing.
    for one in (one for one in data.addresses if one.lines()):
        mark = first if data.address and one is main else ""
        yield from _labelled("ADR", mark, address_value(one), one.label, groups)


def _about(person: PersonData, version: str) -> Iterator[str]:
    if person.role.strip():
        yield f"TITLE:{escape(person.role)}"
    if person.nickname.strip():
        yield f"NICKNAME:{escape(person.nickname)}"
    for name, text in spoken_as(person.said):
        if text.strip():
            yield f"{name}:{escape(text)}"
    if person.birthday.strip():
        yield _birthday(person.birthday, version)


def _birthday(text: str, version: str) -> str:
    match = _DATE.match(text)
    if match is None:
        return f"BDAY;VALUE=text:{escape(text)}"
    year, month, day = match.groups()
    if version == "4.0":
        return f"BDAY:{year.rstrip('-') or _YEARLESS}{month}{day}"
    if year == _YEARLESS:
        return f"BDAY;X-APPLE-OMIT-YEAR={_APPLE_YEAR}:{_APPLE_YEAR}-{month}-{day}"
    return f"BDAY:{text}"
