"""Copies of an agreement as files: draft, offered, progress, executed; and what a file is."""

from dataclasses import dataclass
from pathlib import Path

from ..domain.edition import Edition
from ..domain.edition import Standing as CopyStanding
from ..domain.errors import BadInput, NotReady
from ..domain.ledger import Exported
from ..domain.plain import canonical
from ..domain.states import AgreementState, EntryKind
from ..domain.text import AgreementText
from ..evidence.progress import Progress
from ..evidence.replay import replay
from ..files import check_ending, write_atomically
from . import ledgers
from .certificate import marks
from .copies import agreement_json, copy_of, file_name, made, words_of
from .desk import LIVE, Desk, pictures, the_agreement, the_revision
from .drafts import Drafts
from .execution import executed_copy
from .offers import Offers
from .rooms import frozen_text
from .standing import moment, the_offer
from .values import Copy, Report
from .verification import report_on


@dataclass(frozen=True, slots=True)
class _Progress:
    """What a progress copy prints."""

    text: AgreementText
    stored: bytes
    progress: Progress
    check_code: str
    made: str
    logos: dict[str, bytes]


class Documents:
    """Gives each copy, writes it safely, and reads files back."""

    def __init__(self, desk: Desk, drafts: Drafts, offers: Offers) -> None:
        self._desk = desk
        self._drafts = drafts
        self._offers = offers

    def copies(self, agreement_id: int) -> tuple[str, ...]:
        """Which copies there are to give out now, the one to look at first."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            state, offered = agreement.state, agreement.revision > 0
        found = []
        if state in {AgreementState.EXECUTED, AgreementState.ENDED, AgreementState.SUPERSEDED}:
            found.append(CopyStanding.EXECUTED)
        if state is AgreementState.DRAFT:
            found.append(CopyStanding.DRAFT)
        if state in LIVE:
            found.append(CopyStanding.PROGRESS)
        if offered:
            found.append(CopyStanding.OFFERED)
        return tuple(str(standing) for standing in found)

    def copy(self, agreement_id: int, standing: str) -> Copy:
        """One copy: the frozen ones as stored, draft and progress rendered now."""
        match standing:
            case CopyStanding.DRAFT:
                return self._draft(agreement_id)
            case CopyStanding.OFFERED:
                return self._offers.offered_pdf(agreement_id)
            case CopyStanding.PROGRESS:
                return self._progress(agreement_id)
            case CopyStanding.EXECUTED:
                with self._desk.database.reading() as session:
                    return executed_copy(session, the_agreement(session, agreement_id))
            case _:
                raise BadInput(f"There is no copy called “{standing}”.")

    def save_copy(self, copy: Copy, path: Path) -> Path:
        """Write it whole or not at all, then record what left, but for drafts.

        Raises CannotSave; the old file survives every failure.
        """
        check_ending(path, ".pdf")
        write_atomically(path, copy.pdf)
        if copy.agreement_id:
            said = Exported(copy.standing, copy.sha256, path.name)
            with self._desk.database.transaction() as session:
                agreement = the_agreement(session, copy.agreement_id)
                ledgers.append(session, self._desk, agreement, EntryKind.EXPORTED, said)
        return path

    def export_json(self, agreement_id: int) -> bytes:
        """The canonical bytes: as stored once offered, of the text as it is in a draft."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            if agreement.state is not AgreementState.DRAFT:
                return the_revision(session, agreement).text
        return canonical(self._drafts.compile(agreement_id).text)

    def verify(self, path: Path) -> Report:
        """What this file is. Raises BadInput when there is no such file."""
        return report_on(self._desk, path)

    def _draft(self, agreement_id: int) -> Copy:
        view, pages = self._drafts.whole(agreement_id)
        name = file_name(view.text.title, "draft")
        return copy_of(CopyStanding.DRAFT, name, pages.pdf)

    def _progress(self, agreement_id: int) -> Copy:
        facts = self._read_progress(agreement_id)
        mark = the_offer(facts.progress).fingerprint
        edition = Edition(
            standing=CopyStanding.PROGRESS,
            made=facts.made,
            check_code=facts.check_code,
            fingerprint=mark,
            words=words_of(mark),
            marks=marks(facts.text, facts.progress),
            signed=facts.progress.signed,
            expected=len(facts.progress.parties),
            attachments=(agreement_json(facts.stored),),
        )
        pdf = self._desk.worker.render(facts.text, edition, facts.logos).pdf
        count = f"{edition.signed} of {edition.expected} signed off"
        name = file_name(facts.text.title, count)
        return copy_of(CopyStanding.PROGRESS, name, pdf, agreement_id)

    def _read_progress(self, agreement_id: int) -> _Progress:
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            if agreement.state not in LIVE:
                raise NotReady(f"This agreement is {agreement.state}: no offer is open.")
            revision = the_revision(session, agreement)
            text = frozen_text(revision)
            entries = ledgers.chain_of(session, agreement)
            # Saving a copy changes nothing that is printed: the same standing gives the same bytes.
            told = [entry for entry in entries if entry.kind is not EntryKind.EXPORTED]
            return _Progress(
                text,
                revision.text,
                replay(entries),
                revision.check_code,
                made(moment(told[-1].at)),
                pictures(session, frozenset(p.logo for p in text.parties if p.logo)),
            )
