"""Files of contacts dropped anywhere on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

_ENDS = frozenset({".vcf", ".vcard", ".csv", ".tsv", ".txt"})


class ContactDrops(QObject):
    """Takes drops of .vcf and .csv files on a window; what else is dropped is left alone."""

    def __init__(self, window: QWidget, dropped: Callable[[str], object]) -> None:
        """`dropped` gets the paths, a line each."""
        super().__init__(window)
        self._dropped = dropped
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say yes to files of contacts while they are held over the window, and take them."""
        if isinstance(event, QDropEvent):  # entering and moving are kinds of it
            paths = contact_files(event.mimeData())
            if paths:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if not isinstance(event, (QDragEnterEvent, QDragMoveEvent)):
                    self._dropped("\n".join(map(str, paths)))
                return True
        return super().eventFilter(watched, event)


def contact_files(data: QMimeData) -> list[Path]:
    """The files of contacts among what is dragged."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in local if path.suffix.lower() in _ENDS]
