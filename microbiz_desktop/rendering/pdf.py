"""One pipeline from AgreementText to a PDF that is PDF/A-3a and PDF/UA-1 at once."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from ..domain.edition import Attachment, Edition
from ..domain.errors import BadInput
from ..domain.plain import canonical
from ..domain.text import AgreementText, plain
from ..paths import resource
from . import boxes, fonts
from .html import DENSEST, Fit, html, starts_page
from .logos import vetted
from .result import Rendered

#: A section starts no page of its own when that would leave the page before this empty.
_TOO_EMPTY = 1 / 3
#: At most this many layouts of one document while it is made to fit.
_ROUNDS = 4
#: Agreements whose fit is remembered.
_REMEMBERED = 64
#: Up to these a cover always fits; above them page 1 is tried alone before all pages are laid out.
_EASY_PARTIES, _EASY_LETTERS = 6, 900


class Renderer:
    """Fonts and stylesheet, made once and kept warm for every document."""

    def __init__(self, extra_fonts: Path | None = None) -> None:
        with fonts.only(fonts.folders(extra_fonts)):
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration

            self._fonts = FontConfiguration()
        self._weasyprint = weasyprint
        self._guesses: dict[str, Fit] = {}
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

        fetcher = RecordingFetcher(vetted(logos))
        try:
            document = self._fitted(text, edition, logos, fetcher)
        except Refused:
            document = None
        # Some parts of the library swallow the refusal: the record does not.
        if document is None or fetcher.refused:
            raise BadInput(
                f"Something in this document reaches outside it: {fetcher.refused[0]}.",
                "Take it out of the text and try again.",
            )
        return document

    def _fitted(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes], fetcher: Any
    ) -> Any:
        def lay_out(fit: Fit) -> Any:
            return self._lay_out(html(text, edition, logos, fit), fetcher)

        guess = self._guesses.get(text.agreement_id)
        density = _density(text, lay_out, guess.density if guess else None)
        fit = replace(guess or Fit(), density=density)
        for _ in range(_ROUNDS):
            document = lay_out(fit)
            better = _better(fit, document, text)
            if better == fit:
                break
            fit = better
        self._remember(text.agreement_id, fit)
        return document

    def _remember(self, agreement: str, fit: Fit) -> None:
        """The next layout of the same agreement begins with what fitted this one."""
        self._guesses.pop(agreement, None)
        self._guesses[agreement] = fit
        while len(self._guesses) > _REMEMBERED:
            del self._guesses[next(iter(self._guesses))]

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


def _density(text: AgreementText, lay_out: Callable[[Fit], Any], guess: int | None) -> int:
    """The loosest setting in which page 1 is one page; only doubtful ones are tried, alone.

    A setting that fits makes every tighter one fit, so that any guess leads to the same answer.
    """
    letters = len(text.title) * 3 + sum(len(plain(row.runs)) for row in text.cover)
    letters += sum(len(plain(change)) for change in text.changes)
    if len(text.parties) <= _EASY_PARTIES and letters <= _EASY_LETTERS:
        return 0

    def fits(density: int) -> bool:
        return len(lay_out(Fit(density, cover_only=True)).pages) == 1

    if guess is None:
        return next((density for density in range(DENSEST) if fits(density)), DENSEST)
    # A guess that has become too loose shows when all pages are laid out.
    while guess > 0 and fits(guess - 1):
        guess -= 1
    return guess


def _better(fit: Fit, document: Any, text: AgreementText) -> Fit:
    """A tighter cover while it needs two pages; starts that leave a page nearly empty run on.

    The answer does not depend on where it started: what stands before a section is the same
    whether that section runs on or not.
    """
    pages = document.pages
    if boxes.starts(pages).get("parties", 1) > 1 and fit.density < DENSEST:
        return replace(fit, density=fit.density + 1)
    movable = ("terms", *(s.id for s in text.schedules if starts_page(s)))
    before = {name: boxes.fill_before(pages, name) for name in movable}
    lonely = (name for name, fill in before.items() if fill is not None and fill < _TOO_EMPTY)
    return replace(fit, runs_on=frozenset(lonely))


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
