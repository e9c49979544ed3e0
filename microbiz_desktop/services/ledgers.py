"""The ledger of an agreement: appended to in a transaction at hand, read back, checked."""

import hashlib
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.edition import Attachment
from ..domain.errors import DamagedFile, NotReady
from ..domain.plain import canonical
from ..domain.states import AgreementState, EntryKind
from ..evidence import chain
from ..evidence.replay import Standing, replay, state_of
from ..records.agreement import Agreement, LedgerEntry
from .agreement_values import facts_of
from .desk import Desk


def append(
    session: Session, desk: Desk, agreement: Agreement, kind: EntryKind, payload: Any
) -> LedgerEntry:
    """One more entry at the end of the chain, signed with the key of the own business."""
    sequence, previous = head_of(session, agreement.id)
    raise NotImplementedError


def head_of(session: Session, agreement_id: int) -> tuple[int, str]:
    """Number and hash of the last entry; zero and empty before the first."""
    found = session.execute(
        select(LedgerEntry.sequence, LedgerEntry.hash)
        .where(LedgerEntry.agreement_id == agreement_id)
        .order_by(LedgerEntry.sequence.desc())
        .limit(1)
    ).first()
    return (0, "") if found is None else (found.sequence, found.hash)


def entries_of(session: Session, agreement_id: int) -> list[LedgerEntry]:
    """All entries in order."""
    query = select(LedgerEntry).where(LedgerEntry.agreement_id == agreement_id)
    return list(session.scalars(query.order_by(LedgerEntry.sequence)))


def standing_of(session: Session, agreement: Agreement) -> Standing:
    """Where the last offered revision stands. Raises NotReady before the first offer."""
    standing = replay(facts_of(entries_of(session, agreement.id)))
    if standing is None:
        raise NotReady("This agreement has not been offered yet.", "Offer it for sign-off first.")
    return standing


def states_of_revisions(session: Session, agreement: Agreement) -> dict[int, AgreementState]:
    """What became of each revision, by its number."""
    facts = facts_of(entries_of(session, agreement.id))
    numbers = {fact.revision for fact in facts if fact.kind is EntryKind.OFFERED}
    return {n: state_of(replay(fact for fact in facts if fact.revision == n)) for n in numbers}
