"""What a ledger means: entries in, where every party stands out. Pure, and the only such reading.

The entries may come in any order and twice: they are put in order of sequence, doubles dropped.
Only the last offered revision counts; whatever a rule below does not allow is read over, so a
sign-off that slipped in before its questions were settled is no sign-off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..domain.clock import Moment
from ..domain.ledger import (
    Acknowledged,
    Declined,
    Executed,
    Fact,
    Offered,
    OfferedParty,
    Raised,
    Replied,
    SignedOff,
)
from ..domain.states import AgreementState, Answered, EntryKind


@dataclass(frozen=True, slots=True)
class Raising:
    """A question or wanted change as it stands; `outcome` is None while nobody has replied.

    `acknowledged` once the party has acknowledged the clause after the reply.
    """

    sequence: int
    kind: EntryKind
    at: Moment
    said: Raised
    outcome: EntryKind | None = None
    reply: str = ""
    replied_at: Moment | None = None
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Signing:
    """One counted sign-off: its entry, its time of filing, and what was recorded."""

    sequence: int
    at: Moment
    said: SignedOff


@dataclass(frozen=True, slots=True)
class PartyReading:
    """Where one party stands: what it understood, who signed, whether it declined."""

    party: OfferedParty
    opened_at: Moment | None = None
    understood: frozenset[str] = frozenset()
    signings: tuple[Signing, ...] = ()
    declined: Declined | None = None
    last_at: Moment | None = None

    @property
    def signed_off(self) -> bool:
        """Whether as many signatories as the offer names have signed."""
        return len(self.signings) >= self.party.must_sign

    def has_signed(self, name: str) -> bool:
        """Whether this signatory's sign-off is counted."""
        return any(signing.said.signatory == name for signing in self.signings)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one offered revision stands. `closed` is the entry kind that ended it, if any did."""

    revision: int
    offer: Offered
    offered_at: Moment
    parties: Mapping[str, PartyReading]
    raisings: tuple[Raising, ...] = ()
    closed: EntryKind | None = None
    executed: Executed | None = None

    @property
    def signed(self) -> int:
        """How many parties have signed off."""
        return sum(reading.signed_off for reading in self.parties.values())

    @property
    def complete(self) -> bool:
        """Whether every party has signed off and nothing closed the offer."""
        return self.closed is None and self.signed == len(self.parties)

    def unsettled(self, party: str) -> tuple[Raising, ...]:
        """The party's questions and wanted changes that still block its sign-off."""
        return tuple(r for r in self.raisings if r.said.party == party and not r.acknowledged)

    def cell(self, party: str, clause: str) -> tuple[Answered, bool]:
        """The party's acknowledgement of a clause, and whether a reply waits to be read."""
        open_here = [r for r in self.unsettled(party) if r.said.clause == clause]
        if open_here:
            raising = next((r for r in open_here if r.outcome is None), open_here[-1])
            return _RAISED[raising.kind], raising.outcome is not None
        if clause in self.parties[party].understood:
            return Answered.UNDERSTOOD, False
        return Answered.NOT_READ, False

    def missing(self, party: str) -> tuple[str, ...]:
        """The clauses this party has not acknowledged yet, in the order of the text."""
        understood = self.parties[party].understood
        return tuple(clause for clause in self.offer.clauses if clause not in understood)


_RAISED = {
    EntryKind.QUESTION: Answered.QUESTION,
    EntryKind.CHANGE_WANTED: Answered.CHANGE_WANTED,
}
_CLOSING = {
    EntryKind.DECLINED: AgreementState.DECLINED,
    EntryKind.WITHDRAWN: AgreementState.WITHDRAWN,
    EntryKind.EXPIRED: AgreementState.EXPIRED,
    EntryKind.REOPENED: AgreementState.DRAFT,
    EntryKind.EXECUTED: AgreementState.EXECUTED,
}


def replay(entries: Iterable[Fact]) -> Standing | None:
    """Where the last offered revision stands, or None when nothing was ever offered."""
    ordered = sorted({entry.sequence: entry for entry in entries}.values(), key=_sequence)
    standing: Standing | None = None
    for entry in ordered:
        if entry.kind is EntryKind.OFFERED:
            standing = _offered(entry)
        elif standing is not None and entry.revision == standing.revision:
            standing = _after(standing, entry)
    return standing


def state_of(standing: Standing | None) -> AgreementState:
    """The state an agreement is in by its ledger alone (ends by other documents apart)."""
    if standing is None:
        return AgreementState.DRAFT
    if standing.closed is not None:
        return _CLOSING[standing.closed]
    return AgreementState.PARTLY_SIGNED_OFF if _any_signing(standing) else AgreementState.OFFERED


def _any_signing(standing: Standing) -> bool:
    return any(reading.signings for reading in standing.parties.values())


def _sequence(entry: Fact) -> int:
    return entry.sequence


