"""One typed line into a business: what looks like an e-mail, a phone or a web address is one."""

import re

from ...domain.contacts.contacts import BusinessData, PersonData
from ...domain.errors import BadInput

_EMAIL = re.compile(r"^[^\s@,;<>]+@[^\s@,;<>]+$")
_PHONE = re.compile(r"^\+?[\d\s().\-/]{6,}$")
_WEB = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)


def read(line: str) -> BusinessData:
    """The business in a line such as "Northlight Film, Eilidh Fraser, 07700 900342".

    The first plain part is the business, the second the person, who becomes the contact and may
    sign; the third is the place. Raises BadInput when no part is a name.
    """
    parts = [part.strip(" \t<>") for part in re.split(r"[,;\n\t]", line)]
    found: dict[str, str] = {}
    names = []
    for part in filter(None, parts):
        field = _field(part)
        if field and field not in found:
            found[field] = part
        elif not field:
            names.append(part)
    if not names:
        raise BadInput("A business needs a name.", "Start with the name, then e-mail or phone.")
    return _business(names, found)


def _field(part: str) -> str:
    if _EMAIL.match(part):
        return "email"
    if _WEB.match(part):
        return "website"
    if _PHONE.match(part) and sum(character.isdigit() for character in part) >= 6:
        return "phone"
    return ""


def _business(names: list[str], found: dict[str, str]) -> BusinessData:
    person = names[1] if len(names) > 1 else ""
    people = (PersonData(name=person, may_sign=True, contact=True),) if person else ()
    return BusinessData(
        legal_name=names[0],
        trading_name="",
        place=names[2] if len(names) > 2 else "",
        strapline=", ".join(names[3:]),
        email=found.get("email", ""),
        phone=found.get("phone", ""),
        website=found.get("website", ""),
        people=people,
    )
