"""One pipeline from AgreementText to a PDF that is PDF/A-3a and PDF/UA-1 at once."""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from ..domain.edition import Attachment, Edition
from ..domain.errors import BadInput
from ..domain.plain import canonical
from ..domain.text import AgreementText
from ..paths import resource
from . import boxes, fonts
from .html import Fit, html
from .logos import vetted
from .result import Rendered

#: A section starts no page of its own when that would leave the page before this empty.
_TOO_EMPTY = 1 / 3
#: At most this many layouts of one document while it is made to fit.
_ROUNDS = 4


class Renderer:
    """Fonts and stylesheet, made once and kept warm for every document."""

    def __init__(self, extra_fonts: Path | None = None) -> None:
        with fonts.only(fonts.folders(extra_fonts)):
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration

            self._fonts = FontConfiguration()
        self._weasyprint = weasyprint
        sheet = resource("templates", "agreements", "layout", "agreement.css")
        self._css = weasyprint.CSS(
            string=sheet.read_text(encoding="utf-8"), font_config=self._fonts, base_url="about:"
        )

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The document as a file; the same input gives the same bytes anywhere.

        Raises BadInput when a logo is missing or anything in the document reaches outside it.
        """
        with _no_garbage_collection():
            document = self.layout(text, edition, logos)
            pdf = self._write(document, text, edition)
        return Rendered(pdf, len(document.pages), boxes.anchors(document.pages))

    def layout(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Any:
        """The pages before they are written, laid out again until page 1 and the starts fit."""
        from .fetching import RecordingFetcher, Refused

        fetcher, fit = RecordingFetcher(vetted(logos)), Fit()
        try:
            for _ in range(_ROUNDS):
                document = self._lay_out(html(text, edition, logos, fit), fetcher)
                better = _better(fit, document)
                if better == fit:
                    break
                fit = better
        except Refused as refused:
            raise BadInput(
                f"Something in this document reaches outside it: {refused}.",
                "Take it out of the text and try again.",
            ) from None
        return document

    def _lay_out(self, source: str, fetcher: Any) -> Any:
        page = self._weasyprint.HTML(string=source, url_fetcher=fetcher, base_url="about:")
        return page.render(stylesheets=[self._css], font_config=self._fonts)

    def _write(self, document: Any, text: AgreementText, edition: Edition) -> bytes:
        from .xmp import finish

        made = datetime.fromisoformat(edition.made)
        files = [self._attached(a, made) for a in sorted(edition.attachments, key=lambda a: a.name)]
        written: bytes = document.write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-3a",
            pdf_identifier=_identifier(text, edition),
            attachments=files,
        )
        return written

    def _attached(self, attachment: Attachment, made: datetime) -> Any:
        moment = made.astimezone(UTC)
        file = self._weasyprint.Attachment(
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


def _better(fit: Fit, document: Any) -> Fit:
    """A tighter cover while it needs two pages; starts that would leave a page empty run on."""
    pages = document.pages
    starts: dict[str, int] = {}
    for anchor in boxes.anchors(pages):
        starts.setdefault(anchor.id, anchor.page)
    if starts.get("parties", 1) > 1 and fit.density < 2:
        return Fit(fit.density + 1, fit.runs_on)
    movable = ("terms", *(name for name in starts if name.startswith("schedule")))
    for name in movable:
        before = starts.get(name, 0) - 1
        if before < 0 or name in fit.runs_on or (before in starts.values() and name != "terms"):
            continue
        if boxes.fill(pages[before]) < _TOO_EMPTY:
            return Fit(fit.density, fit.runs_on | {name})
    return fit


def _identifier(text: AgreementText, edition: Edition) -> bytes:
    """The file's identifier: a hash of what is printed, as hexadecimal letters only."""
    whole = canonical(text) + repr(edition).encode()
    return hashlib.sha256(whole).hexdigest()[:16].encode()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Layout makes millions of boxes that all live until the end: collecting them is waste."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
