"""Moving the keyboard between the parts of a window (F6)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.ui.widgets.labelled import first_focus


def focus_next_pane(window: QWidget, panes: Sequence[QWidget], step: int = 1) -> None:
    """Move the keyboard to the next pane that is seen and takes it; the ring shows where."""
    shown = [pane for pane in panes if pane.isVisible()]
    at = next((i for i, pane in enumerate(shown) if _holds_focus(pane)), -1)
    for offset in range(1, len(shown) + 1):
        target = first_focus(shown[(at + step * offset) % len(shown)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
            return


def bind_keys(window: QWidget, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
    """Keys that work anywhere in the window."""
    for keys, act in actions:
        QShortcut(QKeySequence(keys), window).activated.connect(act)


def _holds_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is pane or pane.isAncestorOf(focus))
