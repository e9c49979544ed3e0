"""What of an associate is compared when duplicates are looked for."""

import re
from collections.abc import Iterable, Sequence
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


def compared(
    key: int,
    names: Iterable[str],
    people: Sequence[tuple[str, str, str]],
    ways: Sequence[tuple[str, str]],
    *,
    website: str,
    place: str,
) -> ComparedEntry:
    """What is compared of stored values, the name that lists show first.

    `people` are names with e-mail and phone, `ways` kinds with values, the first ones too.
    """
    emails = (*(value for kind, value in ways if kind == "email"), *(one[1] for one in people))
    phones = (*(value for kind, value in ways if kind == "phone"), *(one[2] for one in people))
    return ComparedEntry(
        key,
        _filled(names),
        tuple(name for name, _, _ in people if name),
        _filled(map(email_key, filter(None, emails))),
        _filled(map(phone_key, filter(None, phones))),
        host_of(website) if website else "",
        place.strip().casefold(),
    )


def _filled(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def entry_of(data: BusinessData) -> ComparedEntry:
    """An associate as it is compared."""
    people = [(one.name, one.email, one.phone) for one in data.people]
    ways = [("email", data.email), ("phone", data.phone)]
    ways += [(way.kind, way.value) for way in data.ways]
    names = (data.trading_name, data.legal_name)
    return compared(data.id, names, people, ways, website=data.website, place=data.place)
