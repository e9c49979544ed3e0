"""`edition.json`: everything that a frozen copy prints beside its text, as data of its own."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from .edition import Attachment, Certificate, Edition, Mark, Standing
from .plain import canonical

#: Changes with the shape of the bytes, and with the wording of blocks and certificate.
FORMAT = "microbiz-edition/1"
NAME = "edition.json"


@dataclass(frozen=True, slots=True)
class Versions:
    """What set the pages: only the same versions can be expected to set the same pages."""

    layout: str
    weasyprint: str
    pango: str
    harfbuzz: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture by the SHA-256 of its PNG bytes, which stand in base64."""

    sha256: str
    png: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file beside this one inside the PDF: its name, its SHA-256, and what is said of it."""

    name: str
    sha256: str
    mime: str
    description: str
    relationship: str


@dataclass(frozen=True, slots=True)
class Said:
    """What nothing else shows: the time a copy was made, the zone, and who made it."""

    made: str
    zone: str
    own_name: str = ""


@dataclass(frozen=True, slots=True)
class FrozenEdition:
    """One copy as it was frozen. `said` stands by itself; all else follows from text and ledger."""

    standing: Standing
    said: Said
    check_code: str
    fingerprint: str
    words: tuple[str, ...]
    key_line: str
    marks: tuple[Mark, ...]
    signed: int
    expected: int
    certificate: Certificate | None
    logos: tuple[Logo, ...]
    attached: tuple[Attached, ...]
    versions: Versions
    format: str = FORMAT


def freeze(
    edition: Edition,
    said: Said,
    key_line: str,
    logos: Mapping[str, bytes],
    versions: Versions,
) -> FrozenEdition:
    """The edition as data; `edition.json` itself is not among what is attached."""
    return FrozenEdition(
        standing=edition.standing,
        said=said,
        check_code=edition.check_code,
        fingerprint=edition.fingerprint,
        words=edition.words,
        key_line=key_line,
        marks=edition.marks,
        signed=edition.signed,
        expected=edition.expected,
        certificate=edition.certificate,
        logos=tuple(
            Logo(name, b64encode(png).decode("ascii")) for name, png in sorted(logos.items())
        ),
        attached=listed(edition.attachments),
        versions=versions,
    )


def listed(attachments: Iterable[Attachment]) -> tuple[Attached, ...]:
    """What is said of each attached file, by name."""
    ordered = sorted(attachments, key=lambda file: file.name)
    return tuple(
        Attached(
            file.name,
            sha256(file.content).hexdigest(),
            file.mime,
            file.description,
            file.relationship,
        )
        for file in ordered
    )


def with_edition_json(edition: Edition, frozen: FrozenEdition) -> tuple[Edition, bytes]:
    """The edition that also carries its own data, and the bytes of that."""
    content = canonical(frozen)
    said = "What is printed beside the text"
    own = Attachment(NAME, content, "application/json", said, "Data")
    return replace(edition, attachments=(*edition.attachments, own)), content


def thaw(frozen: FrozenEdition, attachments: tuple[Attachment, ...] = ()) -> Edition:
    """The edition as it was frozen, ready to be printed again."""
    return Edition(
        standing=frozen.standing,
        made=frozen.said.made,
        check_code=frozen.check_code,
        fingerprint=frozen.fingerprint,
        words=frozen.words,
        marks=frozen.marks,
        signed=frozen.signed,
        expected=frozen.expected,
        certificate=frozen.certificate,
        attachments=attachments,
    )


def pictures_of(frozen: FrozenEdition) -> dict[str, bytes]:
    """The logos by name. Raises ValueError for what is no base64."""
    return {logo.sha256: b64decode(logo.png, validate=True) for logo in frozen.logos}
