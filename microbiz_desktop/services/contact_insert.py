"""New entries by the thousand: rows for plain statements, made without a record for each."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from ..domain.contacts import BusinessData, Paper, PersonData, SkillData
from ..domain.deal import LEGAL_FORMS
from ..domain.names import fold
from ..records.business import Business, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Column, Table
    from sqlalchemy.engine.interfaces import Dialect
    from sqlalchemy.orm import Session

    from ..domain.clock import Moment

Row = tuple[Any, ...]
_BLANK = BusinessData()
#: Columns that are not simply the field of the same name.
_MADE = frozenset(
    {"id", "version", "created_at", "updated_at", "archived_at", "opened_at", "sort_name"}
    | {"legal_name", "legal_form", "logo", "closeness", "introduced_by_id", "sign_rule"}
)


class _Rows:
    """One table: the columns that are fields, and what must be done to some of them.

    Most fields of most entries are at their defaults: those are bound once.
    """

    def __init__(self, table: Table, dialect: Dialect, blank: Any, made: frozenset[str]) -> None:
        columns = [column for column in table.columns if column.name not in made]
        self.names = [column.name for column in columns]
        self._fields = attrgetter(*(column.key for column in columns))
        self._special = [
            (place, getattr(blank, column.key), process, process(getattr(blank, column.key)))
            for place, column in enumerate(columns)
            if (process := _processor(column, dialect)) is not None
        ]

    def plain(self, value: Any) -> list[Any]:
        """The bound values of a flat value, in the order of `names`."""
        row = list(self._fields(value))
        for place, blank, process, bound in self._special:
            got = row[place]
            row[place] = bound if got is blank or got == blank else process(got)
        return row


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return column.type.dialect_impl(dialect).bind_processor(dialect)


class ContactInsert:
    """Collects new entries and writes them with four statements at a time. Ids are given here.

    The write lock is held by the session, so nobody else gives the same ids.
    """

    def __init__(self, session: Session, now: Moment) -> None:
        self._connection = session.connection()
        dialect = self._connection.dialect
        self._now = now.to_text()
        self._last = self._last_id()
        self._business = _Rows(Business.__table__, dialect, _BLANK, _MADE)  # type: ignore[arg-type]  # a declared class has a Table
        self._person = _Rows(Person.__table__, dialect, PersonData(""), _PERSON_MADE)  # type: ignore[arg-type]  # as above
        self._statements = self._insert_statements()
        self._rows: list[list[Row]] = [[], [], [], []]
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
        businesses, people, skills, papers = self._rows
        businesses.append((*self._made(data), *self._business.plain(data)))
        for position, person in enumerate(one for one in data.people if one.name.strip()):
            made = (self._last, position, person.name.strip(), person.photo or None)
            people.append((*made, *self._person.plain(person)))
        for position, skill in enumerate(one for one in data.skills if one.name.strip()):
            skills.append(_skill_row(self._last, position, skill))
        for position, paper in enumerate(data.papers):
            papers.append(_paper_row(self._last, position, paper))
        return self._last

    def write(self) -> None:
        """Write what was taken since the last time."""
        for statement, rows in zip(self._statements, self._rows, strict=True):
            if rows:
                self._connection.exec_driver_sql(statement, rows)
                rows.clear()

    def _made(self, data: BusinessData) -> Row:
        legal = data.legal_name.strip() or data.trading_name.strip()
        return (
            self._last,
            1,
            self._now,
            self._now,
            fold(data.trading_name or legal),
            legal,
            data.legal_form if data.legal_form in LEGAL_FORMS else "other",
            data.logo or None,
            int(data.closeness),
            data.introduced_by_id or None,
            "all" if data.sign_rule == "all" else "one",
        )

    def _insert_statements(self) -> tuple[str, str, str, str]:
        return (
            _insert("business", (*_BUSINESS, *self._business.names)),
            _insert("person", (*_PERSON, *self._person.names)),
            _insert("skill", _SKILL),
            _insert("paper", _PAPER),
        )


#: The order of `_made()`, and of the rows of people.
_BUSINESS = (
    *("id", "version", "created_at", "updated_at", "sort_name", "legal_name"),
    *("legal_form", "logo", "closeness", "introduced_by_id", "sign_rule"),
)
_PERSON = ("business_id", "position", "name", "photo")
_PERSON_MADE = frozenset({"id", *_PERSON})
_SKILL = ("business_id", "position", "name", "key", "level", "evidence", "last_used")
_PAPER = ("business_id", "position", "kind", "name", "details", "expires")


def _insert(table: str, names: Sequence[str]) -> str:
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our tables


def _skill_row(business_id: int, position: int, skill: SkillData) -> Row:
    name = skill.name.strip()
    level = int(skill.level)
    return (business_id, position, name, _key(name), level, skill.evidence, skill.last_used)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Few skills, held by many."""
    return fold(name)


def _paper_row(business_id: int, position: int, paper: Paper) -> Row:
    return (business_id, position, paper.kind, paper.name, paper.details, paper.expires)
