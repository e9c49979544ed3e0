"""The deal of one member of a project: the lead, the member, and what the project knows of it.

`Spokes` makes one for each chosen member. Whatever belongs to another member stays out: their
deliverables, roles and fees, and the one sentence of the project, which speaks of all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.deal import Deal, ProjectDetails, as_table, frozen
from ...domain.dealdata import apply_edits
from ...domain.errors import BadInput
from ...domain.findings import Edit
from ...domain.projects import Duty
from ...domain.words.phrases import joined, small
from ...drafting.asking.answer_kinds import AnswerKind, row_cells
from ...drafting.asking.questions import is_answered
from ...drafting.asking.roles import Role
from ...drafting.comparing.differences import told_answers
from ...drafting.templates.model import Template
from ...records.agreement import Agreement
from ...records.project import Project, TeamMember
from ..shared.dependencies import TemplateCatalogue, the_business
from .beside import others_findings
from .deal_edits import party_key
from .from_project import with_missions
from .interview import circumstances_of
from .new_drafts import blank_deal
from .spoke_values import Answers, Sections, Spoke, SpokeQuestions, SpokesWanted

#: What tells one of several agreements from the others in a line.
_IN_A_LINE = frozenset({AnswerKind.MONEY, AnswerKind.PERCENTAGE, AnswerKind.DATE})


def shared_deal(session: Session, shelf: TemplateCatalogue, wanted: SpokesWanted) -> Deal:
    """What all of them share, as a deal of the lead alone."""
    project = the_project(session, wanted.project_id)
    lead = lead_deal(session, shelf, wanted.kind, project, wanted.own_business_id)
    return with_answers(lead, shelf.template(wanted.kind), wanted.shared)


def spokes_of(
    session: Session, shelf: TemplateCatalogue, wanted: SpokesWanted
) -> tuple[Spoke, ...]:
    """What would be made for each, and where one tells of another."""
    project, template = the_project(session, wanted.project_id), shelf.template(wanted.kind)
    shared = shared_deal(session, shelf, wanted)
    known = answers_elsewhere(session, shelf, template, project, shared.currency)
    team = {member.business_id: member for member in others_of(project)}
    made = []
    for key in dict.fromkeys(wanted.members):
        if key not in team:
            raise BadInput("Somebody chosen is not in the team any more.", "Choose again.")
        deal = member_deal(session, shared, template, project, team[key])
        deal = with_answers(deal, template, known.get(key, {}))
        deal = with_answers(deal, template, _of_its_own(template, wanted.own.get(key, {})))
        made.append(Spoke(key, team[key].business.name, deal))
    told = others_findings(session, project, [one.deal for one in made], shelf)
    return tuple(replace(one, findings=found) for one, found in zip(made, told, strict=True))


def questions_of(template: Template, sections: Sections) -> SpokeQuestions:
    """What is asked of each and of all; who the parties are and which of them leads is settled."""
    by_id = {question.id: question for section in sections for question in section.questions}
    plan = template.spoke
    elsewhere = {*plan.own, *plan.once, template.playing(Role.LEAD)}
    return SpokeQuestions(
        tuple(by_id[name] for name in plan.own if name in by_id),
        tuple(by_id[name] for name in plan.once if name in by_id),
        tuple(
            question
            for name, question in by_id.items()
            if name not in elsewhere and question.kind is not AnswerKind.PARTIES
        ),
    )


def told_in_a_line(shelf: TemplateCatalogue, deal: Deal) -> str:
    """Sums and days that a member has of its own, as they are printed."""
    template, told = shelf.template(deal.template), told_answers(shelf.catalogue(), deal)
    asked = (template.question(name) for name in template.spoke.own)
    return " · ".join(
        told[one.id].words for one in asked if one and one.id in told and one.kind in _IN_A_LINE
    )


def own_of(project: Project) -> int:
    """The business of one's own that leads the project, else one in its team; 0 for none."""
    own = [member for member in project.team if member.business.own]
    own.sort(key=lambda member: member.duty != Duty.LEAD)
    return own[0].business_id if own else 0


def have_one(session: Session, project_id: int, kind: str) -> frozenset[int]:
    """The businesses with which this project has an agreement of this kind."""
    query = select(Agreement).where(
        Agreement.project_id == project_id,
        Agreement.template == kind,
        Agreement.archived_at.is_(None),
    )
    parties = (party for one in session.scalars(query) for party in one.deal.parties)
    return frozenset(int(p.business_id) for p in parties if p.business_id.isdecimal())


