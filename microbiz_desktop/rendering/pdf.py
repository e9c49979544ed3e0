"""One pipeline from AgreementText to a PDF that is PDF/A-3a and PDF/UA-1 at once.

The worker keeps one `Renderer` warm and asks it for every file. The same input gives the same bytes
on any machine, because a copy is checked years later by rendering it again; nothing that a document
names outside itself is ever fetched.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..domain.edition import Edition
from ..domain.errors import BadInput
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..paths import resource
from . import boxes, fonts
from .fitting import Fits
from .html import Fit, html
from .logos import vetted
from .page_maker import Document, Fetcher, Library
from .result import Rendered
from .writing import written

if TYPE_CHECKING:
    from .preview.previewing import Previewer

T = TypeVar("T")


#: The major version of WeasyPrint that `resuming`, `columns`, `spaces`, `lines`, `styles`,
#: `decoded` and `tagging` know from inside.
_RESUMABLE = "70"


class Renderer:
    """Fonts and stylesheet, made once and kept warm for every document."""

    def __init__(self, extra_fonts: Path | None = None) -> None:
        with fonts.only(fonts.folders(extra_fonts)):
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration

            self._fonts = FontConfiguration()
        self._library: Library = weasyprint
        _amend(weasyprint)
        self._fits = Fits()
        self._css = weasyprint.CSS(string=_stylesheet(), font_config=self._fonts, base_url="about:")
        self._previewer: Previewer | None = None

    def warm(self) -> None:
        """Get ready for previews, which the making of a file does not need."""
        self._previewer = self._previewer or _previewer(self._css, self._fonts, self._fits)

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The document as a file; the same input gives the same bytes anywhere.

        Raises BadInput when a logo is missing or anything in the document reaches outside it.
        """
        with _no_garbage_collection():
            document = self.layout(text, edition, logos)
            pdf = written(self._library, document, text, edition)
        return Rendered(pdf, len(document.pages), boxes.anchors(map(boxes.sketch, document.pages)))

    def preview(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The same pages to look at, from what is left of the last time; no file to give away."""
        self.warm()
        if self._previewer is None:
            return self.render(text, edition, logos)
        make = self._previewer.render
        with _no_garbage_collection():
            return _within(logos, lambda fetcher: make(text, edition, logos, fetcher))

    def sheet(self, sheet: Sheet, logos: Mapping[str, bytes]) -> bytes:
        """A list, labels or a card as a file. Raises BadInput as `render` does."""
        from .sheets import sheet_pdf

        def make(fetcher: Fetcher) -> bytes:
            return sheet_pdf(self._library, self._fonts, sheet, fetcher)

        with _no_garbage_collection():
            return _within(logos, make)

    def layout(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Document:
        """The pages before they are written, laid out again until page 1 and the starts fit."""
        return _within(logos, lambda fetcher: self._fitted(text, edition, logos, fetcher))

    def _fitted(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes], fetcher: Fetcher
    ) -> Document:
        def lay_out(fit: Fit) -> tuple[Document, list[boxes.Sketch]]:
            document = self._lay_out(html(text, edition, logos, fit), fetcher)
            return document, list(map(boxes.sketch, document.pages))

        return self._fits.fitted(text, lay_out)

    def _lay_out(self, source: str, fetcher: Fetcher | None) -> Document:
        page = self._library.HTML(string=source, url_fetcher=fetcher, base_url="about:")
        return page.render(stylesheets=[self._css], font_config=self._fonts)


def _amend(weasyprint: Library) -> None:
    """Our own columns and ends of lines, where the library's own parts are known here."""
    if _known(weasyprint):
        from . import columns, spaces

        columns.install()
        spaces.install()


def _stylesheet() -> str:
    path = resource("templates", "agreements", "layout", "agreement.css")
    return path.read_text(encoding="utf-8")


def _within(logos: Mapping[str, bytes], make: Callable[[Fetcher], T]) -> T:
    """Pages made with these pictures. Raises BadInput when anything reaches outside."""
    from .fetching import RecordingFetcher, Refused

    fetcher = RecordingFetcher(vetted(logos))
    made = None
    with suppress(Refused):
        made = make(fetcher)
    # Some parts of the library swallow the refusal: the record does not.
    if made is None or fetcher.refused:
        raise BadInput(
            f"Something in this document reaches outside it: {fetcher.refused[0]}.",
            "Take it out of the text and try again.",
        )
    return made


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


def _known(weasyprint: Library) -> bool:
    """Whether this is the version whose own parts some modules here use."""
    return weasyprint.__version__.partition(".")[0] == _RESUMABLE


def _previewer(css: object, fonts: object, fits: Fits) -> "Previewer | None":
    """Nothing for a version of the library whose page maker is not known here."""
    import weasyprint

    if not _known(weasyprint):
        return None
    from .preview.previewing import Previewer

    return Previewer(css, fonts, fits)
