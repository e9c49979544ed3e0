"""Searches kept as smart lists: keeping, opening and removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context

if TYPE_CHECKING:
    from microbiz_desktop.services.contacts.contacts import Query, SmartListData
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
        query = self._pane.query()
        kept = self._contacts.save_smart_list(name, query)
        tell(
            self._context,
            f"“{name}” is kept under Lists",
            lambda: self._drop(kept.id),
        )
        self.read()

    def _open(self, chosen: SmartListData) -> None:
        self._pane.search.set_value(chosen.query.text)
        self._pane.filters.set_query(chosen.query)

    def _remove(self, gone: SmartListData) -> None:
        self._drop(gone.id)
        tell(
            self._context,
            f"The list “{gone.name}” is removed",
            lambda: self._save(gone.name, gone.query),
        )

    def _save(self, name: str, query: Query) -> None:
        self._contacts.save_smart_list(name, query)
        self.read()

    def _drop(self, key: int) -> None:
        self._contacts.delete_smart_list(key)
        self.read()
