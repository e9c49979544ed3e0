"""Sign-offs as they are printed: marks in the execution blocks, and the certificate's lines."""

from collections.abc import Sequence

from ..domain.clock import Moment
from ..domain.edition import Attachment, Certificate, CertificateRow, Mark
from ..domain.states import EntryKind
from ..domain.text import AgreementText, PartyText
from ..evidence.replay import Signing, Standing
from . import phrases

_TIMES = "From the computer that made this copy, {zone}. Signing and filing dates are kept apart."
HOW_TO_CHECK = (
    "Open it in Microbiz Desktop and choose “Verify”, or compare the eight words with those "
    "another party reads out. The same words mean the same text."
)
WHAT_IT_SHOWS = (
    "This file is tamper-evident: the fingerprint shows whether the text is the one signed off, "
    "the ledger head whether the record was changed afterwards. It does not prove who a signatory "
    "is; the record says how each one signed."
)


def marks(text: AgreementText, standing: Standing) -> tuple[Mark, ...]:
    """Every counted sign-off, in the order of the execution blocks."""
    return tuple(
        _mark(party, signing)
        for party in text.parties
        for signing in standing.parties[party.key].signings
    )


def _mark(party: PartyText, signing: Signing) -> Mark:
    said = signing.said
    return Mark(
        party=party.key,
        signatory=said.signatory,
        capacity=said.capacity or _capacity(party, said.signatory),
        typed=said.typed or (said.signatory if said.method == "paper" else ""),
        how=_how_in_block(signing),
        when=_when_in_block(signing),
        strokes=said.strokes,
        witness=said.witness,
    )


def _capacity(party: PartyText, name: str) -> str:
    return next((p.capacity for p in party.signatories if p.name == name), "")


def _how_in_block(signing: Signing) -> str:
    if signing.said.method != "paper":
        return "Signed on this screen"
    how = signing.said.received_how.strip()
    return f"Signed on paper; received {how}" if how else "Signed on paper; copy kept"


def _when_in_block(signing: Signing) -> str:
    if signing.said.method != "paper":
        return phrases.day_time(signing.at)
    return f"{phrases.iso_day(signing.said.signed_on)}, filed {phrases.day_of(signing.at)}"


def certificate(
    text: AgreementText,
    standing: Standing,
    *,
    at: Moment,
    head: tuple[int, str],
    key_line: str,
    qr_text: str,
    attachments: Sequence[Attachment],
) -> Certificate:
    """The page added after the last sign-off. `head` is the last entry's number and hash."""
    sequence, last_hash = head
    return Certificate(
        intro=_intro(text, at),
        rows=tuple(
            _row(standing, party, signing)
            for party in text.parties
            for signing in standing.parties[party.key].signings
        ),
        facts=(
            (f"Ledger head, entry {sequence}", phrases.grouped(last_hash)),
            ("Ledger signed with the key of", key_line),
            ("Attached to this file", phrases.joined([a.name for a in attachments])),
            (
                "Times",
                _TIMES.format(zone=at.zone),
            ),
        ),
        qr_text=qr_text,
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


def _row(standing: Standing, party: PartyText, signing: Signing) -> CertificateRow:
    said = signing.said
    capacity = said.capacity or _capacity(party, said.signatory)
    return CertificateRow(
        party=party.name,
        signatory=f"{said.signatory}, {capacity}" if capacity else said.signatory,
        understood=_understood(standing, party.key),
        when=_when_in_block(signing).replace(", ", " ")
        if said.method != "paper"
        else _when_in_block(signing),
        how=_how_in_table(signing),
    )


def _understood(standing: Standing, party: str) -> str:
    total = len(standing.offer.clauses)
    line = f"{total - len(standing.missing(party))} of {total} clauses"
    raised = [r for r in standing.raisings if r.said.party == party]
    questions = sum(r.kind is EntryKind.QUESTION for r in raised)
    changes = len(raised) - questions
    asked = [
        phrases.counted(count, word)
        for count, word in ((questions, "question"), (changes, "wanted change"))
        if count
    ]
    return "; ".join([line, *asked])


def _how_in_table(signing: Signing) -> str:
    if signing.said.method == "paper":
        return "Paper, scan kept"
    return f"On this screen, {'drawn' if signing.said.strokes else 'typed'}"
