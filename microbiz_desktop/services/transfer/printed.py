"""Associates as pages: a list to look things up in, address labels, a capability sheet."""

from collections.abc import Sequence
from datetime import date

from ...domain.contacts.contacts import BusinessData, Level, PersonData
from ...domain.errors import BadInput
from ...domain.sheets import Fact, Sheet, SheetEntry, SheetKind
from ..shared import words

LEVEL_WORDS = words.levels("")


def listing(found: Sequence[BusinessData], today: date) -> Sheet:
    """Everybody with the ways to reach them."""
    return Sheet(
        SheetKind.LIST,
        "Associates",
        tuple(_listed(data) for data in found),
        words.counted(len(found), "business", "businesses"),
        made=words.day(today),
    )


def _listed(data: BusinessData) -> SheetEntry:
    person = _contact(data)
    second = " · ".join(part for part in (person.name if person else "", data.place) if part)
    ways = (data.phone or (person.phone if person else ""), data.email or _email(person))
    return SheetEntry(
        data.name,
        second,
        tuple(Fact("", way) for way in (*ways, ", ".join(_address(data))) if way),
        tuple(skill.name for skill in data.skills[:6]),
    )


def labels(found: Sequence[BusinessData], _today: date) -> Sheet:
    """One label for each that has an address. Raises BadInput when none has."""
    addressed = [(data, lines) for data in found if (lines := _address(data))]
    if not addressed:
        raise BadInput(
            "None of them has an address to print.", "Add an address, then make the labels again."
        )
    entries = tuple(_label(data, lines) for data, lines in addressed)
    return Sheet(SheetKind.LABELS, "Address labels", entries)


def _label(data: BusinessData, lines: tuple[str, ...]) -> SheetEntry:
    person = _contact(data)
    to = (person.name,) if person and person.name != data.name else ()
    return SheetEntry(data.name, facts=(Fact("", "\n".join((*to, *lines))),))


def capability(found: Sequence[BusinessData], today: date) -> Sheet:
    """What the first does and how to reach it, to be passed on: nothing private is on it."""
    data = found[0]
    person = _contact(data)
    does = SheetEntry(
        f"What {data.name} does",
        data.strapline,
        words=tuple(s.name for s in data.skills if not s.level and not s.evidence),
        meters=tuple(
            (s.name, int(s.level), LEVEL_WORDS[Level(s.level)], s.evidence)
            for s in data.skills
            if s.level or s.evidence
        ),
        text=data.best_at,
        logo=data.logo,
    )
    about = (
        ("Sector", data.sector),
        ("Languages", ", ".join(data.languages)),
        ("Papers", ", ".join(paper.name for paper in data.papers)),
        ("Credit as", data.credit_as),
    )
    reach = (
        ("Contact", person.name if person else ""),
        ("Phone", data.phone or (person.phone if person else "")),
        ("E-mail", data.email or _email(person)),
        ("Website", data.website),
        ("Address", "\n".join(_address(data))),
    )
    entries = (
        does,
        SheetEntry("About", facts=_facts(about)),
        SheetEntry("How to reach", facts=_facts(reach)),
    )
    filled = tuple(entry for entry in entries if entry is does or entry.facts)
    return Sheet(SheetKind.CAPABILITY, data.name, filled, "Capability sheet", made=words.day(today))


def _facts(pairs: Sequence[tuple[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in pairs if value)


def _contact(data: BusinessData) -> PersonData | None:
    marked = [person for person in data.people if person.contact]
    return next(iter(marked or data.people), None)


def _email(person: PersonData | None) -> str:
    return person.email if person else ""


def _address(data: BusinessData) -> tuple[str, ...]:
    """The address for notices in lines, else the first other one."""
    written = tuple(line.strip() for line in data.address.splitlines() if line.strip())
    if len(written) == 1:
        written = tuple(part.strip() for part in written[0].split(",") if part.strip())
    return written or (data.addresses[0].lines() if data.addresses else ())
