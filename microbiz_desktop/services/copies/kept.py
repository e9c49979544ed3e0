"""The frozen copies kept here: found by hash, by beginning, or by what a file claims to be.

Verifying a file asks here whether it is one of ours. The record of each agreement says which bytes
were frozen; it is asked, and itself checked, since a stored file alone proves nothing.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.frozen import Attached, FrozenEdition
from ...domain.plain import from_plain
from ...domain.states import EntryKind
from ...domain.verdicts import CopyClaim
from ...evidence.carried import Carried
from ...evidence.chain import Entry, ledger_bytes
from ...evidence.derive import AGREEMENT, EDITION, attachments_of
from ...evidence.expected import KeptHere
from ...evidence.replay import replay
from ...records.agreement import Agreement, ExecutedCopy, LedgerEntry, Revision
from ..shared.dependencies import the_agreement, the_revision
from ..signoff import ledgers
from ..signoff.reading import frozen_text
from ..signoff.record_checks import fault_here

#: Entries that record the bytes of a file.
_RECORDING = (EntryKind.OFFERED, EntryKind.EXECUTED, EntryKind.EXPORTED)


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """An entry that records a file: of which agreement and revision; `standing` as it left."""

    agreement_id: int
    revision: int
    kind: EntryKind
    standing: str = ""


def recorded(session: Session) -> dict[str, KeptPlace]:
    """Every file that a record names, by the SHA-256 of its bytes; the first entry counts."""
    query = (
        select(LedgerEntry)
        .where(LedgerEntry.entry.in_(_RECORDING))
        .order_by(LedgerEntry.agreement_id, LedgerEntry.sequence)
    )
    found: dict[str, KeptPlace] = {}
    for entry in session.scalars(query):
        digest, standing = _recorded(entry.payload)
        place = KeptPlace(entry.agreement_id, entry.revision, entry.entry, standing)
        found.setdefault(digest, place)
    return found


def _recorded(payload: str) -> tuple[str, str]:
    """The hash an entry records and how the file left; empty for an entry that was damaged."""
    try:
        said = json.loads(payload)
        return str(said["pdf_sha256"]), str(said.get("standing", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", ""


def beginning(
    session: Session, pdf: bytes, known: dict[str, KeptPlace]
) -> tuple[KeptPlace, int] | None:
    """Which recorded file this one begins with, and how long that is; the longest there is."""
    lengths: set[int] = set()
    for column in (Revision.pdf, ExecutedCopy.pdf):
        lengths.update(session.scalars(select(func.length(column)).distinct()))
    found = None
    so_far, end = hashlib.sha256(), 0
    for length in sorted(length for length in lengths if length < len(pdf)):
        so_far.update(memoryview(pdf)[end:length])
        end = length
        if (place := known.get(so_far.hexdigest())) is not None:
            found = place, length
    return found


def why_not_sound(session: Session, agreement_id: int) -> tuple[str, ...]:
    """What is wrong with the record of this agreement, or with the copies it names; none: sound."""
    fault = fault_here(session, the_agreement(session, agreement_id))
    if fault is None:
        return ()
    return fault.sentence, f"So nothing can be said by it. {fault.hint}"


def claimed(session: Session, look: CopyClaim) -> tuple[int, KeptHere]:
    """What is kept here of the copy that a file claims to be; the agreement's number, else 0."""
    agreement = session.scalar(select(Agreement).where(Agreement.public_id == look.agreement_id))
    if agreement is None or not agreement.revision:
        return 0, KeptHere()
    prints = session.execute(
        select(Revision.number, Revision.fingerprint).where(Revision.agreement_id == agreement.id)
    )
    kind = EntryKind.EXECUTED if look.executed else EntryKind.OFFERED
    pdf = content_of(session, KeptPlace(agreement.id, look.revision, kind))
    ledger = ledger_bytes(ledgers.chain_of(session, agreement))
    return agreement.id, KeptHere(pdf, ledger, tuple((row[0], row[1]) for row in prints))


def content_of(session: Session, place: KeptPlace) -> bytes:
    """The bytes kept of a copy, empty when there are none."""
    record = ExecutedCopy if place.kind is EntryKind.EXECUTED else Revision
    number = ExecutedCopy.revision if record is ExecutedCopy else Revision.number
    found = session.scalar(
        select(record.pdf).where(
            record.agreement_id == place.agreement_id, number == place.revision
        )
    )
    return found or b""


def as_carried(session: Session, place: KeptPlace) -> Carried:
    """What a kept copy carries, from the database: the very file need not be read again."""
    agreement = the_agreement(session, place.agreement_id)
    revision = the_revision(session, agreement, place.revision)
    executed = place.kind is EntryKind.EXECUTED
    stored = _edition_of(session, place) if executed else revision.edition
    edition = from_plain(FrozenEdition, json.loads(stored)) if stored else None
    entries = ledgers.chain_of(session, agreement) if executed else ()
    before = _until(entries, place)
    names = [part.name for part in attachments_of(replay(before) if executed else None)]
    if edition is None:
        names.remove(EDITION)
    files = dict.fromkeys(names, b"") | {AGREEMENT: revision.text}
    listed: tuple[Attached, ...] = ()
    return Carried(frozen_text(revision), files, listed, before, edition)


def _until(entries: Iterable[Entry], place: KeptPlace) -> tuple[Entry, ...]:
    """The record as the executed copy carries it: up to the entry before its own."""
    before: list[Entry] = []
    for entry in entries:
        if entry.kind is EntryKind.EXECUTED and entry.revision == place.revision:
            break
        before.append(entry)
    return tuple(before)


def _edition_of(session: Session, place: KeptPlace) -> bytes | None:
    return session.scalar(
        select(ExecutedCopy.edition).where(
            ExecutedCopy.agreement_id == place.agreement_id,
            ExecutedCopy.revision == place.revision,
        )
    )
