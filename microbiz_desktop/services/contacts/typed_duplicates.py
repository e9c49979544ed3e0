"""Whether an associate that is being typed is in the list already: by name, e-mail or phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...domain.contacts.duplicate_entry import email_key, entry_of, phone_key
from ...domain.contacts.name_keys import name_words
from . import finding
from .query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection

    from ...domain.contacts.contacts import BusinessData

_ROWS = """
    SELECT id, legal_name, trading_name, email, phone,
        (SELECT group_concat(email || ' ' || phone, char(10)) FROM person
            WHERE business_id = business.id), ways
    FROM business WHERE id IN ("""
_EMAIL = re.compile(r"[^\s\"@]+@[^\s\"@]+")
#: So many are told at most.
MOST = 3


def duplicates_of(connection: Connection, data: BusinessData, today: date) -> tuple[int, ...]:
    """Ids of those that have the same name, legal form aside, or the same e-mail or phone."""
    ids = dict.fromkeys(
        key
        for text in _sought(data)
        for key in finding.find(connection, Query(text=text), today, whole=False)[1]
    )
    marks = ", ".join(str(int(key)) for key in ids)
    rows = {row[0]: row for row in connection.exec_driver_sql(f"{_ROWS}{marks})")}
    typed = entry_of(data)
    names = {name_words(name) for name in typed.names}

    def same(row: tuple[str, ...]) -> bool:
        _, legal, trading, *ways = row
        if names & {name_words(name) for name in (legal, trading) if name}:
            return True
        held = " ".join(filter(None, ways)).lower()
        numbers = "".join(filter(str.isdecimal, held))
        emails = set(map(email_key, _EMAIL.findall(held)))
        return not emails.isdisjoint(typed.emails) or any(one in numbers for one in typed.phones)

    return tuple(key for key in ids if key in rows and same(rows[key]))[:MOST]


def _sought(data: BusinessData) -> Iterator[str]:
    """Words to look for: the name as it is typed and its longest word, e-mail, ways of a number."""
    for name in filter(None, (data.legal_name, data.trading_name)):
        yield name
        yield max(name.split(), key=len)
    if data.email:
        yield data.email
    if key := phone_key(data.phone):
        yield from (data.phone, f"0{key[-10:]}", key, key[-6:])
