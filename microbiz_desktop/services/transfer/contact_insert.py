"""New entries by the thousand: rows for plain statements, made without a record for each.

Only the carrying out of an import uses it. Objects of SQLAlchemy for each row would take most of
the time and memory of a large import, and nothing else needs them there.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy import text

from ...domain.contacts.contacts import SkillData
from ...domain.words.names import fold
from ...records.business import Business, Person
from ..contacts.mapping import TURNED, paper_columns, skill_columns, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Table
    from sqlalchemy.engine.interfaces import Dialect
    from sqlalchemy.orm import Session

    from ...domain.clock import Moment
    from ...domain.contacts.contacts import BusinessData

    Process = Callable[[object], object]

Row = tuple[object, ...]
_SKILL = ("business_id", "position", *skill_columns(SkillData("")))
_PAPER = ("business_id", "position", "kind", "name", "details", "expires")
#: Columns that are not simply the field of the same name, in the order of `_made()`.
_BUSINESS = (
    *("id", "version", "created_at", "updated_at", "archived_at", "opened_at", "sort_name", "logo"),
    *TURNED,
)
_PERSON = ("business_id", "position", "name", "photo")
#: Longer words are bound like any others.
_SHORT = 30


class _NewRows:
    """Rows for one table, written column by column.

    Most fields of most entries are at their defaults: a column that says the same all along is a
    constant of the statement, as binding it for every row takes longer than storing it.
    """

    def __init__(self, table: str, names: Sequence[str], processes: Sequence[Process | None]):
        self._table, self._names, self._processes = table, names, processes
        self._rows: list[Row] = []
        self.add = self._rows.append

    def write(self, connection: Connection) -> None:
        """Write what was added since the last time; a single row may be constants alone."""
        if not self._rows:
            return
        values, bound = [], []
        for column, process in zip(zip(*self._rows, strict=True), self._processes, strict=True):
            same = column.count(column[0]) == len(column)
            ready = [process(column[0])] if process and same else column[:1]
            constant = _constant(ready[0]) if same else None
            values.append(constant or "?")
            if constant is None:
                bound.append(tuple(map(process, column)) if process else column)
        connection.exec_driver_sql(
            f"INSERT INTO {self._table} ({', '.join(self._names)}) VALUES ({', '.join(values)})",  # noqa: S608 - our names, and constants in quotes
            list(zip(*bound, strict=True)),
        )
        self._rows.clear()


def _constant(value: object) -> str | None:
    """As SQL has it; None for what is better bound."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and len(value) <= _SHORT and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return None


def _flat(
    table: Table, dialect: Dialect, made: Sequence[str]
) -> tuple[_NewRows, Callable[[object], Row]]:
    """Rows of the made columns and of those that are fields; and what gets the fields' values."""
    columns = [column for column in table.columns if column.name not in {"id", *made}]
    processes = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    names = (*made, *(column.name for column in columns))
    rows = _NewRows(table.name, names, (*(None for _ in made), *processes))
    return rows, attrgetter(*(column.key for column in columns))


class ContactInsert:
    """Collects new entries and writes them with four statements at a time. Ids are given here.

    The write lock is held by the session, so nobody else gives the same ids.
    """

    def __init__(self, session: Session, now: Moment) -> None:
        self._connection = session.connection()
        dialect = self._connection.dialect
        self._now = now.to_text()
        self._last = self._last_id()
        self._businesses, self._of_business = _flat(Business.__table__, dialect, _BUSINESS)  # type: ignore[arg-type]  # a declared class has a Table
        self._people, self._of_person = _flat(Person.__table__, dialect, _PERSON)  # type: ignore[arg-type]  # as above
        self._skills = _NewRows("skill", _SKILL, [None] * len(_SKILL))
        self._papers = _NewRows("paper", _PAPER, [None] * len(_PAPER))
        self.first_id = self._last + 1

    @property
    def count(self) -> int:
        """How many entries were taken."""
        return self._last + 1 - self.first_id

    def _last_id(self) -> int:
        found = self._connection.execute(
            text(
                "SELECT max(coalesce((SELECT max(id) FROM business), 0), coalesce("
                "(SELECT seq FROM sqlite_sequence WHERE name = 'business'), 0))"
            )
        ).scalar()
        return int(found or 0)

    def add(self, data: BusinessData) -> int:
        """Take one entry; gives the id it will have."""
        self._last += 1
        key = self._last
        self._businesses.add(self._made(data) + self._of_business(data))
        people = [person for person in data.people if person.name.strip()]
        for position, person in enumerate(people):
            made = (key, position, person.name.strip(), person.photo or None)
            self._people.add(made + self._of_person(person))
        skills = [skill for skill in data.skills if skill.name.strip()]
        for position, skill in enumerate(skills):
            self._skills.add((key, position, *_skill(skill)))
        for position, paper in enumerate(data.papers):
            self._papers.add((key, position, *paper_columns(paper).values()))
        return key

    def write(self) -> None:
        """Write what was taken since the last time."""
        for rows in (self._businesses, self._people, self._skills, self._papers):
            rows.write(self._connection)

    def _made(self, data: BusinessData) -> Row:
        rest = turned(data)
        sort_name = fold(data.trading_name or rest[0])
        began = (self._last, 1, self._now, self._now, None, None)
        return (*began, sort_name, data.logo or None, *rest)


@lru_cache(maxsize=4096)
def _skill(skill: SkillData) -> Row:
    """Few skills, held by many."""
    return tuple(skill_columns(skill).values())
