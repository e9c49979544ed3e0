"""Every foreign key to a business: a merge moves it and gives it back, forgetting lets it go."""

from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, Table, text

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.records.base import Base
from microbiz_desktop.services.transfer import references
from microbiz_desktop.services.wiring import Services

from .test_imports import index_is_true

#: Parts go with their entry; what is said of two entries stays as it is when one is merged.
_STAYING = {"person", "skill", "paper", "merged", "not_same"}
#: Own businesses are neither merged nor forgotten.
_OURS = {"agreement"}


def _keys() -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "business" for key in column.foreign_keys)
    ]


MOVING = [key for key in _keys() if key[0] not in _STAYING | _OURS]


def test_every_foreign_key_to_a_business_has_its_place_and_its_words() -> None:
    known = {(place.table, name) for place in references.PLACES for name in place.columns}
    assert known == set(MOVING)
    assert {table for table, _ in MOVING} == references.WORDS.keys()
    assert _STAYING | _OURS == references.STAYING


def test_what_stays_goes_with_the_entry() -> None:
    for name, column in _keys():
        if name in _STAYING:
            (key,) = Base.metadata.tables[name].columns[column].foreign_keys
            assert key.ondelete == "CASCADE", (name, column)


def _made(connection: Connection, table: Table, column: str, business_id: int, others: int) -> int:
    """A row with the least in it that names the business in this column, and others elsewhere."""
    values: dict[str, Any] = {}
    for one in table.columns:
        if one.name == column:
            values[one.name] = business_id
        elif one.foreign_keys and not one.nullable:
            values[one.name] = _parent(connection, one, others)
        elif not (one.nullable or one.primary_key):
            values[one.name] = _filler(one)
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    made = connection.execute(text(f"INSERT INTO {table.name} ({names}) VALUES ({marks})"), values)
    return int(made.lastrowid)


def _parent(connection: Connection, column: Column[Any], others: int) -> int:
    (key,) = column.foreign_keys
    if key.column.table.name == "business":
        return others
    return _made(connection, key.column.table, "", 0, others)


def _filler(column: Column[Any]) -> object:
    if column.name.endswith("_at"):
        return "2026-11-21T10:42:00+00:00 Europe/London"
    default = getattr(column.default, "arg", None)
    if default is not None:
        return default if isinstance(default, str | int) else "[]"
    return 1 if isinstance(column.type, Integer) else "x"


def _named(services: Services, table: str, column: str, row: int) -> int | None:
    with services.database.reading() as session:
        sql = text(f"SELECT {column} FROM {table} WHERE id = :id")
        found = session.execute(sql, {"id": row}).first()
        return int(found[0]) if found and found[0] is not None else None


@pytest.mark.parametrize(("table", "column"), MOVING)
def test_a_merge_moves_it_and_gives_it_back(services: Services, table: str, column: str) -> None:
    keep, drop, other = (
        services.businesses.save(BusinessData(legal_name=name)).id for name in ("A", "B", "C")
    )
    if column == "second_id":
        keep, drop, other = drop, other, keep  # of two that know each other the smaller is first
    with services.database.transaction() as session:
        row = _made(session.connection(), Base.metadata.tables[table], column, drop, other)
    assert references.WORDS[table] in " ".join(services.merging.compare(keep, drop).consequences), (
        "nothing says that it moves"
    )
    step = services.merging.merge(keep, drop)
    pair = (
        {_named(services, table, name, row) for name in ("first_id", "second_id")}
        if table == "tie"
        else set()
    )
    assert keep in (pair or {_named(services, table, column, row)})
    assert services.imports.undo(step.id).kept == ()
    assert _named(services, table, column, row) == drop
    services.merging.forget(drop)
    assert _named(services, table, column, row) is None
    index_is_true(services)
