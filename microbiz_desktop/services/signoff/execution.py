"""The executed copy: one fresh rendering of the frozen text, verified before it counts.

The sign-off room asks for it once every party has signed off. The state changes last, so that an
interruption leaves an agreement that still waits for its copy and never one that lacks it.
"""

import hashlib
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.clock import Moment
from ...domain.edition import Attachment
from ...domain.edition import Standing as CopyStanding
from ...domain.errors import NotReady, StaleVersion
from ...domain.ledger import Executed
from ...domain.states import AgreementState, EntryKind, ProjectState
from ...domain.text import AgreementText
from ...evidence.chain import Entry, ledger_bytes
from ...evidence.derive import (
    LEDGER,
    OFFERED,
    AttachedPart,
    attachments_of,
    executed_edition,
    key_line,
)
from ...evidence.progress import Progress
from ...evidence.replay import replay
from ...records.agreement import Agreement, EvidenceFile, ExecutedCopy, Revision
from ...records.business import Business
from ..shared.dependencies import Dependencies, pictures, the_agreement, the_revision
from ..shared.forms import Copy
from ..shared.naming import Frozen, agreement_json, copy_name, said_now, with_data
from ..shared.project_states import bring_project_to
from . import ledgers
from .freezing import must_hold
from .reading import frozen_text
from .status import ready

#: How often a copy is made anew because an entry was written meanwhile.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Signed:
    """What every party signed off, read in one look: text, standing, ledger, evidence."""

    text: AgreementText
    stored: bytes
    progress: Progress
    entries: tuple[Entry, ...]
    own_name: str
    evidence: tuple[Attachment, ...]
    logos: dict[str, bytes]

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the entry that is printed as the end of the record."""
        return self.entries[-1].sequence, self.entries[-1].hash


class Executions:
    """Makes executed copies; separate from the room so that the steps read as one story."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk

    def execute(self, agreement_id: int) -> Copy:
        """Render, verify, store; the state changes last. A copy made already is given back."""
        for _ in range(_TRIES):
            signed = self._read(agreement_id)
            if signed is None:
                return self._stored(agreement_id)
            at = self._desk.clock.now()
            frozen = self._frozen(signed, at)
            pdf = self._desk.worker.render(signed.text, frozen.edition, signed.logos).pdf
            must_hold(self._desk, pdf, signed.text, frozen)
            copy = self._store(agreement_id, signed, pdf, frozen, at)
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

    def _frozen(self, signed: _Signed, at: Moment) -> Frozen:
        """What is printed beside the text, from the record alone, and every attached file."""
        said = said_now(at, signed.own_name)
        attachments = (agreement_json(signed.stored), *signed.evidence)
        edition = executed_edition(signed.text, signed.entries, said)
        return with_data(
            replace(edition, attachments=attachments),
            said,
            key_line(signed.entries, said),
            signed.logos,
            self._desk.worker.versions(),
        )

    def _store(
        self, agreement_id: int, signed: _Signed, pdf: bytes, frozen: Frozen, at: Moment
    ) -> Copy | None:
        """Store copy, entry and state together; None when the ledger has grown meanwhile."""
        name = hashlib.sha256(pdf).hexdigest()
        with self._desk.database.transaction() as session:
            agreement = the_agreement(session, agreement_id)
            if ledgers.latest_of(session, agreement.id) != signed.head:
                return None
            revision = signed.progress.revision
            session.add(
                ExecutedCopy(
                    agreement_id=agreement.id,
                    revision=revision,
                    pdf=pdf,
                    pdf_sha256=name,
                    made_at=at,
                    edition=frozen.content,
                )
            )
            executed = Executed(name, signed.head[1], frozen.sha256)
            ledgers.append(session, self._desk, agreement, EntryKind.EXECUTED, executed)
            agreement.move_to(AgreementState.EXECUTED)
            bring_project_to(session, agreement, ProjectState.TERMS_AGREED)
        return _copy(agreement_id, signed.text, pdf)

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
        entries=entries,
        own_name=_own_name(session, agreement),
        evidence=_files(session, agreement, revision, progress, entries),
        logos=pictures(session, frozenset(p.logo for p in text.parties if p.logo)),
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
    text = frozen_text(the_revision(session, agreement, found.revision))
    return _copy(agreement.id, text, found.pdf)


def _copy(agreement_id: int, text: AgreementText, pdf: bytes) -> Copy:
    return Copy(CopyStanding.EXECUTED, copy_name(text, "executed"), pdf, agreement_id)


def _own_name(session: Session, agreement: Agreement) -> str:
    """Whose key signs the record, by name."""
    owner = session.get(Business, agreement.own_business_id or 0)
    return owner.name if owner is not None else ""


def _files(
    session: Session,
    agreement: Agreement,
    revision: Revision,
    progress: Progress,
    entries: tuple[Entry, ...],
) -> tuple[Attachment, ...]:
    """The files that the record calls for, with their bytes; text and edition come beside them."""
    found = session.scalars(select(EvidenceFile).where(EvidenceFile.agreement_id == agreement.id))
    evidence = {file.sha256: file for file in found}
    made = {LEDGER: ledger_bytes(entries), OFFERED: revision.pdf}
    return tuple(
        _attachment(part, made, evidence)
        for part in attachments_of(progress)
        if part.name in made or part.sha256
    )


def _attachment(
    part: AttachedPart, made: dict[str, bytes], evidence: dict[str, EvidenceFile]
) -> Attachment:
    kept = evidence[part.sha256] if part.sha256 else None
    content = kept.content if kept else made[part.name]
    mime = kept.mime if kept else part.mime
    return Attachment(part.name, content, mime, part.description, part.relationship)
