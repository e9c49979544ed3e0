"""What of an associate is compared when duplicates are looked for."""

from typing import NamedTuple

from .contacts import BusinessData


class ComparedEntry(NamedTuple):
    """What is compared. E-mails and host are in small letters, phones are `phone_key`s."""

    id: int
    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    host: str = ""
    place: str = ""
    postcode: str = ""


def phone_key(phone: str) -> str:
    """The last nine digits: the same with and without country code, zero and brackets."""
    digits = "".join(filter(str.isdecimal, phone))
    return digits[-9:] if len(digits) >= 6 else ""


def host_of(website: str) -> str:
    """The host of a web address without "www."."""
    host = website.lower().partition("://")[2] or website.lower()
    return host.partition("/")[0].removeprefix("www.")


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
        tuple({email.strip().lower() for email in emails if email}),
        tuple({key for phone in phones if phone and (key := phone_key(phone))}),
        host_of(data.website) if data.website else "",
        data.place.strip().casefold(),
        data.addresses[0].postcode if data.addresses else "",
    )
