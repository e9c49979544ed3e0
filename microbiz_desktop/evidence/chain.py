"""The ledger as a chain: each entry hashes the one before and is signed with the owner's key.

The services append to it and verification reads it, from the database or out of a file. A chain
alone does not stop its owner from cutting its tail or building it anew; a head written down outside
it (printed in a PDF, sent in a receipt) does: give it to `verify_chain()`.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ..domain.clock import Moment
from ..domain.deal import LATER, frozen
from ..domain.errors import BadInput, UnknownWord
from ..domain.ledger import FORMAT, PAYLOADS, format_name
from ..domain.ledger import entry_hash as hash_of
from ..domain.plain import canonical, from_plain
from ..domain.states import EntryKind
from .times import clock_note, clock_sentences, later

#: So many entries are remembered of what is worked out from an entry alone.
_REMEMBERED = 4096


class UnknownFormat(BadInput):
    """A ledger of a format that this program does not know: nothing can be said of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `payload` is canonical JSON text, `at` a Moment's text, the rest of text is hex.

    `previous` is the hash of the entry before, empty for the first. `key_id` is the Ed25519
    public key itself, so that a ledger can be checked with nothing beside it. `note` says that
    its time is earlier than the latest before it; entries of format 1 have none.
    """

    agreement: str
    sequence: int
    kind: EntryKind
    revision: int
    at: str
    payload: str
    previous: str
    key_id: str
    hash: str = ""
    signature: str = ""
    format: int = field(default=1, metadata=LATER)
    note: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class LatestEntry:
    """The last entry at some time: its number and hash. Number 0 is an empty ledger."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether the chain holds; if not, the first bad entry (0: the whole) and why.

    `unknown` when that entry has a format, or a word in it, of which nothing can be said, good or
    bad. `notes` tells what is odd but proves nothing, such as a clock that moved back.
    """

    ok: bool
    bad: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()
    unknown: bool = False


class Signer(Protocol):
    """What signs entries: a key and its name."""

    @property
    def key_id(self) -> str:
        """The public key in hex."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature."""
        ...


def follow(
    last: Entry | None,
    *,
    agreement: str,
    kind: EntryKind,
    revision: int,
    at: Moment,
    payload: object,
    key: Signer,
    latest: str = "",
) -> Entry:
    """The next entry after `last`; `latest` is the latest time of the ledger (that of `last`).

    Raises ValueError for a payload of another kind.
    """
    shape = PAYLOADS.get(kind)
    if shape is not None and not isinstance(payload, shape):
        raise ValueError(f"an entry “{kind}” records a {shape.__name__}")
    if last is not None and last.agreement != agreement:
        raise ValueError("a ledger belongs to one agreement")
    bare = Entry(
        agreement=agreement,
        sequence=1 if last is None else last.sequence + 1,
        kind=kind,
        revision=revision,
        at=at.to_text(),
        payload=canonical(payload).decode("utf-8"),
        previous="" if last is None else last.hash,
        key_id=key.key_id,
        format=FORMAT,
        note=clock_note(latest or ("" if last is None else last.at), at.to_text()),
    )
    digest = entry_hash(bare)
    return replace(bare, hash=digest, signature=key.sign(_message(FORMAT, digest)).hex())


def payload_of(entry: Entry) -> object:
    """The payload in the shape of its kind, or plain data. Raises BadInput when it does not fit."""
    try:
        return _said(entry.kind, entry.payload)
    except ValueError as error:
        raise BadInput(f"Entry {entry.sequence} of the ledger cannot be read.") from error


@lru_cache(maxsize=_REMEMBERED)
def _said(kind: EntryKind, payload: str) -> object:
    """The same text says the same: a room that is worked in reads each entry once."""
    shape, data = PAYLOADS.get(kind), json.loads(payload)
    return frozen(data) if shape is None else from_plain(shape, data, f"an entry “{kind}”")


def entry_hash(entry: Entry) -> str:
    """SHA-256 over everything of the entry but its hash and signature, in hex."""
    return hash_of(
        entry.format,
        entry.agreement,
        entry.sequence,
        entry.kind.value,
        entry.revision,
        entry.at,
        entry.payload,
        entry.previous,
        entry.key_id,
        entry.note,
    )


def is_whole(entry: Entry) -> bool:
    """Whether hash and signature are those of this entry; an entry follows only such a one."""
    return entry.hash == entry_hash(entry) and _signed(entry)


def latest_entry(entries: Sequence[Entry]) -> LatestEntry:
    """The head to print: number and hash of the last entry."""
    return LatestEntry(entries[-1].sequence, entries[-1].hash) if entries else LatestEntry(0, "")


