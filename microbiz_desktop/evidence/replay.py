"""Where an agreement stands, worked out from its ledger alone: there is no second truth.

Entries may come in any order and twice. An entry that does not count (another revision, an open
question, a sign-off that is there already) is listed with its reason, never an error.
"""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from ..domain.errors import BadInput
from ..domain.ledger import Acknowledged, Declined, Offered, Opened, Raised, Replied
from ..domain.signing import SignedOff
from ..domain.states import AgreementState, EntryKind
from .chain import Entry, payload_of
from .progress import Block, Matter, PartyProgress, Progress, SignOff
from .times import clock_note, day_of, later


def replay(entries: Iterable[Entry]) -> Progress:
    """Work the state out. Raises BadInput when two different entries bear one number."""
    numbered: dict[int, Entry] = {}
    for entry in entries:
        if numbered.setdefault(entry.sequence, entry) != entry:
            raise BadInput(f"The ledger holds two different entries {entry.sequence}.")
    progress = Progress()
    for _, entry in sorted(numbered.items()):
        progress = advance(progress, entry)
    return progress


def advance(progress: Progress, entry: Entry) -> Progress:
    """The state after one more entry."""
    result = _step(progress, entry, payload_of(entry))
    if isinstance(result, Block):
        result = replace(progress, ignored=(*progress.ignored, (entry.sequence, result)))
    return replace(
        result,
        latest=later(result.latest, entry.at),
        last_day=max(result.last_day, day_of(entry.at)),
    )


def _step(progress: Progress, entry: Entry, said: object) -> Progress | Block:
    if isinstance(said, Offered):
        return _offered(progress, entry, said)
    if entry.kind in _CLOSING:
        return _closed(progress, entry)
    if entry.kind in (EntryKind.CREATED, EntryKind.EXPORTED, EntryKind.AMENDED):
        return progress
    if entry.revision != progress.revision:
        return Block.OTHER_REVISION
    if not progress.open:
        return Block.NOT_OPEN
    return _while_open(progress, entry, said)


def _while_open(progress: Progress, entry: Entry, said: object) -> Progress | Block:
    """What may happen to the offer that stands."""
    if entry.kind is EntryKind.EXECUTED:
        whole = progress.complete
        return replace(progress, state=AgreementState.EXECUTED) if whole else Block.NOT_COMPLETE
    if isinstance(said, Replied):
        return _replied(progress, entry, said)
    if not isinstance(said, _Spoken) or (party := progress.parties.get(said.party)) is None:
        return Block.NOT_A_PARTY
    return _by_party(progress, party, entry, said)


#: What one of the parties does.
_Spoken = Opened | Acknowledged | Declined | SignedOff | Raised


def _by_party(
    progress: Progress, party: PartyProgress, entry: Entry, said: _Spoken
) -> Progress | Block:
    if isinstance(said, Opened):
        return _with(progress, replace(party, opened_at=party.opened_at or entry.at))
    if isinstance(said, Acknowledged):
        return _acknowledged(progress, party, entry, said)
    if isinstance(said, Declined):
        declined = _with(progress, replace(party, declined=said))
        return replace(declined, state=AgreementState.DECLINED)
    if isinstance(said, SignedOff):
        return _signed_off(progress, party, entry, said)
    return _raised(progress, party, entry, said)


#: What ends an offer or an agreement: where it leads, and from where it may.
_OPEN = (AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF)
_OVER = (AgreementState.DECLINED, AgreementState.WITHDRAWN, AgreementState.EXPIRED)
_CLOSING = {
    EntryKind.WITHDRAWN: (AgreementState.WITHDRAWN, _OPEN),
    EntryKind.EXPIRED: (AgreementState.EXPIRED, _OPEN),
    EntryKind.REOPENED: (AgreementState.DRAFT, (*_OPEN, *_OVER)),
    EntryKind.ENDED: (AgreementState.ENDED, (AgreementState.EXECUTED,)),
    EntryKind.SUPERSEDED: (AgreementState.SUPERSEDED, (AgreementState.EXECUTED,)),
}


def _closed(progress: Progress, entry: Entry) -> Progress | Block:
    """A change of text voids every sign-off of the revision; they stay in the history."""
    state, sources = _CLOSING[entry.kind]
    if progress.state not in sources:
        return Block.NOT_OPEN
    ended = replace(progress, state=state)
    return _voided(ended) if entry.kind is EntryKind.REOPENED else ended


