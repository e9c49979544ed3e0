"""What must hold before a sign-off is recorded; each refusal names what is missing."""

from ...domain.clock import Moment
from ...domain.edition import Strokes
from ...domain.errors import BadInput, NotReady
from ...domain.text import AgreementText
from ...domain.words.names import fold
from ...evidence.progress import Block, PartyProgress, Progress
from ..shared import words
from .status import not_understood, the_offer


def refuse_early(pages_seen: bool, typed: str, strokes: Strokes, statement: str) -> None:
    """Seen to the end, a name typed or a signature drawn, a statement agreed to."""
    if not pages_seen:
        raise NotReady("The pages have not been shown to the end.", "Scroll to the last page.")
    if not typed.strip() and not strokes:
        raise NotReady("There is no signature yet.", "Type the full name or draw a signature.")
    if not statement.strip():
        raise NotReady("The statement of intent is missing.", "Tick it before signing.")


def refuse_other_way(text: AgreementText, method: str, witness: str) -> None:
    """The text may leave one way of signing, and a deed signed on screen names its witness."""
    if method == "screen" and text.sign_by == "paper":
        raise NotReady(
            "This agreement is signed on paper only.", "Record the paper when it comes back."
        )
    if method == "paper" and text.sign_by == "electronic":
        raise NotReady("This agreement is signed on screen only.", "Sign here, or change the text.")
    if method == "screen" and text.deed:
        _refuse_witness(text, witness)


def _refuse_witness(text: AgreementText, witness: str) -> None:
    """Somebody who is no party (Law of Property (Miscellaneous Provisions) Act 1989, s. 1)."""
    if not witness.strip():
        raise NotReady(
            "A deed needs a witness.", "Type the name and address of whoever saw the signing."
        )
    name = fold(witness.partition(",")[0])
    signing = {fold(line.name) for party in text.parties for line in party.signatories}
    if name in signing:
        raise NotReady("Who signs the deed cannot be its witness.", "Name somebody else.")


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
