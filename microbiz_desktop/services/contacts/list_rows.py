"""List rows and second lines that more than one service shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from ...domain.projects import ProjectRow
from ...records.agreement import Agreement
from ...records.business import Business
from ...records.project import Project
from ..shared import words
from .merged_into import all_ids, merged_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

_PARTIES = text(
    "SELECT agreement.id, json_extract(party.value, '$.business_id') "
    "FROM agreement, json_each(agreement.deal_json, '$.parties') AS party "
    "WHERE agreement.archived_at IS NULL "
    "AND agreement.state IN ('draft', 'offered', 'partly signed off')"
)


def live_agreement_counts(session: Session) -> Counter[str]:
    """How many agreements in the making each business is a party of, by business id as text."""
    went = {str(drop): str(keep) for drop, keep in merged_pairs(session)}
    return Counter(_where(str(key), went) for _, key in session.execute(_PARTIES))


def _where(key: str, went: Mapping[str, str]) -> str:
    """The entry that this one was merged into, however many merges ago."""
    while key in went:
        key = went[key]
    return key


def agreements_with(session: Session, business_id: int) -> list[Agreement]:
    """Agreements that this business is a party of, last changed first.

    They name an entry that was merged into another by its old id.
    """
    ids = [str(key) for key in all_ids(session, business_id)]
    party = func.json_each(Agreement.deal_json, "$.parties").table_valued("value").alias("party")
    wanted = (
        select(Agreement)
        .join(party, func.json_extract(party.c.value, "$.business_id").in_(ids))
        .where(Agreement.archived_at.is_(None))
        .order_by(Agreement.updated_at.desc())
    )
    return list(session.scalars(wanted).unique())


def business_line(business: Business) -> str:
    """Contact and what the business does, for a second line."""
    person = business.contact
    does = ", ".join(skill.name for skill in business.skills[:3]) or business.strapline
    return " · ".join(part for part in (person.name if person else "", does) if part)


def project_line(project: Project) -> str:
    """Client and dates, for a second line."""
    return " · ".join(part for part in (project.client, when(project)) if part)


def when(project: Project) -> str:
    """The term of a project in words, as far as it is known."""
    start, end = words.iso_day(project.start), words.iso_day(project.end)
    if start and end:
        return f"{start} to {end}"
    return f"From {start}" if start else f"Until {end}" if end else ""


def project_row(session: Session, project: Project) -> ProjectRow:
    """One row of the projects list."""
    live = select(func.count()).where(
        Agreement.project_id == project.id, Agreement.archived_at.is_(None)
    )
    return ProjectRow(
        id=project.id,
        name=project.name,
        client=project.client,
        state=project.state,
        team_size=len(project.team),
        when=when(project),
        agreements=session.scalar(live) or 0,
    )
