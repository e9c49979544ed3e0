"""Finds windows that nobody meant: a part shown before it has its place is one for a moment.

It flashes on the screen and takes the keyboard from the window, which no other test notices.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from microbiz_desktop.ui.shell.frame import Frame

_MEANT = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Strays(QObject):
    """Notes each window that is no main window, dialog, menu or tool tip."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.seen: list[str] = []
        app.installEventFilter(self)

    def stop(self) -> list[str]:
        """What was seen; looks no longer, or every event of later tests would pass through here."""
        self._app.removeEventFilter(self)
        self.deleteLater()
        return self.seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown; change nothing."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            meant = isinstance(watched, Frame | QDialog) or watched.windowType() in _MEANT
            if watched.isWindow() and not meant:
                self.seen.append(f"{type(watched).__name__} “{watched.accessibleName()}”")
        return False
