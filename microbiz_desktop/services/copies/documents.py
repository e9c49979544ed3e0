"""What of an agreement goes out as a file, and what comes back to be checked."""

from pathlib import Path

from ...domain.deal import Deal
from ...domain.errors import BadInput, NotReady
from ...domain.ledger import Exported
from ...domain.states import AgreementState, EntryKind
from ...domain.text import AgreementText
from ...domain.verdicts import Report
from ...files import check_ending, write_atomically
from ..agreements.drafts import Drafts
from ..agreements.offers import Offers
from ..shared.dependencies import Dependencies, the_agreement, the_revision
from ..shared.forms import Copy
from ..shared.naming import copy_name
from ..signoff import ledgers
from ..signoff.reading import frozen_text
from .forms import CHANGES_PDF, FORMS, forms_of
from .revisions import RevisionChanges, changes_between, changes_sheet
from .verification import Checking


class Documents:
    """Gives each copy, writes it safely, and reads files back."""

    def __init__(self, desk: Dependencies, drafts: Drafts, offers: Offers) -> None:
        self.desk = desk
        self.drafts = drafts
        self.offers = offers
        self._checking = Checking(desk)

    def copies(self, agreement_id: int) -> tuple[str, ...]:
        """In which forms it can go out now, the one to look at first."""
        with self.desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            return tuple(form.name for form in forms_of(agreement.state, agreement.revision))

    def copy(self, agreement_id: int, form: str) -> Copy:
        """One copy [slow]: what is frozen as it is stored, all else made now."""
        if form not in FORMS:
            raise BadInput(f"There is no copy called “{form}”.")
        return FORMS[form].make(self, agreement_id)

    def save_copy(self, copy: Copy, path: Path) -> Path:
        """Write it whole or not at all, then record what left of what is frozen.

        Raises CannotSave; the old file survives every failure.
        """
        check_ending(path, f".{FORMS[copy.form].ending}")
        write_atomically(path, copy.content)
        self.note_left(copy, path.name)
        return path

    def note_left(self, copy: Copy, name: str) -> None:
        """Record that a copy of what is frozen left as a file of that name."""
        if copy.agreement_id:
            said = Exported(copy.form, copy.sha256, name)
            with self.desk.database.transaction() as session:
                agreement = the_agreement(session, copy.agreement_id)
                ledgers.append(session, self.desk, agreement, EntryKind.EXPORTED, said)

    def text(self, agreement_id: int, *, before: bool = False) -> AgreementText:
        """The text as it was offered, or as it is in a draft; `before` that of the offer before.

        Raises NotReady when there is no offer before.
        """
        with self.desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            drafted = agreement.state is AgreementState.DRAFT
            if before or not drafted:
                number = agreement.revision - (before and not drafted)
                if before and number < 1:
                    raise NotReady("There is no offer before this one to compare with.")
                return frozen_text(the_revision(session, agreement, number))
        return self.drafts.compile(agreement_id).text

    def revisions(self, agreement_id: int) -> tuple[int, ...]:
        """The revisions that were offered, the newest first; 0 before them is the draft of now."""
        with self.desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            drafted = (0,) if agreement.state is AgreementState.DRAFT else ()
            return (*drafted, *range(agreement.revision, 0, -1))

    def changes(self, agreement_id: int, before: int, after: int) -> RevisionChanges:
        """What changed between two of them, word by word; 0 is the draft of now. [slow]"""
        return changes_between(*(self._revision(agreement_id, n) for n in (before, after)))

    def changes_pdf(self, agreement_id: int, before: int, after: int) -> Copy:
        """The same as a PDF. [slow]"""
        found = self.changes(agreement_id, before, after)
        text = self._revision(agreement_id, after)
        sheet = changes_sheet(found, self.desk.clock.now(), text.paper)
        name = copy_name(text, f"what changed, {found.words}")
        return Copy(CHANGES_PDF, name, self.desk.worker.sheet(sheet, {}))

    def _revision(self, agreement_id: int, number: int) -> AgreementText:
        if not number:
            return self.drafts.compile(agreement_id).text
        with self.desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            return frozen_text(the_revision(session, agreement, number))

    def deal(self, agreement_id: int) -> Deal:
        """The answers behind it."""
        with self.desk.database.reading() as session:
            return the_agreement(session, agreement_id).deal

    def verify(self, path: Path) -> Report:
        """What this file is [slow]. Raises BadInput when there is no such file."""
        return self._checking.report_on(path)

    def stop_verifying(self) -> None:
        """End a check that runs; whoever waits for it is told that nothing can be said."""
        self._checking.stop()
