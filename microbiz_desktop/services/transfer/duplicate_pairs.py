"""Pairs in the contact list that may be one business, with reasons: rows in, pairs out."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from ...domain.contacts.duplicate_entry import ComparedEntry, compared
from ...domain.contacts.duplicates import LikelyPair, likely_pairs

if TYPE_CHECKING:
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
    for key, legal, trading, email, phone, website, further, place in connection.exec_driver_sql(
        _BUSINESSES
    ):
        ways = [("email", email), ("phone", phone)]
        if further != "[]":
            ways += [(way["kind"], way["value"]) for way in json.loads(further)]
        names, somebody = (trading, legal), people.get(key, ())
        found.append(compared(key, names, somebody, ways, website=website, place=place))
    return found