def _voided(progress: Progress) -> Progress:
    bare = {key: replace(party, sign_offs=()) for key, party in progress.parties.items()}
    void = (*progress.void, *progress.sign_offs)
    return replace(progress, parties=MappingProxyType(bare), void=void)


def _offered(progress: Progress, entry: Entry, offer: Offered) -> Progress | Block:
    if progress.state in (AgreementState.EXECUTED, *_AFTER):
        return Block.NOT_OPEN
    if entry.revision <= progress.revision:
        return Block.OTHER_REVISION
    return replace(
        progress,
        state=AgreementState.OFFERED,
        revision=entry.revision,
        offer=offer,
        offered_at=entry.at,
        last_day="",
        parties=MappingProxyType(
            {party.key: PartyProgress(party, offer.clauses) for party in offer.parties}
        ),
        void=(*progress.void, *progress.sign_offs),
    )


_AFTER = (AgreementState.ENDED, AgreementState.SUPERSEDED)


def _acknowledged(
    progress: Progress, party: PartyProgress, entry: Entry, said: Acknowledged
) -> Progress | Block:
    """“Understood” closes answered matters; over an open one it does not count."""
    if not set(said.clauses) <= set(party.clauses):
        return Block.NOT_A_CLAUSE
    unanswered = {m.raised.clause for m in party.pending() if not m.outcome}
    counted = set(said.clauses) - unanswered
    if not counted:
        return Block.QUESTION
    matters = tuple(
        replace(m, acknowledged=m.acknowledged or m.raised.clause in counted) for m in party.matters
    )
    read = replace(party, understood=party.understood | counted, matters=matters)
    return _with(progress, replace(read, opened_at=party.opened_at or entry.at))


def _raised(
    progress: Progress, party: PartyProgress, entry: Entry, said: Raised
) -> Progress | Block:
    if said.clause not in party.clauses:
        return Block.NOT_A_CLAUSE
    matter = Matter(entry.sequence, entry.kind, said, entry.at)
    return _with(
        progress,
        replace(
            party,
            matters=(*party.matters, matter),
            understood=party.understood - {said.clause},
            opened_at=party.opened_at or entry.at,
        ),
    )


def _replied(progress: Progress, entry: Entry, said: Replied) -> Progress | Block:
    """A question is answered, a wanted change is kept; the first reply counts."""
    answers = entry.kind is EntryKind.ANSWERED
    wanted = EntryKind.QUESTION if answers else EntryKind.CHANGE_WANTED
    for party in progress.parties.values():
        for matter in party.matters:
            if matter.sequence == said.to and matter.kind is wanted and not matter.outcome:
                closed = replace(
                    matter,
                    outcome="answered" if answers else "kept",
                    reply=said.words,
                    replied_at=entry.at,
                )
                matters = tuple(closed if m is matter else m for m in party.matters)
                return _with(progress, replace(party, matters=matters))
    return Block.NO_SUCH_MATTER


def _signed_off(
    progress: Progress, party: PartyProgress, entry: Entry, said: SignedOff
) -> Progress | Block:
    """A sign-off binds agreement, revision, fingerprint and the offered file; else it is none."""
    offer = progress.offer
    bound = offer is not None and (said.agreement, said.fingerprint, said.pdf_sha256) == (
        offer.agreement,
        offer.fingerprint,
        offer.pdf_sha256,
    )
    if not bound or entry.agreement != said.agreement:
        return Block.OTHER_TEXT
    if block := progress.block(said.party, said.signatory):
        return block
    # Until format 2 nothing kept a late sign-off out for good: what counted then counts.
    if entry.format > 1 and progress.over(day_of(entry.at)):
        return Block.TOO_LATE
    back = bool(clock_note(progress.latest, entry.at))
    given = SignOff(entry.sequence, entry.revision, entry.at, said, back)
    signed = _with(progress, replace(party, sign_offs=(*party.sign_offs, given)))
    return replace(signed, state=AgreementState.PARTLY_SIGNED_OFF)


def _with(progress: Progress, party: PartyProgress) -> Progress:
    parties = {**progress.parties, party.party.key: party}
    return replace(progress, parties=MappingProxyType(parties))
