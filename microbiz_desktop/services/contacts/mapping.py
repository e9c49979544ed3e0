"""A business record and the frozen value that editors show: one to the other and back.

Which fields there are is said in the table of `domain/contacts/contacts.py`; here stands only what
the record keeps in another shape than the value. A row of a plain query has the same attributes as
a record, so both are read by the same functions.
"""

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from ...domain.contacts.contacts import (
    FIELDS,
    BusinessData,
    Closeness,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    StageChange,
)
from ...domain.deal import LEGAL_FORMS
from ...domain.words.names import fold
from ...records.business import Business, PaperRecord, Person, Skill

_PARTS = ("people", "skills", "papers")
#: Columns that hold something else than the field of the same name, in the order of `turned()`.
TURNED = ("legal_name", "legal_form", "sign_rule", "closeness", "introduced_by_id")
_STORED = tuple(name for name in FIELDS if name not in _PARTS)
#: What the database itself keeps, and what has a rule for its history.
_PLAIN = tuple(
    name
    for name in _STORED
    if name not in {*TURNED, "id", "version", "sample", "logo", "stage", "stage_history"}
)
_PERSON = tuple(field.name for field in fields(PersonData))
_business_values, _person_values = attrgetter(*_STORED), attrgetter(*_PERSON)


def fill(business: Business, data: BusinessData, today: str) -> None:
    """Write a form's values into a record; people, skills and papers keep their order.

    A stage that has changed is dated `today` (ISO) in its history.
    """
    for name in _PLAIN:
        setattr(business, name, getattr(data, name))
    for name, value in zip(TURNED, turned(data), strict=True):
        setattr(business, name, value)
    _set_stage(business, data, today)
    people = tuple(person for person in data.people if person.name.strip())
    if _people(business.people) != people:
        business.people = [Person(**person_columns(person)) for person in people]
    skills = tuple(skill for skill in data.skills if skill.name.strip())
    if _skills(business.skills) != skills:
        business.skills = [Skill(**skill_columns(skill)) for skill in skills]
    if _papers(business.papers) != data.papers:
        business.papers = [PaperRecord(**paper_columns(paper)) for paper in data.papers]


def turned(data: BusinessData) -> tuple[str, str, str, int, int | None]:
    """The values of the columns `TURNED`: a name is there, a form is known, nobody is no id."""
    return (
        data.legal_name.strip() or data.trading_name.strip(),
        data.legal_form if data.legal_form in LEGAL_FORMS else "other",
        "all" if data.sign_rule == "all" else "one",
        int(data.closeness),
        data.introduced_by_id or None,
    )


def _set_stage(business: Business, data: BusinessData, today: str) -> None:
    """A history that was changed by hand, or put back by undo, is taken as it is."""
    before: Stage | None = business.stage  # None while the record is new
    untouched = (business.stage_history or ()) == data.stage_history
    business.stage, business.stage_history = data.stage, data.stage_history
    if untouched and before not in (None, data.stage):
        business.stage_history = (*data.stage_history, StageChange(data.stage, today))


def person_columns(person: PersonData) -> dict[str, Any]:
    """The columns of a person's row."""
    columns = dict(zip(_PERSON, _person_values(person), strict=True))
    return {**columns, "name": person.name.strip(), "photo": person.photo or None}


def skill_columns(skill: SkillData) -> dict[str, Any]:
    """The columns of a skill's row."""
    name = skill.name.strip()
    rest = {"evidence": skill.evidence, "last_used": skill.last_used}
    return {"name": name, "key": fold(name), "level": int(skill.level), **rest}


def paper_columns(paper: Paper) -> dict[str, Any]:
    """The columns of a paper's row."""
    rest = {"name": paper.name, "details": paper.details, "expires": paper.expires}
    return {"sort": paper.kind, **rest}


def _people(rows: Iterable[Any]) -> tuple[PersonData, ...]:
    return tuple(
        PersonData(
            **{**dict(zip(_PERSON, _person_values(row), strict=True)), "photo": row.photo or ""}
        )
        for row in rows
    )


def _skills(rows: Iterable[Any]) -> tuple[SkillData, ...]:
    return tuple(SkillData(row.name, Level(row.level), row.evidence, row.last_used) for row in rows)


def _papers(rows: Iterable[Any]) -> tuple[Paper, ...]:
    return tuple(Paper(row.sort, row.name, row.details, row.expires) for row in rows)


def data_of_rows(
    row: Any, people: Iterable[Any], skills: Iterable[Any], papers: Iterable[Any]
) -> BusinessData:
    """The frozen value of a business, from its record or row and those of its parts."""
    values = dict(zip(_STORED, _business_values(row), strict=True))
    values["logo"] = values["logo"] or ""
    values["closeness"] = Closeness(values["closeness"])
    values["introduced_by_id"] = values["introduced_by_id"] or 0
    return BusinessData(
        **values, people=_people(people), skills=_skills(skills), papers=_papers(papers)
    )


def data_of(business: Business) -> BusinessData:
    """The frozen value that an editor shows."""
    return data_of_rows(business, business.people, business.skills, business.papers)
