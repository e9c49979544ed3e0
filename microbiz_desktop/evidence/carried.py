"""What a PDF carries as data: the agreement, its record, its edition, and every attached file."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf

from ..domain import frozen
from ..domain.edition import Standing
from ..domain.errors import BadInput
from ..domain.frozen import Attached, FrozenEdition
from ..domain.plain import canonical, from_plain
from ..domain.text import FORMAT, AgreementText
from .chain import Entry, UnknownFormat, read_ledger
from .derive import AGREEMENT, EDITION, LEDGER
from .fingerprint import sha256


class Doubt(Exception):
    """Nothing can be said of the file; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The attached files and what was read from them; `problems` are sentences on misfits.

    `edition` is None in copies made before it existed.
    """

    text: AgreementText
    files: Mapping[str, bytes]
    listed: tuple[Attached, ...]
    entries: tuple[Entry, ...] = ()
    edition: FrozenEdition | None = None
    problems: tuple[str, ...] = ()

    @property
    def executed(self) -> bool:
        """Whether it is an executed copy: its edition says so, or it carries a record."""
        if self.edition is not None:
            return self.edition.standing is Standing.EXECUTED
        return LEDGER in self.files


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The file as objects. Raises Doubt for a locked or damaged file, and for no PDF at all."""
    if b"%PDF-" not in pdf[:1024]:
        raise Doubt("The file is no PDF.")
    try:
        document = pikepdf.open(io.BytesIO(pdf), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise Doubt(_LOCKED) from None
    except pikepdf.PdfError:
        raise Doubt("The file is damaged: it cannot be read as a PDF.") from None
    with document:
        if document.is_encrypted:
            raise Doubt(_LOCKED)
        yield document


_LOCKED = "The file is locked with a password. Save it without one, or ask for the file as it was."


def carried(document: pikepdf.Pdf) -> Carried:
    """Read the data of an opened file. Raises Doubt when there is none of ours in it."""
    listed, contents, doubled = _attached(document)
    if AGREEMENT not in contents:
        raise Doubt("The file carries no agreement as data: a scan, or another program’s file.")
    problems = [f"The file carries “{name}” twice." for name in doubled]
    text = _text(contents[AGREEMENT], problems)
    entries = _entries(contents.get(LEDGER), problems)
    edition = _edition(contents.get(EDITION), problems)
    return Carried(text, contents, listed, entries, edition, tuple(problems))


def _attached(
    document: pikepdf.Pdf,
) -> tuple[tuple[Attached, ...], dict[str, bytes], list[str]]:
    """What is said of each attached file, the bytes by name, and names found more than once."""
    contents: dict[str, bytes] = {}
    listed, doubled = [], []
    for item in document.attachments.values():
        file = item.get_file()
        content = bytes(file.read_bytes())
        if item.filename in contents:
            doubled.append(item.filename)
        contents[item.filename] = content
        relation = str(item.relationship or "").removeprefix("/")
        mime = file.mime_type
        said = (item.filename, sha256(content), mime, item.description or "", relation)
        listed.append(Attached(*said))
    return tuple(sorted(listed, key=lambda file: file.name)), contents, doubled


def _text(content: bytes, problems: list[str]) -> AgreementText:
    """Raises Doubt for a form of another program version, or what is no agreement at all."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise Doubt("The agreement data in the file cannot be read.") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Doubt("The agreement data in the file has a form this program does not know.")
    try:
        text = from_plain(AgreementText, data, "agreement")
    except BadInput:
        raise Doubt("The agreement data in the file cannot be read.") from None
    if canonical(text) != content:
        problems.append("The agreement data in the file is not in its canonical form.")
    return text


def _entries(content: bytes | None, problems: list[str]) -> tuple[Entry, ...]:
    if content is None:
        return ()
    try:
        return read_ledger(content)
    except UnknownFormat as error:
        raise Doubt(error.message) from None
    except BadInput as error:
        problems.append(error.message)
        return ()


def _edition(content: bytes | None, problems: list[str]) -> FrozenEdition | None:
    if content is None:
        return None
    try:
        data = json.loads(content)
        if data["format"] != frozen.FORMAT:
            raise Doubt("What the file prints beside its text has a form not known here.")
        edition = from_plain(FrozenEdition, data, "edition")
    except (ValueError, KeyError, TypeError, RecursionError, BadInput):
        problems.append(f"“{EDITION}” in the file cannot be read.")
        return None
    if canonical(edition) != content:
        problems.append(f"“{EDITION}” in the file is not in its canonical form.")
    return edition
