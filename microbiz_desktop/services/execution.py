"""The executed copy: one fresh rendering of the frozen text, verified before it counts."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.clock import Moment
from ..domain.edition import Attachment, Edition
from ..domain.edition import Standing as CopyStanding
from ..domain.errors import NotReady, StaleVersion
from ..domain.ledger import Executed
from ..domain.states import AgreementState, EntryKind
from ..domain.text import AgreementText
from ..evidence.replay import Standing
from ..records.agreement import Agreement, EvidenceFile, ExecutedCopy
from . import ledgers
from .certificate import certificate, marks
from .copies import agreement_json, file_name, made, qr_of, words_of
from .desk import LIVE, Desk, pictures, the_agreement, the_revision
from .rooms import frozen_text
from .values import Copy

#: How often a copy is made anew because an entry was written meanwhile.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Signed:
    """What every party signed off, read in one look: text, standing, ledger, evidence."""

    text: AgreementText
    stored: bytes
    standing: Standing
    head: tuple[int, str]
    check_code: str
    key_line: str
    evidence: tuple[Attachment, ...]
    logos: dict[str, bytes]


class Executions:
    """Makes executed copies; separate from the room so that the steps read as one story."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def execute(self, agreement_id: int) -> Copy:
        """Render, verify, store; the state changes last. A copy made already is given back."""
        for _ in range(_TRIES):
            signed = self._read(agreement_id)
            if signed is None:
                return self._stored(agreement_id)
            at = self._desk.clock.now()
            pdf = self._render(signed, at)
            ledgers.must_verify(self._desk, pdf)
            copy = self._store(agreement_id, signed, pdf, at)
            if copy is not None:
                return copy
        raise StaleVersion("The record kept changing while the copy was made.", "Try again.")

    def _read(self, agreement_id: int) -> _Signed | None:
        """What is to be printed, or None when the executed copy is there already."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            if agreement.state is AgreementState.EXECUTED:
                return None
            standing = ledgers.standing_of(session, agreement)
            if agreement.state not in LIVE or not standing.complete:
                raise NotReady(
                    f"{standing.signed} of {len(standing.parties)} parties have signed off.",
                    "The executed copy is made when all have.",
                )
            return self._signed(session, agreement, standing)

    def _signed(self, session: Session, agreement: Agreement, standing: Standing) -> _Signed:
        revision = the_revision(session, agreement)
        text = frozen_text(revision)
        entries = ledgers.checked_entries(session, self._desk, agreement)
        offered = Attachment(
            f"offered-revision-{revision.number}.pdf",
            revision.pdf,
            "application/pdf",
            "The offer as it was frozen, byte for byte",
            "Source",
        )
        return _Signed(
            text=text,
            stored=revision.text,
            standing=standing,
            head=(entries[-1].sequence, entries[-1].hash),
            check_code=revision.check_code,
            key_line=ledgers.key_line(session, self._desk, agreement),
            evidence=(
                ledgers.attachment(entries),
                offered,
                *_evidence(session, agreement),
            ),
            logos=pictures(session, frozenset(p.logo for p in text.parties if p.logo)),
        )

    def _render(self, signed: _Signed, at: Moment) -> bytes:
        mark = signed.standing.offer.fingerprint
        attachments = (agreement_json(signed.stored), *signed.evidence)
        edition = Edition(
            standing=CopyStanding.EXECUTED,
            made=made(at),
            check_code=signed.check_code,
            fingerprint=mark,
            words=words_of(mark),
            marks=marks(signed.text, signed.standing),
            signed=signed.standing.signed,
            expected=len(signed.standing.parties),
            certificate=certificate(
                signed.text,
                signed.standing,
                at=at,
                head=signed.head,
                key_line=signed.key_line,
                qr_text=qr_of(signed.text, mark),
                attachments=attachments,
            ),
            attachments=attachments,
        )
        return self._desk.worker.render(signed.text, edition, signed.logos).pdf

    def _store(self, agreement_id: int, signed: _Signed, pdf: bytes, at: Moment) -> Copy | None:
        """Store copy, entry and state together; None when the ledger has grown meanwhile."""
        name = hashlib.sha256(pdf).hexdigest()
        with self._desk.database.transaction() as session:
            agreement = the_agreement(session, agreement_id)
            if ledgers.head_of(session, agreement.id) != signed.head:
                return None
            revision = signed.standing.revision
            session.add(
                ExecutedCopy(
                    agreement_id=agreement.id,
                    revision=revision,
                    pdf=pdf,
                    pdf_sha256=name,
                    made_at=at,
                )
            )
            executed = Executed(name, signed.head[1])
            ledgers.append(session, self._desk, agreement, EntryKind.EXECUTED, executed)
            agreement.move_to(AgreementState.EXECUTED)
        return _copy(signed.text.title, pdf, name)

    def _stored(self, agreement_id: int) -> Copy:
        with self._desk.database.reading() as session:
            return executed_copy(session, the_agreement(session, agreement_id))


def executed_copy(session: Session, agreement: Agreement) -> Copy:
    """The stored executed copy. Raises NotReady while there is none."""
    found = session.scalar(
        select(ExecutedCopy).where(
            ExecutedCopy.agreement_id == agreement.id,
            ExecutedCopy.revision == agreement.revision,
        )
    )
    if found is None:
        raise NotReady("There is no executed copy yet.", "It is made after the last sign-off.")
    return _copy(agreement.title, found.pdf, found.pdf_sha256)


def _copy(title: str, pdf: bytes, sha256: str) -> Copy:
    return Copy(str(CopyStanding.EXECUTED), file_name(title, "executed"), pdf, sha256)


def _evidence(session: Session, agreement: Agreement) -> tuple[Attachment, ...]:
    """The kept files of this revision, numbered so that equal names stay apart."""
    found = session.scalars(
        select(EvidenceFile)
        .where(
            EvidenceFile.agreement_id == agreement.id, EvidenceFile.revision == agreement.revision
        )
        .order_by(EvidenceFile.id)
    )
    return tuple(
        Attachment(
            f"evidence-{number}-{file.name}",
            file.content,
            file.mime,
            f"Returned {file.how}".strip(),
            "Supplement",
        )
        for number, file in enumerate(found, start=1)
    )
