"""Where files may be dropped: while some are held over it, it is marked and says what will happen.

A place names which files it takes and what comes of them. Files that no place under the pointer
takes go on to the window, which says so in the same way.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.announce import announce
from microbiz_desktop.ui.widgets.painting import (
    box,
    lines_height,
    mirrored,
    start_painting,
    text_width,
    write_lines,
)

#: Words are written no wider than this, at 100 %; and how much of the ground shines through.
_WIDEST, _SHEER = 420, 40


class DropHint(QWidget):
    """Lies over the place while files are held over it; in another colour where none is taken."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self.words, self.taken = "", True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str, *, taken: bool) -> None:
        """Show what will happen, over what is seen of the place."""
        place = self._place
        if self.isVisible() and (words, taken) == (self.words, self.taken):
            return
        self.words, self.taken = words, taken
        self.setAccessibleName(words)
        seen = place.visibleRegion().boundingRect()
        self.setGeometry(place.rect() if seen.isEmpty() else seen)
        self.raise_()
        self.show()
        self.update()
        announce(place, words, urgent=not taken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame and a tint, with the words on a ground of their own in the middle."""
        now, painter = theme(), start_painting(self)
        ink = "accent" if self.taken else "problem"
        tint = QColor(now.colour("ground"))
        tint.setAlpha(255 - _SHEER)
        frame = self.rect().adjusted(2, 2, -2, -2)
        box(painter, frame, fill=tint, border=now.colour(ink), width=3)
        font = now.font("card")
        widest = min(now.px(_WIDEST), frame.width() - now.px(48))
        width = min(text_width(font, self.words) + 2, widest)
        high = lines_height(font, self.words, width)
        left, top = (self.width() - width) // 2, max(8, (self.height() - high) // 2)
        at = mirrored(self, QRect(left, top, width, high))
        around = now.px(12)
        box(painter, at.adjusted(-around, -around, around, around), fill=now.colour("surface"))
        write_lines(painter, at, self.words, font, now.colour(ink))


class DropTarget(QObject):
    """Makes a place of a widget; it lives as long as that."""

    def __init__(
        self,
        place: QWidget,
        words: str,
        dropped: Callable[[list[Path]], object],
        endings: frozenset[str] = frozenset(),
        *,
        refusal: str = "",
    ) -> None:
        """Without `endings` any file is taken; with a `refusal` it is said of what is not taken."""
        super().__init__(place)
        self._words, self._dropped, self._endings = words, dropped, endings
        self._refusal = refusal
        self.hint = DropHint(place)
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark the place while files are held over it, and take them."""
        if event.type() == QEvent.Type.DragLeave:
            self.hint.hide()
        elif isinstance(event, QDropEvent):  # entering and moving are kinds of it
            return self._held(event)
        return super().eventFilter(watched, event)

    def _held(self, event: QDropEvent) -> bool:
        paths = files_of(event.mimeData())
        wanted = [path for path in paths if self._takes(path)]
        entering = isinstance(event, QDragEnterEvent)
        dropping = not entering and not isinstance(event, QDragMoveEvent)
        if not paths or not (wanted or self._refusal):
            self.hint.hide()
            return False
        if wanted or entering:  # what was let in is told when it leaves again
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        self.hint.say(self._words if wanted else self._refusal, taken=bool(wanted))
        if dropping:
            self.hint.hide()
            if wanted:
                self._dropped(wanted)
        return True

    def _takes(self, path: Path) -> bool:
        return not self._endings or path.suffix.lower() in self._endings


def files_of(data: QMimeData) -> list[Path]:
    """The files among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
