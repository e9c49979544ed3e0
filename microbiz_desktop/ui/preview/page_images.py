"""Pictures of pages, drawn on another thread so that scrolling and typing never wait."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

#: Pictures kept beside those on view; a page at reading size is about 4 MB.
_KEPT = 12


class PageImages(QObject):
    """The pictures of one long-lived document; the last ones stay until the new ones are drawn.

    The document belongs to the screen, not to the view: a view that goes first would take a
    document still in use with it.
    """

    drawn = Signal(int)

    def __init__(self, document: QPdfDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._buffer = QBuffer(self)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._keep)
        self._generation = 0
        self._asked: dict[int, tuple[int, int, QSize]] = {}
        self._images: dict[int, tuple[int, QImage]] = {}

    def load(self, pdf: bytes) -> None:
        """Take new pages; what was drawn before stands in until each page is drawn again."""
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        self._buffer.deleteLater()
        self._buffer = buffer
        self._generation += 1
        self._asked.clear()
        for page in [page for page in self._images if page >= self._document.pageCount()]:
            del self._images[page]

    def sizes(self) -> list[QSizeF]:
        """The size of each page in points; none before the first load.

        Until then the document holds what another view showed: asking for those pages would leave
        the first ones of the new text undrawn.
        """
        count = max(0, self._document.pageCount()) if self._generation else 0
        return [self._document.pagePointSize(page) for page in range(count)]

    def image(self, page: int) -> QImage | None:
        """The last picture of a page, perhaps of an earlier text or another size."""
        found = self._images.get(page)
        return found[1] if found else None

    def ask(self, pages: list[int], size_of: dict[int, QSize]) -> None:
        """Have these pages drawn at these sizes (device pixels) unless they are or soon will be."""
        self._forget_far(pages)
        for page in pages:
            if not self._fresh(page, size_of[page]) and not self._coming(page, size_of[page]):
                number = self._renderer.requestPage(page, size_of[page])
                self._asked[number] = (self._generation, page, size_of[page])

    def all_fresh(self, pages: list[int], size_of: dict[int, QSize]) -> bool:
        """Whether every one of these pages shows the text of now at its size."""
        return all(self._fresh(page, size_of[page]) for page in pages)

    def _fresh(self, page: int, size: QSize) -> bool:
        found = self._images.get(page)
        return found is not None and found[0] == self._generation and found[1].size() == size

    def _coming(self, page: int, size: QSize) -> bool:
        return (self._generation, page, size) in self._asked.values()

    def _keep(self, page: int, size: QSize, image: QImage, options: object, number: int) -> None:
        asked = self._asked.pop(number, None)
        if asked is None or asked[0] != self._generation or image.isNull():
            return
        self._images[page] = (self._generation, image)
        self.drawn.emit(page)

    def _forget_far(self, near: list[int]) -> None:
        far = sorted(
            (page for page in self._images if page not in near),
            key=lambda page: min((abs(page - other) for other in near), default=0),
        )
        for page in far[_KEPT:]:
            del self._images[page]
