"""Everything that names an entry beside its own fields: found, moved to another, moved back.

Where that is, is read from the foreign keys of the records: a new one is counted, moved and let go
of by itself, and a test asks for its words. Agreements are left alone: they hold copies, and those
stay as they were agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Table, UniqueConstraint, select, text

from ...records.base import Base
from ...records.idea import SealedIdea
from ...records.network import Tie
from ...records.project import TeamMember

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from .undo_records import Kept, Key

#: What a person notices when it is there: for "is this used" and for sentences.
WORDS = {
    TeamMember.__tablename__: "project teams",
    "deliverable": "deliverables",
    "timeline_entry": "the timeline",
    "referral": "referrals",
    "attendance": "events",
    "business": "introductions",
    Tie.__tablename__: "who knows whom",
    SealedIdea.__tablename__: "sealed ideas",
}
#: Parts of an entry and what is said of two of them go with it; an agreement names one of our own
#: businesses, which are neither merged nor forgotten.
STAYING = frozenset({"person", "skill", "paper", "merged", "not_same", "agreement"})
Row = dict[str, object]


class ReferencePlace(NamedTuple):
    """A column that names an entry; a pair of them, the smaller id first, stands for one place.

    `unique` are the columns that no two rows have alike.
    """

    table: str
    columns: tuple[str, ...]
    unique: tuple[str, ...]


def _places_in(table: Table) -> list[ReferencePlace]:
    naming = [
        column.name
        for column in table.columns
        if any(key.column.table.name == "business" for key in column.foreign_keys)
    ]
    keys = (one for one in table.constraints if isinstance(one, UniqueConstraint))
    unique = next(
        (tuple(key.columns.keys()) for key in keys if {*naming} & {*key.columns.keys()}), ()
    )
    pair = len(naming) > 1 and set(naming) <= set(unique)
    groups = [tuple(naming)] if pair else [(name,) for name in naming]
    return [ReferencePlace(table.name, columns, unique) for columns in groups]


PLACES = tuple(
    place
    for table in Base.metadata.sorted_tables
    if table.name not in STAYING
    for place in _places_in(table)
)
_UNIQUE = {place.table: place.unique for place in PLACES}


def uses(connection: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    """Where each of these entries is named: id -> words. Ids that are named nowhere are absent."""
    wanted = set(ids)
    found: dict[int, list[str]] = {}
    for table, column in ((place.table, name) for place in PLACES for name in place.columns):
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of our own schema
        )
        for (key,) in rows:
            if key in wanted and WORDS[table] not in found.setdefault(key, []):
                found[key].append(WORDS[table])
    parties = connection.exec_driver_sql(
        "SELECT DISTINCT json_extract(party.value, '$.business_id')"
        " FROM agreement, json_each(agreement.deal_json, '$.parties') AS party"
    )
    for (key,) in parties:
        if str(key or "").isdigit() and int(key) in wanted:
            found.setdefault(int(key), []).append("agreements")
    return found


def move(connection: Connection, drop: int, keep: int, kept: Kept) -> None:
    """Everything that names `drop` names `keep` from now on; `kept` remembers what was moved."""
    for table, columns, _ in PLACES:
        for row in _rows(
            connection, table, " OR ".join(f"{c} = :drop" for c in columns), drop=drop
        ):
            old = _keys(row, columns)
            new = sorted((keep if key == drop else key for key in old), key=lambda key: key or 0)
            if table == "business" and row["id"] == keep:
                new = [None]  # nobody introduced themselves
            values = dict(zip(columns, new, strict=True))
            if len(set(new)) < len(new) or _taken(connection, table, {**row, **values}):
                connection.execute(text(f"DELETE FROM {table} WHERE id = :id"), {"id": row["id"]})  # noqa: S608 - names of our own schema
                kept.dropped.append((table, row))
                continue
            (row_id,) = _keys(row, ("id",))
            _set(connection, table, row_id, values)
            one = len(columns) == 1
            said = (columns[0], row_id, old[0], new[0]) if one else ("", row_id, old, new)
            kept.moved.append((table, *said))


def move_back(connection: Connection, kept: Kept) -> list[str]:
    """Take `move()` back where nothing was changed since; says what stayed."""
    stayed: list[str] = []
    for table, column, row_id, old, new in reversed(kept.moved):
        columns = (column,) if column else _pair(table)
        before, after = (one if isinstance(one, list) else [one] for one in (old, new))
        values = dict(zip(columns, before, strict=True))
        row = next(iter(_rows(connection, table, "id = :id", id=row_id)), None)
        if (
            row is None
            or _keys(row, columns) != after
            or not all(_exists(connection, key) for key in before)
            or _taken(connection, table, {**row, **values})
        ):
            stayed.append(WORDS[table])
        else:
            _set(connection, table, row_id, values)
    stayed += [
        WORDS[table]
        for table, row in reversed(kept.dropped)
        if not _put_back(connection, table, row)
    ]
    return list(dict.fromkeys(stayed))


def let_go(session: Session, ids: set[int]) -> None:
    """Nothing names these entries any more: rows that have to name somebody go."""
    tables = {str(mapper.local_table): mapper for mapper in Base.registry.mappers}
    for table, columns, _ in PLACES:
        mapper = tables[table]
        for column in (Base.metadata.tables[table].c[name] for name in columns):
            for row in session.scalars(select(mapper.class_).where(column.in_(ids))):
                if column.nullable:
                    setattr(row, mapper.get_property_by_column(column).key, None)
                else:
                    session.delete(row)
    session.flush()


def _pair(table: str) -> tuple[str, ...]:
    return next(place.columns for place in PLACES if place.table == table)


def _keys(row: Row, columns: Iterable[str]) -> list[Key]:
    """What stands in columns of ids; nobody is None."""
    stored = (row[name] for name in columns)
    return [key if isinstance(key, int) else None for key in stored]


def _rows(connection: Connection, table: str, where: str, **values: object) -> list[Row]:
    found = connection.execute(text(f"SELECT * FROM {table} WHERE {where}"), values)  # noqa: S608 - names of our own schema
    return [dict(row) for row in found.mappings()]


def _set(connection: Connection, table: str, row_id: Key, values: Mapping[str, Key]) -> None:
    said = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(text(f"UPDATE {table} SET {said} WHERE id = :id"), {**values, "id": row_id})  # noqa: S608 - names of our own schema


def _taken(connection: Connection, table: str, row: Row) -> bool:
    """Whether another row stands where this one would."""
    names = _UNIQUE[table]
    where = " AND ".join(("id <> :id", *(f"{name} = :{name}" for name in names)))
    values = {name: row[name] for name in ("id", *names)}
    return bool(names) and bool(_rows(connection, table, where, **values))


def _exists(connection: Connection, business_id: int | None) -> bool:
    return business_id is None or bool(_rows(connection, "business", "id = :id", id=business_id))


def _put_back(connection: Connection, table: str, row: Row) -> bool:
    marks = ", ".join(f":{name}" for name in row)
    statement = f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names of our own schema
    return bool(connection.execute(text(statement), row).rowcount)
