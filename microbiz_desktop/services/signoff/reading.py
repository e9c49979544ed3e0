"""Reading a sign-off room from the stored revision and ledger, inside a transaction at hand."""

import json
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.plain import from_plain
from ...domain.states import BINDING
from ...domain.text import AgreementText
from ...evidence.fingerprint import words
from ...evidence.times import clock_sentences
from ...records.agreement import Agreement, Revision
from ..shared.dependencies import TemplateCatalogue, the_revision
from . import ledgers
from .after_signing import ComingDate, dates_of, frozen_answers
from .history import history
from .record_checks import fault_here
from .room import RoomRecord, build_room
from .values import SignOffRoom


def frozen_text(revision: Revision) -> AgreementText:
    """The structured text of a revision, read from its stored bytes."""
    return _read_text(revision.text)


@lru_cache(maxsize=16)
def _read_text(stored: bytes) -> AgreementText:
    """Frozen bytes always give the same frozen value: a busy room reads them once."""
    return from_plain(AgreementText, json.loads(stored), "text")


def read_room(session: Session, agreement: Agreement, shelf: TemplateCatalogue) -> SignOffRoom:
    """The room of the last offered revision. Raises NotReady before the first offer."""
    revision = the_revision(session, agreement)
    text = frozen_text(revision)
    entries = ledgers.chain_of(session, agreement)
    fault = fault_here(session, agreement)
    return build_room(
        RoomRecord(
            agreement_id=agreement.id,
            version=agreement.version,
            state=agreement.state,
            text=text,
            progress=ledgers.replayed(agreement, entries),
            words=words(revision.fingerprint),
            check_code=revision.check_code,
            own=frozenset(party.key for party in revision.deal.parties if party.own),
            history=history(entries, _texts(session, agreement, revision.number, text)),
            executed=agreement.state in BINDING,
            problem=f"{fault.sentence} {fault.hint}" if fault is not None else "",
            deal=revision.deal,
            dates=_dates(revision, shelf) if agreement.state in BINDING else (),
            notes=clock_sentences([entry.at for entry in entries]),
        )
    )


def _dates(revision: Revision, shelf: TemplateCatalogue) -> tuple[ComingDate, ...]:
    deal = revision.deal
    return dates_of(deal, frozen_answers(shelf, deal, revision.template_version))


def _texts(
    session: Session, agreement: Agreement, number: int, text: AgreementText
) -> dict[int, AgreementText]:
    """The text of every revision, for names and clause numbers of older entries."""
    older = session.scalars(
        select(Revision).where(Revision.agreement_id == agreement.id, Revision.number != number)
    )
    return {number: text, **{revision.number: frozen_text(revision) for revision in older}}
