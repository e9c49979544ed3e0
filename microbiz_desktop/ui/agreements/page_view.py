"""The pages of an agreement on a desk, with the clause being answered under a tint."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from microbiz_desktop.services.values import PageAnchor
from microbiz_desktop.ui.agreements.motion import make_motion, move
from microbiz_desktop.ui.agreements.page_images import PageImages
from microbiz_desktop.ui.agreements.page_layout import (
    Placed,
    anchor_rect,
    next_zoom,
    page_at,
    pages_between,
    place_pages,
    scroll_for,
)
from microbiz_desktop.ui.agreements.page_paint import paint_page
from microbiz_desktop.ui.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.painting import focus_ring, focus_visible


class PageView(QAbstractScrollArea):
    """Shows pages, keeps the place when they change, and follows the interview."""

    place_changed = Signal(int, int)
    pages_drawn = Signal()
    true_white_changed = Signal(bool)

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = PageImages(document, self)
        self._images.drawn.connect(self._page_drawn)
        self._anchors: tuple[PageAnchor, ...] = ()
        self._marked: frozenset[str] = frozenset()
        self._placed = Placed((), 0, 0)
        self._zoom = 1.0
        self._true_white = False
        self._tint = 1.0
        bar = self.verticalScrollBar()
        self._glide = make_motion(lambda value: bar.setValue(round(value)), self)
        self._fade = make_motion(self._fade_to, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        bar.valueChanged.connect(self._scrolled)
        follow_theme(self._apply_theme)

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

    def count(self) -> int:
        """How many pages there are."""
        return len(self._placed.pages)

    def current(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return page_at(self._placed, middle)

    def zoom(self) -> float:
        """How large the pages are; 1 fills the width."""
        return self._zoom

    def zoom_in(self) -> None:
        """The next larger step."""
        self._set_zoom(next_zoom(self._zoom, 1))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self._set_zoom(next_zoom(self._zoom, -1))

    def fit(self) -> None:
        """Pages as wide as the view."""
        self._set_zoom(1.0)

    def set_true_white(self, wanted: bool) -> None:
        """Paper by lamplight or true white, in the dark theme."""
        self._true_white = wanted
        self.viewport().update()

    def toggle_true_white(self) -> None:
        """The other of the two; whoever keeps the wish is told."""
        self.set_true_white(not self._true_white)
        self.true_white_changed.emit(self._true_white)

    def marked(self) -> frozenset[str]:
        """The ids under the tint."""
        return self._marked

    def minimumSizeHint(self) -> QSize:
        """Small enough for the smallest window."""
        return QSize(theme().px(200), theme().px(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Desk, pages with a faint shadow, tint, lamplight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme().colour("desk"))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for page in self._pages_in_sight(0):
            self._paint_page(painter, page)
        painter.resetTransform()
        if focus_visible(self):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self.viewport().rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages fill the new width; the same words stay in sight."""
        super().resizeEvent(event)
        self._place(keep_fraction=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus zoom, 0 fits, W shows true white; the rest scrolls."""
        actions = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_W: self.toggle_true_white,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
            return
        action()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom, as everywhere."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        bands = [self._band(a) for a in self._anchors if a.page == page and a.id in self._marked]
        paint_page(
            painter,
            self._placed.pages[page],
            self._images.image(page),
            bands,
            tint=self._tint,
            lamplight=theme().dark and not self._true_white,
        )

    def _band(self, anchor: PageAnchor) -> QRectF:
        sizes = self._images.sizes()
        return anchor_rect(anchor, self._placed.pages[anchor.page], sizes[anchor.page])

    def _pages_in_sight(self, around: int) -> list[int]:
        top = self.verticalScrollBar().value()
        return pages_between(self._placed, top, top + self.viewport().height(), around)

    def _place(self, *, keep_fraction: bool = False) -> None:
        bar = self.verticalScrollBar()
        fraction = bar.value() / self._placed.height if self._placed.height else 0.0
        width = self.viewport().width()
        self._placed = place_pages(self._images.sizes(), width, self._zoom)
        bar.setRange(0, max(0, round(self._placed.height - self.viewport().height())))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        sideways = self.horizontalScrollBar()
        sideways.setRange(0, max(0, round(self._placed.width - width)))
        if keep_fraction:
            bar.setValue(round(fraction * self._placed.height))
        self._scrolled()
        self.viewport().update()

    def _ask_pages(self) -> None:
        pages = self._pages_in_sight(1)
        self._images.ask(pages, self._wanted_sizes(pages))

    def _wanted_sizes(self, pages: list[int]) -> dict[int, QSize]:
        ratio = self.devicePixelRatioF()
        return {page: (self._placed.pages[page].size() * ratio).toSize() for page in pages}

    def _page_drawn(self, page: int) -> None:
        self.viewport().update()
        pages = self._pages_in_sight(0)
        if self._images.all_fresh(pages, self._wanted_sizes(pages)):
            self.pages_drawn.emit()

    def _scrolled(self) -> None:
        self._ask_pages()
        self._tell_place()

    def _tell_place(self) -> None:
        if self.count():
            self.setAccessibleName(f"Preview, page {self.current() + 1} of {self.count()}")
        self.place_changed.emit(self.current(), self.count())

    def _reveal(self) -> None:
        spots = [a for a in self._anchors if a.id in self._marked and a.page < self.count()]
        if not spots:
            return
        band = self._band(min(spots, key=lambda a: (a.page, a.top)))
        bar = self.verticalScrollBar()
        goal = scroll_for(band, bar.value(), self.viewport().height())
        if goal is not None:
            move(self._glide, float(bar.value()), min(max(0.0, goal), float(bar.maximum())))

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._place(keep_fraction=True)

    def _fade_to(self, value: float) -> None:
        self._tint = value
        self.viewport().update()

    def _apply_theme(self, now: Theme) -> None:
        self.viewport().update()


def is_drawn(view: PageView) -> bool:
    """Whether every page in sight is drawn at its size."""
    pages = view._pages_in_sight(0)
    return view._images.all_fresh(pages, view._wanted_sizes(pages))
