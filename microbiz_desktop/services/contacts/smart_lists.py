"""Saved searches of the contact list: kept as what was asked, looked up anew at each showing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ...domain.errors import BadInput
from ...records.network import SmartList
from . import finding
from .query import Query, from_json, to_json

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SmartListData:
    """A saved search and how many it finds now."""

    id: int
    name: str
    query: Query
    count: int


def listed(session: Session, today: date) -> tuple[SmartListData, ...]:
    """Every smart list, by name."""
    rows = session.scalars(select(SmartList).order_by(func.lower(SmartList.name), SmartList.id))
    return tuple(_data(session, row, today) for row in rows)


def _data(session: Session, row: SmartList, today: date) -> SmartListData:
    query = from_json(row.query)
    found = finding.count(session.connection(), query, today)
    return SmartListData(row.id, row.name, query, found)


def save(session: Session, name: str, query: Query, today: date) -> SmartListData:
    """Keep a search under a name; the same name again replaces what was kept."""
    name = _named(name)
    row = _called(session, name)
    if row is None:
        row = SmartList(name=name, query="")
        session.add(row)
    row.query = to_json(query)
    session.flush()
    return _data(session, row, today)


def delete(session: Session, list_id: int) -> None:
    """Take a smart list away; whom it found stays. Saving the same query brings it back."""
    row = session.get(SmartList, list_id)
    if row is not None:
        session.delete(row)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput("A smart list needs a name.", "Type what these people have in common.")
    return name


def _called(session: Session, name: str) -> SmartList | None:
    wanted = select(SmartList).where(func.lower(SmartList.name) == name.lower())
    return session.scalars(wanted).first()
