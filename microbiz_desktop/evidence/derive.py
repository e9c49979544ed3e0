"""What a frozen copy has to print and carry, worked out from its text and its ledger alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain import frozen
from ..domain.clock import Moment
from ..domain.edition import Edition, Standing
from ..domain.frozen import Said
from ..domain.plain import canonical
from ..domain.text import AgreementText
from .certificate import certificate, marks
from .chain import Entry, latest_entry
from .fingerprint import check_code, fingerprint, words
from .identity import key_words
from .progress import Progress
from .replay import replay

#: Names of what our PDFs carry.
AGREEMENT, LEDGER, OFFERED, EDITION = "agreement.json", "ledger.json", "offered.pdf", frozen.NAME


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """A file that a copy carries: name, what it is, and how it belongs; `sha256` where known."""

    name: str
    description: str
    relationship: str
    mime: str = ""
    sha256: str = ""


_JSON = "application/json"
_AGREEMENT = AttachedPart(AGREEMENT, "The agreement as data", "Data", _JSON)
_EDITION = AttachedPart(EDITION, "What is printed beside the text", "Data", _JSON)
_LEDGER = AttachedPart(LEDGER, "The record as data", "Data", _JSON)
_OFFERED = AttachedPart(
    OFFERED, "The offer as it was frozen, byte for byte", "Source", "application/pdf"
)


def attachments_of(progress: Progress | None) -> tuple[AttachedPart, ...]:
    """The files of an executed copy in the order they are named, or of an offer without one.

    Returned papers are numbered in the order of their sign-offs, each once.
    """
    if progress is None:
        return (_AGREEMENT, _EDITION)
    named: dict[str, AttachedPart] = {}
    for sign_off in progress.sign_offs:
        given = sign_off.given
        if given.file and given.file not in named:
            name = f"evidence-{len(named) + 1}-{given.file_name}"
            said = f"Returned {given.received_how}".strip()
            named[given.file] = AttachedPart(name, said, "Supplement", sha256=given.file)
    return (_AGREEMENT, _LEDGER, _OFFERED, *named.values(), _EDITION)


def offered_edition(text: AgreementText, said: Said) -> Edition:
    """What an offer prints beside its text, without the files it carries."""
    mark = fingerprint(canonical(text))
    return Edition(
        standing=Standing.OFFERED,
        made=said.made,
        check_code=check_code(mark),
        fingerprint=mark,
        words=words(mark),
    )


def executed_edition(text: AgreementText, entries: Sequence[Entry], said: Said) -> Edition:
    """What an executed copy prints beside its text, without the files it carries.

    `entries` are the record up to the head that is printed.
    """
    progress = replay(entries)
    mark = fingerprint(canonical(text))
    return Edition(
        standing=Standing.EXECUTED,
        made=said.made,
        check_code=check_code(mark),
        fingerprint=mark,
        words=words(mark),
        marks=marks(text, progress),
        signed=progress.signed,
        expected=len(progress.parties),
        certificate=certificate(
            text,
            progress,
            at=moment_of(said),
            head=latest_entry(entries),
            key_line=key_line(entries, said),
            attached=[part.name for part in attachments_of(progress)],
        ),
    )


def key_line(entries: Sequence[Entry], said: Said) -> str:
    """Whose key signed the record, and its eight words."""
    named = " ".join(key_words(entries[-1].key_id))
    return f"{said.own_name}: {named}" if said.own_name else named


def moment_of(said: Said) -> Moment:
    """The time a copy says it was made. Raises ValueError when time and zone do not fit."""
    at = Moment(datetime.fromisoformat(said.made), said.zone)
    if made(at) != said.made:
        raise ValueError("the time and its zone do not fit")
    return at


def made(at: Moment) -> str:
    """The fixed time of a copy: ISO text with the offset of the zone it was recorded in."""
    return at.local().isoformat(timespec="seconds")
