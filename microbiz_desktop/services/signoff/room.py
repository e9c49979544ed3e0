"""The sign-off room as one frozen value: matrix, exchanges, fingerprint, next steps, history.

The room on screen shows it as it is. All of it is made from facts that were read in one
transaction, so that its parts cannot speak of different moments.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ...domain.deal import Deal
from ...domain.states import AgreementState, Answered
from ...domain.text import AgreementText, Clause, PartyText
from ...evidence.progress import Block, Matter, PartyProgress, Progress, SignOff
from ..shared import words
from .after_signing import ComingDate, recipients_of
from .status import how_signed, is_question, matters, moment, short_day, short_time, the_offer
from .values import (
    Cell,
    ClauseHeading,
    Exchange,
    HistoryLine,
    PartyState,
    PartyStatus,
    SignatoryStatus,
    SignOffRoom,
)


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """What a room is built from, all read in one transaction. `own` are keys of own businesses.

    `problem` is what does not hold of the record, `notes` what is odd of it; `dates` are those that
    an executed text names.
    """

    agreement_id: int
    version: int
    state: AgreementState
    text: AgreementText
    progress: Progress
    words: tuple[str, ...]
    check_code: str
    own: frozenset[str]
    history: tuple[HistoryLine, ...]
    executed: bool
    deal: Deal
    problem: str = ""
    notes: tuple[str, ...] = ()
    dates: tuple[ComingDate, ...] = ()


def build_room(facts: RoomRecord) -> SignOffRoom:
    """The room of the last offered revision."""
    text, progress = facts.text, facts.progress
    offer = the_offer(progress)
    return SignOffRoom(
        agreement_id=facts.agreement_id,
        version=facts.version,
        title=text.title,
        kind_title=text.kind_title,
        state=facts.state,
        revision=progress.revision,
        offered_when=words.day_of(moment(progress.offered_at)),
        open_until=offer.open_until,
        clauses=tuple(_head(clause) for clause in text.clauses),
        parties=tuple(
            _party(progress.parties[party.key], party, facts.own) for party in text.parties
        ),
        exchanges=tuple(_exchange(text, matter) for matter in matters(progress)),
        fingerprint=offer.fingerprint,
        words=facts.words,
        check_code=facts.check_code,
        signed=progress.signed,
        next_steps=what_comes_next(facts),
        history=facts.history,
        text=text,
        executed=facts.executed,
        problem=facts.problem,
        notes=facts.notes,
        dates=facts.dates,
        recipients=recipients_of(facts.deal),
    )


def _head(clause: Clause) -> ClauseHeading:
    summary = " ".join(note.text for note in clause.summaries)
    return ClauseHeading(clause.id, clause.number, clause.heading, summary)


def _party(reading: PartyProgress, party: PartyText, own: frozenset[str]) -> PartyStatus:
    how, when = _how_and_when(reading)
    return PartyStatus(
        key=party.key,
        name=party.name,
        logo=party.logo,
        signatories=tuple(
            _signatory(person.name, person.capacity, reading) for person in party.signatories
        ),
        must_sign=party.must_sign,
        cells=_cells(reading),
        pill=pill(reading),
        how=how,
        when=when,
        own=party.key in own,
    )


def _cells(reading: PartyProgress) -> Mapping[str, Cell]:
    return MappingProxyType(
        {
            clause: Cell(reading.word_on(clause), reading.waiting(clause))
            for clause in reading.clauses
        }
    )


def _signatory(name: str, capacity: str, reading: PartyProgress) -> SignatoryStatus:
    for sign_off in reading.sign_offs:
        if sign_off.given.signatory == name:
            how, when = how_signed(sign_off), when_signed(sign_off)
            return SignatoryStatus(name, sign_off.given.capacity or capacity, True, how, when)
    return SignatoryStatus(name, capacity, False)


#: What is in the way of a party, as the pill of its row.
_IN_THE_WAY = {
    Block.CHANGE: PartyState.CHANGE,
    Block.QUESTION: PartyState.QUESTION,
    Block.ANSWER: PartyState.ANSWER,
}


def pill(reading: PartyProgress) -> PartyState:
    """The one word for where a party stands: what blocks comes before what is done."""
    if reading.declined is not None:
        return PartyState.DECLINED
    if reading.done:
        return PartyState.SIGNED_OFF
    block = reading.block()
    if block in _IN_THE_WAY:
        return _IN_THE_WAY[block]
    if reading.sign_offs:
        return PartyState.PARTLY
    if block is None:
        return PartyState.READY
    return PartyState.READING if reading.opened_at else PartyState.NOT_OPENED


def when_signed(sign_off: SignOff) -> str:
    """The signing day; where it came back with one, the filing day is kept apart."""
    if sign_off.given.signed_on:
        filed = moment(sign_off.at).local().day
        return f"{short_day(sign_off.given.signed_on)}, filed {filed}"
    return short_time(sign_off.at)


def _how_and_when(reading: PartyProgress) -> tuple[str, str]:
    if reading.sign_offs:
        return how_signed(reading.sign_offs[-1]), when_signed(reading.sign_offs[-1])
    return ("Offer opened", short_time(reading.opened_at)) if reading.opened_at else ("", "")


def _exchange(text: AgreementText, matter: Matter) -> Exchange:
    said = matter.raised
    clause = next(clause for clause in text.clauses if clause.id == said.clause)
    party = next(party for party in text.parties if party.key == said.party)
    kind = Answered.QUESTION if is_question(matter) else Answered.CHANGE_WANTED
    return Exchange(
        sequence=matter.sequence,
        party=said.party,
        party_name=party.name,
        person=said.by,
        clause=said.clause,
        clause_number=clause.number,
        clause_heading=clause.heading,
        kind=str(kind),
        words=said.words,
        when=short_time(matter.at),
        answer=matter.reply,
        answered_when=short_time(matter.replied_at) if matter.replied_at else "",
        outcome=matter.outcome,
        acknowledged=matter.acknowledged,
    )


def what_comes_next(facts: RoomRecord) -> tuple[str, ...]:
    """What happens next, most pressing first, each a sentence."""
    progress = facts.progress
    if facts.executed:
        return ("The executed copy is made. It can be saved for every party.",)
    if not progress.open:
        return (_closed_step(facts),)
    raised = matters(progress)
    steps = [_raised_step(facts.text, matter) for matter in raised if not matter.acknowledged]
    if any(not is_question(matter) and not matter.outcome for matter in raised):
        steps.append(what_a_change_voids(progress))
    steps.append(_waiting_step(progress))
    until = the_offer(progress).open_until
    if until:
        steps.append(f"The offer is open until {words.iso_day(until)}.")
    return tuple(steps)


def _raised_step(text: AgreementText, matter: Matter) -> str:
    number = next(clause.number for clause in text.clauses if clause.id == matter.raised.clause)
    party = next(party.name for party in text.parties if party.key == matter.raised.party)
    if matter.outcome:
        return f"{party} has still to read what was answered on clause {number}."
    if is_question(matter):
        return f"{party} has a question on clause {number}. It blocks that sign-off."
    return f"{party} wants a change of clause {number}. It blocks that sign-off."


def what_a_change_voids(progress: Progress) -> str:
    """What a change of the text would do to this offer; whether there is one is not decided."""
    new, old = progress.revision + 1, progress.revision
    sentence = f"If the text is changed, it is offered as revision {new}."
    if progress.sign_offs:
        return f"{sentence} The sign-offs of revision {old} do not count for it."
    return f"{sentence} Every party then reads and signs it from the start."


def _waiting_step(progress: Progress) -> str:
    waiting = [party.party.name for party in progress.parties.values() if not party.done]
    if not waiting:
        return "Every party has signed off. The executed copy can be made."
    if len(waiting) > 4:
        return f"{len(waiting)} parties have still to sign off."
    verb = "has" if len(waiting) == 1 else "have"
    return f"{words.joined(waiting)} {verb} still to sign off."


def _closed_step(facts: RoomRecord) -> str:
    revision = facts.progress.revision
    match facts.state:
        case AgreementState.DECLINED:
            return _declined_step(facts.progress)
        case AgreementState.WITHDRAWN:
            return f"Revision {revision} was withdrawn. Its number is not used again."
        case AgreementState.EXPIRED:
            return f"Revision {revision} was not signed off in time."
        case _:
            return f"Revision {revision + 1} is in the making."


def _declined_step(progress: Progress) -> str:
    for party in progress.parties.values():
        if party.declined is not None:
            reason = party.declined.reason
            said = f": “{reason}”" if reason else "."
            return f"{party.party.name} declined revision {progress.revision}{said}"
    return f"Revision {progress.revision} was declined."
