"""What of an agreement goes out as a file: draft, offer, sign-off sheet, executed copy."""

import hashlib
from pathlib import Path

from ...domain.edition import Standing as CopyStanding
from ...domain.errors import BadInput
from ...domain.ledger import SIGN_OFF_SHEET, Exported
from ...domain.plain import canonical
from ...domain.states import AgreementState, EntryKind
from ...files import check_ending, write_atomically
from ..agreements.drafts import Drafts
from ..agreements.offers import Offers
from ..shared.desk import LIVE, Desk, the_agreement, the_revision
from ..shared.naming import copy_of, file_name
from ..shared.values import Copy
from ..signoff import ledgers
from ..signoff.execution import executed_copy
from .reports import Report
from .sign_off_sheet import read_sheet
from .verification import Checking


class Documents:
    """Gives each copy, writes it safely, and reads files back."""

    def __init__(self, desk: Desk, drafts: Drafts, offers: Offers) -> None:
        self._desk = desk
        self._drafts = drafts
        self._offers = offers
        self._checking = Checking(desk)

    def copies(self, agreement_id: int) -> tuple[str, ...]:
        """Which copies there are to give out now, the one to look at first."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            state, offered = agreement.state, agreement.revision > 0
        found: list[str] = []
        if state in {AgreementState.EXECUTED, AgreementState.ENDED, AgreementState.SUPERSEDED}:
            found.append(CopyStanding.EXECUTED)
        if state is AgreementState.DRAFT:
            found.append(CopyStanding.DRAFT)
        if state in LIVE:
            found.append(SIGN_OFF_SHEET)
        if offered:
            found.append(CopyStanding.OFFERED)
        return tuple(str(standing) for standing in found)

    def copy(self, agreement_id: int, standing: str) -> Copy:
        """One copy: the frozen ones as stored, draft and sign-off sheet made now."""
        match standing:
            case CopyStanding.DRAFT:
                return self._draft(agreement_id)
            case CopyStanding.OFFERED:
                return self._offers.offered_pdf(agreement_id)
            case CopyStanding.EXECUTED:
                with self._desk.database.reading() as session:
                    return executed_copy(session, the_agreement(session, agreement_id))
            case sheet if sheet == SIGN_OFF_SHEET:
                return self._sign_off_sheet(agreement_id)
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
        """What this file is [slow]. Raises BadInput when there is no such file."""
        return self._checking.report_on(path)

    def stop_verifying(self) -> None:
        """End a check that runs; whoever waits for it is told that nothing can be said."""
        self._checking.stop()

    def _draft(self, agreement_id: int) -> Copy:
        view, pages = self._drafts.whole(agreement_id)
        name = file_name(view.text.title, "draft")
        return copy_of(CopyStanding.DRAFT, name, pages.pdf)

    def _sign_off_sheet(self, agreement_id: int) -> Copy:
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            sheet, count = read_sheet(session, agreement)
        name = file_name(sheet.title, f"{SIGN_OFF_SHEET}, {count}")
        pdf = self._desk.worker.sheet(sheet, {})
        return Copy(SIGN_OFF_SHEET, name, pdf, hashlib.sha256(pdf).hexdigest(), agreement_id)
