"""Pairs in the contact list that may be one business, with reasons: rows in, pairs out."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from ...domain.contacts.duplicate_entry import ComparedEntry, email_key, host_of, phone_key
from ...domain.contacts.duplicates import LikelyPair, likely_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from ..shared.progress import Cancelled

_BUSINESSES = (
    "SELECT id, legal_name, trading_name, email, phone, website, ways, place FROM business"
    " WHERE own = 0 AND outside = 0 AND archived_at IS NULL"
)
_PEOPLE = (
    "SELECT business_id, person.name, person.email, person.phone FROM person"
    " JOIN business ON business.id = business_id"
    " WHERE business.own = 0 AND business.outside = 0 AND business.archived_at IS NULL"
    " ORDER BY business_id, position"
)


def pairs(connection: Connection, cancelled: Cancelled) -> list[LikelyPair]:
    """Every likely pair of the list, the surest first."""
    return likely_pairs(entries(connection), cancelled=cancelled)


def entries(connection: Connection) -> list[ComparedEntry]:
    """Every associate as it is compared; no record is made of any."""
    people: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for key, name, email, phone in connection.exec_driver_sql(_PEOPLE):
        people[key].append((name, email, phone))
    found = []
    for key, legal, trading, email, phone, website, ways, place in connection.exec_driver_sql(
        _BUSINESSES
    ):
        somebody = people.get(key, ())
        emails, phones = [email], [phone]
        for _, other_email, other_phone in somebody:
            emails.append(other_email)
            phones.append(other_phone)
        if ways != "[]":
            further = json.loads(ways)
            emails += [way["value"] for way in further if way["kind"] == "email"]
            phones += [way["value"] for way in further if way["kind"] == "phone"]
        found.append(
            ComparedEntry(
                key,
                _filled((trading, legal)),
                tuple(name for name, _, _ in somebody),
                _filled(map(email_key, filter(None, emails))),
                _filled(map(phone_key, filter(None, phones))),
                host_of(website) if website else "",
                place.lower(),
            )
        )
    return found


def _filled(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
