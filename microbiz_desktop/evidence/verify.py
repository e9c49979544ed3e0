"""What a PDF is, from the file alone: does what it carries fit together, and was anything added.

Whether the *pages* say what the data says is compared by the caller, who can read pages
(`printed_problems()`, `with_problems()`); whether it is a file we kept, by `against()`. Any
exception means: not verified.
"""

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ..domain.ledger import Offered
from ..domain.plain import canonical, from_plain
from ..domain.states import EntryKind
from ..domain.text import FORMAT, AgreementText
from .chain import Entry, Head, head_of, payload_of, read_ledger, verify_chain
from .fingerprint import check_code, fingerprint, sha256, shortened, words
from .progress import Block, SignOff
from .replay import replay

#: Names of what our PDFs carry.
AGREEMENT, LEDGER, OFFERED = "agreement.json", "ledger.json", "offered.pdf"


class Identity(StrEnum):
    """The verdict in plain words. CONSISTENT is all that a file alone can show."""

    IDENTICAL = "identical"
    ADDITIONS = "ours, with additions"
    RESAVED = "re-saved, same text and data"
    CONSISTENT = "consistent"
    CHANGED = "changed"
    CANNOT_TELL = "cannot tell"


_NO_HEAD = Head(0, "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Separate facts, separate fields. `problems` are sentences; none means that all of it fits.

    `head` is the end of the embedded ledger, which the certificate prints; `sign_offs` are those
    that count, `complete` when every party has signed off. `text` is what the pages have to say.
    """

    identity: Identity
    sha256: str
    problems: tuple[str, ...] = ()
    fingerprint: str = ""
    words: tuple[str, ...] = ()
    check_code: str = ""
    agreement_id: str = ""
    revision: int = 0
    head: Head = _NO_HEAD
    sign_offs: int = 0
    complete: bool = False
    files: tuple[str, ...] = ()
    text: AgreementText | None = None

    @property
    def ok(self) -> bool:
        """Nothing found wrong, and something there to find it in."""
        return not self.problems and self.identity in _FINE


_FINE = (Identity.IDENTICAL, Identity.RESAVED, Identity.CONSISTENT)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A PDF of ours as it was kept when it was made."""

    content: bytes
    fingerprint: str


def verify(pdf: bytes) -> Verdict:
    """Look at a PDF by itself. Never raises: what cannot be read is not verified."""
    digest = sha256(pdf)
    try:
        return _verified(pdf, digest)
    except Exception as error:
        return Verdict(
            Identity.CANNOT_TELL, digest, (f"The file cannot be read ({type(error).__name__}).",)
        )


def against(
    verdict: Verdict, pdf: bytes, kept: Iterable[KeptFile], ledger: Collection[str] = ()
) -> Verdict:
    """The verdict when the files we kept are known: the very file, ours with more, or another.

    `ledger` are the hashes of the agreement's ledger here: a file whose own ledger ends with an
    entry that is not among them was given another ledger, however well that one is signed.
    """
    files = list(kept)
    if any(file.content == pdf for file in files):
        return replace(verdict, identity=Identity.IDENTICAL)
    longer = [file for file in files if pdf.startswith(file.content)]
    if longer:
        added = len(pdf) - max(len(file.content) for file in longer)
        said = f"{added} bytes were added after the end of our file."
        return replace(verdict, identity=Identity.ADDITIONS, problems=(said, *verdict.problems))
    if verdict.identity is not Identity.CONSISTENT or not files:
        return verdict
    if not any(file.fingerprint == verdict.fingerprint for file in files):
        return with_problems(verdict, ["This is not the text that was offered."])
    if verdict.head.hash and ledger and verdict.head.hash not in ledger:
        return with_problems(verdict, ["The ledger in the file is not the one kept here."])
    return replace(verdict, identity=Identity.RESAVED)


def with_problems(verdict: Verdict, problems: Sequence[str]) -> Verdict:
    """The verdict with what the pages say otherwise than the data."""
    if not problems:
        return verdict
    return replace(verdict, identity=Identity.CHANGED, problems=(*verdict.problems, *problems))


def printed_problems(verdict: Verdict, pages: Sequence[str]) -> tuple[str, ...]:
    """What the furniture of the pages says otherwise than the data; `pages` is their text.

    Every page of an offered text bears its check code; the certificate prints the ledger's head.
    """
    if not verdict.revision:
        return ()
    plain = [" ".join(page.split()) for page in pages]
    problems = [
        f"Page {number} does not bear the check code “{verdict.check_code}”."
        for number, page in enumerate(plain, 1)
        if verdict.check_code not in page
    ]
    if verdict.complete and not any(shortened(verdict.head.hash) in page for page in plain):
        problems.append("The certificate prints another ledger head: the ledger was exchanged.")
    return tuple(problems)


def _verified(pdf: bytes, digest: str) -> Verdict:
    problems, files = _opened(pdf)
    if AGREEMENT not in files:
        said = (*problems, "The file carries no agreement data: a scan, or another program’s file.")
        return Verdict(Identity.CANNOT_TELL, digest, said, files=tuple(files))
    text, wrong = _read_text(files[AGREEMENT])
    problems += wrong
    mark = fingerprint(files[AGREEMENT])
    verdict = Verdict(
        identity=Identity.CONSISTENT,
        sha256=digest,
        fingerprint=mark,
        words=words(mark),
        check_code=check_code(mark),
        files=tuple(files),
        text=text,
    )
    if text is not None:
        verdict = replace(verdict, agreement_id=text.agreement_id, revision=text.revision)
    if LEDGER in files:
        verdict, wrong = _with_ledger(verdict, files)
        problems += wrong
    identity = Identity.CHANGED if problems else Identity.CONSISTENT
    return replace(verdict, identity=identity, problems=tuple(problems))


def _opened(pdf: bytes) -> tuple[list[str], dict[str, bytes]]:
    import pikepdf

    problems = _tail_problems(pdf)
    with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
        problems += [f"The file is not sound: {line}." for line in document.check_pdf_syntax()]
        problems += _live_parts(document)
        files, doubled = _attached(document)
    problems += [f"The file carries “{name}” twice." for name in doubled]
    return problems, files


def _tail_problems(pdf: bytes) -> list[str]:
    """Our files are written once: nothing before, nothing after, no second part."""
    if not pdf.startswith(b"%PDF-"):
        return ["Something stands before the beginning of the file."]
    if not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        return ["Something was added after the end of the file."]
    return []


def _live_parts(document: Any) -> list[str]:
    """What our files never have: forms, actions, scripts, notes, and a second saving."""
    root = document.Root
    found = [
        said
        for key, said in _LIVE.items()
        if key in root and not (key == "/Names" and "/JavaScript" not in root[key])
    ]
    if "/Prev" in document.trailer:
        found.append("The file was saved again over the first one.")
    for number, page in enumerate(document.pages, 1):
        if "/AA" in page or any(not _plain_link(note) for note in page.get("/Annots", ())):
            found.append(f"Page {number} was given a note, a field or an action.")
    return found


_LIVE = {
    "/OpenAction": "The file was given an action that runs when it is opened.",
    "/AA": "The file was given an action.",
    "/AcroForm": "The file was given a form or a signature that we did not make.",
    "/Names": "The file was given a script.",
}


def _plain_link(note: Any) -> bool:
    """A link within the document; WeasyPrint makes those for references and contents."""
    if str(note.get("/Subtype")) != "/Link" or "/AA" in note:
        return False
    action = note.get("/A")
    return action is None or str(action.get("/S")) == "/GoTo"


def _attached(document: Any) -> tuple[dict[str, bytes], list[str]]:
    """Attachments by the name people see, and the names found more than once."""
    files: dict[str, bytes] = {}
    doubled: list[str] = []
    for item in document.attachments.values():
        if item.filename in files:
            doubled.append(item.filename)
        files[item.filename] = item.get_file().read_bytes()
    return files, doubled


def _read_text(content: bytes) -> tuple[AgreementText | None, list[str]]:
    import json

    try:
        text = from_plain(AgreementText, json.loads(content), "agreement")
    except Exception:
        return None, ["The agreement data in the file cannot be read."]
    if text.format != FORMAT:
        return text, ["The agreement data has a form this program does not know."]
    if canonical(text) != content:
        return text, ["The agreement data is not in its canonical form."]
    return text, []


def _with_ledger(verdict: Verdict, files: Mapping[str, bytes]) -> tuple[Verdict, list[str]]:
    entries = read_ledger(files[LEDGER])
    chain = verify_chain(entries)
    if not chain.ok:
        return verdict, [chain.reason]
    progress = replay(entries)
    known = replace(
        verdict,
        head=head_of(entries),
        sign_offs=len(progress.sign_offs),
        complete=progress.complete,
    )
    problems = _offer_problems(verdict, entries, files)
    if any(reason is Block.OTHER_TEXT for _, reason in progress.ignored):
        problems.append("A sign-off in the ledger is about another text.")
    return known, [*problems, *_missing_files(progress.sign_offs, files)]


def _offer_problems(
    verdict: Verdict, entries: Sequence[Entry], files: Mapping[str, bytes]
) -> list[str]:
    """The ledger offers exactly this text, and the offered PDF beside it is that very file."""
    offers = [entry for entry in entries if entry.kind is EntryKind.OFFERED]
    if not offers:
        return ["The ledger in the file knows no offer."]
    offer: Offered = payload_of(offers[-1])
    problems = []
    if entries[0].agreement != verdict.agreement_id or offer.agreement != verdict.agreement_id:
        problems.append("The ledger in the file belongs to another agreement.")
    if offers[-1].revision != verdict.revision:
        problems.append("The ledger in the file is about another revision.")
    if offer.fingerprint != verdict.fingerprint:
        problems.append("The text in the file is not the text that was offered.")
    if OFFERED in files and sha256(files[OFFERED]) != offer.pdf_sha256:
        problems.append("The offered PDF in the file is not the one that was offered.")
    return problems


def _missing_files(sign_offs: Sequence[SignOff], files: Mapping[str, bytes]) -> list[str]:
    """A returned paper that the ledger names is there byte for byte."""
    there = {sha256(content) for content in files.values()}
    return [
        f"The file “{item.given.file_name}” that the ledger names is missing."
        for item in sign_offs
        if item.given.file and item.given.file not in there
    ]
