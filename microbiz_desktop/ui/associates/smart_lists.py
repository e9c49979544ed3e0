"""Searches kept as smart lists: keeping, opening and removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from microbiz_desktop.ui.runtime.context import Context

if TYPE_CHECKING:
    from microbiz_desktop.services.contacts.contacts import SmartListData
    from microbiz_desktop.ui.associates.pane import AssociatesPane


class SmartLists(QObject):
    """What the pane asks about smart lists is done here."""

    def __init__(self, context: Context, pane: AssociatesPane) -> None:
        super().__init__(pane)
        self._context = context
        self._contacts = context.services.contacts
        self._pane = pane
        pane.filters.keep_asked.connect(self._keep)
        pane.filters.list_chosen.connect(self._open)
        pane.filters.list_removed.connect(self._remove)

    def read(self) -> None:
        """Read which there are; each is counted, so this is done aside."""
        self._context.tasks.run(
            self._contacts.smart_lists,
            done=self._pane.filters.set_lists,
            key="smart-lists",
            owner=self,
        )

    def _keep(self, name: str) -> None:
        self._contacts.save_smart_list(name, self._pane.query())
        self._context.messages.notice(f"“{name}” is kept under Lists")
        self.read()

    def _open(self, chosen: SmartListData) -> None:
        self._pane.search.set_value(chosen.query.text)
        self._pane.filters.set_query(chosen.query)

    def _remove(self, gone: SmartListData) -> None:
        self._contacts.delete_smart_list(gone.id)
        self.read()

        def back() -> None:
            self._contacts.save_smart_list(gone.name, gone.query)
            self.read()

        self._context.messages.notice(f"The list “{gone.name}” is removed", "Undo", back)
