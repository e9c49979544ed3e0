"""The values that `replay` works out: matters, sign-offs, and what is in the way.

The sign-off room, the certificate and the home page show them. They are worked out from the ledger
each time and never stored, because two copies of one truth drift apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ..domain.ledger import Declined, Offered, OfferedParty, Raised
from ..domain.signing import SignedOff
from ..domain.states import AgreementState, Answered, EntryKind


class Block(StrEnum):
    """Why a signatory cannot sign off, or why an entry does not count."""

    NOT_OPEN = "the agreement is not on offer"
    OTHER_REVISION = "it is about another revision"
    OTHER_TEXT = "it is about another text or file"
    NOT_A_PARTY = "this is no party of the offer"
    NOT_A_CLAUSE = "this is no clause of the offer"
    NOT_A_SIGNATORY = "this person does not sign for the party"
    SIGNED = "the sign-off is there already"
    QUESTION = "a question is open"
    CHANGE = "a change is wanted"
    ANSWER = "an answer is still to be read"
    NOT_UNDERSTOOD = "not every clause is understood"
    NO_SUCH_MATTER = "there is no such open question or wanted change"
    NOT_COMPLETE = "not every party has signed off"
    TOO_LATE = "the offer was no longer open"


@dataclass(frozen=True, slots=True)
class Matter:
    """A question or wanted change. `outcome` is "" while open, else "answered" or "kept".

    `acknowledged` once the party said "understood" of the clause after the outcome.
    """

    sequence: int
    kind: EntryKind
    raised: Raised
    at: str
    outcome: str = ""
    reply: str = ""
    replied_at: str = ""
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class SignOff:
    """A sign-off that counts, or, under `void`, one that did until the offer ended.

    `clock_back` when `at` is earlier than a time recorded before.
    """

    sequence: int
    revision: int
    at: str
    given: SignedOff
    clock_back: bool = False


@dataclass(frozen=True, slots=True)
class PartyProgress:
    """How far one party is with the offer: read, asked, understood, signed off."""

    party: OfferedParty
    clauses: tuple[str, ...]
    understood: frozenset[str] = frozenset()
    matters: tuple[Matter, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    opened_at: str = ""
    declined: Declined | None = None

    @property
    def done(self) -> bool:
        """As many signatories as must have signed off."""
        return len(self.sign_offs) >= max(1, self.party.must_sign)

    def pending(self, clause: str = "") -> tuple[Matter, ...]:
        """Matters not yet closed by the party's own "understood", of one clause or of all."""
        return tuple(
            matter
            for matter in self.matters
            if not matter.acknowledged and clause in ("", matter.raised.clause)
        )

    def word_on(self, clause: str) -> Answered:
        """The party's word on one clause; a matter stands until the party closes it."""
        pending = self.pending(clause)
        if any(matter.kind is EntryKind.CHANGE_WANTED for matter in pending):
            return Answered.CHANGE_WANTED
        if pending:
            return Answered.QUESTION
        return Answered.UNDERSTOOD if clause in self.understood else Answered.NOT_READ

    def waiting(self, clause: str) -> bool:
        """Whether every matter of the clause has its outcome and the party has yet to read it."""
        pending = self.pending(clause)
        return bool(pending) and all(matter.outcome for matter in pending)

    def block(self) -> Block | None:
        """What keeps this party from signing off, the most pressing first."""
        open_kinds = {matter.kind for matter in self.pending() if not matter.outcome}
        if EntryKind.CHANGE_WANTED in open_kinds:
            return Block.CHANGE
        if EntryKind.QUESTION in open_kinds:
            return Block.QUESTION
        if self.pending():
            return Block.ANSWER
        return None if self.understood >= set(self.clauses) else Block.NOT_UNDERSTOOD


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of an agreement. `offer` and `parties` belong to the offer made last.

    `void` are the sign-offs that no longer count, `ignored` numbers of entries and why. `latest`
    is the latest time of all entries, `last_day` the latest day (ISO) since the offer was made.
    """

    state: AgreementState = AgreementState.DRAFT
    revision: int = 0
    offer: Offered | None = None
    offered_at: str = ""
    parties: Mapping[str, PartyProgress] = field(default_factory=lambda: MappingProxyType({}))
    void: tuple[SignOff, ...] = ()
    ignored: tuple[tuple[int, Block], ...] = ()
    latest: str = ""
    last_day: str = ""

    def over(self, day: str) -> bool:
        """Whether the last day of the offer has passed, on `day` or by any entry since.

        So an offer that has run out stays so, whatever the clock says later.
        """
        until = self.offer.open_until if self.offer is not None else ""
        return bool(until) and max(day, self.last_day) > until

    @property
    def open(self) -> bool:
        """Whether the offer can still be read, asked about and signed off."""
        return self.state in (AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF)

    @property
    def complete(self) -> bool:
        """Whether every party has signed off the revision on offer."""
        return bool(self.parties) and all(party.done for party in self.parties.values())

    @property
    def signed(self) -> int:
        """How many parties have signed off."""
        return sum(party.done for party in self.parties.values())

    @property
    def sign_offs(self) -> tuple[SignOff, ...]:
        """The sign-offs that count, in the order they were recorded."""
        given = [item for party in self.parties.values() for item in party.sign_offs]
        return tuple(sorted(given, key=lambda item: item.sequence))

    def block(self, party: str, signatory: str) -> Block | None:
        """Why this person cannot sign off for this party now; None when nothing is in the way."""
        progress = self.parties.get(party)
        if not self.open:
            return Block.NOT_OPEN
        if progress is None:
            return Block.NOT_A_PARTY
        named = [person.name for person in progress.party.signatories].count(signatory)
        signed = [item.given.signatory for item in progress.sign_offs].count(signatory)
        if not named:
            return Block.NOT_A_SIGNATORY
        # Two people of one name may both have to sign.
        return Block.SIGNED if signed >= named else progress.block()
