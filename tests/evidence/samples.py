"""A ledger of an offer with two parties, a text, and PDFs that carry them."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.ledger import (
    Acknowledged,
    Closed,
    Created,
    Declined,
    Executed,
    Offered,
    OfferedParty,
    OfferedSignatory,
    Opened,
    Raised,
    Replied,
)
from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.domain.signing import Channel, SignedOff
from microbiz_desktop.domain.states import EntryKind
from microbiz_desktop.domain.text import AgreementText, Clause, Run, SubClause
from microbiz_desktop.evidence.chain import Entry, entry_hash, follow
from microbiz_desktop.evidence.fingerprint import fingerprint, sha256
from microbiz_desktop.evidence.identity import SigningKey

AGREEMENT = "7b0c3a52-0000-4000-8000-000000000001"
CLAUSES = ("parties", "money", "leaving")
START = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
FERNHILL = OfferedParty("fernhill", "Fernhill Design", (OfferedSignatory("Priya", "director"),), 1)
WHITCOMBE = OfferedParty(
    "whitcombe",
    "Whitcombe Joinery",
    (OfferedSignatory("Dan", "partner"), OfferedSignatory("Ruth", "partner")),
    2,
)


def make_key(seed: int = 1) -> SigningKey:
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return SigningKey(private.public_key().public_bytes_raw().hex(), private)


def agreement_text(revision: int = 1, words: str = "Everyone shares alike.") -> AgreementText:
    clause = Clause(
        "money", "1", "The money", (), (SubClause("money-1", "1.1", "money", (Run(words),)),)
    )
    return AgreementText(
        kind="joint-venture",
        kind_title="Joint-venture agreement",
        agreement_id=AGREEMENT,
        revision=revision,
        title="Harbour Lane café",
        short_title="Harbour Lane",
        language="en-GB",
        law="England and Wales",
        paper="a4",
        template="joint-venture 1.0.0",
        pack="england-wales 1.0.0",
        parties=(),
        cover=(),
        changes=(),
        notices=(),
        parties_intro=(),
        recitals=(),
        agreed_line=(),
        clauses=(clause,),
        schedules=(),
        signing_intro=(),
    )


TEXT = canonical(agreement_text())


def signed(entry: Entry, key: SigningKey) -> Entry:
    """The entry as this key would have made it in its format: only the chain can tell."""
    bare = replace(entry, key_id=key.key_id)
    digest = entry_hash(bare)
    signature = key.sign(f"microbiz-ledger/{entry.format}\n{digest}".encode()).hex()
    return replace(bare, hash=digest, signature=signature)


class Story:
    """Writes a ledger entry by entry, as the services do.

    The first `old` entries are of format 1, as earlier programs wrote them. `moved` is how far the
    clock was moved.
    """

    def __init__(self, offered_pdf: bytes = b"%PDF-offered", old: int = 0) -> None:
        self.entries: list[Entry] = []
        self.old = old
        self.moved = timedelta()
        self.key = make_key()
        self.revision = 0
        self.pdf_sha256 = sha256(offered_pdf)
        self.fingerprint = fingerprint(TEXT)
        self.edition = ""

    def add(self, kind: EntryKind, payload: object, revision: int | None = None) -> int:
        at = Moment(START + self.moved + timedelta(minutes=len(self.entries)), "Europe/London")
        entry = follow(
            self.entries[-1] if self.entries else None,
            agreement=AGREEMENT,
            kind=kind,
            revision=self.revision if revision is None else revision,
            at=at,
            payload=payload,
            key=self.key,
            latest=max((entry.at for entry in self.entries), default=""),
        )
        if len(self.entries) < self.old:
            entry = signed(replace(entry, format=1, note=""), self.key)
        self.entries.append(entry)
        return entry.sequence

    def created(self) -> "Story":
        self.add(EntryKind.CREATED, Created(AGREEMENT, "joint-venture", "Harbour Lane café"))
        return self

    def offered(
        self, parties: tuple[OfferedParty, ...] = (FERNHILL, WHITCOMBE), open_until: str = ""
    ) -> "Story":
        self.revision += 1
        self.add(
            EntryKind.OFFERED,
            Offered(
                AGREEMENT,
                self.fingerprint,
                self.pdf_sha256,
                parties,
                CLAUSES,
                "joint-venture",
                "england-wales",
                open_until,
                self.edition,
            ),
        )
        return self

    def opened(self, party: str) -> int:
        return self.add(EntryKind.OPENED, Opened(party))

    def understood(self, party: str, clauses: Iterable[str] = CLAUSES) -> int:
        return self.add(EntryKind.ACKNOWLEDGED, Acknowledged(party, tuple(clauses), "somebody"))

    def asks(self, party: str, clause: str) -> int:
        return self.add(EntryKind.QUESTION, Raised(party, clause, "Who pays first?", "somebody"))

    def wants(self, party: str, clause: str) -> int:
        return self.add(EntryKind.CHANGE_WANTED, Raised(party, clause, "Less.", "somebody"))

    def answers(self, to: int, words: str = "Everyone waits.") -> int:
        return self.add(EntryKind.ANSWERED, Replied(to, words))

    def keeps(self, to: int) -> int:
        return self.add(EntryKind.KEPT, Replied(to, "Because."))

    def signs(self, party: str, signatory: str, **changed: Any) -> int:
        given = SignedOff(
            agreement=AGREEMENT,
            fingerprint=self.fingerprint,
            pdf_sha256=self.pdf_sha256,
            party=party,
            signatory=signatory,
            capacity="director",
            method=Channel.SCREEN,
            statement="I have read it and agree to it.",
            typed=signatory,
        )
        return self.add(EntryKind.SIGNED_OFF, replace(given, **changed))

    def declines(self, party: str) -> int:
        return self.add(EntryKind.DECLINED, Declined(party, "somebody", "Too little."))

    def closes(self, kind: EntryKind) -> int:
        return self.add(kind, Closed("because"))

    def executes(self) -> int:
        return self.add(EntryKind.EXECUTED, Executed("0" * 64, self.entries[-1].hash))

    def signed_by_all(self) -> "Story":
        for party in ("fernhill", "whitcombe"):
            self.understood(party)
        self.signs("fernhill", "Priya")
        self.signs("whitcombe", "Dan")
        self.signs("whitcombe", "Ruth")
        return self


def attach(document: pikepdf.Pdf, name: str, content: bytes, key: str = "") -> None:
    document.attachments[key or name] = pikepdf.AttachedFileSpec(
        document,
        content,
        filename=name,
        description="",
        mime_type="application/octet-stream",
        creation_date="",
        mod_date="",
    )


def pdf_with(files: Mapping[str, bytes], pages: int = 2) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    for name, content in files.items():
        attach(document, name, content)
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
