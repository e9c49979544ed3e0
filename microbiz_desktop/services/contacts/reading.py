"""Entries by plain queries, many at a time: no record is made, nothing is kept of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from ...domain.contacts.contacts import BusinessData, Closeness, Level, Paper, PersonData, SkillData
from ...records.business import Business, PaperRecord, Person, Skill
from ...runtime.yielding import give_way
from .mapping import BUSINESS_PLAIN, PERSON_PLAIN

T = TypeVar("T")
#: Rows of one query that are read without a pause.
_AT_ONCE = 100
_business = Business.__table__
_person, _skill, _paper = Person.__table__, Skill.__table__, PaperRecord.__table__


def in_batches(values: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """Slices of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def data_by_id(session: Session, ids: Iterable[int]) -> dict[int, BusinessData]:
    """The entries of these ids as frozen values; an id that is not here is left out."""
    found: dict[int, BusinessData] = {}
    for batch in in_batches(sorted(set(ids))):
        parts = _parts(session, batch)
        wanted = select(_business).where(_business.c.id.in_(batch))
        for row in session.execute(wanted).all():
            found[row.id] = _data(row, parts)
        give_way()
    return found


Parts = tuple[Mapping[int, list[Any]], Mapping[int, list[Any]], Mapping[int, list[Any]]]


def _parts(session: Session, ids: Sequence[int]) -> Parts:
    people: dict[int, list[Any]] = defaultdict(list)
    skills: dict[int, list[Any]] = defaultdict(list)
    papers: dict[int, list[Any]] = defaultdict(list)
    for table, into, made in (
        (_person, people, _person_of),
        (_skill, skills, _skill_of),
        (_paper, papers, _paper_of),
    ):
        wanted = select(table).where(table.c.business_id.in_(ids))
        for row in session.execute(wanted.order_by(table.c.business_id, table.c.position)).all():
            into[row.business_id].append(made(row))
        give_way()
    return people, skills, papers


def _person_of(row: Row[Any]) -> PersonData:
    values = {name: getattr(row, name) for name in PERSON_PLAIN}
    return PersonData(**{**values, "photo": row.photo or ""})


def _skill_of(row: Row[Any]) -> SkillData:
    return SkillData(row.name, Level(row.level), row.evidence, row.last_used)


def _paper_of(row: Row[Any]) -> Paper:
    return Paper(row.kind, row.name, row.details, row.expires)


def _data(row: Row[Any], parts: Parts) -> BusinessData:
    people, skills, papers = parts
    return BusinessData(
        id=row.id,
        version=row.version,
        legal_name=row.legal_name,
        legal_form=row.legal_form,
        sign_rule=row.sign_rule,
        logo=row.logo or "",
        people=tuple(people.get(row.id, ())),
        skills=tuple(skills.get(row.id, ())),
        papers=tuple(papers.get(row.id, ())),
        closeness=Closeness(row.closeness),
        stage=row.stage,
        stage_history=row.stage_history,
        introduced_by_id=row.introduced_by_id or 0,
        sample=row.sample,
        **{name: getattr(row, name) for name in BUSINESS_PLAIN},
    )
