"""Begins an agreement: what is known from where one stood, which paper that asks for, the draft.

The page for a new agreement asks it, whether one comes from a project, an associate, a referral or
from nowhere. What is known is offered as an answer and never taken for the user's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain import papers
from ...domain.contacts.contacts import Stage
from ...domain.dealdata import apply_edits, cleaned_deal
from ...domain.errors import BadInput
from ...domain.findings import Edit
from ...domain.network.referring import Consent, Direction
from ...domain.projects import Duty
from ...domain.states import ProjectState
from ...drafting.asking.roles import Role
from ...records.business import Business
from ...records.network import Referral
from ...records.project import Project, TeamMember
from ..shared.dependencies import the_business
from .new_drafts import keep_draft, new_deal, with_business

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.deal import Deal
    from ..shared.dependencies import Dependencies
    from .values import AgreementData

_OVER = (ProjectState.DONE, ProjectState.REVIEWED)
_TALKING = (Stage.PROSPECT, Stage.TALKING)


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """What is known before anything is asked; `said` tells in words from where.

    `given` are answers of the chooser; `client`, `client_address` and `brief` facts of the work
    where no project has them. Ids are 0 for none; `name` is that of the associate.
    """

    project: int = 0
    associate: int = 0
    name: str = ""
    title: str = ""
    client: str = ""
    client_address: str = ""
    brief: str = ""
    said: str = ""
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Begun:
    """What the user chose: own business, kind, project and title, beside what is `known`.

    `member` is the one of the project's team who is the other party, 0 for all of the team;
    `given` are the answers of the chooser that count. Without a title it is the one known, or that
    of the project; an empty one is one that the user emptied.
    """

    own: int
    kind: str
    project: int = 0
    title: str | None = None
    member: int = 0
    known: StartingPoint = field(default_factory=StartingPoint)
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class WhichPaper:
    """What is known, and the draft of what was chosen."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk

    def kinds(self) -> tuple[papers.AgreementKind, ...]:
        """The kinds of agreement that can be begun, by title."""
        return self._desk.shelf.kinds()

    def of_project(self, project_id: int) -> StartingPoint:
        """A project is work to do; who leads it has its client."""
        with self._desk.database.reading() as session:
            return _of_project(_the_project(session, project_id))

    def of_associate(self, associate_id: int) -> StartingPoint:
        """The one project that the associate is in, or perhaps only talking."""
        with self._desk.database.reading() as session:
            return _of_associate(session, the_business(session, associate_id))

    def of_referral(self, referral_id: int) -> StartingPoint:
        """Whom it was exchanged with, and for whom the work is."""
        with self._desk.database.reading() as session:
            referral = session.get(Referral, referral_id)
            if referral is None:
                raise BadInput("That referral is not here any more.", "Go back to the list.")
            return _of_referral(session, referral)

    def team(self, project_id: int, own: int) -> tuple[tuple[int, str], ...]:
        """The team of a project beside one's own business: ids and names."""
        if not project_id:
            return ()
        with self._desk.database.reading() as session:
            team = _the_project(session, project_id).team
            return tuple((m.business_id, m.business.name) for m in team if m.business_id != own)

    def begin(self, begun: Begun) -> AgreementData:
        """The draft, with the parties, the facts and the lead that are known."""
        with self._desk.database.transaction() as session:
            deal = cleaned_deal(self._deal(session, begun))
            deal = apply_edits(deal, [*self._facts(begun, deal), *self._lead(begun, deal)])
            return keep_draft(session, self._desk, deal, begun.own, begun.project)

    def _deal(self, session: Session, begun: Begun) -> Deal:
        """The parties: of the project, the one chosen of it, or the associate one came from."""
        shelf = self._desk.shelf
        title = (begun.known.title or None) if begun.title is None else begun.title
        members = (begun.own, begun.member) if begun.member else None
        args = (begun.kind, begun.own, begun.project, title)
        deal = new_deal(session, shelf, *args, members=members)
        other = begun.member or begun.known.associate
        if not other or str(other) in {party.business_id for party in deal.parties}:
            return deal
        return with_business(session, shelf, deal, other)

    def _facts(self, begun: Begun, deal: Deal) -> list[Edit]:
        """What no project told, where this kind asks for it.

        Facts of a project that was taken out again are not those of the work.
        """
        if begun.project or begun.known.project:
            return []
        known = begun.known
        facts = {
            "project.client": known.client,
            "project.client_address": known.client_address,
            "project.brief": known.brief,
        }
        asked = (q for q in self._desk.shelf.template(deal.template).questions if q.source)
        return [Edit(q.path(), facts[q.source]) for q in asked if facts.get(q.source)]

    def _lead(self, begun: Begun, deal: Deal) -> list[Edit]:
        """Who has the client's contract leads, where this kind asks who does."""
        template = self._desk.shelf.template(deal.template)
        question = template.question(template.playing(Role.LEAD))
        others = [p.key for p in deal.parties if p.business_id != str(begun.own)]
        own = [p.key for p in deal.parties if p.business_id == str(begun.own)]
        leads = own if papers.is_mine(begun.given) else []
        leads = others if begun.given.get(papers.CLIENT) == papers.THEIRS else leads
        if question is None or len(leads) != 1:
            return []
        return [Edit(question.path(), leads[0])]