def _offered(entry: Fact) -> Standing:
    offer: Offered = entry.payload
    readings = {party.key: PartyReading(party) for party in offer.parties}
    return Standing(entry.revision, offer, entry.at, MappingProxyType(readings))


def _after(standing: Standing, entry: Fact) -> Standing:
    """The standing after one entry; once closed, an offer can only go back to the text."""
    if standing.closed is not None:
        ended = standing.closed is EntryKind.EXECUTED or entry.kind is not EntryKind.REOPENED
        return standing if ended else replace(standing, closed=entry.kind)
    if entry.kind in _CLOSING:
        return _closed(standing, entry)
    step = _STEPS.get(entry.kind)
    return standing if step is None else step(standing, entry)


def _closed(standing: Standing, entry: Fact) -> Standing:
    if entry.kind is EntryKind.EXECUTED:
        if not standing.complete:
            return standing
        return replace(standing, closed=entry.kind, executed=entry.payload)
    if entry.kind is EntryKind.DECLINED:
        reading = standing.parties.get(entry.payload.party)
        if reading is None or reading.signed_off:
            return standing
        declined = replace(reading, declined=entry.payload, last_at=entry.at)
        standing = _with(standing, declined)
    return replace(standing, closed=entry.kind)


def _with(standing: Standing, reading: PartyReading) -> Standing:
    readings = {**standing.parties, reading.party.key: reading}
    return replace(standing, parties=MappingProxyType(readings))


def _opened(standing: Standing, entry: Fact) -> Standing:
    reading = standing.parties.get(entry.payload.party)
    if reading is None or reading.opened_at is not None:
        return standing
    return _with(standing, replace(reading, opened_at=entry.at, last_at=entry.at))


def _acknowledged(standing: Standing, entry: Fact) -> Standing:
    """Understood counts for clauses of the text; not while a question on one awaits its reply."""
    said: Acknowledged = entry.payload
    reading = standing.parties.get(said.party)
    if reading is None:
        return standing
    waiting = {r.said.clause for r in standing.unsettled(said.party) if r.outcome is None}
    counted = {c for c in said.clauses if c in standing.offer.clauses} - waiting
    raisings = tuple(
        replace(r, acknowledged=True)
        if r.said.party == said.party and r.said.clause in counted
        else r
        for r in standing.raisings
    )
    reading = replace(reading, understood=reading.understood | counted, last_at=entry.at)
    return replace(_with(standing, reading), raisings=raisings)


def _raised(standing: Standing, entry: Fact) -> Standing:
    """A question or wanted change takes back the party's "understood" for that clause."""
    said: Raised = entry.payload
    reading = standing.parties.get(said.party)
    if reading is None or reading.signed_off or said.clause not in standing.offer.clauses:
        return standing
    reading = replace(reading, understood=reading.understood - {said.clause}, last_at=entry.at)
    raising = Raising(entry.sequence, entry.kind, entry.at, said)
    return replace(_with(standing, reading), raisings=(*standing.raisings, raising))


def _replied(standing: Standing, entry: Fact) -> Standing:
    """A question is answered, a wanted change kept; a second reply to the same does not count."""
    said: Replied = entry.payload
    fits = {EntryKind.ANSWERED: EntryKind.QUESTION, EntryKind.KEPT: EntryKind.CHANGE_WANTED}
    raisings = tuple(
        replace(r, outcome=entry.kind, reply=said.words, replied_at=entry.at)
        if r.sequence == said.to and r.outcome is None and r.kind is fits[entry.kind]
        else r
        for r in standing.raisings
    )
    return replace(standing, raisings=raisings)


def _signed_off(standing: Standing, entry: Fact) -> Standing:
    said: SignedOff = entry.payload
    reading = standing.parties.get(said.party)
    if reading is None or not may_sign(standing, reading, said):
        return standing
    signing = Signing(entry.sequence, entry.at, said)
    return _with(
        standing, replace(reading, signings=(*reading.signings, signing), last_at=entry.at)
    )


def may_sign(standing: Standing, reading: PartyReading, said: SignedOff) -> bool:
    """Bound to this very offer, by a named signatory, once, with every clause understood."""
    offer = standing.offer
    bound = (said.agreement, said.fingerprint, said.pdf_sha256)
    return (
        bound == (offer.agreement, offer.fingerprint, offer.pdf_sha256)
        and not reading.signed_off
        and said.signatory in {person.name for person in reading.party.signatories}
        and not reading.has_signed(said.signatory)
        and not standing.missing(said.party)
        and not standing.unsettled(said.party)
    )


_STEPS = {
    EntryKind.OPENED: _opened,
    EntryKind.ACKNOWLEDGED: _acknowledged,
    EntryKind.QUESTION: _raised,
    EntryKind.CHANGE_WANTED: _raised,
    EntryKind.ANSWERED: _replied,
    EntryKind.KEPT: _replied,
    EntryKind.SIGNED_OFF: _signed_off,
}
