"""Reads a PDF back: the text it carries as data, its attachments, and whether its words agree."""

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ..domain.errors import MicrobizError
from ..domain.plain import from_plain
from ..domain.text import AgreementText
from ..evidence.verify import Verdict, printed_problems, with_problems
from ..evidence.verify import verify as look_at
from .protocol import TEXT_NAME, Verified

if TYPE_CHECKING:
    from ..rendering.extract import Extract

#: Above this a file is not one of ours (offer and evidence included).
_LARGEST = 80 * 1024 * 1024


def verify(pdf: bytes) -> Verified:
    """What the file holds and what it is. Any error on the way is a difference, never a pass."""
    if len(pdf) > _LARGEST:
        return _unreadable("The file is larger than any agreement of ours.")
    verdict = look_at(pdf)
    read, found = _read_back(pdf)
    if found is not None and read.text is not None:
        verdict = with_problems(verdict, (*read.differences, *_furniture(verdict, found)))
    return replace(read, verdict=verdict)


def _furniture(verdict: Verdict, found: "Extract") -> tuple[str, ...]:
    """The check code stands outside the tagged words of each page, the ledger's head inside."""
    return printed_problems(verdict, [f"{page} {found.tagged}" for page in found.untagged])


def _read_back(pdf: bytes) -> "tuple[Verified, Extract | None]":
    import pikepdf

    from ..rendering.extract import extract
    from ..rendering.readback import compare

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = extract(document)
    except Exception as error:
        reason = f"The file cannot be read as one of ours ({type(error).__name__})."
        return _unreadable(reason), None
    canonical = dict(found.attachments).get(TEXT_NAME, b"")
    text = _text(canonical)
    if text is None:
        missing = "The file carries no agreement as data, so its words cannot be compared."
        return Verified(None, canonical, found.attachments, (missing,), found.pages), found
    differences = compare(found, text)
    return Verified(text, canonical, found.attachments, differences, found.pages), found


def _unreadable(reason: str) -> Verified:
    return Verified(None, b"", (), (reason,))


def _text(canonical: bytes) -> AgreementText | None:
    try:
        return from_plain(AgreementText, json.loads(canonical))
    except (ValueError, RecursionError, MicrobizError):
        return None
