"""Moving the keyboard between the parts of a window (F6)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.ui.widgets.tab_order import bring_into_sight, tab_stops


def focus_next_pane(window: QWidget, panes: Sequence[QWidget], step: int = 1) -> None:
    """Move the keyboard to the next pane that is seen and takes it; the ring shows where."""
    shown = [pane for pane in panes if pane.isVisible()]
    at = next((i for i, pane in enumerate(shown) if _holds_focus(pane)), -1)
    for offset in range(1, len(shown) + 1):
        target = _where_left(shown[(at + step * offset) % len(shown)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_sight(target)
            window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
            return


def bind_keys(window: QWidget, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
    """Keys that work anywhere in the window."""
    for keys, act in actions:
        QShortcut(QKeySequence(keys), window).activated.connect(act)


def _where_left(pane: QWidget) -> QWidget | None:
    """Where the keyboard was in a pane, else the first place in it that takes it."""
    stops = tab_stops(pane)
    last: QWidget | None = pane.focusWidget()
    if last in stops:
        return last
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    return next(iter(stops), None)


def _holds_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is pane or pane.isAncestorOf(focus))
