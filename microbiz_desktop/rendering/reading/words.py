"""The words of a document in the order in which its pages print them, labels included.

Written from the structured text alone: nothing here is shared with what prints the pages, so that
comparing the two means something. Keep it so, even where the same sentence stands in both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.edition import Certificate, Edition, Mark, Standing
from ...domain.text import (
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
from ...domain.words.short_names import on_cover
from .first_layout import groups


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together. `gap`: words of a sign-off that we do not know may come before.

    `again` may be printed once more before these words: the head of a table that goes on. What is
    `optional` may be printed or not.
    """

    text: str
    gap: bool = False
    again: str = ""
    optional: bool = False


def all_words(text: AgreementText) -> str:
    """Every word of the text itself, for questions about its characters."""
    return "\n".join(piece.text for piece in pieces(text))


def pieces(
    text: AgreementText, edition: Edition | None = None, first: bool = False
) -> Iterator[Piece]:
    """What the pages of this text print; without an edition, sign-offs are gaps.

    `first` gives the order of the first house layout, in which older files are printed.
    """
    yield from _cover(text, first)
    yield from map(Piece, _parties(text))
    yield from map(Piece, _terms(text, first))
    for schedule in text.schedules:
        yield from _schedule(schedule)
    yield from _signing(text, edition)
    if edition and edition.certificate:
        yield from _certificate(edition.certificate, edition)


def _revision(text: AgreementText) -> str:
    return f"Revision {text.revision}" if text.revision else "Draft"


def _cover(text: AgreementText, first: bool) -> Iterator[Piece]:
    yield Piece(f"{text.kind_title} · {_revision(text)}")
    yield Piece(text.title)
    names = [party.name for party in text.parties]
    shown = tuple(names) if first else on_cover(names)
    for name, party in zip(shown, text.parties, strict=True):
        yield Piece(f"{name} {party.role}".strip())
    yield Piece("The deal in short")
    for row in text.cover:
        yield from map(Piece, (row.label, plain(row.runs), *row.where))
    if first:
        yield from map(Piece, (*_changes(text.changes), *text.notices))
        return
    yield from map(Piece, text.notices)
    yield Piece(
        "What was changed from the usual wording stands at the top of page 2.", optional=True
    )
    yield from map(Piece, _changes(text.changes))


def _changes(changes: tuple[Runs, ...]) -> Iterator[str]:
    if not changes:
        yield "Nothing was changed from the usual wording."
    elif len(changes) == 1:
        yield f"Changed from the usual wording: {plain(changes[0])}. Nothing else was changed."
    else:
        yield "Changed from the usual wording:"
        yield from ("–" + plain(change) for change in changes)
        yield "Nothing else was changed."


def _parties(text: AgreementText) -> Iterator[str]:
    yield "The parties"
    yield plain(text.parties_intro)
    for party in text.parties:
        yield from (party.name, party.description)
        for label, value in party.details:
            yield f"{label} {value}"
    if text.recitals:
        yield "Background"
    for recital in text.recitals:
        yield f"{recital.number} {plain(recital.runs)}"


def _terms(text: AgreementText, first: bool) -> Iterator[str]:
    yield "Terms"
    yield plain(text.agreed_line)
    for clause in text.clauses:
        yield from _first_clause(clause) if first else _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield f"{clause.number} {clause.heading}"
    if clause.summaries:
        yield "In short"
    yield from (summary.text for summary in clause.summaries)
    for sub in clause.subclauses:
        yield from _subclause(sub)


def _first_clause(clause: Clause) -> Iterator[str]:
    yield f"{clause.number} {clause.heading}"
    for group in groups(clause):
        for sub in group.beside:
            yield from _subclause(sub)
        for note in group.notes:
            yield f"{note.lead} {note.text}"
        for sub in group.below:
            yield from _subclause(sub)


def _subclause(sub: SubClause) -> Iterator[str]:
    yield f"{sub.number} {plain(sub.runs)}"
    for item in sub.items:
        yield f"{item.number} {plain(item.runs)}"
    yield plain(sub.closing)


def _schedule(schedule: Schedule) -> Iterator[Piece]:
    yield Piece(f"Schedule {schedule.letter} {schedule.heading}")
    for block in schedule.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Piece]:
    if isinstance(block, Heading):
        yield Piece(block.text)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield Piece(f"{block.number} {plain(block.runs)}".strip())


def _table(table: Table) -> Iterator[Piece]:
    head = "".join(column.heading + column.note for column in table.columns)
    yield Piece(table.caption)
    yield Piece(head)
    for row in table.rows:
        yield Piece(" ".join(row.cells), again=head)
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
        yield Piece(" ".join(cells), again=_CERTIFICATE_HEAD)
    if certificate.qr_text:
        yield Piece("Scan to compare")
    yield Piece("Fingerprint of the text")
    yield from (Piece(f"{i}{word}") for i, word in enumerate(edition.words, 1))
    yield Piece(f"SHA-256 {edition.fingerprint}")
    yield from (Piece(f"{label} {value}") for label, value in certificate.facts)
    yield from map(Piece, ("How to check this file", certificate.how_to_check))
    yield from map(Piece, ("What this file shows", certificate.what_it_shows))


def edges(text: AgreementText, edition: Edition | None, page: int, pages: int) -> tuple[str, ...]:
    """What may stand outside the type block of this page, counted from 1; its number first.

    Without an edition the check code is not known and left out.
    """
    head = (f"{text.short_title or text.title} · {text.kind_title}", _revision(text))
    return (f"{page} of {pages}", *_foot(edition), *(head if page > 1 else ()))


def _foot(edition: Edition | None) -> tuple[str, ...]:
    if edition is None:
        return ()
    if edition.standing is Standing.DRAFT:
        return ("Draft, not yet offered",)
    code = f"Check code: {edition.check_code}"
    if edition.standing is Standing.PROGRESS:
        return (f"{code} · {edition.signed} of {edition.expected} signed off",)
    return (code,)
