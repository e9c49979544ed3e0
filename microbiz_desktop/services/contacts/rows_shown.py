"""Rows of the contact list by their ids: one page is one question to the database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import Stage
from ...storage.search import ASSOCIATE, ROOM, matched_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from ...storage.words import Term

    _Stored = tuple[int, str, str | None, str | None, str, str, str, str, int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One row of the contact list; `matched` is the fact with the words the row does not show."""

    id: int
    name: str
    second_line: str
    place: str
    logo: str
    live_agreements: int = 0
    matched: str = ""
    stage: Stage = Stage.PROSPECT
    private: bool = False
    closeness: int = 0
    next_action: str = ""
    next_on: str = ""
    labels: tuple[str, ...] = ()


ROWS = """
    SELECT id, CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        (SELECT name FROM person WHERE business_id = business.id
            ORDER BY contact DESC, position LIMIT 1),
        (SELECT group_concat(name, ', ') FROM (SELECT name FROM skill
            WHERE business_id = business.id ORDER BY position LIMIT 3)),
        strapline, place, coalesce(logo, ''), stage, private, closeness, next_action, next_on,
        labels
    FROM business WHERE archived_at IS NULL AND id IN ("""


def contact_rows(
    connection: Connection, ids: Sequence[int], words: Sequence[Term], live: Mapping[str, int]
) -> tuple[ContactRow, ...]:
    """Rows in the order of the ids; an id that is not in the list any more is left out."""
    if not ids:
        return ()
    marks = ", ".join(str(int(key)) for key in ids)
    rows: dict[int, _Stored] = {
        row[0]: tuple(row) for row in connection.exec_driver_sql(f"{ROWS}{marks})")
    }
    keys = [key * ROOM + ASSOCIATE for key in rows]
    matched = matched_words(connection, keys, words) if words else {}
    return tuple(
        _row(rows[key], live.get(str(key), 0), matched.get(key * ROOM + ASSOCIATE, ""))
        for key in ids
        if key in rows
    )


def _row(row: _Stored, live: int, matched: str) -> ContactRow:
    key, name, person, skills, strapline, place, logo, stage, private, close, action, on, labels = (
        row
    )
    second = " · ".join(part for part in (person, skills or strapline) if part)
    return ContactRow(
        id=key,
        name=name,
        second_line=second,
        place=place,
        logo=logo,
        live_agreements=live,
        matched="" if matched and matched in second else matched,
        stage=Stage(stage),
        private=bool(private),
        closeness=close,
        next_action=action,
        next_on=on,
        labels=tuple(json.loads(labels)) if labels != "[]" else (),
    )
