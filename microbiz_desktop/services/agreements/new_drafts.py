"""A draft as it begins: blank, with its parties and project, kept with the first entry."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace

from sqlalchemy.orm import Session

from ...domain.deal import Deal
from ...domain.dealdata import cleaned_deal
from ...domain.errors import NotReady
from ...domain.ledger import Created
from ...domain.states import EntryKind
from ...records.agreement import Agreement
from ..shared.dependencies import Dependencies, TemplateCatalogue, the_business
from ..signoff import ledgers
from .deal_edits import party_key, with_party
from .from_project import with_missions, with_project
from .rows import agreement_data
from .values import AgreementData


def blank_deal(shelf: TemplateCatalogue, template: str) -> Deal:
    """A deal of this kind under the first law that it is worded for."""
    found = shelf.template(template)
    pack = shelf.catalogue().packs[found.jurisdictions[0]]
    return Deal(
        template=found.id,
        template_version=found.version,
        pack=pack.id,
        pack_version=pack.version,
        currency=pack.currency,
    )


def new_deal(
    session: Session,
    shelf: TemplateCatalogue,
    template: str,
    own_business_id: int,
    project_id: int = 0,
    title: str | None = None,
    *,
    members: Collection[int] | None = None,
) -> Deal:
    """The own business as first party, then the project's facts and team, or `members` of it.

    Without a title it is the project's name; one given as empty stays empty.
    """
    own = the_business(session, own_business_id)
    found = shelf.template(template)
    deal = replace(
        blank_deal(shelf, template),
        title=title or "",
        parties=(own.snapshot(party_key(own.name, frozenset())),),
    )
    if project_id:
        deal = with_project(session, deal, project_id, found, members)
        deal = deal if title is None else replace(deal, title=title)
    return with_missions(session, deal, found, {party.key for party in deal.parties})


def with_business(session: Session, shelf: TemplateCatalogue, deal: Deal, business_id: int) -> Deal:
    """The deal with a business of the contact list as its last party."""
    business = the_business(session, business_id)
    key = party_key(business.name, frozenset(party.key for party in deal.parties))
    joined = with_party(deal, business.snapshot(key))
    return with_missions(session, joined, shelf.template(deal.template), {key})


def keep_draft(
    session: Session,
    desk: Dependencies,
    deal: Deal,
    own_id: int,
    project_id: int,
    past: Agreement | None = None,
    *,
    sample: Callable[[], bool] | None = None,
) -> AgreementData:
    """A new draft with this deal; `past` is the agreement whose deal it is a copy of.

    With `sample` it is a part of the sample network from its beginning, if that says that it is
    still wanted. Raises NotReady when it is not.
    """
    if sample is not None and not sample():
        raise NotReady("The sample network was taken out meanwhile.", "Bring it in again.")
    now = desk.clock.now()
    agreement = Agreement(
        public_id=str(uuid.uuid4()),
        project_id=project_id or None,
        own_business_id=own_id or None,
        started_from_id=past.id if past else None,
        once_empty=past.once_empty if past else "",
        template=deal.template,
        title=deal.title,
        sample=sample is not None,
        created_at=now,
        updated_at=now,
    )
    agreement.deal = cleaned_deal(deal)
    session.add(agreement)
    session.flush()
    created = Created(agreement.public_id, deal.template, deal.title)
    ledgers.append(session, desk, agreement, EntryKind.CREATED, created)
    return agreement_data(agreement, desk.shelf)
