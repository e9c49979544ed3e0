"""The live preview: pages beside the answers, with page number, zoom and a large view."""

from PySide6.QtCore import Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.services.agreements.values import Pages
from microbiz_desktop.ui.look.theme import Theme, follow_theme
from microbiz_desktop.ui.preview.page_view import PageView
from microbiz_desktop.ui.widgets.buttons import IconButton
from microbiz_desktop.ui.widgets.cards import MessageBar
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import column, row, wide
from microbiz_desktop.ui.widgets.progress import LoadingBar


class PreviewPane(QWidget):
    """Old pages stay until the new ones are there; a fault shows a message above them."""

    expand_asked = Signal()

    def __init__(self, document: QPdfDocument, title: str = "Preview") -> None:
        super().__init__()
        self._title = title
        self.view = PageView(document)
        self.view.place_changed.connect(self._say_place)
        self._shown: Pages | None = None
        self._bar = QWidget()
        self._bar.setLayout(self._tool_row())
        self.loading = LoadingBar()
        self.message = MessageBar()
        column(self._bar, Line(), self.loading, self.message, wide(self.view), gap=0, of=self)
        follow_theme(self._apply_theme)

    def _tool_row(self) -> QHBoxLayout:
        self.place = ElidedLabel("", "form", "text_2")
        line = row(Label(self._title, "label"), 10, wide(self.place), gap=2, pad=(16, 0, 12, 0))
        self.zoom_out = IconButton("zoom-out", "Smaller pages", size=30, act=self.view.zoom_out)
        self.zoom_in = IconButton("zoom-in", "Larger pages", size=30, act=self.view.zoom_in)
        self.expand = IconButton("maximize-2", "Large preview", size=30, act=self.expand_asked)
        for button in (self.zoom_out, self.zoom_in, self.expand):
            line.addWidget(button)
        return line

    def show_pages(self, pages: Pages) -> None:
        """Put rendered pages in place of the old ones."""
        self.message.hide()
        if self._shown is None or pages.pdf != self._shown.pdf:
            self._shown = pages
            self.view.show_pdf(pages.pdf, pages.anchors)

    def set_busy(self, busy: bool) -> None:
        """A thin bar tells that new pages are coming, if that takes longer than 400 ms."""
        if busy:
            self.loading.start()
        else:
            self.loading.stop()

    def set_large(self, large: bool) -> None:
        """The button says what it will do next."""
        name = "Back to the questions" if large else "Large preview"
        self.expand.setAccessibleName(name)
        self.expand.setToolTip(name)

    def _say_place(self, page: int, count: int) -> None:
        self.place.setText(f"Page {page + 1} of {count}" if count else "")

    def _apply_theme(self, now: Theme) -> None:
        self._bar.setFixedHeight(now.px(44))
