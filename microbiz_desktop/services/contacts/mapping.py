"""A business record and the frozen value that editors show: one to the other and back."""

from dataclasses import fields
from typing import Any

from ...domain.contacts.contacts import (
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

#: Fields of a business that go across as they are.
BUSINESS_PLAIN = (
    "own",
    "trading_name",
    "registration_number",
    "tax_number",
    "address",
    "place",
    "email",
    "phone",
    "website",
    "strapline",
    "notes",
    "size",
    "sector",
    "best_at",
    "credit_as",
    "colours",
    "languages",
    "ways",
    "addresses",
    "supplies",
    "relations",
    "met_on",
    "met_how",
    "introduced_by",
    "next_action",
    "next_on",
    "free_months",
    "fit",
    "private",
    "custom",
    "uid",
    "extra",
)
PERSON_PLAIN = tuple(field.name for field in fields(PersonData))


def fill(business: Business, data: BusinessData, today: str) -> None:
    """Write a form's values into a record; people, skills and papers keep their order.

    A stage that has changed is dated `today` (ISO) in its history.
    """
    for name in BUSINESS_PLAIN:
        setattr(business, name, getattr(data, name))
    business.legal_name = data.legal_name.strip() or data.trading_name.strip()
    business.legal_form = data.legal_form if data.legal_form in LEGAL_FORMS else "other"
    business.sign_rule = "all" if data.sign_rule == "all" else "one"
    business.closeness = int(data.closeness)
    business.introduced_by_id = data.introduced_by_id or None
    _set_stage(business, data, today)
    _set_people(business, data)
    _set_skills(business, data)
    _set_papers(business, data)


def _set_stage(business: Business, data: BusinessData, today: str) -> None:
    """A history that was changed by hand, or put back by undo, is taken as it is."""
    before: Stage | None = business.stage  # None while the record is new
    untouched = (business.stage_history or ()) == data.stage_history
    business.stage, business.stage_history = data.stage, data.stage_history
    if untouched and before not in (None, data.stage):
        business.stage_history = (*data.stage_history, StageChange(data.stage, today))


def _set_people(business: Business, data: BusinessData) -> None:
    people = [person for person in data.people if person.name.strip()]
    if [person_data(item) for item in business.people] != people:
        business.people = [Person(**person_columns(person)) for person in people]


def person_columns(person: PersonData) -> dict[str, Any]:
    """The columns of a person's row."""
    columns = {name: getattr(person, name) for name in PERSON_PLAIN}
    return {**columns, "name": person.name.strip(), "photo": person.photo or None}


def _set_skills(business: Business, data: BusinessData) -> None:
    skills = [skill for skill in data.skills if skill.name.strip()]
    if [skill_data(item) for item in business.skills] != skills:
        business.skills = [Skill(**skill_columns(skill)) for skill in skills]


def skill_columns(skill: SkillData) -> dict[str, Any]:
    """The columns of a skill's row."""
    name = skill.name.strip()
    return {
        "name": name,
        "key": fold(name),
        "level": int(skill.level),
        "evidence": skill.evidence,
        "last_used": skill.last_used,
    }


def _set_papers(business: Business, data: BusinessData) -> None:
    if [paper_data(item) for item in business.papers] != list(data.papers):
        business.papers = [PaperRecord(**paper_columns(paper)) for paper in data.papers]


def paper_columns(paper: Paper) -> dict[str, Any]:
    """The columns of a paper's row."""
    return {
        "sort": paper.kind,
        "name": paper.name,
        "details": paper.details,
        "expires": paper.expires,
    }


def person_data(person: Person) -> PersonData:
    """The frozen value of a person."""
    values = {name: getattr(person, name) for name in PERSON_PLAIN}
    return PersonData(**{**values, "photo": person.photo or ""})


def skill_data(skill: Skill) -> SkillData:
    """The frozen value of a skill."""
    return SkillData(skill.name, Level(skill.level), skill.evidence, skill.last_used)


def paper_data(paper: PaperRecord) -> Paper:
    """The frozen value of a paper."""
    return Paper(paper.sort, paper.name, paper.details, paper.expires)


def data_of(business: Business) -> BusinessData:
    """The frozen value that an editor shows."""
    plain = {name: getattr(business, name) for name in BUSINESS_PLAIN}
    return BusinessData(
        id=business.id,
        version=business.version,
        legal_name=business.legal_name,
        legal_form=business.legal_form,
        sign_rule=business.sign_rule,
        logo=business.logo or "",
        people=tuple(person_data(person) for person in business.people),
        skills=tuple(skill_data(skill) for skill in business.skills),
        papers=tuple(paper_data(paper) for paper in business.papers),
        closeness=Closeness(business.closeness),
        stage=business.stage,
        stage_history=business.stage_history,
        introduced_by_id=business.introduced_by_id or 0,
        sample=business.sample,
        **plain,
    )
