"""What must hold before a sign-off is recorded; each refusal names what is missing."""

from ..domain.edition import Strokes
from ..domain.errors import BadInput, NotReady
from ..domain.ledger import SignedOff
from ..domain.states import EntryKind
from ..evidence.replay import PartyReading, Standing, may_sign
from . import phrases


def refuse_early(pages_seen: bool, typed: str, strokes: Strokes, statement: str) -> None:
    """Seen to the end, a name typed or a signature drawn, a statement agreed to."""
    if not pages_seen:
        raise NotReady("The pages have not been shown to the end.", "Scroll to the last page.")
    if not typed.strip() and not strokes:
        raise NotReady("There is no signature yet.", "Type the full name or draw a signature.")
    if not statement.strip():
        raise NotReady("The statement of intent is missing.", "Tick it before signing.")


def the_party(standing: Standing, key: str) -> PartyReading:
    """The party of this offer. Raises BadInput for a stranger."""
    reading = standing.parties.get(key)
    if reading is None:
        raise BadInput("That party is not in this revision.", "Open the room again.")
    return reading


def the_signatory(standing: Standing, said: SignedOff) -> None:
    """Refuse a sign-off that would not count, saying why."""
    reading = the_party(standing, said.party)
    party = reading.party
    if said.signatory not in {person.name for person in party.signatories}:
        names = phrases.joined([person.name for person in party.signatories])
        raise NotReady(f"{said.signatory} does not sign for {party.name}.", f"It is for {names}.")
    if reading.signed_off or reading.has_signed(said.signatory):
        raise NotReady(f"{said.signatory} has signed off already for {party.name}.")
    _refuse_unsettled(standing, reading)
    missing = len(standing.missing(party.key))
    if missing:
        raise NotReady(
            f"{phrases.counted(missing, 'clause')} not acknowledged yet by {party.name}.",
            "Go through them first.",
        )
    if not may_sign(standing, reading, said):
        raise NotReady("This sign-off belongs to another revision.", "Open the room again.")


def _refuse_unsettled(standing: Standing, reading: PartyReading) -> None:
    for raising in standing.unsettled(reading.party.key):
        what = "question" if raising.kind is EntryKind.QUESTION else "wanted change"
        if raising.outcome is None:
            raise NotReady(f"A {what} of {reading.party.name} is still open.", "Answer it first.")
        raise NotReady(
            f"The answer to a {what} awaits {reading.party.name}.", "Acknowledge the clause first."
        )
