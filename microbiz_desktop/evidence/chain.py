"""The ledger as a chain: each entry hashes the one before and is signed with the owner's key.

A chain alone does not stop its owner from cutting its tail or building it anew; a head written down
outside it (printed in a PDF, sent in a receipt) does: give it to `verify_chain()`.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ..domain.clock import Moment
from ..domain.errors import BadInput
from ..domain.ledger import PAYLOADS
from ..domain.plain import canonical, from_plain
from ..domain.states import EntryKind

FORMAT = "microbiz-ledger/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `payload` is canonical JSON text, `at` a Moment's text, the rest of text is hex.

    `previous` is the hash of the entry before, empty for the first. `key_id` is the Ed25519
    public key itself, so that a ledger can be checked with nothing beside it.
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


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry at some time: its number and hash. Number 0 is an empty ledger."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether the chain holds; if not, the first bad entry (0: the whole) and why.

    `notes` tells what is odd but proves nothing, such as a clock that moved back.
    """

    ok: bool
    bad: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()


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
) -> Entry:
    """The next entry after `last`. Raises ValueError for a payload of another kind."""
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
    )
    digest = entry_hash(bare)
    return replace(bare, hash=digest, signature=key.sign(_message(digest)).hex())


def payload_of(entry: Entry) -> Any:
    """The payload in the shape of its kind, or plain data. Raises BadInput when it does not fit."""
    try:
        data = json.loads(entry.payload)
    except ValueError as error:
        raise BadInput(f"Entry {entry.sequence} of the ledger cannot be read.") from error
    shape = PAYLOADS.get(entry.kind)
    return data if shape is None else from_plain(shape, data, f"entry {entry.sequence}")


def entry_hash(entry: Entry) -> str:
    """SHA-256 over everything of the entry but its hash and signature, in hex."""
    said = {
        "format": FORMAT,
        "agreement": entry.agreement,
        "sequence": entry.sequence,
        "kind": entry.kind.value,
        "revision": entry.revision,
        "at": entry.at,
        "payload": entry.payload,
        "previous": entry.previous,
        "key_id": entry.key_id,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def head_of(entries: Sequence[Entry]) -> Head:
    """The head to print: number and hash of the last entry."""
    return Head(entries[-1].sequence, entries[-1].hash) if entries else Head(0, "")


def verify_chain(
    entries: Sequence[Entry], *, head: Head | None = None, keys: Collection[str] = ()
) -> ChainVerdict:
    """Check order, links, hashes, signatures, payloads, and that the chain runs through `head`.

    `keys` are the public keys that may have signed (empty: any; then only consistency is shown).
    """
    for number, entry in enumerate(entries, 1):
        last = entries[number - 2] if number > 1 else None
        if reason := _fault(entry, number, last, keys):
            return ChainVerdict(ok=False, bad=number, reason=reason)
    if head is not None and head.sequence and not _passes(entries, head):
        return ChainVerdict(
            ok=False,
            reason=f"The ledger does not hold the entry {head.sequence} that was written down:"
            " it was cut or made anew.",
        )
    return ChainVerdict(ok=True, notes=_clock_notes(entries))


def ledger_bytes(entries: Sequence[Entry]) -> bytes:
    """The ledger as a file: canonical JSON."""
    agreement = entries[0].agreement if entries else ""
    return canonical({"format": FORMAT, "agreement": agreement, "entries": list(entries)})


def read_ledger(content: bytes) -> tuple[Entry, ...]:
    """Read `ledger_bytes()` back; the chain is not checked here. Raises BadInput."""
    try:
        data = json.loads(content)
        entries = tuple(from_plain(Entry, item, "ledger entry") for item in data["entries"])
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput("The ledger in this file cannot be read.") from error
    if ledger_bytes(entries) != content:
        raise BadInput("The ledger in this file is not in its canonical form.")
    return entries


def _fault(entry: Entry, number: int, last: Entry | None, keys: Collection[str]) -> str:
    if entry.sequence != number:
        return f"Entry {number} is missing or out of order."
    if last is not None and entry.agreement != last.agreement:
        return f"Entry {number} belongs to another agreement."
    if entry.previous != ("" if last is None else last.hash):
        return f"Entry {number} does not follow the entry before it."
    if entry.hash != entry_hash(entry):
        return f"Entry {number} was changed."
    if keys and entry.key_id not in keys:
        return f"Entry {number} was signed with another key."
    if not _signed(entry):
        return f"The signature of entry {number} is not valid."
    return _content_fault(entry)


def _content_fault(entry: Entry) -> str:
    """A signed entry that says nothing we understand is no evidence either."""
    try:
        Moment.from_text(entry.at)
        fits = canonical(payload_of(entry)) == entry.payload.encode("utf-8")
    except (BadInput, ValueError, KeyError, OSError):
        fits = False
    return "" if fits else f"Entry {entry.sequence} does not say what an entry of its kind says."


def _signed(entry: Entry) -> bool:
    """Hex has one spelling here: the signature's own spelling is the one thing no hash covers."""
    try:
        if bytes.fromhex(entry.signature).hex() != entry.signature:
            return False
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(entry.key_id))
        key.verify(bytes.fromhex(entry.signature), _message(entry.hash))
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(digest: str) -> bytes:
    """What is signed names its format, so that no signature can be used for anything else."""
    return f"{FORMAT}\n{digest}".encode("ascii")


def _passes(entries: Sequence[Entry], head: Head) -> bool:
    return len(entries) >= head.sequence and entries[head.sequence - 1].hash == head.hash


def _clock_notes(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Order is by number; a clock that moved back is told, and proves nothing."""
    times = [Moment.from_text(entry.at).utc for entry in entries]
    return tuple(
        f"The computer’s clock moved back before entry {number}."
        for number in range(2, len(times) + 1)
        if times[number - 1] < times[number - 2]
    )
