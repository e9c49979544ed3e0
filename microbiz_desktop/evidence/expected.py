"""Does everything a copy carries follow from its text and its record? For a file by itself.

The worker asks when it verifies a file, and before it lets one be frozen. Each attachment is made
again from the text and the ledger and compared to the byte, because a file that agrees with itself
in part proves nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.frozen import Attached, FrozenEdition, freeze, pictures_of
from ..domain.ledger import Offered, OfferedParty, OfferedSignatory
from ..domain.plain import canonical
from ..domain.text import AgreementText
from .carried import Carried, Doubt, carried, opened
from .chain import Entry, read_ledger, verify_chain
from .derive import (
    AGREEMENT,
    EDITION,
    LEDGER,
    OFFERED,
    AttachedPart,
    attachments_of,
    executed_edition,
    key_line,
    moment_of,
    offered_edition,
)
from .fingerprint import fingerprint, sha256
from .progress import Block, Progress
from .replay import replay


@dataclass(frozen=True, slots=True)
class KeptHere:
    """What is kept here of the copy that a file claims to be; empty when nothing is.

    `ledger` is the record of the agreement as it stands here, `fingerprints` those of its texts
    by revision, `pdf` the copy itself.
    """

    pdf: bytes = b""
    ledger: bytes = b""
    fingerprints: tuple[tuple[int, str], ...] = ()


def other_here(copy: Carried, known: KeptHere) -> list[str]:
    """A file of an agreement that is known here, but of which no such copy is kept.

    Raises Doubt when it may be newer than what is here: an older backup may have been restored.
    """
    ours = dict(known.fingerprints)
    revision = copy.text.revision
    if not ours:
        return []
    if revision in ours and ours[revision] != fingerprint(copy.files[AGREEMENT]):
        return ["This is not the text that was offered."]
    live = read_ledger(known.ledger)
    grown = copy.entries[: len(live)] == live and len(copy.entries) > len(live)
    if revision > max(ours) or grown:
        raise Doubt(_NEWER)
    return ["No such copy of this agreement was made here."]


_NEWER = (
    "This agreement is kept here, but not this copy of it, and the file may be newer than what is "
    "kept: was an older backup restored?"
)


def data_problems(copy: Carried) -> list[str]:
    """Sentences on all that does not follow; none when the file agrees with itself."""
    problems = list(copy.problems)
    progress = None
    if copy.executed:
        chain = verify_chain(copy.entries)
        if chain.unknown:
            raise Doubt(chain.reason)
        if LEDGER not in copy.files:
            problems.append("The record of the sign-offs was taken out of the file.")
        elif not copy.problems and not chain.ok:
            problems.append(chain.reason)
        if problems:
            return problems
        progress = replay(copy.entries)
        problems += _record_problems(copy, progress)
    problems += attachment_problems(copy, progress)
    if copy.edition is not None and not problems:
        problems += list(edition_problems(copy, copy.edition))
    return problems


def _record_problems(copy: Carried, progress: Progress) -> Iterator[str]:
    """The record offers exactly this text, and everybody has signed it off."""
    offer, text = progress.offer, copy.text
    if offer is None:
        yield "The record in the file knows no offer."
        return
    if {copy.entries[0].agreement, offer.agreement} != {text.agreement_id}:
        yield "The record in the file belongs to another agreement."
    if progress.revision != text.revision:
        yield "The record in the file is about another revision."
    if offer.fingerprint != fingerprint(copy.files[AGREEMENT]):
        yield "The text in the file is not the text that was offered."
    if offer.parties != offered_parties(text) or offer.clauses != clause_ids(text):
        yield "The parties, signatories or clauses in the record are not those of the text."
    if any(reason is Block.OTHER_TEXT for _, reason in progress.ignored):
        yield "A sign-off in the record is about another text."
    if not progress.complete or not progress.open:
        yield "By the record in the file not every party has signed off: it was cut, or exchanged."


def offered_parties(text: AgreementText) -> tuple[OfferedParty, ...]:
    """The parties as an offer of this text records them."""
    return tuple(
        OfferedParty(
            party.key,
            party.name,
            tuple(OfferedSignatory(p.name, p.capacity) for p in party.signatories),
            party.must_sign,
        )
        for party in text.parties
    )


def clause_ids(text: AgreementText) -> tuple[str, ...]:
    """The clauses as an offer of this text records them."""
    return tuple(clause.id for clause in text.clauses)


def attachment_problems(copy: Carried, progress: Progress | None) -> Iterator[str]:
    """Exactly the files that text and record call for, byte for byte; nothing more."""
    due = {part.name: part for part in attachments_of(progress)}
    if copy.edition is None and not _edition_recorded(copy, progress):
        due.pop(EDITION)
    yield from (f"The file “{name}” was taken out." for name in due if name not in copy.files)
    yield from (f"The file “{name}” was added." for name in copy.files if name not in due)
    for file in copy.listed:
        yield from _misfit(due.get(file.name), file)
    beside = {file for file in copy.listed if file.name != EDITION}
    if copy.edition is not None and set(copy.edition.attached) != beside:
        yield "What is attached is not what the file says is attached."
    if progress is not None and progress.offer is not None and OFFERED in copy.files:
        yield from _offered_problems(copy, progress.offer)


def _edition_recorded(copy: Carried, progress: Progress | None) -> bool:
    """Whether the record shows that copies had an edition when this one was offered."""
    return bool(progress and progress.offer and progress.offer.edition) or EDITION in copy.files


def _misfit(part: AttachedPart | None, file: Attached) -> Iterator[str]:
    if part is None:
        return
    if part.sha256 and file.sha256 != part.sha256:
        yield f"The file “{part.name}” is not the one that the record names."
    if (file.description, file.relationship) != (part.description, part.relationship):
        yield f"What is said of the attached file “{part.name}” was changed."


def _offered_problems(copy: Carried, offer: Offered) -> Iterator[str]:
    """The offer beside the executed copy is the very file that was signed off, with this text."""
    content = copy.files[OFFERED]
    if sha256(content) != offer.pdf_sha256:
        yield "The offered PDF in the file is not the one that was offered."
        return
    try:
        with opened(content) as document:
            inner = carried(document)
    except Doubt:
        yield "The offered PDF in the file cannot be read."
        return
    if inner.files[AGREEMENT] != copy.files[AGREEMENT]:
        yield "The offered PDF in the file has another text."
    if offer.edition and sha256(inner.files.get(EDITION, b"")) != offer.edition:
        yield "The offered PDF in the file prints something else beside its text."
    yield from (f"In the offered PDF: {problem}" for problem in data_problems(inner))


def edition_problems(copy: Carried, edition: FrozenEdition) -> Iterator[str]:
    """What is printed beside the text follows from text and record, to the last word."""
    try:
        moment_of(edition.said)
        due = expected_edition(copy.text, copy.entries, edition)
    except (ValueError, KeyError):
        yield "The time at which the file says it was made is no time."
        return
    for field, sentence in _FIELDS.items():
        if canonical(getattr(due, field)) != canonical(getattr(edition, field)):
            yield sentence
    if not _logos_fit(copy.text, edition):
        yield "The logos in the file are not those of the text."


_FIELDS = {
    "standing": "The file says that it is another kind of copy than it is.",
    "check_code": "The check code is not that of the text.",
    "fingerprint": "The fingerprint is not that of the text.",
    "words": "The eight words are not those of the text.",
    "key_line": "The words of the key are not those of the key that signed the record.",
    "marks": "The execution blocks do not say what the record says.",
    "signed": "The number of sign-offs is not that of the record.",
    "expected": "The number of parties is not that of the record.",
    "certificate": "The certificate does not say what the record says.",
}


def expected_edition(
    text: AgreementText, entries: Sequence[Entry], found: FrozenEdition
) -> FrozenEdition:
    """The edition that follows from text and record, with what only the file can say."""
    if entries:
        edition, line = executed_edition(text, entries, found.said), key_line(entries, found.said)
    else:
        edition, line = offered_edition(text, found.said), ""
    return freeze(edition, found.said, line, {}, found.versions)


def _logos_fit(text: AgreementText, edition: FrozenEdition) -> bool:
    """Each logo that the text names, and no other, with the bytes of its name."""
    try:
        pictures = pictures_of(edition)
    except ValueError:
        return False
    named = {party.logo for party in text.parties if party.logo}
    whole = len(pictures) == len(edition.logos)
    return whole and named == set(pictures) and all(sha256(p) == n for n, p in pictures.items())