def verify_chain(
    entries: Sequence[Entry], *, head: LatestEntry | None = None, keys: Collection[str] = ()
) -> ChainVerdict:
    """Check order, links, hashes, signatures, payloads, and that the chain runs through `head`.

    `keys` are the public keys that may have signed (empty: any; then only consistency is shown).
    """
    latest = ""
    for number, entry in enumerate(entries, 1):
        last = entries[number - 2] if number > 1 else None
        if not 1 <= entry.format <= FORMAT:
            return ChainVerdict(ok=False, bad=number, reason=_unknown(number), unknown=True)
        reason = _fault(entry, number, last, keys)
        if not reason and _says_more(entry):
            return ChainVerdict(ok=False, bad=number, reason=_newer(number), unknown=True)
        if reason := reason or _content_fault(entry) or _note_fault(entry, latest):
            return ChainVerdict(ok=False, bad=number, reason=reason)
        latest = later(latest, entry.at)
    if head is not None and head.sequence and not _passes(entries, head):
        return ChainVerdict(
            ok=False,
            reason=f"The ledger does not hold the entry {head.sequence} that was written down:"
            " it was cut or made anew.",
        )
    return ChainVerdict(ok=True, notes=_notes(entries))


def ledger_bytes(entries: Sequence[Entry]) -> bytes:
    """The ledger as a file: canonical JSON. It names the newest format among its entries."""
    agreement = entries[0].agreement if entries else ""
    name = format_name(max((entry.format for entry in entries), default=1))
    return canonical({"format": name, "agreement": agreement, "entries": list(entries)})


def read_ledger(content: bytes) -> tuple[Entry, ...]:
    """Read `ledger_bytes()` back; the chain is not checked here.

    Raises UnknownFormat for the ledger of a newer program, BadInput for what is none.
    """
    try:
        data = json.loads(content)
        _refuse_unknown(data["format"])
        entries = tuple(from_plain(Entry, item, "ledger entry") for item in data["entries"])
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput("The ledger in this file cannot be read.") from error
    if ledger_bytes(entries) != content:
        raise BadInput("The ledger in this file is not in its canonical form.")
    return entries


def _refuse_unknown(name: object) -> None:
    known = [format_name(number) for number in range(1, FORMAT + 1)]
    if name not in known:
        raise UnknownFormat(
            f"The ledger has a format this program does not know (“{name!s:.40}”).",
            "A newer program may know it.",
        )


def _newer(number: int) -> str:
    return f"Entry {number} says something this program does not know."


def _unknown(number: int) -> str:
    return f"Entry {number} has a format this program does not know."


def _fault(entry: Entry, number: int, last: Entry | None, keys: Collection[str]) -> str:
    if entry.sequence != number:
        return f"Entry {number} is missing or out of order."
    if last is not None and entry.agreement != last.agreement:
        return f"Entry {number} belongs to another agreement."
    if entry.previous != ("" if last is None else last.hash):
        return f"Entry {number} does not follow the entry before it."
    if last is not None and entry.format < last.format:
        return f"Entry {number} has an older format than the entry before it."
    if entry.hash != entry_hash(entry):
        return f"Entry {number} was changed."
    if keys and entry.key_id not in keys:
        return f"Entry {number} was signed with another key."
    return "" if _signed(entry) else f"The signature of entry {number} is not valid."


def _says_more(entry: Entry) -> bool:
    """A word unknown here, such as a channel: a newer program may know what it proves."""
    try:
        _said(entry.kind, entry.payload)
    except UnknownWord:
        return True
    except (ValueError, KeyError, BadInput):
        return False
    return False


def _content_fault(entry: Entry) -> str:
    """A signed entry that says nothing we understand is no evidence either."""
    try:
        Moment.from_text(entry.at)
        fits = _is_canonical(entry.kind, entry.payload)
    except (BadInput, ValueError, KeyError, OSError):
        fits = False
    return "" if fits else f"Entry {entry.sequence} does not say what an entry of its kind says."


@lru_cache(maxsize=_REMEMBERED)
def _is_canonical(kind: EntryKind, payload: str) -> bool:
    return canonical(_said(kind, payload)) == payload.encode("utf-8")


def _note_fault(entry: Entry, latest: str) -> str:
    """The note is what the times say, no more and no less; format 1 knows none."""
    if entry.note == (clock_note(latest, entry.at) if entry.format > 1 else ""):
        return ""
    return f"Entry {entry.sequence} notes something else of the clock than the times say."


def _signed(entry: Entry) -> bool:
    return _is_signature(entry.format, entry.hash, entry.key_id, entry.signature)


@lru_cache(maxsize=_REMEMBERED)
def _is_signature(number: int, digest: str, key_id: str, signature: str) -> bool:
    """Hex has one spelling here: the signature's own spelling is the one thing no hash covers."""
    try:
        if bytes.fromhex(signature).hex() != signature:
            return False
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key_id))
        key.verify(bytes.fromhex(signature), _message(number, digest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(number: int, digest: str) -> bytes:
    """What is signed names its format, so that no signature can be used for anything else."""
    return f"{format_name(number)}\n{digest}".encode("ascii")


def _passes(entries: Sequence[Entry], head: LatestEntry) -> bool:
    return len(entries) >= head.sequence and entries[head.sequence - 1].hash == head.hash


def _notes(entries: Sequence[Entry]) -> tuple[str, ...]:
    """A lost key is replaced by a new one; whether it was lost, only its owner can say."""
    keys = (
        f"From entry {entry.sequence} on another key signs than before."
        for before, entry in pairwise(entries)
        if entry.key_id != before.key_id
    )
    return (*clock_sentences([entry.at for entry in entries]), *keys)
