"""A draft as it begins: blank, then kept with the first entry of its record."""

import uuid

from sqlalchemy.orm import Session

from ...domain.deal import Deal
from ...domain.dealdata import cleaned_deal
from ...domain.ledger import Created
from ...domain.states import EntryKind
from ...records.agreement import Agreement
from ..shared.dependencies import Dependencies, TemplateCatalogue
from ..signoff import ledgers
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


def keep_draft(
    session: Session,
    desk: Dependencies,
    deal: Deal,
    own_id: int,
    project_id: int,
    past: Agreement | None = None,
) -> AgreementData:
    """A new draft with this deal; `past` is the agreement whose deal it is a copy of."""
    now = desk.clock.now()
    agreement = Agreement(
        public_id=str(uuid.uuid4()),
        project_id=project_id or None,
        own_business_id=own_id or None,
        started_from_id=past.id if past else None,
        once_empty=past.once_empty if past else "",
        template=deal.template,
        title=deal.title,
        created_at=now,
        updated_at=now,
    )
    agreement.deal = cleaned_deal(deal)
    session.add(agreement)
    session.flush()
    created = Created(agreement.public_id, deal.template, deal.title)
    ledgers.append(session, desk, agreement, EntryKind.CREATED, created)
    return agreement_data(agreement, desk.shelf)
