"""What does not hold of one agreement's record, in one plain sentence: which entry, and what to do.

The checks of records and every reading of a ledger ask here. Signatures, the meaning of entries,
the state they lead to and the bytes they name are all looked at, as each may be changed alone.
"""

# ruff: noqa: S608 - the names put into a statement here are constants

from __future__ import annotations

import io
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ...domain.ledger import Executed, Offered
from ...domain.signing import SignedOff
from ...domain.states import EntryKind
from ...evidence.chain import Entry, payload_of, read_ledger, verify_chain
from ...evidence.derive import LEDGER
from ...evidence.fingerprint import sha256
from ...evidence.replay import replay
from .record_pass import columns_of_format

#: The ids of the keys that are kept here.
Keys = Collection[str]


class FaultKind(StrEnum):
    """BROKEN was changed or lacks something, UNKNOWN is of a newer program, KEY of another key."""

    BROKEN = "broken"
    UNKNOWN = "unknown"
    KEY = "key"


#: What to do about each.
_TO_DO = {
    FaultKind.BROKEN: (
        "Keep a copy of the data folder as it is, then restore the last good backup."
    ),
    FaultKind.UNKNOWN: "Open it with the newer program that wrote it.",
    FaultKind.KEY: (
        "If the key was lost and made anew, offer it again; else restore the last good backup."
    ),
}
_WORDS = {
    FaultKind.BROKEN: "does not hold",
    FaultKind.UNKNOWN: "cannot be checked",
    FaultKind.KEY: "may not be the one made here",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong with a record; `entry` 0 when it is about the record as a whole."""

    agreement_id: int
    title: str
    reason: str
    entry: int = 0
    kind: FaultKind = FaultKind.BROKEN

    @property
    def sentence(self) -> str:
        """Which agreement, which entry, what."""
        named = f"The record of “{self.title or 'Untitled agreement'}”"
        return f"{named if self.agreement_id else 'The record'} {_WORDS[self.kind]}. {self.reason}"

    @property
    def hint(self) -> str:
        """What to do."""
        return _TO_DO[self.kind]


@dataclass(frozen=True, slots=True)
class _Stored:
    """An agreement as its row has it, and its entries."""

    id: int
    state: str
    revision: int
    entries: tuple[Entry, ...]


class _Found(Exception):
    def __init__(self, reason: str, entry: int = 0, kind: FaultKind = FaultKind.BROKEN) -> None:
        self.found = reason, entry, kind


def fault_of(
    connection: sqlite3.Connection, agreement_id: int, keys: Keys, *, inside: bool = False
) -> Fault | None:
    """The first thing that does not hold of this agreement's record, or None.

    `inside` also opens the executed copies and compares the record that they carry [slow].
    """
    title = ""
    try:
        row = connection.execute(
            "SELECT title, public_id, state, revision FROM agreement WHERE id = ?",
            (agreement_id,),
        ).fetchone()
        if row is None:
            raise _Found("There are entries without their agreement.")
        title, public_id, state, revision = row
        entries = tuple(_entries(connection, agreement_id, public_id))
        stored = _Stored(agreement_id, state, revision, entries)
        _look(connection, stored, keys)
        if inside:
            _look_inside(connection, stored)
    except _Found as found:
        reason, entry, kind = found.found
        return Fault(agreement_id, str(title), reason, entry, kind)
    except (sqlite3.Error, ValueError, TypeError, LookupError, RecursionError):
        return Fault(agreement_id, str(title), "It cannot be read to its end.")
    return None


def _entries(connection: sqlite3.Connection, agreement_id: int, public_id: str) -> Iterator[Entry]:
    rows = connection.execute(
        "SELECT sequence, entry, revision, at, payload, previous, key_id, hash, signature,"
        f" {columns_of_format(connection)} FROM ledger_entry"
        " WHERE agreement_id = ? ORDER BY sequence",
        (agreement_id,),
    )
    for number, (sequence, kind, revision, *rest) in enumerate(rows, 1):
        try:
            at, payload, previous, key_id, digest, signature, form, note = rest
            if not all(isinstance(word, str) for word in (at, payload, previous, key_id, note)):
                raise TypeError
            yield Entry(
                public_id, sequence, EntryKind(kind), revision, at, payload, previous, key_id,
                digest, signature, form, note,
            )  # fmt: skip
        except (ValueError, TypeError) as error:
            raise _Found(f"Entry {number} cannot be read.", number) from error


def _look(connection: sqlite3.Connection, stored: _Stored, keys: Keys) -> None:
    verdict = verify_chain(stored.entries)
    if not verdict.ok:
        kind = FaultKind.UNKNOWN if verdict.unknown else FaultKind.BROKEN
        raise _Found(verdict.reason, verdict.bad, kind)
    _look_at_end(stored)
    _look_at_offers(connection, stored)
    _look_at_papers(connection, stored)
    _look_at_copies(connection, stored)
    if stored.entries and keys and stored.entries[-1].key_id not in keys:
        last = stored.entries[-1].sequence
        raise _Found(
            f"Entry {last} is signed with a key that is not kept here.", last, FaultKind.KEY
        )


def _look_at_end(stored: _Stored) -> None:
    """Cut entries leave an agreement that stands where its record does not lead."""
    progress = replay(stored.entries)
    if (progress.state, progress.revision) != (stored.state, stored.revision):
        raise _Found(
            f"By its {len(stored.entries)} entries it would be {progress.state} at revision"
            f" {progress.revision}; it is {stored.state} at revision {stored.revision}. Entries"
            " were taken away, or that was changed.",
            len(stored.entries),
        )


def _said(stored: _Stored, kind: EntryKind) -> dict[int, tuple[Entry, object]]:
    """The entries of this kind with what they say, by revision."""
    return {one.revision: (one, payload_of(one)) for one in stored.entries if one.kind is kind}


def _look_at_offers(connection: sqlite3.Connection, stored: _Stored) -> None:
    """Each offer has its frozen text and pages, byte for byte."""
    offers = _said(stored, EntryKind.OFFERED)
    rows = connection.execute(
        "SELECT number, fingerprint, pdf_sha256, open_until, text, pdf FROM revision"
        " WHERE agreement_id = ?",
        (stored.id,),
    )
    for number, mark, pdf_mark, until, text, pdf in rows:
        if number not in offers:
            raise _Found(f"The offer of revision {number} is not in it.")
        entry, offer = offers.pop(number)
        assert isinstance(offer, Offered)
        kept = (mark, pdf_mark, until, sha256(text), sha256(pdf))
        said = (offer.fingerprint, offer.pdf_sha256, offer.open_until)
        if kept != (*said, offer.fingerprint, offer.pdf_sha256):
            raise _Found(
                f"The text or the pages kept of revision {number} are not those of entry"
                f" {entry.sequence}.",
                entry.sequence,
            )
    for entry, _ in offers.values():
        raise _Found(f"The text offered by entry {entry.sequence} is missing.", entry.sequence)


def _look_at_papers(connection: sqlite3.Connection, stored: _Stored) -> None:
    """Each returned paper that a sign-off names is there, byte for byte."""
    rows = connection.execute(
        "SELECT content FROM evidence_file WHERE agreement_id = ?", (stored.id,)
    )
    kept = {sha256(content) for (content,) in rows}
    for entry in stored.entries:
        said = payload_of(entry) if entry.kind is EntryKind.SIGNED_OFF else None
        if isinstance(said, SignedOff) and said.file and said.file not in kept:
            raise _Found(
                f"The paper that entry {entry.sequence} names is missing or changed.",
                entry.sequence,
            )


def _look_at_copies(connection: sqlite3.Connection, stored: _Stored) -> None:
    """Each executed copy is the file of its entry, and carries this very record."""
    copies = _said(stored, EntryKind.EXECUTED)
    rows = connection.execute(
        "SELECT revision, pdf_sha256, pdf FROM executed_copy WHERE agreement_id = ?", (stored.id,)
    )
    for number, mark, pdf in rows:
        entry, said = copies.pop(number, (None, None))
        if entry is None or not isinstance(said, Executed):
            raise _Found(f"The executed copy of revision {number} is not in it.")
        if not said.pdf_sha256 == mark == sha256(pdf):
            raise _Found(
                f"The executed copy kept here is not the file of entry {entry.sequence}.",
                entry.sequence,
            )
        if said.head != entry.previous:
            raise _Found(f"Entry {entry.sequence} names another end of the record.", entry.sequence)
    for entry, _ in copies.values():
        raise _Found(f"The executed copy of entry {entry.sequence} is missing.", entry.sequence)


def _look_inside(connection: sqlite3.Connection, stored: _Stored) -> None:
    """The record that a copy carries is the beginning of this one: none of it was made anew."""
    executed = _said(stored, EntryKind.EXECUTED)
    rows = connection.execute(
        "SELECT revision, pdf FROM executed_copy WHERE agreement_id = ?", (stored.id,)
    )
    for number, pdf in rows:
        last = executed[number][0].sequence - 1
        carried = _carried(pdf)
        for there, here in zip(carried, stored.entries, strict=False):
            if there != here:
                raise _Found(
                    f"Entry {here.sequence} is not the one that the executed copy carries.",
                    here.sequence,
                )
        if carried and len(carried) != last:
            raise _Found(f"The executed copy carries {len(carried)} entries and not {last}.", last)


def _carried(pdf: bytes) -> tuple[Entry, ...]:
    """The ledger in a file whose bytes are known to be ours; none in one that carries none."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for item in document.attachments.values():
                if item.filename == LEDGER:
                    return read_ledger(item.get_file().read_bytes())
    except pikepdf.PdfError as error:
        raise _Found("The executed copy kept here cannot be read.") from error
    return ()
