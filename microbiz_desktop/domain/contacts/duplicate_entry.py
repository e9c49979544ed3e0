"""What of an associate is compared when duplicates are looked for."""

import re
from typing import NamedTuple

from .contacts import BusinessData
from .name_tables import NOBODY, PLATFORMS


class ComparedEntry(NamedTuple):
    """What is compared: e-mails are `email_key`s, phones `phone_key`s, the host is `host_of()`."""

    id: int
    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    host: str = ""
    place: str = ""
    postcode: str = ""


#: What stands before the number of a desk behind the number of an office.
_EXTENSION = re.compile(r"(?i)\s*(?:x|ext\b|extension|#|;)")


def phone_key(phone: str) -> str:
    """The last nine digits: the same with and without country code, zero and brackets."""
    if not phone.isascii() or any(char in phone for char in "xXeE#;"):
        phone = _EXTENSION.split(phone, 1)[0]
    digits = "".join(filter(str.isdecimal, phone))
    return digits[-9:] if len(digits) >= 6 else ""


def email_key(email: str) -> str:
    """Small letters, without full stops and what follows a plus: mail comes to one box.

    Nothing for a box that nobody answers.
    """
    local, at, host = email.strip().lower().rpartition("@")
    if local in NOBODY:
        return ""
    if "+" in local or "." in local:
        local = local.partition("+")[0].replace(".", "") or local
    return f"{local}{at}{host}"


def host_of(website: str) -> str:
    """The host of a web address without "www."; on a platform, the page of whoever it is."""
    address = (website.lower().partition("://")[2] or website.lower()).removeprefix("www.")
    host, _, page = address.partition("/")
    if host in PLATFORMS:
        page = page.partition("?")[0].strip("/")
        return f"{host}/{page}" if page else ""
    return host


def entry_of(data: BusinessData) -> ComparedEntry:
    """An associate as it is compared."""
    emails = [data.email, *(w.value for w in data.ways if w.kind == "email")]
    phones = [data.phone, *(w.value for w in data.ways if w.kind == "phone")]
    for person in data.people:
        emails.append(person.email)
        phones.append(person.phone)
    return ComparedEntry(
        data.id,
        tuple(name for name in (data.legal_name, data.trading_name) if name),
        tuple(person.name for person in data.people if person.name),
        tuple({key for email in emails if email and (key := email_key(email))}),
        tuple({key for phone in phones if phone and (key := phone_key(phone))}),
        host_of(data.website) if data.website else "",
        data.place.strip().casefold(),
        data.addresses[0].postcode if data.addresses else "",
    )
