"""A laid out agreement written as a file."""

import hashlib
from contextlib import nullcontext
from datetime import UTC, datetime
from io import BytesIO

from ..domain.edition import Attachment, Edition
from ..domain.plain import canonical
from ..domain.text import AgreementText
from .inline import Places
from .page_maker import AttachedFile, Document, Library


def written(library: Library, document: Document, text: AgreementText, edition: Edition) -> bytes:
    """The bytes of the file: PDF/A-3a and PDF/UA-1, with what is attached to the edition."""
    from .tagging import richer_tags
    from .xmp import finish

    labels = Places(text).labels()
    made = datetime.fromisoformat(edition.made)
    files = [_attached(library, a, made) for a in sorted(edition.attachments, key=lambda a: a.name)]
    with richer_tags():
        return document.write_pdf(
            finisher=lambda laid, pdf: finish(laid, pdf, labels),
            pdf_variant="pdf/a-3a",
            pdf_identifier=_identifier(text, edition),
            attachments=files,
        )


def _attached(library: Library, attachment: Attachment, made: datetime) -> AttachedFile:
    moment = made.astimezone(UTC)
    file = library.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship=attachment.relationship,
    )
    # The library guesses the type from the name; ours is known.
    file.source = nullcontext((BytesIO(attachment.content), None, None, attachment.mime))
    return file


def _identifier(text: AgreementText, edition: Edition) -> bytes:
    """The file's identifier: a hash of what is printed, as hexadecimal letters only.

    It holds the names of the classes of an edition: renamed, they would change every file.
    """
    whole = canonical(text) + repr(edition).encode()
    return hashlib.sha256(whole).hexdigest()[:16].encode()
