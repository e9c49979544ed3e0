"""Reads a PDF back: the text it carries as data, its attachments, and whether its words agree."""

import io
import json

from ..domain.errors import MicrobizError
from ..domain.plain import from_plain
from ..domain.text import AgreementText
from .protocol import TEXT_NAME, Verified

#: Above this a file is not one of ours (offer and evidence included).
_LARGEST = 80 * 1024 * 1024


def verify(pdf: bytes) -> Verified:
    """What the file holds. Any error on the way is a difference, never a pass."""
    import pikepdf

    from ..rendering.extract import extract
    from ..rendering.readback import compare

    if len(pdf) > _LARGEST:
        return _unreadable("The file is larger than any agreement of ours.")
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = extract(document)
    except Exception as error:
        return _unreadable(f"The file cannot be read as one of ours ({type(error).__name__}).")
    canonical = dict(found.attachments).get(TEXT_NAME, b"")
    text = _text(canonical)
    if text is None:
        missing = "The file carries no agreement as data, so its words cannot be compared."
        return Verified(None, canonical, found.attachments, (missing,), found.pages)
    return Verified(text, canonical, found.attachments, compare(found, text), found.pages)


def _unreadable(reason: str) -> Verified:
    return Verified(None, b"", (), (reason,))


def _text(canonical: bytes) -> AgreementText | None:
    try:
        return from_plain(AgreementText, json.loads(canonical))
    except (ValueError, RecursionError, MicrobizError):
        return None
