"""The sign-off room as one frozen value: matrix, exchanges, fingerprint, next steps, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..domain.clock import Moment
from ..domain.states import AgreementState, Answered, EntryKind
from ..domain.text import AgreementText, Clause, PartyText
from ..evidence.replay import PartyReading, Raising, Signing, Standing
from . import phrases
from .values import (
    Cell,
    ClauseHead,
    Exchange,
    HistoryLine,
    PartyStanding,
    SignatoryStanding,
    SignOffRoom,
)


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What a room is built from, all read in one transaction. `own` are keys of own businesses."""

    agreement_id: int
    version: int
    state: AgreementState
    text: AgreementText
    standing: Standing
    words: tuple[str, ...]
    check_code: str
    own: frozenset[str]
    history: tuple[HistoryLine, ...]
    executed: bool


def build_room(facts: RoomFacts) -> SignOffRoom:
    """The room of the last offered revision."""
    text, standing = facts.text, facts.standing
    return SignOffRoom(
        agreement_id=facts.agreement_id,
        version=facts.version,
        title=text.title,
        kind_title=text.kind_title,
        state=facts.state,
        revision=standing.revision,
        offered_when=phrases.day_of(standing.offered_at),
        open_until=standing.offer.open_until,
        clauses=tuple(_head(clause) for clause in text.clauses),
        parties=tuple(_party(standing, party, facts.own) for party in text.parties),
        exchanges=tuple(_exchange(text, raising) for raising in standing.raisings),
        fingerprint=standing.offer.fingerprint,
        words=facts.words,
        check_code=facts.check_code,
        signed=standing.signed,
        next_steps=next_steps(facts),
        history=facts.history,
        text=text,
        executed=facts.executed,
    )


def _head(clause: Clause) -> ClauseHead:
    summary = " ".join(note.text for note in clause.summaries)
    return ClauseHead(clause.id, clause.number, clause.heading, summary)


def _party(standing: Standing, party: PartyText, own: frozenset[str]) -> PartyStanding:
    reading = standing.parties[party.key]
    how, when = _how_and_when(reading)
    return PartyStanding(
        key=party.key,
        name=party.name,
        logo=party.logo,
        signatories=tuple(
            _signatory(person.name, person.capacity, reading) for person in party.signatories
        ),
        must_sign=party.must_sign,
        cells=_cells(standing, party.key),
        pill=pill(standing, reading),
        how=how,
        when=when,
        own=party.key in own,
    )


def _cells(standing: Standing, party: str) -> Mapping[str, Cell]:
    cells = {clause: Cell(*standing.cell(party, clause)) for clause in standing.offer.clauses}
    return MappingProxyType(cells)


def _signatory(name: str, capacity: str, reading: PartyReading) -> SignatoryStanding:
    for signing in reading.signings:
        if signing.said.signatory == name:
            how, when = how_signed(signing), when_signed(signing)
            return SignatoryStanding(name, signing.said.capacity or capacity, True, how, when)
    return SignatoryStanding(name, capacity, False)


def pill(standing: Standing, reading: PartyReading) -> str:
    """The one word for where a party stands: what blocks comes before what is done."""
    if reading.declined is not None:
        return "declined"
    if reading.signed_off:
        return "signed off"
    unsettled = standing.unsettled(reading.party.key)
    open_kinds = {raising.kind for raising in unsettled if raising.outcome is None}
    if EntryKind.CHANGE_WANTED in open_kinds:
        return "change wanted"
    if EntryKind.QUESTION in open_kinds:
        return "question open"
    if unsettled:
        return "answer to read"
    return _quiet_pill(standing, reading)


def _quiet_pill(standing: Standing, reading: PartyReading) -> str:
    if reading.signings:
        return "partly signed off"
    if not standing.missing(reading.party.key):
        return "ready to sign"
    return "reading" if reading.last_at is not None else "not opened"


def how_signed(signing: Signing) -> str:
    """The way of a sign-off as a short line."""
    return "On paper" if signing.said.method == "paper" else "On this screen"


def when_signed(signing: Signing) -> str:
    """The signing day; on paper the filing day is kept apart."""
    if signing.said.method == "paper":
        return f"{short_day(signing.said.signed_on)}, filed {signing.at.local().day}"
    return short_time(signing.at)


