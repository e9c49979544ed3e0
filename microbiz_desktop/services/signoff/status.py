"""Reading an agreement's progress the way rooms, certificates and lists ask about it."""

from collections.abc import Iterable, Iterator

from ...domain.clock import Moment
from ...domain.errors import NotReady
from ...domain.ledger import Offered
from ...domain.signing import WAYS
from ...domain.states import AgreementState, EntryKind
from ...evidence.chain import Entry
from ...evidence.progress import Matter, PartyProgress, Progress, SignOff
from ...evidence.replay import advance
from ..shared import words


def the_offer(progress: Progress) -> Offered:
    """The offer everything is bound to. Raises NotReady before the first one."""
    if progress.offer is None:
        raise NotReady("This agreement has not been offered yet.", "Offer it for sign-off first.")
    return progress.offer


def matters(progress: Progress) -> tuple[Matter, ...]:
    """Every question and wanted change of the last offer, in the order they came."""
    found = [matter for party in progress.parties.values() for matter in party.matters]
    return tuple(sorted(found, key=lambda matter: matter.sequence))


def not_understood(party: PartyProgress) -> tuple[str, ...]:
    """The clauses this party has not acknowledged, in the order of the text."""
    return tuple(clause for clause in party.clauses if clause not in party.understood)


def ready(progress: Progress) -> bool:
    """Whether the executed copy can be made: all have signed off, and the offer is open."""
    return progress.open and progress.complete


def moment(text: str) -> Moment:
    """A time of the ledger."""
    return Moment.from_text(text)


def states_of_revisions(entries: Iterable[Entry]) -> dict[int, AgreementState]:
    """What became of each revision, by its number."""
    return {progress.revision: progress.state for progress in _steps(entries) if progress.revision}


def _steps(entries: Iterable[Entry]) -> Iterator[Progress]:
    progress = Progress()
    for entry in entries:
        progress = advance(progress, entry)
        yield progress


def how_signed(sign_off: SignOff) -> str:
    """The way of a sign-off as a short line."""
    where = WAYS[sign_off.given.method].where
    return where[:1].upper() + where[1:]


#: Said beside a time that is earlier than one recorded before it.
CLOCK_BACK = "the computer’s clock had been moved back"


def clock_words(sign_off: SignOff) -> str:
    """What is to be said beside the time of this sign-off, or nothing."""
    return CLOCK_BACK if sign_off.clock_back else ""


def short_day(iso: str) -> str:
    """`19 November`: lists of one offer need no year."""
    return words.iso_day(iso).rpartition(" ")[0]


def short_time(text: str) -> str:
    """`19 November, 09:12` on the wall clock it was recorded by."""
    local = moment(text).local()
    return f"{short_day(local.date().isoformat())}, {local:%H:%M}"


def is_question(matter: Matter) -> bool:
    """A question, and not a wanted change."""
    return matter.kind is EntryKind.QUESTION
