"""Sign-offs as they are printed: marks in the execution blocks, and the certificate's lines.

Both follow from text and ledger alone, so that whoever has a copy can work them out again; what a
channel adds is its row in `domain/signing.py`. Their wording belongs to the format of
`edition.json`: another wording is another format.
"""

from collections.abc import Sequence

from ..domain.clock import Moment
from ..domain.edition import Certificate, CertificateRow, Mark
from ..domain.signing import WAYS
from ..domain.states import EntryKind
from ..domain.text import AgreementText, PartyText
from ..domain.words import phrases
from .chain import LatestEntry
from .fingerprint import qr_text, shortened
from .progress import PartyProgress, Progress, SignOff

_TIMES = (
    "From the computer that made this copy, {zone} ({offset}). "
    "Signing and filing dates are kept apart."
)
HOW_TO_CHECK = (
    "Open it in Microbiz Desktop and choose “Verify”, or compare the eight words with those "
    "another party reads out. The same words mean the same text."
)
WHAT_IT_SHOWS = (
    "This file is tamper-evident: the fingerprint shows whether the text is the one signed off, "
    "the ledger head whether the record was changed afterwards. It does not prove who a signatory "
    "is; the record says how each one signed."
)


def marks(text: AgreementText, progress: Progress) -> tuple[Mark, ...]:
    """Every counted sign-off, in the order of the execution blocks."""
    return tuple(
        _mark(party, sign_off)
        for party in text.parties
        for sign_off in progress.parties[party.key].sign_offs
    )


def _mark(party: PartyText, sign_off: SignOff) -> Mark:
    said = sign_off.given
    return Mark(
        party=party.key,
        signatory=said.signatory,
        capacity=said.capacity or _capacity(party, said.signatory),
        typed=said.typed,
        how=WAYS[said.method].block(said),
        when=_when_in_block(sign_off),
        strokes=said.strokes,
        witness=said.witness,
    )


def _capacity(party: PartyText, name: str) -> str:
    return next((p.capacity for p in party.signatories if p.name == name), "")


def _when_in_block(sign_off: SignOff) -> str:
    at = Moment.from_text(sign_off.at)
    if not sign_off.given.signed_on:
        return phrases.day_time(at)
    signed, filed = sign_off.given.signed_on, at.local().date()
    same_year = signed[:4] == f"{filed.year}"
    words = phrases.day(filed)
    return f"{phrases.iso_day(signed)}, filed {words.rpartition(' ')[0] if same_year else words}"


def certificate(
    text: AgreementText,
    progress: Progress,
    *,
    at: Moment,
    head: LatestEntry,
    key_line: str,
    attached: Sequence[str],
) -> Certificate:
    """The page added after the last sign-off. `head` ends the record that the file carries."""
    zone = at.zone.removeprefix("Etc/")
    mark = progress.offer.fingerprint if progress.offer else ""
    return Certificate(
        intro=_intro(text, at),
        rows=tuple(
            _row(progress.parties[party.key], party, sign_off)
            for party in text.parties
            for sign_off in progress.parties[party.key].sign_offs
        ),
        facts=(
            (f"Ledger head, entry {head.sequence}", shortened(head.hash)),
            ("Ledger signed with the key of", key_line),
            ("Attached to this file", phrases.joined(attached)),
            ("Times", _TIMES.format(zone=zone, offset=phrases.offset(at))),
        ),
        qr_text=qr_text(text.agreement_id, text.revision, mark, head.hash),
        how_to_check=HOW_TO_CHECK,
        what_it_shows=WHAT_IT_SHOWS,
    )


def _intro(text: AgreementText, at: Moment) -> str:
    count = len(text.parties)
    who = "Both" if count == 2 else f"All {phrases.number_word(count)}"
    return (
        f"{who} parties have signed off revision {text.revision} of “{text.title}”. "
        f"This copy was executed on {phrases.day_of(at)}."
    )


def _row(progress: PartyProgress, party: PartyText, sign_off: SignOff) -> CertificateRow:
    said = sign_off.given
    capacity = said.capacity or _capacity(party, said.signatory)
    return CertificateRow(
        party=party.name,
        signatory=f"{said.signatory}, {capacity}" if capacity else said.signatory,
        understood=_understood(progress),
        when="; ".join(filter(None, (_when_in_block(sign_off), _clock(sign_off)))),
        how=WAYS[said.method].table(said),
    )


def _understood(progress: PartyProgress) -> str:
    total = len(progress.clauses)
    line = f"{len(progress.understood.intersection(progress.clauses))} of {total} clauses"
    questions = sum(matter.kind is EntryKind.QUESTION for matter in progress.matters)
    changes = len(progress.matters) - questions
    asked = [
        phrases.counted(count, word).replace(" ", "\u00a0")
        for count, word in ((questions, "question"), (changes, "wanted change"))
        if count
    ]
    return "; ".join([line, *asked])


def _clock(sign_off: SignOff) -> str:
    return "the computer’s clock had been moved back" if sign_off.clock_back else ""
