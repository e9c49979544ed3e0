"""Where the number of a sealed idea stands: in revisions as they were frozen, else in drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import undefer

from ...domain.deal import as_tables, as_text
from ...domain.errors import BadInput
from ...domain.states import AgreementState
from ...drafting.asking.roles import Role
from ...records.agreement import Agreement, Revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from ...domain.deal import Deal
    from ..shared.dependencies import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class IdeaPlace:
    """A row of a schedule with this number. `revision` 0 is a draft; `standing` says more."""

    agreement_id: int
    agreement: str
    revision: int
    standing: str
    name: str
    party: str

    def sentence(self) -> str:
        """What was found, in a sentence."""
        whose = f"“{self.name}” of {self.party}" if self.party else f"“{self.name}”"
        return f"It is the idea {whose} in “{self.agreement}”, {self.standing}."


def places_of(session: Session, shelf: TemplateCatalogue, number: str) -> tuple[IdeaPlace, ...]:
    """Each agreement with this number, once: by the latest revision that has it, else its draft."""
    frozen = (
        select(Revision)
        .where(Revision.deal_json.contains(number))
        .order_by(Revision.agreement_id, Revision.number.desc())
        .options(undefer(Revision.deal_json))
    )
    found: dict[int, IdeaPlace] = {}
    for one in session.scalars(frozen):
        for place in _in(shelf, one.agreement, one.deal, number, one.number):
            found.setdefault(one.agreement_id, place)
    for agreement in session.scalars(select(Agreement).where(Agreement.deal_json.contains(number))):
        for place in _in(shelf, agreement, agreement.deal, number, 0):
            found.setdefault(agreement.id, place)
    return tuple(found.values())


def _in(
    shelf: TemplateCatalogue, agreement: Agreement, deal: Deal, number: str, revision: int
) -> Iterator[IdeaPlace]:
    """The rows of a deal with this number, whatever the template calls their question."""
    names = {party.key: party.name for party in deal.parties}
    for row in as_tables(deal.answers.get(_question(shelf, deal))):
        if as_text(row.get("number")) == number:
            yield IdeaPlace(
                *(agreement.id, agreement.title or "Untitled agreement", revision),
                standing=_standing(agreement, revision),
                name=as_text(row.get("name")),
                party=names.get(as_text(row.get("party")), ""),
            )


def _question(shelf: TemplateCatalogue, deal: Deal) -> str:
    try:
        return shelf.template(deal.template).playing(Role.SEALED_IDEAS)
    except BadInput:
        return ""


def _standing(agreement: Agreement, revision: int) -> str:
    if not revision:
        return "a draft that was offered to nobody with it"
    if revision < agreement.revision:
        return f"revision {revision}, which a later one replaced"
    if agreement.state is AgreementState.DRAFT:
        return f"revision {revision}, which is not on offer any more"
    return f"revision {revision}, {agreement.state.value}"
