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
from ..evidence.chain import Entry, ledger_bytes
from ..evidence.identity import key_words
from ..evidence.progress import Progress
from ..evidence.replay import replay
from ..evidence.verify import LEDGER, OFFERED
from ..records.agreement import Agreement, EvidenceFile, ExecutedCopy, Revision
from ..records.business import Business
from . import ledgers
from .certificate import certificate, marks
from .copies import agreement_json, file_name, made, qr_of, words_of
from .desk import Desk, pictures, the_agreement, the_revision
from .rooms import frozen_text
from .standing import ready, the_offer
from .values import Copy
from .verification import must_verify

#: How often a copy is made anew because an entry was written meanwhile.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Signed:
    """What every party signed off, read in one look: text, standing, ledger, evidence."""

    text: AgreementText
    stored: bytes
    progress: Progress
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
            must_verify(self._desk, pdf)
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
            entries = ledgers.checked_chain(session, agreement)
            progress = replay(entries)
            if not ready(progress):
                raise NotReady(
                    f"{progress.signed} of {len(progress.parties)} parties have signed off.",
                    "The executed copy is made when all have.",
                )
            return _signed(session, agreement, progress, entries)

    def _render(self, signed: _Signed, at: Moment) -> bytes:
        mark = the_offer(signed.progress).fingerprint
        attachments = (agreement_json(signed.stored), *signed.evidence)
        edition = Edition(
            standing=CopyStanding.EXECUTED,
            made=made(at),
            check_code=signed.check_code,
            fingerprint=mark,
            words=words_of(mark),
            marks=marks(signed.text, signed.progress),
            signed=signed.progress.signed,
            expected=len(signed.progress.parties),
            certificate=certificate(
                signed.text,
                signed.progress,
                at=at,
                head=signed.head,
                key_line=signed.key_line,
                qr_text=qr_of(signed.text, mark, signed.head[1]),
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
            revision = signed.progress.revision
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
        return _copy(agreement_id, signed.text.title, pdf, name)

    def _stored(self, agreement_id: int) -> Copy:
        with self._desk.database.reading() as session:
            return executed_copy(session, the_agreement(session, agreement_id))


def _signed(
    session: Session, agreement: Agreement, progress: Progress, entries: tuple[Entry, ...]
) -> _Signed:
    revision = the_revision(session, agreement)
    text = frozen_text(revision)
    return _Signed(
        text=text,
        stored=revision.text,
        progress=progress,
        head=(entries[-1].sequence, entries[-1].hash),
        check_code=revision.check_code,
        key_line=_key_line(session, agreement, entries[-1].key_id),
        evidence=(_ledger_json(entries), _offered_pdf(revision), *_evidence(session, agreement)),
        logos=pictures(session, frozenset(p.logo for p in text.parties if p.logo)),
    )


def _offered_pdf(revision: Revision) -> Attachment:
    return Attachment(
        OFFERED,
        revision.pdf,
        "application/pdf",
        "The offer as it was frozen, byte for byte",
        "Source",
    )


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
    return _copy(agreement.id, agreement.title, found.pdf, found.pdf_sha256)


def _copy(agreement_id: int, title: str, pdf: bytes, sha256: str) -> Copy:
    name = file_name(title, "executed")
    return Copy(str(CopyStanding.EXECUTED), name, pdf, sha256, agreement_id)


def _key_line(session: Session, agreement: Agreement, key_id: str) -> str:
    """Whose key signs the ledger, and its eight words."""
    owner = session.get(Business, agreement.own_business_id or 0)
    words = " ".join(key_words(key_id))
    return f"{owner.name}: {words}" if owner is not None else words


def _ledger_json(entries: tuple[Entry, ...]) -> Attachment:
    """The ledger up to the head that is printed: a prefix of the live one."""
    return Attachment(
        LEDGER, ledger_bytes(entries), "application/json", "The record as data", "Data"
    )


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
