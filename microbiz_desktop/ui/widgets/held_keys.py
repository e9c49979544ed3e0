"""Keys typed while the place they are meant for is still being made, played once it is there."""

from collections import deque

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class HeldKeys(QObject):
    """None is lost and none goes to the field that was just left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys: deque[QKeyEvent] = deque()
        self._holding = False

    def is_holding(self) -> bool:
        """Whether what is typed waits."""
        return self._holding

    def hold(self) -> None:
        """Keep what is typed from now on."""
        app = QApplication.instance()
        if not self._holding and app is not None:
            self._holding = True
            app.installEventFilter(self)

    def play(self) -> None:
        """Type it where the keyboard is now; an Enter in it may hold the rest again."""
        self._release()
        while self._keys and not self._holding:
            key = self._keys.popleft()
            if (target := QApplication.focusWidget()) is not None:
                QApplication.sendEvent(target, key)

    def drop(self) -> None:
        """The place does not come any more."""
        self._release()
        self._keys.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only presses are kept: no field does anything when a key is let go."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._keys.append(event.clone())
            return True
        return super().eventFilter(watched, event)

    def _release(self) -> None:
        app = QApplication.instance()
        if self._holding and app is not None:
            self._holding = False
            app.removeEventFilter(self)
