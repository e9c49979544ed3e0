"""A menu whose words stand in the order of their own script, whichever way the window goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QActionEvent
from PySide6.QtWidgets import QMenu

from microbiz_desktop.ui.widgets.painting import in_own_order


class Menu(QMenu):
    """Qt paints entries by itself: “Import from a file…” would have its dots before its words."""

    def submenu(self, title: str) -> Menu:
        """A menu of this kind within this one."""
        made = Menu(self)
        made.setTitle(title)
        self.addMenu(made)
        return made

    def actionEvent(self, event: QActionEvent) -> None:
        """Each entry as it comes in; what stands behind the tab is a key."""
        if event.type() == QEvent.Type.ActionAdded:
            words, tab, keys = event.action().text().partition("\t")
            event.action().setText(f"{in_own_order(words)}{tab}{keys}")
        super().actionEvent(event)
