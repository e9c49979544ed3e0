"""What a printed copy adds to the text: its standing, sign-offs, certificate and attachments."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Which copy this is. Only DRAFT, PROGRESS and EXECUTED say so on their pages."""

    DRAFT = "draft"
    OFFERED = "offered"
    PROGRESS = "progress"
    EXECUTED = "executed"


#: A drawn signature: strokes of points in a box 1000 wide and 300 high.
Strokes = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign-off as it stands in an execution block: typed or drawn, how, and when.

    `how` and `when` are finished lines ("Signed on this screen", "21 November 2026, 10:42 GMT").
    """

    party: str
    signatory: str
    capacity: str
    typed: str
    how: str
    when: str
    strokes: Strokes = ()
    witness: str = ""


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One signatory on the certificate; every field is a finished line."""

    party: str
    signatory: str
    understood: str
    when: str
    how: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The page added after the last sign-off."""

    intro: str
    rows: tuple[CertificateRow, ...]
    facts: tuple[tuple[str, str], ...]
    qr_text: str
    how_to_check: str
    what_it_shows: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF (PDF/A-3): name, bytes, MIME type, what it is, and its relationship.

    `relationship` is the AFRelationship of ISO 32000-2: Source, Data, Alternative, Supplement.
    """

    name: str
    content: bytes
    mime: str
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything beside the text that a copy prints. `made` is the fixed time in its metadata.

    `made` is ISO text with offset; the same edition gives the same bytes anywhere. A draft has
    neither check code nor fingerprint. `signed` and `expected` count signatories for PROGRESS.
    """

    standing: Standing
    made: str
    check_code: str = ""
    fingerprint: str = ""
    words: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    signed: int = 0
    expected: int = 0
    certificate: Certificate | None = None
    attachments: tuple[Attachment, ...] = ()
