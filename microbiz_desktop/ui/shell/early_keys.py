"""Keys typed while the screens were still coming, played as if they were typed now."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def play(keys: Sequence[QKeyEvent], window: QWidget) -> None:
    """Each goes to a shortcut that is meant, else to where the keyboard is by then."""
    for key in keys:
        shortcut = _meant(key, window)
        if shortcut is not None:
            shortcut.activated.emit()
        elif (target := QApplication.focusWidget() or window.focusWidget()) is not None:
            QApplication.sendEvent(target, key)


def _meant(key: QKeyEvent, window: QWidget) -> QShortcut | None:
    """The shortcut in sight that these keys are; Qt looks for one only when a key is pressed."""
    typed = QKeySequence(key.keyCombination())
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        in_sight = isinstance(owner, QWidget) and owner.isVisible()
        if in_sight and shortcut.isEnabled() and typed == shortcut.key():
            return shortcut
    return None
