"""The preview's file: pages from the store, furniture laid over them, nothing for archives."""

import io
from collections import OrderedDict
from collections.abc import Mapping, Sequence

import pikepdf
from markupsafe import escape
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

from ...domain.edition import Edition
from ...domain.text import AgreementText
from .. import boxes
from ..fitting import Fits
from ..furniture import foot, furniture
from ..html import Fit, html
from ..lines import Lines
from ..page_maker import Fetcher, LaidPage
from ..result import Rendered
from .decoded import DecodedPictures
from .kept_units import Boxed, KeptPage, Pager, PageStore
from .resuming import Window
from .units import Cut, PageUnit, cut, document, page

#: Sets of furniture kept: a total that goes back and forth, and a few drafts.
_KEPT = 8


class Previewer:
    """Keeps the pages of drafts, laid out and written, and makes the few that are new."""

    def __init__(self, css: object, fonts: object, fits: Fits) -> None:
        self._css, self._fonts, self._fits = css, fonts, fits
        self._store, self._lines, self._pictures = PageStore(), Lines(), DecodedPictures()
        self._furniture: OrderedDict[tuple[str, str, int], pikepdf.Pdf] = OrderedDict()

    def render(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes], fetcher: Fetcher
    ) -> Rendered:
        """The pages that a layout of the whole document would give, as a file to look at."""

        def boxed(root: str) -> Boxed:
            def box(units: Sequence[PageUnit]) -> Window:
                source = HTML(string=document(root, units), url_fetcher=fetcher, base_url="about:")
                idents = {unit.ident for unit in units}
                return Window(source, self._css, self._fonts, self._pictures, idents)

            return box

        def lay_out(fit: Fit) -> tuple[tuple[Cut, list[KeptPage]], list[boxes.Sketch]]:
            pieces = cut(html(text, edition, logos, fit))
            laid = Pager(pieces, self._store, boxed(pieces.root)).pages()
            return (pieces, laid), [kept.sketch for kept in laid]

        self._pictures.begin()
        with self._lines.in_use():
            pieces, laid = self._fits.fitted(text, lay_out)
        self._write(laid)
        frame = self._frame(pieces.root, _attributes(text, edition), len(laid))
        return Rendered(_bound(laid, frame), len(laid), boxes.anchors(k.sketch for k in laid))

    def _write(self, pages: list[KeptPage]) -> None:
        """One file for all new pages; their boxes are not needed any more."""
        new = [kept for kept in pages if kept.written is None]
        if not new:
            return
        file = self._file([kept.laid for kept in new if kept.laid is not None])
        for number, kept in enumerate(new):
            kept.written, kept.laid = (file, number), None

    def _frame(self, root: str, attributes: str, total: int) -> pikepdf.Pdf:
        """Empty pages with everything that stands in the margins."""
        key = root, attributes, total
        if key not in self._furniture:
            turns = '<div style="break-before: page"></div>' * (total - 1)
            source = HTML(string=page(root, f"<div></div>{turns}", attributes), base_url="about:")
            laid = source.render(stylesheets=[self._css], font_config=self._fonts)
            self._furniture[key] = self._file(laid.pages)
        self._furniture.move_to_end(key)
        while len(self._furniture) > _KEPT:
            self._furniture.popitem(last=False)
        return self._furniture[key]

    def _file(self, pages: list[LaidPage]) -> pikepdf.Pdf:
        for laid in pages:
            laid.bookmarks, laid.links, laid.anchors = [], [], {}
        written = Document(pages, DocumentMetadata(), None, self._fonts, {}, None)
        return pikepdf.open(io.BytesIO(written.write_pdf()))


def _attributes(text: AgreementText, edition: Edition) -> str:
    shown = furniture(text)
    names = {"head": shown["head"], "revision": shown["revision"], "foot": foot(edition)}
    return "".join(f' data-{name}="{escape(words)}"' for name, words in names.items())


def _bound(pages: list[KeptPage], frame: pikepdf.Pdf) -> bytes:
    """Pages and furniture in one file."""
    out = io.BytesIO()
    with pikepdf.new() as bound:
        for number, (file, index) in enumerate(k.written for k in pages if k.written is not None):
            bound.pages.append(file.pages[index])
            edge = bound.copy_foreign(frame.pages[number].as_form_xobject())
            name = bound.pages[number].add_resource(
                edge, pikepdf.Name.XObject, pikepdf.Name(f"/Edge{number}")
            )
            bound.pages[number].contents_add(b"q\n", prepend=True)
            bound.pages[number].contents_add(b"\nQ q %s Do Q" % str(name).encode())
        bound.save(out)
    return out.getvalue()
