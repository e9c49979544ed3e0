"""Pages that look different, one at a time: as it should be beside as it is in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microbiz_desktop.domain.verdicts import ChangedPage
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.tasks import TaskRunner

#: Pixels across to which pages are scaled down beside the window's thread.
_WIDE = 900


class PagePicture(QWidget):
    """One picture of a page, as wide as there is room; a sentence where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_image(self, image: QImage) -> None:
        """Another picture; an empty one leaves the place bare."""
        self._image = image
        self.updateGeometry()
        self.update()

    def image(self) -> QImage:
        """What it shows."""
        return self._image

    def sizeHint(self) -> QSize:
        """The height comes from the width."""
        return QSize(theme().px(200), self.heightForWidth(theme().px(200)))

    def heightForWidth(self, width: int) -> int:
        """Pages keep their shape."""
        size = self._image.size()
        return width * size.height() // size.width() if size.width() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with a thin line around it."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRect(0, 0, size.width(), size.height())
        painter.drawImage(rect, self._image)
        painter.setPen(theme().colour("control"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


class PagePairs(QWidget):
    """Steps through the pages; pictures are unpacked beside the window's thread."""

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._pages: Sequence[ChangedPage] = ()
        self._at = 0
        self.words = Label("", "form_strong", wrap=True)
        self.due, self.found = PagePicture(), PagePicture()
        self.due_head = Label("As it should be", "second", "text_2", wrap=True)
        self.found_head = Label("In this file", "second", "text_2", wrap=True)
        self.back = SecondaryButton("Previous page", act=lambda: self._show(self._at - 1))
        self.next = SecondaryButton("Next page", act=lambda: self._show(self._at + 1))
        self._lay_out()

    def set_pages(self, pages: Sequence[ChangedPage]) -> None:
        """Other pages, the first one shown; none hides it all."""
        self._pages = pages
        self.setVisible(bool(pages))
        if pages:
            self._show(0)

    def _show(self, at: int) -> None:
        self._at = at
        page = self._pages[at]
        count = len(self._pages)
        place = f" ({at + 1} of {count} pages that differ)" if count > 1 else ""
        self.words.setText(f"{page.words}{place}")
        self.back.setVisible(count > 1)
        self.next.setVisible(count > 1)
        self.back.setEnabled(at > 0)
        self.next.setEnabled(at + 1 < count)
        self.due.setAccessibleName(f"Page {page.page} as it should be")
        self.found.setAccessibleName(f"Page {page.page} in this file")
        self._tasks.run(
            lambda: (_unpacked(page.expected), _unpacked(page.found)),
            done=self._arrived,
            key="page-pair",
            owner=self,
        )

    def _arrived(self, pictures: tuple[QImage, QImage]) -> None:
        for picture, head, image in zip(
            (self.due, self.found), (self.due_head, self.found_head), pictures, strict=True
        ):
            picture.set_image(image)
            picture.setVisible(not image.isNull())
            head.setVisible(not image.isNull())

    def _lay_out(self) -> None:
        lines = column(self.words, row(self.back, self.next, SPRING), gap=8, of=self)
        pair = row(gap=16)
        for head, picture in ((self.due_head, self.due), (self.found_head, self.found)):
            pair.addLayout(column(head, picture, SPRING, gap=4), 1)
        lines.addLayout(pair)


def _unpacked(png: bytes) -> QImage:
    """The picture, made no larger than it is ever shown; empty when there is none."""
    image = QImage.fromData(png)
    if image.width() > _WIDE:
        return image.scaledToWidth(_WIDE, Qt.TransformationMode.SmoothTransformation)
    return image
