"""The pages of an agreement on a desk, with the clause being answered under a tint."""

from PySide6.QtCore import QRectF
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.agreements.values import PageAnchor
from microbiz_desktop.ui.look.motion import make_motion, move
from microbiz_desktop.ui.preview.page_canvas import PageCanvas
from microbiz_desktop.ui.preview.page_layout import MARGIN, anchor_rect, scroll_for


class PageView(PageCanvas):
    """Tints clauses and leads to them; the place is kept when pages change."""

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._anchors: tuple[PageAnchor, ...] = ()
        self._marked: frozenset[str] = frozenset()
        bar = self.verticalScrollBar()
        self._glide = make_motion(lambda value: bar.setValue(round(value)), self)
        self._fade = make_motion(self._fade_to, self)

    def show_pdf(self, pdf: bytes, anchors: tuple[PageAnchor, ...]) -> None:
        """Put new pages in place of the old, at the same spot."""
        self._images.load(pdf)
        self._anchors = anchors
        self._place()

    def mark(self, ids: tuple[str, ...], *, reveal: bool = True) -> None:
        """Tint these clauses or schedules; scroll to the first unless it is in sight."""
        if frozenset(ids) != self._marked:
            self._marked = frozenset(ids)
            move(self._fade, 0.0, 1.0)
        if reveal:
            self._reveal()

    def marked(self) -> frozenset[str]:
        """The ids under the tint."""
        return self._marked

    def bands(self, page: int) -> list[QRectF]:
        """The marked clauses on a page."""
        return [self._band(a) for a in self._anchors if a.page == page and a.id in self._marked]

    def first_band(self) -> QRectF | None:
        """Where the marked clauses begin, as they are read: down one column, then the next."""
        spots = [a for a in self._anchors if a.id in self._marked and a.page < self.count()]
        if not spots:
            return None
        return self._band(min(spots, key=lambda a: (a.page, a.left, a.top)))

    def held_band(self) -> QRectF | None:
        """The first, when it is in sight."""
        band, top = self.first_band(), self.verticalScrollBar().value()
        inside = band is not None and band.top() < top + self.viewport().height()
        return band if band is not None and inside and band.bottom() > top else None

    def zoomed(self) -> None:
        """The marked column is what the reader wants larger."""
        self._reveal_sideways()

    def _band(self, anchor: PageAnchor) -> QRectF:
        sizes = self._images.sizes()
        return anchor_rect(anchor, self._placed.pages[anchor.page], sizes[anchor.page])

    def _reveal(self) -> None:
        band = self.first_band()
        if band is None:
            return
        bar = self.verticalScrollBar()
        goal = scroll_for(band, bar.value(), self.viewport().height())
        if goal is not None:
            move(self._glide, float(bar.value()), min(max(0.0, goal), float(bar.maximum())))
        self._reveal_sideways()

    def _reveal_sideways(self) -> None:
        """Of pages wider than the view, the column with the marked clause."""
        band, bar = self.first_band(), self.horizontalScrollBar()
        width = self.viewport().width()
        if band is not None and (band.left() < bar.value() or band.right() > bar.value() + width):
            bar.setValue(round(band.left() - MARGIN))

    def _fade_to(self, value: float) -> None:
        self._tint = value
        self.viewport().update()


def is_drawn(view: PageView) -> bool:
    """Whether every page in sight is drawn at its size."""
    pages = view._pages_in_sight(0)
    return view._images.all_fresh(pages, view._wanted_sizes(pages))
