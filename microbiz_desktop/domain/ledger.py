"""What the entries of a ledger say: one frozen class of payload for each kind of entry, their hash.

The services write them, and `evidence.replay` works out from them where everybody stands. A payload
is stored as its canonical bytes and signed, so that its fields keep their names for good; a field
that came later is left out at its default.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from types import MappingProxyType

from .deal import LATER
from .plain import canonical
from .signing import SignedOff
from .states import EntryKind

#: A text as it stands in canonical bytes.
quoted = encode_basestring
#: The newest format; the hash of an entry of format 2 covers its note as well.
FORMAT = 2
#: What the note of an entry says whose time is earlier than the latest before it, which follows.
CLOCK_NOTE = "the clock moved back from "
#: What the sheet of who has signed off so far is called: in menus, in the record, in file names.
SIGN_OFF_SHEET = "sign-off sheet"


def format_name(number: int) -> str:
    """A format as it is hashed, signed and written into a file."""
    return f"microbiz-ledger/{number}"


def entry_hash(  # noqa: PLR0913, PLR0917 - everything an entry says, also asked from SQL
    number: int,
    agreement: str,
    sequence: int,
    kind: str,
    revision: int,
    at: str,
    payload: str,
    previous: str,
    key_id: str,
    note: str,
) -> str:
    """SHA-256 in hex of the canonical bytes of all this; `number` is that of the format."""
    words = (agreement, kind, at, payload, previous, key_id, note)
    return hash_of_quoted(number, sequence, revision, tuple(map(quoted, words)))


def hash_of_quoted(number: int, sequence: int, revision: int, words: tuple[str, ...]) -> str:
    """The same of words in their quotes: agreement, kind, time, payload, previous, key, note.

    Written out, as thousands are hashed at each start; what is not normalised goes the long way.
    """
    agreement, kind, at, payload, previous, key_id, note = words
    noted = f'"note":{note},' if number > 1 else ""
    text = (
        f'{{"agreement":{agreement},"at":{at},"format":"microbiz-ledger/{number}",'
        f'"key_id":{key_id},"kind":{kind},{noted}"payload":{payload},'
        f'"previous":{previous},"revision":{revision},"sequence":{sequence}}}'
    )
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        text = canonical(json.loads(text)).decode("utf-8")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Created:
    """The agreement was started from a template."""

    agreement: str
    template: str
    title: str


@dataclass(frozen=True, slots=True)
class OfferedSignatory:
    """A person named in an execution block of the offered text."""

    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class OfferedParty:
    """A party of the offered text and how many of its signatories must sign."""

    key: str
    name: str
    signatories: tuple[OfferedSignatory, ...]
    must_sign: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A revision was frozen: what everything after it is bound to. `open_until` is ISO or empty.

    `edition` is the SHA-256 of `edition.json` in hex; offers made before it existed have none.
    """

    agreement: str
    fingerprint: str
    pdf_sha256: str
    parties: tuple[OfferedParty, ...]
    clauses: tuple[str, ...]
    template: str
    pack: str
    open_until: str = ""
    edition: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Opened:
    """A party began to read."""

    party: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody of a party said of these clauses: understood."""

    party: str
    clauses: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A question, or a change wanted, on one clause; it blocks that party's sign-off."""

    party: str
    clause: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Replied:
    """An answer to a question, or why a wanted change is not taken; `to` is its sequence number."""

    to: int
    words: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A party said no, and why."""

    party: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """An offer was withdrawn, expired, or reopened for a change of text, and why."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Executed:
    """The executed copy was made; `head` is the hash printed in it, of the entry before this.

    `edition` is as of an offer.
    """

    pdf_sha256: str
    head: str
    edition: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Exported:
    """A copy was saved as a file of this name: "offered", "sign-off sheet" or "executed".

    Earlier programs also gave out a "progress" copy: the agreement with some of the sign-offs.
    """

    standing: str
    pdf_sha256: str
    file_name: str


#: Which payload belongs to which kind of entry.
PAYLOADS: Mapping[EntryKind, type[object]] = MappingProxyType(
    {
        EntryKind.CREATED: Created,
        EntryKind.OFFERED: Offered,
        EntryKind.OPENED: Opened,
        EntryKind.ACKNOWLEDGED: Acknowledged,
        EntryKind.QUESTION: Raised,
        EntryKind.CHANGE_WANTED: Raised,
        EntryKind.ANSWERED: Replied,
        EntryKind.KEPT: Replied,
        EntryKind.SIGNED_OFF: SignedOff,
        EntryKind.DECLINED: Declined,
        EntryKind.WITHDRAWN: Closed,
        EntryKind.REOPENED: Closed,
        EntryKind.EXPIRED: Closed,
        EntryKind.EXECUTED: Executed,
        EntryKind.EXPORTED: Exported,
    }
)
