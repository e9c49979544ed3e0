"""Understand and agree: what each party says of each clause, and who signs for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ...domain.edition import Strokes
from ...domain.errors import BadInput, NotReady
from ...domain.ledger import Acknowledged, Closed, Declined, Opened, Raised, Replied, SignedOff
from ...domain.states import AgreementState, EntryKind
from ...evidence.progress import Matter, PartyProgress, Progress
from ...records.agreement import Agreement
from ..shared.desk import LIVE, Desk, the_agreement, the_revision
from ..shared.values import Copy, SignOffRoom
from . import ledgers, paper_channel
from .execution import Executions
from .reading import frozen_text, read_room
from .record_checks import refuse_damaged
from .signing_rules import (
    is_over,
    refuse_early,
    refuse_other_way,
    refuse_unready,
    the_party,
    too_late,
)
from .status import is_question, matters, not_understood, ready, the_offer


@dataclass(frozen=True, slots=True)
class _Here:
    """An open offer inside one transaction."""

    session: Session
    agreement: Agreement
    progress: Progress


Act = Callable[[_Here], None]


class SignOffs:
    """One method for each thing a party or the user does in the sign-off room."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._executions = Executions(desk)

    def room(self, agreement_id: int) -> SignOffRoom:
        """Everything the room shows of the last offered revision."""
        with self._desk.database.reading() as session:
            return read_room(session, the_agreement(session, agreement_id))

    def opened(self, agreement_id: int, party: str) -> SignOffRoom:
        """The party began to read; recorded once."""

        def act(here: _Here) -> None:
            if not the_party(here.progress, party).opened_at:
                self._write(here, EntryKind.OPENED, Opened(party))

        return self._act(agreement_id, act)

    def acknowledge(
        self, agreement_id: int, party: str, clause_ids: Sequence[str], by: str
    ) -> SignOffRoom:
        """Somebody of the party understood these clauses; an unanswered question stays open."""

        def act(here: _Here) -> None:
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

    def sign(  # noqa: PLR0913 - each is a separate fact of the record, all named by the caller
        self,
        agreement_id: int,
        party: str,
        signatory: str,
        *,
        capacity: str,
        typed: str,
        statement: str,
        pages_seen: bool,
        strokes: Strokes = (),
        witness: str = "",
    ) -> SignOffRoom:
        """Sign on this screen. Raises NotReady saying what is missing."""
        refuse_early(pages_seen, typed, strokes, statement)

        def act(here: _Here) -> None:
            said = SignedOff(
                **_bound(here),
                party=party,
                signatory=signatory,
                capacity=capacity,
                method="screen",
                statement=statement,
                typed=typed.strip(),
                strokes=strokes,
                witness=witness.strip(),
            )
            self._sign(here, said)

        return self._act(agreement_id, act)

    def record_returned(  # noqa: PLR0913 - each is a separate fact of the record
        self,
        agreement_id: int,
        party: str,
        signatory: str,
        *,
        capacity: str,
        file_name: str,
        file_bytes: bytes,
        signed_on_iso: str,
        received_how: str,
        received_by: str,
        check_code: str,
        all_understood: bool = True,
    ) -> SignOffRoom:
        """Record a returned paper or scan, kept byte for byte. BadInput for a foreign page."""
        paper = paper_channel.Paper(
            file_name, file_bytes, signed_on_iso, received_how, received_by, check_code
        )

        def act(here: _Here) -> None:
            paper_channel.refuse_foreign(self._desk, here.progress, paper)
            missing = not_understood(the_party(here.progress, party))
            if all_understood and missing:
                self._acknowledge(here, party, missing, signatory)
                here = self._again(here)
            kept = paper_channel.keep(here.session, self._desk, here.agreement, paper)
            said = paper_channel.signed_off(_bound(here), party, signatory, capacity, paper, kept)
            self._sign(here, said)

        return self._act(agreement_id, act)

    def decline(self, agreement_id: int, party: str, by: str, reason: str) -> SignOffRoom:
        """The party says no: the offer is closed for everybody."""

        def act(here: _Here) -> None:
            if the_party(here.progress, party).done:
                raise NotReady("This party has signed off already and cannot decline any more.")
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
            here = _Here(session, agreement, ledgers.progress_of(session, agreement))
            if not is_over(here.progress, self._desk.clock.now()):
                act(here)
                session.flush()
                return read_room(session, agreement)
            _expire(here, self._write)
        raise too_late(here.progress)

    def _again(self, here: _Here) -> _Here:
        return _Here(
            here.session, here.agreement, ledgers.progress_of(here.session, here.agreement)
        )

    def _write(self, here: _Here, kind: EntryKind, payload: Any) -> None:
        ledgers.append(here.session, self._desk, here.agreement, kind, payload)

    def _acknowledge(self, here: _Here, party: str, clauses: tuple[str, ...], by: str) -> None:
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

    def _raise(self, here: _Here, kind: EntryKind, said: Raised) -> None:
        _refuse_unknown(here.progress, said.clause)
        if the_party(here.progress, said.party).done:
            raise NotReady("This party has signed off already.", "Change the text instead.")
        if not said.words:
            raise BadInput("There are no words yet.", "Type what is asked or wanted.")
        self._write(here, kind, said)

    def _reply(self, here: _Here, kind: EntryKind, said: Replied) -> None:
        _refuse_other_reply(_open_matter(here.progress, said.to), kind)
        if not said.words:
            raise BadInput("There are no words yet.", "Type the answer or the reason.")
        self._write(here, kind, said)

    def _sign(self, here: _Here, said: SignedOff) -> None:
        _refuse_unfit(here, said)
        self._write(here, EntryKind.SIGNED_OFF, said)
        here.agreement.move_to(AgreementState.PARTLY_SIGNED_OFF)


def _refuse_unfit(here: _Here, said: SignedOff) -> None:
    """By what stands in the record, and by the way of signing that the text leaves."""
    refuse_unready(here.progress, said.party, said.signatory)
    text = frozen_text(the_revision(here.session, here.agreement))
    refuse_other_way(text, said.method, said.witness)


def _expire(here: _Here, write: Callable[[_Here, EntryKind, Any], None]) -> None:
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


def _bound(here: _Here) -> dict[str, str]:
    offer = the_offer(here.progress)
    return {
        "agreement": offer.agreement,
        "fingerprint": offer.fingerprint,
        "pdf_sha256": offer.pdf_sha256,
    }


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
