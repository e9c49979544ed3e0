"""What only a stored draft knows of: what its parties became, and who has one of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.deal import Deal, PartySnapshot
from ...domain.findings import Finding
from ...records.agreement import Agreement
from ...records.project import Project
from ..shared.choosing import ChoiceNotice
from ..shared.dependencies import TemplateCatalogue
from .choice_findings import choice_findings, noticed_in
from .others_told import AgreedSum, Others, own_sums, told_of_others
from .stale import StalePairs, stale_findings, stale_parties


@dataclass(frozen=True, slots=True)
class Beside:
    """One consistent look at what is said of a draft from outside of it."""

    stale: StalePairs = ()
    noticed: tuple[ChoiceNotice, ...] = ()
    others: Others = field(default_factory=Others)


def beside(session: Session, agreement: Agreement, shelf: TemplateCatalogue, today: date) -> Beside:
    """What there is to say of this draft."""
    deal = agreement.deal
    return Beside(
        stale_parties(session, deal),
        noticed_in(session, deal, today),
        _others_of(session, agreement, shelf, deal),
    )


def findings_beside(deal: Deal, seen: Beside, shelf: TemplateCatalogue) -> tuple[Finding, ...]:
    """The same as findings."""
    template = shelf.template(deal.template)
    return (
        *stale_findings(deal, seen.stale),
        *choice_findings(deal, seen.noticed),
        *told_of_others(deal, template, seen.others),
    )


def _others_of(
    session: Session, agreement: Agreement, shelf: TemplateCatalogue, deal: Deal
) -> Others:
    """Nobody, unless this is one of several that a lead makes for one project."""
    project = session.get(Project, agreement.project_id) if agreement.project_id else None
    if project is None or not shelf.template(deal.template).spoke.own:
        return Others()
    deals = _made_of(session, project, deal.template, but=agreement.id)
    return _others_in(project, deals, deal, shelf)


def _made_of(session: Session, project: Project, kind: str, *, but: int = 0) -> list[Deal]:
    """The deals of a kind that a project has, each as it stands and as it was offered last."""
    same = select(Agreement).where(
        Agreement.project_id == project.id,
        Agreement.template == kind,
        Agreement.id != but,
        Agreement.archived_at.is_(None),
    )
    found = []
    for one in session.scalars(same):
        found.append(one.deal)
        if one.offered is not None:
            found.append(one.offered.deal)
    return found


def _others_in(
    project: Project, deals: Iterable[Deal], deal: Deal, shelf: TemplateCatalogue
) -> Others:
    """Who is in the project or in one of the other deals, and not in this one, with their sums."""
    here = {party.business_id for party in deal.parties}
    found: dict[str, PartySnapshot] = {}
    sums: dict[str, frozenset[AgreedSum]] = {}
    template = shelf.template(deal.template)
    for other in deals:
        theirs = [party for party in other.parties if party.business_id not in here]
        found |= {party.business_id: party for party in theirs}
        for party in theirs:
            sums[party.name] = sums.get(party.name, frozenset()) | own_sums(other, template)
    for member in project.team:
        key = str(member.business_id)
        if key not in here and key not in found:
            found[key] = member.business.snapshot(key)
    return Others(tuple(found.values()), sums)


def others_findings(
    session: Session, project: Project, deals: Sequence[Deal], shelf: TemplateCatalogue
) -> Iterator[tuple[Finding, ...]]:
    """Where each of these new deals tells of another, of one made before, or of the team."""
    made = {kind: _made_of(session, project, kind) for kind in {one.template for one in deals}}
    for deal in deals:
        others = _others_in(project, (*made[deal.template], *deals), deal, shelf)
        yield told_of_others(deal, shelf.template(deal.template), others)