def _how_and_when(reading: PartyReading) -> tuple[str, str]:
    if reading.signings:
        return how_signed(reading.signings[-1]), when_signed(reading.signings[-1])
    if reading.last_at is None:
        return "", ""
    how = "Offer opened" if not reading.understood else "On this screen"
    return how, short_time(reading.last_at)


def short_time(moment: Moment) -> str:
    """`19 November, 09:12` on the wall clock it was recorded by."""
    local = moment.local()
    return f"{short_day(local.date().isoformat())}, {local:%H:%M}"


def short_day(iso: str) -> str:
    """`19 November`: lists of one offer need no year."""
    return phrases.iso_day(iso).rpartition(" ")[0]


def _exchange(text: AgreementText, raising: Raising) -> Exchange:
    said = raising.said
    clause = next(clause for clause in text.clauses if clause.id == said.clause)
    party = next(party for party in text.parties if party.key == said.party)
    outcomes = {None: "", EntryKind.ANSWERED: "answered", EntryKind.KEPT: "kept"}
    return Exchange(
        sequence=raising.sequence,
        party=said.party,
        party_name=party.name,
        person=said.by,
        clause=said.clause,
        clause_number=clause.number,
        clause_heading=clause.heading,
        kind=str(
            Answered.QUESTION if raising.kind is EntryKind.QUESTION else Answered.CHANGE_WANTED
        ),
        words=said.words,
        when=short_time(raising.at),
        answer=raising.reply,
        answered_when=short_time(raising.replied_at) if raising.replied_at else "",
        outcome=outcomes[raising.outcome],
        acknowledged=raising.acknowledged,
    )


def next_steps(facts: RoomFacts) -> tuple[str, ...]:
    """What happens next, most pressing first, each a sentence."""
    standing = facts.standing
    if facts.executed:
        return ("The executed copy is made. It can be saved for every party.",)
    if standing.closed is not None:
        return (_closed_step(facts),)
    steps = [_raised_step(facts.text, raising) for raising in standing.raisings]
    if any(r.kind is EntryKind.CHANGE_WANTED and r.outcome is None for r in standing.raisings):
        steps.append(what_a_change_voids(standing))
    steps.append(_waiting_step(standing))
    if standing.offer.open_until:
        steps.append(f"The offer is open until {phrases.iso_day(standing.offer.open_until)}.")
    return tuple(step for step in steps if step)


def _raised_step(text: AgreementText, raising: Raising) -> str:
    number = next(clause.number for clause in text.clauses if clause.id == raising.said.clause)
    party = next(party.name for party in text.parties if party.key == raising.said.party)
    if raising.acknowledged:
        return ""
    if raising.outcome is not None:
        return f"{party} has still to read what was answered on clause {number}."
    if raising.kind is EntryKind.QUESTION:
        return f"{party} has a question on clause {number}. It blocks that sign-off."
    return f"{party} wants a change of clause {number}. It blocks that sign-off."


def what_a_change_voids(standing: Standing) -> str:
    """What changing the text now will do to this offer."""
    new, old = standing.revision + 1, standing.revision
    sentence = f"Revision {new} will be new."
    if any(reading.signings for reading in standing.parties.values()):
        return f"{sentence} The sign-offs of revision {old} will not count for it."
    return f"{sentence} Every party reads and signs it from the start."


def _waiting_step(standing: Standing) -> str:
    waiting = [
        reading.party.name for reading in standing.parties.values() if not reading.signed_off
    ]
    if not waiting:
        return "Every party has signed off. The executed copy can be made."
    if len(waiting) > 4:
        return f"{len(waiting)} parties have still to sign off."
    verb = "has" if len(waiting) == 1 else "have"
    return f"{phrases.joined(waiting)} {verb} still to sign off."


def _closed_step(facts: RoomFacts) -> str:
    revision = facts.standing.revision
    match facts.state:
        case AgreementState.DECLINED:
            party = next(p for p in facts.standing.parties.values() if p.declined is not None)
            reason = party.declined.reason if party.declined else ""
            said = f": “{reason}”" if reason else "."
            return f"{party.party.name} declined revision {revision}{said}"
        case AgreementState.WITHDRAWN:
            return f"Revision {revision} was withdrawn. Its number is not used again."
        case AgreementState.EXPIRED:
            return f"Revision {revision} was not signed off in time."
        case _:
            return f"Revision {revision + 1} is in the making."