def _the_project(session: Session, project_id: int) -> Project:
    found = session.get(Project, project_id)
    if found is None:
        raise BadInput("That project is not here any more.", "Choose another one.")
    return found


def _of_project(project: Project) -> StartingPoint:
    said = f"From the project {project.name}: there is work to do"
    lead = next((m.business for m in project.team if m.duty == Duty.LEAD), None)
    given = {papers.ABOUT: papers.WORK}
    if lead is not None and project.client:
        given[papers.CLIENT] = papers.MINE if lead.own else papers.THEIRS
        said += f", and {lead.name} leads it"
    said += ". Change what is not so."
    return StartingPoint(
        project=project.id,
        client=project.client,
        brief=project.brief,
        said=said,
        given=MappingProxyType(given),
    )


def _of_associate(session: Session, business: Business) -> StartingPoint:
    wanted = (
        select(Project)
        .join(TeamMember, TeamMember.project_id == Project.id)
        .where(TeamMember.business_id == business.id)
        .where(Project.archived_at.is_(None), Project.state.not_in(_OVER))
    )
    projects = list(session.scalars(wanted))
    name = business.name
    if not projects:
        perhaps = {papers.ABOUT: papers.TALK} if business.stage in _TALKING else {}
        said = "You have no project together yet, so perhaps you only talk so far."
        return StartingPoint(
            associate=business.id,
            name=name,
            said=said if perhaps else "",
            given=MappingProxyType(perhaps),
        )
    if len(projects) > 1:
        said = f"{name} is in the team of {len(projects)} projects. Choose one if it is for that."
        given = MappingProxyType({papers.ABOUT: papers.WORK})
        return StartingPoint(associate=business.id, name=name, said=said, given=given)
    said = f"{name} is in the team of {projects[0].name}, so that project is chosen."
    known = _of_project(projects[0])
    return replace(known, associate=business.id, name=name, said=said)


def _of_referral(session: Session, referral: Referral) -> StartingPoint:
    """Without consent the person passed on is not named to anybody but who passed them on."""
    associate = the_business(session, referral.associate_id)
    received = referral.direction == Direction.RECEIVED
    told = received or referral.consent == Consent.GIVEN
    client = session.get(Business, referral.referred_id) if referral.referred_id else None
    said = f"{associate.name} passed {referral.referred} on to you, who may be your client."
    if not received:
        said = f"You passed {referral.referred} on to {associate.name}, whose client this may be."
    if not told:
        said += " The draft leaves the name out, as there is no consent yet."
    return StartingPoint(
        associate=associate.id,
        name=associate.name,
        title=referral.what_for[:1].upper() + referral.what_for[1:],
        client=referral.referred if told else "",
        client_address=client.address if client is not None and told else "",
        brief=referral.what_for,
        said=said,
        given=MappingProxyType(
            {
                papers.ABOUT: papers.WORK,
                papers.CLIENT: papers.MINE if received else papers.THEIRS,
            }
        ),
    )