def the_project(session: Session, project_id: int) -> Project:
    """The project with this id. Raises BadInput when there is none."""
    found = session.get(Project, project_id)
    if found is None:
        raise BadInput("That project is not here any more.", "Choose another one.")
    return found


def others_of(project: Project) -> tuple[TeamMember, ...]:
    """The members of the team that are no business of one's own, in their order."""
    return tuple(member for member in project.team if not member.business.own)


def lead_deal(
    session: Session, shelf: TemplateCatalogue, kind: str, project: Project, own_id: int
) -> Deal:
    """What all of them begin with: the lead as party, client and dates, nobody’s work."""
    template, own = shelf.template(kind), the_business(session, own_id)
    roles = {member.business_id: member.role for member in project.team}
    key = party_key(own.name, frozenset())
    asked = template.question(template.playing(Role.LEAD))
    deal = replace(
        blank_deal(shelf, kind),
        parties=(own.snapshot(key, roles.get(own.id, "")),),
        project=_of_all(project),
        answers=frozen({asked.id: key} if asked else {}),
    )
    return with_missions(session, deal, template, {key})


def _of_all(project: Project) -> ProjectDetails:
    """Client and dates; the end is that of the last thing that is due where nobody said one."""
    facts = project.facts({})
    last = max((item.due for item in facts.deliverables), default="")
    return replace(facts, name="", brief="", end=facts.end or last, deliverables=())


def member_deal(
    session: Session, lead: Deal, template: Template, project: Project, member: TeamMember
) -> Deal:
    """The same with a member as second party, what it hands over and what it does."""
    key = party_key(member.business.name, frozenset(party.key for party in lead.parties))
    facts = project.facts({member.business_id: key})
    things = tuple(item for item in facts.deliverables if item.owner == key)
    does = member.role.strip() or joined([item.title for item in things])
    roles = [one.role.strip().casefold() for one in project.team]
    alone = bool(member.role.strip()) and roles.count(member.role.strip().casefold()) == 1
    called = _in_a_sentence(member.role.strip()) if alone else member.business.name
    deal = replace(
        lead,
        title=f"{project.name}: {called}",
        parties=(*lead.parties, member.business.snapshot(key, member.role)),
        project=replace(lead.project, brief=_in_a_sentence(does), deliverables=things),
    )
    return with_missions(session, deal, template, {key})


def _in_a_sentence(words: str) -> str:
    """A small letter in front, unless it begins with a short form such as PR."""
    return words if words[1:2].isupper() else small(words)


def with_answers(deal: Deal, template: Template, answers: Answers) -> Deal:
    """The deal with these answers, wherever their questions keep them."""
    asked = {question.id: question for question in template.questions}
    known = ((asked[name], value) for name, value in answers.items() if name in asked)
    return apply_edits(deal, [Edit(question.path(), value) for question, value in known])


def _of_its_own(template: Template, answers: Answers) -> Answers:
    """What a member answers for itself; what it leaves empty and all are asked is as for all."""
    own, once = template.spoke.own, template.spoke.once
    return {
        name: value
        for name, value in answers.items()
        if name in own and (is_answered(value) or name not in once)
    }


def answers_elsewhere(
    session: Session,
    shelf: TemplateCatalogue,
    template: Template,
    project: Project,
    currency: str,
) -> Mapping[int, Answers]:
    """What other agreements of the project say of its members, by business; the newest counts.

    Sums in another currency than this are not known here.
    """
    query = (
        select(Agreement)
        .where(Agreement.project_id == project.id, Agreement.archived_at.is_(None))
        .order_by(Agreement.updated_at.desc(), Agreement.id.desc())
    )
    found: dict[int, Answers] = {}
    for agreement in session.scalars(query):
        for key, answers in _known_in(agreement.deal, shelf, template, currency):
            found.setdefault(key, answers)
    return found


def _known_in(
    deal: Deal, shelf: TemplateCatalogue, template: Template, currency: str
) -> Iterator[tuple[int, Answers]]:
    there = shelf.catalogue().templates.get(deal.template)
    if there is None or there.id == template.id:
        return
    given = circumstances_of(shelf, deal).answers
    for known in template.spoke.known:
        question = there.question(there.playing(known.role))
        table = as_table(given.get(question.id)) if question else {}
        columns = question.columns if question else ()
        for party in deal.parties:
            for column, value in row_cells(columns, table.get(party.key)):
                if column.kind is AnswerKind.MONEY and deal.currency != currency:
                    continue
                if value and party.business_id.isdecimal():
                    yield int(party.business_id), {known.answers: value, **known.along}
