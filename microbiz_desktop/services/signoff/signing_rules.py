"""What must hold before a sign-off is recorded; each refusal names what is missing."""

from ...domain.clock import Moment
from ...domain.errors import BadInput, NotReady
from ...domain.signing import WAYS, Channel
from ...domain.text import AgreementText
from ...evidence.progress import Block, PartyProgress, Progress
from ..shared import words
from .channels import Given
from .status import not_understood, the_offer

#: What is said where the text leaves one other way of signing, by the answer that names it.
_ONLY = {
    "paper": ("This agreement is signed on paper only.", "Record the paper when it comes back."),
    "electronic": (
        "This agreement is signed on screen only.",
        "Sign here, or change the text.",
    ),
}


def acknowledged_with(given: Given, party: PartyProgress) -> tuple[str, ...]:
    """The clauses that a sign-off says were understood; no answer is read unless it says so."""
    if not given.all_understood:
        return ()
    return tuple(
        clause
        for clause in not_understood(party)
        if all(matter.sequence in given.answers_read for matter in party.pending(clause))
    )


def refuse_nobody(by: str) -> None:
    """What is recorded was said by somebody."""
    if not by.strip():
        raise BadInput("Nobody is named who says so.", "Choose who says it for the party.")


def refuse_other_way(text: AgreementText, channel: Channel) -> None:
    """The text may leave one way of signing."""
    if text.sign_by not in {"", WAYS[channel].answer}:
        raise NotReady(*_ONLY[text.sign_by])


def is_over(progress: Progress, now: Moment) -> bool:
    """An offer counts until the end of its last day, on the user's own calendar.

    A day that the record knows has passed, also when the clock says an earlier one now.
    """
    return progress.over(now.local().date().isoformat())


def too_late(progress: Progress) -> NotReady:
    """The refusal of whatever comes after the last day."""
    until = the_offer(progress).open_until
    return NotReady(
        f"The offer was open until {words.iso_day(until)}.", "Change the text or offer it again."
    )


def the_party(progress: Progress, key: str) -> PartyProgress:
    """The party of this offer. Raises BadInput for a stranger."""
    party = progress.parties.get(key)
    if party is None:
        raise BadInput("That party is not in this revision.", "Open the room again.")
    return party


def refuse_unready(progress: Progress, key: str, signatory: str) -> None:
    """Refuse a sign-off that would not count, saying what is in the way."""
    party = the_party(progress, key)
    block = progress.block(key, signatory)
    if block is None:
        if party.done:
            raise NotReady(f"{party.party.name} has signed off already.")
        return
    message, hint = _sentence(block, party, signatory)
    raise NotReady(message, hint)


def _sentence(block: Block, party: PartyProgress, signatory: str) -> tuple[str, str]:
    name = party.party.name
    names = words.joined([person.name for person in party.party.signatories])
    missing = words.counted(len(not_understood(party)), "clause")
    sentences = {
        Block.NOT_A_SIGNATORY: (f"{signatory} does not sign for {name}.", f"It is for {names}."),
        Block.SIGNED: (f"{signatory} has signed off already for {name}.", ""),
        Block.QUESTION: (f"A question of {name} is still open.", "Answer it first."),
        Block.CHANGE: (
            f"{name} wants a change, and nothing is decided.",
            "Keep the text with a reason, or change it.",
        ),
        Block.ANSWER: (
            f"{name} has still to read an answer.",
            "Acknowledge the clause once it is understood.",
        ),
        Block.NOT_UNDERSTOOD: (
            f"{missing} not acknowledged yet by {name}.",
            "Go through the clauses first.",
        ),
    }
    return sentences.get(block, (f"This sign-off does not count: {block}.", "Open the room again."))
