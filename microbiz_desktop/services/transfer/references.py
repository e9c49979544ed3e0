"""Everything that hangs on an entry beside its own fields: found, moved to another, moved back.

Agreements are left alone: they hold copies, and those stay as they were agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from .undo_records import Kept

#: Table, column that names an entry, and the column which may name it only once with it.
_PLACES = (
    ("team_member", "business_id", "project_id"),
    ("deliverable", "owner_id", ""),
    ("timeline_entry", "business_id", ""),
    ("referral", "associate_id", ""),
    ("referral", "referred_id", ""),
    ("attendance", "business_id", "event_id"),
    ("business", "introduced_by_id", ""),
)
#: What a person notices when it is there: for "is this used" and for sentences.
_WORDS = {
    "team_member": "project teams",
    "deliverable": "deliverables",
    "timeline_entry": "the timeline",
    "referral": "referrals",
    "attendance": "events",
    "business": "introductions",
    "tie": "who knows whom",
}


def uses(connection: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    """Where each of these entries is named: id -> words. Ids that are named nowhere are absent."""
    wanted = set(ids)
    found: dict[int, list[str]] = {}
    places = [(table, column) for table, column, _ in _PLACES]
    for table, column in (*places, ("tie", "first_id"), ("tie", "second_id")):
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of this module
        )
        for (key,) in rows:
            if key in wanted and _WORDS[table] not in found.setdefault(key, []):
                found[key].append(_WORDS[table])
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
    for table, column, once in _PLACES:
        if once:
            where = (
                f"{column} = :drop AND {once} IN"  # noqa: S608 - names of this module
                f" (SELECT {once} FROM {table} WHERE {column} = :keep)"
            )
            for row in _rows(connection, table, where, drop=drop, keep=keep):
                _remove(connection, table, row, kept)
        _move(connection, table, column, drop, keep, kept)
    _move_ties(connection, drop, keep, kept)


def _rows(connection: Connection, table: str, where: str, **values: Any) -> list[dict[str, Any]]:
    found = connection.execute(text(f"SELECT * FROM {table} WHERE {where}"), values)  # noqa: S608 - names of this module
    return [dict(row) for row in found.mappings()]


def _remove(connection: Connection, table: str, row: dict[str, Any], kept: Kept) -> None:
    connection.execute(text(f"DELETE FROM {table} WHERE id = :id"), {"id": row["id"]})  # noqa: S608 - names of this module
    kept.dropped.append((table, row))


def _move(
    connection: Connection, table: str, column: str, drop: int, keep: int, kept: Kept
) -> None:
    for row in _rows(connection, table, f"{column} = :drop", drop=drop):
        # Nobody introduced themselves, or was referred to themselves.
        new = None if table == "business" and row["id"] == keep else keep
        _set(connection, table, column, row["id"], new)
        kept.moved.append((table, column, row["id"], drop, new))


def _set(connection: Connection, table: str, column: str, row_id: int, value: Any) -> None:
    connection.execute(
        text(f"UPDATE {table} SET {column} = :value WHERE id = :id"),  # noqa: S608 - names of this module
        {"value": value, "id": row_id},
    )


def _move_ties(connection: Connection, drop: int, keep: int, kept: Kept) -> None:
    """A tie is kept with the smaller id first; two of a pair become one, one to oneself none."""
    for row in _rows(connection, "tie", "first_id = :drop OR second_id = :drop", drop=drop):
        other = row["second_id"] if row["first_id"] == drop else row["first_id"]
        first, second = sorted((other, keep))
        pair = "first_id = :first AND second_id = :second"
        if other == keep or _rows(connection, "tie", pair, first=first, second=second):
            _remove(connection, "tie", row, kept)
            continue
        old, new = [row["first_id"], row["second_id"]], [first, second]
        _set_tie(connection, row["id"], new)
        kept.moved.append(("tie", "", row["id"], old, new))


def _set_tie(connection: Connection, row_id: int, pair: list[int]) -> None:
    connection.execute(
        text("UPDATE tie SET first_id = :first, second_id = :second WHERE id = :id"),
        {"first": pair[0], "second": pair[1], "id": row_id},
    )


def _tie_back(connection: Connection, row_id: int, old: list[int], new: list[int]) -> bool:
    pair = "first_id = :first AND second_id = :second"
    there = _rows(connection, "tie", f"id = :id AND {pair}", id=row_id, first=new[0], second=new[1])
    taken = _rows(connection, "tie", pair, first=old[0], second=old[1])
    if not there or taken or not all(_exists(connection, key) for key in old):
        return False
    _set_tie(connection, row_id, old)
    return True


def move_back(connection: Connection, kept: Kept) -> list[str]:
    """Take `move()` back where nothing was changed since; says what stayed."""
    stayed: list[str] = []
    for table, column, row_id, old, new in reversed(kept.moved):
        if table == "tie":
            done = _tie_back(connection, row_id, old, new)
        else:
            done = _as_left(connection, table, column, row_id, new)
            done = done and _fits(connection, table, column, row_id, old)
            if done:
                _set(connection, table, column, row_id, old)
        if not done:
            stayed.append(_WORDS[table])
    for table, row in reversed(kept.dropped):
        if not _put_back(connection, table, row):
            stayed.append(_WORDS[table])
    return list(dict.fromkeys(stayed))


def _as_left(connection: Connection, table: str, column: str, row_id: int, new: Any) -> bool:
    rows = _rows(connection, table, "id = :id", id=row_id)
    return bool(rows) and rows[0][column] == new


def _fits(connection: Connection, table: str, column: str, row_id: int, old: Any) -> bool:
    """Whether setting the old value meets no other row that has its place now."""
    once = next((o for t, c, o in _PLACES if (t, c) == (table, column)), "")
    if not once:
        return _exists(connection, old)
    row = _rows(connection, table, "id = :id", id=row_id)[0]
    where = f"{column} = :old AND {once} = :once"
    return _exists(connection, old) and not _rows(connection, table, where, old=old, once=row[once])


def _exists(connection: Connection, business_id: int | None) -> bool:
    return business_id is None or bool(_rows(connection, "business", "id = :id", id=business_id))


def _put_back(connection: Connection, table: str, row: dict[str, Any]) -> bool:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    done = connection.execute(
        text(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"),  # noqa: S608 - names from our own table
        row,
    )
    return bool(done.rowcount)
