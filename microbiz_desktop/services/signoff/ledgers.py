"""The ledger of an agreement: appended to in a transaction at hand, read back, checked.

Every service that offers, signs off or verifies writes and reads through these functions. They
open no transaction of their own, so that an entry and what it records are stored together or not.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.clock import Moment
from ...domain.errors import BadInput, DamagedFile, UnknownWord
from ...domain.states import LIVE, EntryKind
from ...evidence import chain
from ...evidence.progress import Progress
from ...evidence.replay import replay
from ...records.agreement import Agreement, LedgerEntry
from ..shared.dependencies import Dependencies
from .record_checks import refuse_damaged
from .record_faults import Fault, FaultKind


def append(
    session: Session, desk: Dependencies, agreement: Agreement, kind: EntryKind, payload: object
) -> None:
    """One more entry at the end of the chain, signed with the key of the own business.

    Raises DamagedFile when the last entry is not whole: nothing may follow it.
    """
    last = session.scalar(
        select(LedgerEntry)
        .where(LedgerEntry.agreement_id == agreement.id)
        .order_by(LedgerEntry.sequence.desc())
        .limit(1)
    )
    before = None if last is None else _entry(agreement, last)
    if before is not None and not chain.is_whole(before):
        raise damaged(agreement, f"Entry {before.sequence} was changed.")
    entry = chain.follow(
        before,
        agreement=agreement.public_id,
        kind=kind,
        revision=agreement.revision,
        at=desk.clock.now(),
        payload=payload,
        key=desk.keys.key(owner_of(agreement)),
        latest=_latest(session, agreement),
    )
    session.add(record_of(agreement, entry))
    session.flush()


def _latest(session: Session, agreement: Agreement) -> str:
    """The latest time in the ledger: times as they are stored sort by time."""
    query = select(func.max(LedgerEntry.at)).where(LedgerEntry.agreement_id == agreement.id)
    found = session.scalar(query)
    return found.to_text() if found is not None else ""


def owner_of(agreement: Agreement) -> str:
    """Whose key signs: the own business that is the party."""
    return f"business-{agreement.own_business_id or 0}"


def record_of(agreement: Agreement, entry: chain.Entry) -> LedgerEntry:
    """An entry as it is stored."""
    return LedgerEntry(
        agreement_id=agreement.id,
        sequence=entry.sequence,
        entry=entry.kind,
        revision=entry.revision,
        at=Moment.from_text(entry.at),
        payload=entry.payload,
        previous=entry.previous,
        hash=entry.hash,
        signature=entry.signature,
        key_id=entry.key_id,
        format=entry.format,
        note=entry.note,
    )


def _entry(agreement: Agreement, record: LedgerEntry) -> chain.Entry:
    return chain.Entry(
        agreement=agreement.public_id,
        sequence=record.sequence,
        kind=record.entry,
        revision=record.revision,
        at=record.at.to_text(),
        payload=record.payload,
        previous=record.previous,
        key_id=record.key_id,
        hash=record.hash,
        signature=record.signature,
        format=record.format,
        note=record.note,
    )


def latest_of(session: Session, agreement_id: int) -> tuple[int, str]:
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


def chain_of(session: Session, agreement: Agreement) -> tuple[chain.Entry, ...]:
    """All entries in order, as the chain has them. Raises DamagedFile when one cannot be read."""
    try:
        return tuple(_entry(agreement, record) for record in entries_of(session, agreement.id))
    except (ValueError, LookupError) as error:
        raise damaged(agreement, "An entry of it cannot be read.") from error


def progress_of(session: Session, agreement: Agreement) -> Progress:
    """Where the agreement stands by its ledger, the only truth there is. Raises DamagedFile."""
    return replayed(agreement, chain_of(session, agreement))


def replayed(agreement: Agreement, entries: tuple[chain.Entry, ...]) -> Progress:
    """Where these entries lead. Raises DamagedFile when one of them cannot be read."""
    try:
        return replay(entries)
    except UnknownWord as error:
        raise damaged(agreement, _NEWER, FaultKind.UNKNOWN) from error
    except (BadInput, ValueError, LookupError) as error:
        raise damaged(agreement, "An entry of it cannot be read.") from error


def progresses(session: Session, agreements: Iterable[Agreement]) -> dict[int, Progress]:
    """Where each agreement that is open for sign-off stands, by agreement id, in one query.

    One whose record cannot be read is left out; the check of the records tells of it.
    """
    wanted = {agreement.id: agreement for agreement in agreements if agreement.state in LIVE}
    entries: dict[int, list[chain.Entry]] = {key: [] for key in wanted}
    query = select(LedgerEntry).where(LedgerEntry.agreement_id.in_(wanted))
    try:
        for record in session.scalars(query) if wanted else ():
            entries[record.agreement_id].append(_entry(wanted[record.agreement_id], record))
        return {key: replay(found) for key, found in entries.items()}
    except (BadInput, ValueError, LookupError):
        return _readable(session, wanted)


def _readable(session: Session, wanted: Mapping[int, Agreement]) -> dict[int, Progress]:
    found = {}
    for key, agreement in wanted.items():
        with suppress(DamagedFile):
            found[key] = progress_of(session, agreement)
    return found


def checked_chain(session: Session, agreement: Agreement) -> tuple[chain.Entry, ...]:
    """The whole chain, once its record was found to hold. Raises DamagedFile."""
    refuse_damaged(session, agreement)
    return chain_of(session, agreement)


_NEWER = "An entry of it says something this program does not know."


def damaged(agreement: Agreement, reason: str, kind: FaultKind = FaultKind.BROKEN) -> DamagedFile:
    """The one sentence for a record that does not hold: which agreement, what, what to do."""
    fault = Fault(agreement.id, agreement.title, reason, kind=kind)
    return DamagedFile(fault.sentence, fault.hint)
