"""Understand and agree: what each party says of each clause, and who signs for it.

The sign-off room and the reading room call one method for each act. Each is written as an entry of
the signed ledger, because who agreed to what, and when, must be provable later.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...domain.errors import BadInput, NotReady
from ...domain.ledger import Acknowledged, Closed, Declined, Opened, Raised, Replied
from ...domain.states import LIVE, AgreementState, EntryKind
from ...evidence.progress import Matter, PartyProgress, Progress
from ..shared.dependencies import Dependencies, the_agreement
from ..shared.forms import Copy
from . import ledgers
from .channels import Given, Here
from .execution import Executions
from .reading import read_room
from .record_checks import refuse_damaged
from .signing_rules import (
    acknowledged_with,
    is_over,
    refuse_nobody,
    refuse_other_way,
    refuse_unready,
    the_party,
    too_late,
)
from .status import is_question, matters, ready, the_offer
from .values import SignOffRoom

Act = Callable[[Here], None]


class SignOffs:
    """One method for each thing a party or the user does in the sign-off room."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk
        self._executions = Executions(desk)

    def room(self, agreement_id: int) -> SignOffRoom:
        """Everything the room shows of the last offered revision."""
        with self._desk.database.reading() as session:
            return read_room(session, the_agreement(session, agreement_id), self._desk.shelf)

    def opened(self, agreement_id: int, party: str) -> SignOffRoom:
        """The party began to read; recorded once."""

        def act(here: Here) -> None:
            if not the_party(here.progress, party).opened_at:
                self._write(here, EntryKind.OPENED, Opened(party))

        return self._act(agreement_id, act)

    def acknowledge(
        self, agreement_id: int, party: str, clause_ids: Sequence[str], by: str
    ) -> SignOffRoom:
        """Somebody of the party understood these clauses; an unanswered question stays open."""

        def act(here: Here) -> None:
            self._acknowledge(here, party, tuple(clause_ids), by)

        return self._act(agreement_id, act)

    def ask(self, agreement_id: int, party: str, clause: str, words: str, by: str) -> SignOffRoom:
        """A question on a clause; it blocks the party's sign-off until answered and read."""
        said = Raised(party, clause, words.strip(), by)
        return self._act(agreement_id, lambda here: self._raise(here, EntryKind.QUESTION, said))

    def want_change(
        self, agreement_id: int, party: str, clause: str, words: str, by: str
    ) -> SignOffRoom:
        """A change wanted; it blocks until kept with a reason and read, or the text is changed."""
        said = Raised(party, clause, words.strip(), by)
        return self._act(
            agreement_id, lambda here: self._raise(here, EntryKind.CHANGE_WANTED, said)
        )

    def answer(self, agreement_id: int, sequence: int, words: str) -> SignOffRoom:
        """Answer a question in the record: it explains the text and does not change it."""
        said = Replied(sequence, words.strip())
        return self._act(agreement_id, lambda here: self._reply(here, EntryKind.ANSWERED, said))

    def keep(self, agreement_id: int, sequence: int, reason: str) -> SignOffRoom:
        """A wanted change is not taken, because of this reason."""
        said = Replied(sequence, reason.strip())
        return self._act(agreement_id, lambda here: self._reply(here, EntryKind.KEPT, said))

    def statement(self, agreement_id: int, party: str) -> str:
        """The statement of intent a signatory agrees to."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            progress = ledgers.progress_of(session, agreement)
            return statement_of_intent(progress, the_party(progress, party))

    def sign(self, agreement_id: int, given: Given) -> SignOffRoom:
        """One signatory's sign-off. Raises NotReady or BadInput saying what is missing."""

        def act(here: Here) -> None:
            given.refuse(here)
            told = acknowledged_with(given, the_party(here.progress, given.party))
            if told:
                self._acknowledge(here, given.party, told, given.signatory)
                progress = ledgers.progress_of(here.session, here.agreement)
                here = replace(here, progress=progress)
            refuse_unready(here.progress, given.party, given.signatory)
            refuse_other_way(here.text, given.channel)
            self._write(here, EntryKind.SIGNED_OFF, given.signed_off(here))
            here.agreement.move_to(AgreementState.PARTLY_SIGNED_OFF)

        return self._act(agreement_id, act)

    def decline(self, agreement_id: int, party: str, by: str, reason: str) -> SignOffRoom:
        """The party says no: the offer is closed for everybody."""

        def act(here: Here) -> None:
            if the_party(here.progress, party).done:
                raise NotReady("This party has signed off already and cannot decline any more.")
            refuse_nobody(by)
            self._write(here, EntryKind.DECLINED, Declined(party, by, reason.strip()))
            here.agreement.move_to(AgreementState.DECLINED)

        return self._act(agreement_id, act)

    def ready_to_execute(self, agreement_id: int) -> bool:
        """Whether every party has signed off and the executed copy is still to be made."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            return agreement.state in LIVE and ready(ledgers.progress_of(session, agreement))

    def execute(self, agreement_id: int) -> Copy:
        """Make the executed copy, verify it, store it; the state changes last."""
        return self._executions.execute(agreement_id)

    def _act(self, agreement_id: int, act: Act) -> SignOffRoom:
        with self._desk.database.transaction() as session:
            agreement = the_agreement(session, agreement_id)
            if agreement.state not in LIVE:
                raise NotReady(f"This agreement is {agreement.state}: no offer is open.")
            refuse_damaged(session, agreement)
            here = Here(self._desk, session, agreement, ledgers.progress_of(session, agreement))
            if not is_over(here.progress, self._desk.clock.now()):
                act(here)
                session.flush()
                return read_room(session, agreement, self._desk.shelf)
            _expire(here, self._write)
        raise too_late(here.progress)

    def _write(self, here: Here, kind: EntryKind, payload: object) -> None:
        ledgers.append(here.session, self._desk, here.agreement, kind, payload)

    def _acknowledge(self, here: Here, party: str, clauses: tuple[str, ...], by: str) -> None:
        refuse_nobody(by)
        reading = the_party(here.progress, party)
        for clause in clauses:
            _refuse_unknown(here.progress, clause)
        pending = reading.pending()
        if any(not matter.outcome and matter.raised.clause in clauses for matter in pending):
            raise NotReady(
                "A question or wanted change there has no answer yet.", "Answer it first."
            )
        new = tuple(c for c in clauses if reading.pending(c) or c not in reading.understood)
        if new:
            self._write(here, EntryKind.ACKNOWLEDGED, Acknowledged(party, new, by))

    def _raise(self, here: Here, kind: EntryKind, said: Raised) -> None:
        _refuse_unknown(here.progress, said.clause)
        if the_party(here.progress, said.party).done:
            raise NotReady("This party has signed off already.", "Change the text instead.")
        refuse_nobody(said.by)
        if not said.words:
            raise BadInput("There are no words yet.", "Type what is asked or wanted.")
        self._write(here, kind, said)

    def _reply(self, here: Here, kind: EntryKind, said: Replied) -> None:
        _refuse_other_reply(_open_matter(here.progress, said.to), kind)
        if not said.words:
            raise BadInput("There are no words yet.", "Type the answer or the reason.")
        self._write(here, kind, said)


def _expire(here: Here, write: Callable[[Here, EntryKind, object], None]) -> None:
    """Recorded before it is said, so that no clock can open the offer again."""
    if not here.progress.complete:
        write(here, EntryKind.EXPIRED, Closed())
        here.agreement.move_to(AgreementState.EXPIRED)


def statement_of_intent(progress: Progress, party: PartyProgress) -> str:
    """What signing means, for one party and this revision."""
    name = party.party.name
    return (
        f"There was time to read revision {progress.revision} and to ask. Every clause was "
        f"understood, advice could be taken, and {name} agrees to it as it stands."
    )


def _refuse_unknown(progress: Progress, clause: str) -> None:
    if clause not in the_offer(progress).clauses:
        raise BadInput("That clause is not in this revision.", "Open the room again.")


def _refuse_other_reply(matter: Matter, kind: EntryKind) -> None:
    """A question is answered, a wanted change is kept: each has its own word in the record."""
    if is_question(matter) and kind is not EntryKind.ANSWERED:
        raise NotReady("That is a question, not a wanted change.", "Answer it.")
    if not is_question(matter) and kind is not EntryKind.KEPT:
        raise NotReady(
            "That is a wanted change, not a question.",
            "Keep the text with a reason, or change it.",
        )


def _open_matter(progress: Progress, sequence: int) -> Matter:
    for matter in matters(progress):
        if matter.sequence == sequence:
            if matter.outcome:
                raise NotReady("That has been answered already.", "Look at the answer.")
            return matter
    raise BadInput("That question is not in this revision.", "Open the room again.")
