"""The words of a document in the order in which its pages print them, labels included.

Written from the structured text and not from the layout, so that comparing the two means something.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.edition import Certificate, Edition, Mark, Standing
from ..domain.text import (
    AgreementText,
    Block,
    Clause,
    Heading,
    PartyText,
    Runs,
    Schedule,
    SignatoryLine,
    SubClause,
    Table,
    plain,
)
from .clause_rows import groups


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together. `gap`: words of a sign-off that we do not know may come before.

    `again` may be printed once more before these words: the head of a table that goes on.
    """

    text: str
    gap: bool = False
    again: str = ""


def all_words(text: AgreementText) -> str:
    """Every word of the text itself, for questions about its characters."""
    return "\n".join(piece.text for piece in pieces(text))


def pieces(text: AgreementText, edition: Edition | None = None) -> Iterator[Piece]:
    """What the pages of this text print; without an edition, sign-offs are gaps."""
    yield from map(Piece, _cover(text))
    yield from map(Piece, _parties(text))
    yield from map(Piece, _terms(text))
    for schedule in text.schedules:
        yield from _schedule(schedule)
    yield from _signing(text, edition)
    if edition and edition.certificate:
        yield from _certificate(edition.certificate, edition)


def _revision(text: AgreementText) -> str:
    return f"Revision {text.revision}" if text.revision else "Draft"


def _cover(text: AgreementText) -> Iterator[str]:
    yield f"{text.kind_title} · {_revision(text)}"
    yield text.title
    for party in text.parties:
        yield party.name + party.role
    yield "The deal in short"
    for row in text.cover:
        yield from (row.label, plain(row.runs), *row.where)
    yield from _changes(text.changes)
    yield from text.notices


def _changes(changes: tuple[Runs, ...]) -> Iterator[str]:
    if not changes:
        yield "Nothing was changed from the usual wording."
        return
    yield "Changed from the usual wording:"
    ending = "." if len(changes) == 1 else ""
    yield from (("" if ending else "–") + plain(change) + ending for change in changes)
    yield "Nothing else was changed."


def _parties(text: AgreementText) -> Iterator[str]:
    yield "The parties"
    yield plain(text.parties_intro)
    for party in text.parties:
        yield from (party.name, party.description)
        for label, value in party.details:
            yield label + value
    if text.recitals:
        yield "Background"
    for recital in text.recitals:
        yield recital.number + plain(recital.runs)


def _terms(text: AgreementText) -> Iterator[str]:
    yield "Terms"
    yield plain(text.agreed_line)
    for clause in text.clauses:
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield clause.number + clause.heading
    for group in groups(clause):
        for sub in group.beside:
            yield from _subclause(sub)
        for note in group.notes:
            yield note.lead + note.text
        for sub in group.below:
            yield from _subclause(sub)


def _subclause(sub: SubClause) -> Iterator[str]:
    yield sub.number + plain(sub.runs)
    for item in sub.items:
        yield item.number + plain(item.runs)
    yield plain(sub.closing)


def _schedule(schedule: Schedule) -> Iterator[Piece]:
    yield Piece(f"Schedule {schedule.letter}")
    yield Piece(schedule.heading)
    for block in schedule.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Piece]:
    if isinstance(block, Heading):
        yield Piece(block.text)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield Piece(block.number + plain(block.runs))


def _table(table: Table) -> Iterator[Piece]:
    head = "".join(column.heading + column.note for column in table.columns)
    yield Piece(table.caption)
    yield Piece(head)
    for row in table.rows:
        yield Piece("".join(row.cells), again=head)
    yield Piece(table.note)


def _signing(text: AgreementText, edition: Edition | None) -> Iterator[Piece]:
    yield Piece("Signing")
    yield Piece(plain(text.signing_intro))
    for party in text.parties:
        yield Piece(party.name, gap=edition is None)
        yield Piece(party.description)
        for line in party.signatories or (SignatoryLine("Name", "capacity"),):
            yield from _signatory(line, party, text, edition)


def _signatory(
    line: SignatoryLine, party: PartyText, text: AgreementText, edition: Edition | None
) -> Iterator[Piece]:
    mark = _mark(edition, party.key, line.name) if edition else None
    if mark:
        typed = "" if mark.strokes else mark.typed
        yield from map(Piece, (mark.how, mark.when, typed))
    elif edition:
        yield Piece("Date")
    capacity = f", {line.capacity}" if line.capacity else ""
    yield Piece(f"{line.name}{capacity}, for {party.name}", gap=edition is None)
    if text.deed:
        yield Piece(mark.witness if mark else "")
        yield Piece("Witness: signature, name and address", gap=edition is None)


def _mark(edition: Edition, party: str, name: str) -> Mark | None:
    return next((m for m in edition.marks if m.party == party and m.signatory == name), None)


_CERTIFICATE_HEAD = "Party Signatory Understood Signed off How"


def _certificate(certificate: Certificate, edition: Edition) -> Iterator[Piece]:
    yield Piece("Added after the last sign-off")
    yield Piece("Certificate of sign-off")
    yield Piece(certificate.intro)
    yield Piece(_CERTIFICATE_HEAD)
    for row in certificate.rows:
        cells = (row.party, row.signatory, row.understood, row.when, row.how)
        yield Piece("".join(cells), again=_CERTIFICATE_HEAD)
    if certificate.qr_text:
        yield Piece("Scan to compare")
    yield Piece("Fingerprint of the text")
    yield from (Piece(f"{i}{word}") for i, word in enumerate(edition.words, 1))
    yield Piece(f"SHA-256 {edition.fingerprint}")
    yield from (Piece(label + value) for label, value in certificate.facts)
    yield Piece("How to check this file" + certificate.how_to_check)
    yield Piece("What this file shows" + certificate.what_it_shows)


def foot(edition: Edition) -> str:
    """The left foot of every page: the check code, or what the copy still lacks."""
    if edition.standing is Standing.DRAFT:
        return "Draft, not yet offered"
    line = f"Check code: {edition.check_code}"
    if edition.standing is Standing.PROGRESS:
        line += f" · {edition.signed} of {edition.expected} signed off"
    return line


def furniture(text: AgreementText) -> dict[str, str]:
    """What stands outside the type block of every page, beside the foot and the page number."""
    return {
        "head": f"{text.short_title or text.title} · {text.kind_title}",
        "revision": _revision(text),
    }
