"""A business record and the frozen value that editors show: one to the other and back.

Which fields there are is said in the table of `domain/contacts/contacts.py`; here stands only what
the record keeps in another shape than the value. Records and rows of plain queries are read by the
same functions.
"""

from collections.abc import Iterable, Sequence
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

#: Everything a row holds of a value, without what is the database's own.
Values = Sequence[Any]
#: Columns that hold something else than the field of the same name, in the order of `turned()`.
TURNED = ("legal_name", "legal_form", "sign_rule", "closeness", "introduced_by_id")
#: What is stored of a business, of its people, skills and papers, by the names of the records.
BUSINESS = tuple(name for name in FIELDS if name not in {"people", "skills", "papers"})
PERSON = tuple(field.name for field in fields(PersonData))
SKILL = ("name", "level", "evidence", "last_used")
PAPER = ("sort", "name", "details", "expires")
_of_business, _of_person = attrgetter(*BUSINESS), attrgetter(*PERSON)
_of_skill, _of_paper = attrgetter(*SKILL), attrgetter(*PAPER)
#: What the database itself keeps, and what has a rule for its history.
_NOT_PLAIN = {*TURNED, "id", "version", "sample", "logo", "stage", "stage_history"}
_PLAIN = tuple(name for name in BUSINESS if name not in _NOT_PLAIN)


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
    if _people(map(_of_person, business.people)) != people:
        business.people = [Person(**person_columns(person)) for person in people]
    skills = tuple(skill for skill in data.skills if skill.name.strip())
    if _skills(map(_of_skill, business.skills)) != skills:
        business.skills = [Skill(**skill_columns(skill)) for skill in skills]
    if _papers(map(_of_paper, business.papers)) != data.papers:
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


def person_columns(person: PersonData) -> dict[str, object]:
    """The columns of a person's row."""
    columns = dict(zip(PERSON, _of_person(person), strict=True))
    return {**columns, "name": person.name.strip(), "photo": person.photo or None}


def skill_columns(skill: SkillData) -> dict[str, object]:
    """The columns of a skill's row."""
    name = skill.name.strip()
    rest = {"evidence": skill.evidence, "last_used": skill.last_used}
    return {"name": name, "key": fold(name), "level": int(skill.level), **rest}


def paper_columns(paper: Paper) -> dict[str, object]:
    """The columns of a paper's row."""
    rest = {"name": paper.name, "details": paper.details, "expires": paper.expires}
    return {"sort": paper.kind, **rest}


def _people(rows: Iterable[Values]) -> tuple[PersonData, ...]:
    found = (dict(zip(PERSON, row, strict=True)) for row in rows)
    return tuple([PersonData(**{**one, "photo": one["photo"] or ""}) for one in found])


def _skills(rows: Iterable[Values]) -> tuple[SkillData, ...]:
    return tuple([SkillData(name, Level(level), *rest) for name, level, *rest in rows])


def _papers(rows: Iterable[Values]) -> tuple[Paper, ...]:
    return tuple([Paper(*row) for row in rows])


def data_from(
    row: Values, people: Iterable[Values], skills: Iterable[Values], papers: Iterable[Values]
) -> BusinessData:
    """The frozen value of a business, from what is stored of it and its parts in these orders."""
    values = dict(zip(BUSINESS, row, strict=True))
    values["logo"] = values["logo"] or ""
    values["closeness"] = Closeness(values["closeness"])
    values["introduced_by_id"] = values["introduced_by_id"] or 0
    return BusinessData(
        **values, people=_people(people), skills=_skills(skills), papers=_papers(papers)
    )


def data_of(business: Business) -> BusinessData:
    """The frozen value that an editor shows."""
    people, skills = map(_of_person, business.people), map(_of_skill, business.skills)
    return data_from(_of_business(business), people, skills, map(_of_paper, business.papers))
