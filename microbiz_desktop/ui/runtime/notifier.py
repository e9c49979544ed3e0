"""What kinds of things changed, brought from any thread to the one that paints."""

from collections.abc import Iterable

from PySide6.QtCore import QMutex, QMutexLocker, QObject, Qt, Signal


class Notifier(QObject):
    """Commits announce here; whoever shows those kinds reloads. Nobody redraws a sibling."""

    changed = Signal(object)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QMutex()
        self._waiting: set[object] = set()
        self._arrived.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def announce(self, kinds: Iterable[object]) -> None:
        """Call from any thread after a commit; several in one turn become one signal."""
        with QMutexLocker(self._lock):
            first = not self._waiting
            self._waiting.update(kinds)
            something = bool(self._waiting)
        if first and something:
            self._arrived.emit()

    def _forward(self) -> None:
        with QMutexLocker(self._lock):
            kinds = frozenset(self._waiting)
            self._waiting.clear()
        if kinds:
            self.changed.emit(kinds)
