"""Pages on a desk: placed, scrolled, made larger, turned by keys, and painted sharp.

The view of an agreement's pages builds on it. It is our own rather than Qt's viewer, because
clauses are tinted on the page and the place stays in sight while the text changes.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.preview.page_images import PageImages
from microbiz_desktop.ui.preview.page_layout import (
    Placed,
    next_zoom,
    page_at,
    pages_between,
    place_pages,
)
from microbiz_desktop.ui.preview.page_paint import paint_page
from microbiz_desktop.ui.widgets.painting import focus_ring, focus_visible

#: How far an arrow key scrolls, and what stays in sight when a page is turned, in pixels.
_STEP = 40


class PageCanvas(QAbstractScrollArea):
    """Knows where pages lie; what is marked on them is told by who builds on it."""

    place_changed = Signal(int, int)
    pages_drawn = Signal()
    true_white_changed = Signal(bool)
    zoom_changed = Signal(float)

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = PageImages(document, self)
        self._images.drawn.connect(self._page_drawn)
        self._placed = Placed((), 0, 0)
        self._zoom = 1.0
        self._true_white = False
        self._tint = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        follow_theme(self._apply_theme)

    def bands(self, page: int) -> list[QRectF]:
        """What is tinted on a page, in the co-ordinates of the contents."""
        return []

    def first_band(self) -> QRectF | None:
        """Where what is marked begins."""
        return None

    def held_band(self) -> QRectF | None:
        """The same when it is in sight: it stays there while pages change their size."""
        return None

    def zoomed(self) -> None:
        """Pages have another size."""

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
        self._wish_zoom(next_zoom(self._zoom, 1))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self._wish_zoom(next_zoom(self._zoom, -1))

    def fit(self) -> None:
        """Pages as wide as the view."""
        self._wish_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Pages so large; a marked clause stays in sight."""
        self._zoom = zoom
        self._place(keep_place=True)
        self.zoomed()

    def set_true_white(self, wanted: bool) -> None:
        """Paper by lamplight or true white, in the dark theme."""
        self._true_white = wanted
        self.viewport().update()

    def toggle_true_white(self) -> None:
        """The other of the two; whoever keeps the wish is told."""
        self.set_true_white(not self._true_white)
        self.true_white_changed.emit(self._true_white)

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
        self._place(keep_place=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus zoom, 0 fits, W shows true white; the rest scrolls and turns pages."""
        bar = self.verticalScrollBar()
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_W: self.toggle_true_white,
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep()),
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
        paint_page(
            painter,
            self._on_pixels(page),
            self._images.image(page),
            self.bands(page),
            tint=self._tint,
            lamplight=theme().dark and not self._true_white,
        )

    def _on_pixels(self, page: int) -> QRectF:
        """Where a page is painted: between two pixels of the screen its letters would blur."""
        ratio, rect = self.devicePixelRatioF(), self._placed.pages[page]
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        corner = ((rect.topLeft() - scrolled) * ratio).toPoint()
        size = QSizeF(self._wanted_sizes([page])[page]) / ratio
        return QRectF(QPointF(corner) / ratio + scrolled, size)

    def _pages_in_sight(self, around: int) -> list[int]:
        top = self.verticalScrollBar().value()
        return pages_between(self._placed, top, top + self.viewport().height(), around)

    def _place(self, *, keep_place: bool = False) -> None:
        bar, seen = self.verticalScrollBar(), self.held_band()
        above = seen.top() - bar.value() if seen is not None else 0.0
        fraction = bar.value() / self._placed.height if self._placed.height else 0.0
        width, height = self.viewport().width(), self.viewport().height()
        self._placed = place_pages(self._images.sizes(), width, self._zoom)
        bar.setRange(0, max(0, round(self._placed.height - height)))
        bar.setPageStep(max(_STEP, height - _STEP))
        bar.setSingleStep(_STEP)
        sideways = self.horizontalScrollBar()
        sideways.setRange(0, max(0, round(self._placed.width - width)))
        sideways.setPageStep(width)
        if keep_place:
            band = self.first_band() if seen is not None else None
            place = band.top() - above if band is not None else fraction * self._placed.height
            bar.setValue(round(place))
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

    def _wish_zoom(self, zoom: float) -> None:
        """As the user wants it; whoever keeps the wish is told."""
        self.set_zoom(zoom)
        self.zoom_changed.emit(zoom)

    def _apply_theme(self, now: Theme) -> None:
        self.viewport().update()
