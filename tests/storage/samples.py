"""Records with the least that makes them whole."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.deal import Deal, PartySnapshot
from microbiz_desktop.domain.ledger import entry_hash
from microbiz_desktop.domain.states import EntryKind
from microbiz_desktop.records.agreement import (
    Agreement,
    EvidenceFile,
    ExecutedCopy,
    LedgerEntry,
    Revision,
    deal_to_json,
)
from microbiz_desktop.records.business import Business, Image, Person

AT = Moment(datetime(2026, 11, 21, 10, 42, tzinfo=UTC), "Europe/London")
DEAL = Deal(template="joint-venture", parties=(PartySnapshot("fernhill", "Fernhill Design"),))


def business(name: str = "Northlight Film", **fields: Any) -> Business:
    return Business(legal_name=name, people=[Person(name="Eilidh Fraser")], **fields)


def agreement(public_id: str = "a1", title: str = "Harbour Lane café") -> Agreement:
    return Agreement(
        public_id=public_id, template="joint-venture", title=title, deal_json=deal_to_json(DEAL)
    )


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def revision(owner: Agreement, number: int = 1) -> Revision:
    return Revision(
        agreement=owner,
        number=number,
        text=b"{}",
        fingerprint=sha(b"{}"),
        deal_json=owner.deal_json,
        template_version="1.0.0",
        pack="england-wales",
        pack_version="1.0.0",
        pdf=b"%PDF-",
        pdf_sha256=sha(b"%PDF-"),
        check_code="copper lantern 7",
        offered_at=AT,
    )


def entry(owner: Agreement, sequence: int = 1, previous: str = "") -> LedgerEntry:
    return LedgerEntry(
        agreement=owner,
        sequence=sequence,
        entry=EntryKind.CREATED,
        revision=0,
        at=AT,
        payload="{}",
        previous=previous,
        hash=entry_digest(owner, sequence, previous),
        signature="00",
        key_id="11",
        format=2,
        note="",
    )


def entry_digest(owner: Agreement, sequence: int = 1, previous: str = "") -> str:
    """The hash of that entry."""
    said = (sequence, "created", 0, AT.to_text(), "{}", previous, "11", "")
    return entry_hash(2, owner.public_id, *said)


def frozen_rows(owner: Agreement) -> list[Any]:
    """One row of each append-only table for an agreement that has its id."""
    return [
        revision(owner),
        entry(owner),
        EvidenceFile(
            agreement_id=owner.id,
            revision=1,
            sha256=sha(b"scan"),
            name="scan.pdf",
            mime="application/pdf",
            content=b"scan",
            filed_at=AT,
        ),
        ExecutedCopy(
            agreement_id=owner.id, revision=1, pdf=b"%PDF-", pdf_sha256=sha(b"%PDF-"), made_at=AT
        ),
        Image(sha256=sha(b"png"), png=b"png", width=1, height=1),
    ]
