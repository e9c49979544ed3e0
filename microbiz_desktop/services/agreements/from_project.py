"""What a draft takes from a project and its parties: team, facts, who leads, what they stand for.

`Agreements` asks for it when a draft begins and when a party comes in. Everything is copied, so
that project and contact list may go on changing while the terms stay as they were settled.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.deal import Deal, PartySnapshot, frozen
from ...domain.errors import BadInput
from ...domain.projects import Duty
from ...drafting.asking.roles import Role
from ...drafting.templates.model import Template
from ...records.business import Business
from ...records.project import Project
from .deal_edits import party_key

#: The role of the question that each duty answers.
_ASKED = {Duty.LEAD: Role.LEAD, Duty.BACKUP: Role.BACKUP}


def with_project(
    session: Session,
    deal: Deal,
    project_id: int,
    template: Template,
    members: Collection[int] | None = None,
) -> Deal:
    """The deal with the project's team as parties and its facts copied, but for its name.

    With `members` only these of the team, and what these hand over: who is no party is not told of.
    """
    project = session.get(Project, project_id)
    if project is None:
        raise BadInput("That project is not here any more.", "Choose another one.")
    parties = list(deal.parties)
    for member in project.team:
        if members is not None and member.business_id not in members:
            continue
        if any(party.business_id == str(member.business_id) for party in parties):
            parties = _with_role(parties, member.business_id, member.role)
            continue
        key = party_key(member.business.name, frozenset(party.key for party in parties))
        parties.append(member.business.snapshot(key, member.role))
    keys = {int(party.business_id): party.key for party in parties}
    facts = project.facts(keys)
    if members is not None:
        facts = replace(facts, deliverables=tuple(d for d in facts.deliverables if d.owner))
    return replace(
        deal,
        title=deal.title or project.name,
        parties=tuple(parties),
        answers=frozen({**deal.answers, **_leading(project, keys, template)}),
        project=replace(facts, name=""),  # the title's own beginning is its name
    )


def _leading(project: Project, keys: Mapping[int, str], template: Template) -> dict[str, str]:
    """Who leads and who is the back-up, the first of each, where the template asks for them."""
    found: dict[str, str] = {}
    for member in project.team:
        role = _ASKED.get(Duty(member.duty))
        question = template.question(template.playing(role)) if role else None
        if question is not None and member.business_id in keys:
            found.setdefault(question.id, keys[member.business_id])
    return found


def _with_role(
    parties: Sequence[PartySnapshot], business_id: int, role: str
) -> list[PartySnapshot]:
    return [replace(p, role=role) if p.business_id == str(business_id) else p for p in parties]


def with_missions(session: Session, deal: Deal, template: Template, came: Collection[str]) -> Deal:
    """What the parties that came in stand for (by key), as the contact list has it.

    Of the others nothing is filled in: it may have been taken out. The template may not ask for it.
    Nothing is printed of it until somebody says that the background should tell it.
    """
    question = template.question(template.playing(Role.MISSIONS))
    if question is None:
        return deal
    given = deal.answers.get(question.id)
    told = dict(given) if isinstance(given, Mapping) else {}
    joined = [p for p in deal.parties if p.key in came and p.business_id.isdecimal()]
    ids = {int(p.business_id): p.key for p in joined}
    for one in session.scalars(select(Business).where(Business.id.in_(ids))):
        if one.mission:
            told.setdefault(ids[one.id], one.mission)
    return replace(deal, answers=frozen({**deal.answers, question.id: told})) if told else deal
