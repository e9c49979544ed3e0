"""One typed line into a business: what looks like an e-mail, a phone or a web address is one."""

import re

from ...domain.contacts.contacts import BusinessData, PersonData
from ...domain.contacts.legal_form import form_of
from ...domain.deal import LEGAL_FORMS
from ...domain.errors import BadInput

_EMAIL = re.compile(r"^[^\s@,;<>]+@[^\s@,;<>]+$")
_PHONE = re.compile(r"^\+?[\d\s().\-/]{6,}$")
_WEB = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)


def read(line: str) -> BusinessData:
    """The business in a line such as "Northlight Film, Eilidh Fraser, 07700 900342".

    The first plain part is the business, the second the person, who becomes the contact and may
    sign; the third is the place. A business that is no company trades for its person, who is
    then the legal name. Raises BadInput when no part is a name.
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


def said(line: str) -> str:
    """What `read` would make of a line, in a sentence to be shown before; empty for no name."""
    try:
        data = read(line)
    except BadInput:
        return ""
    person = data.people[0].name if data.people else ""
    form = LEGAL_FORMS.get(data.legal_form, "") if person or form_of(data.legal_name) else ""
    trading = f"trading as {data.trading_name}" if data.trading_name else ""
    who = ", ".join(filter(None, (data.legal_name, form, trading)))
    signs = f"{person} is the contact and may sign." if person else "Nobody is named who may sign."
    return f"{who}. {signs}"


def _business(names: list[str], found: dict[str, str]) -> BusinessData:
    name, person = names[0], names[1] if len(names) > 1 else ""
    people = (PersonData(name=person, may_sign=True, contact=True),) if person else ()
    form = form_of(name)
    trades = bool(person) and not form
    return BusinessData(
        legal_name=person if trades else name,
        trading_name=name if trades and name != person else "",
        legal_form=form or "sole-trader",
        place=names[2] if len(names) > 2 else "",
        strapline=", ".join(names[3:]),
        email=found.get("email", ""),
        phone=found.get("phone", ""),
        website=found.get("website", ""),
        people=people,
    )
