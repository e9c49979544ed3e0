"""Associates: the list with instant search, the card of the chosen one, and its editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.values import BusinessData, BusinessRow
from microbiz_desktop.ui.associates.card import BusinessCard
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.quick_add import QuickAdd
from microbiz_desktop.ui.list_card_page import ListCardPage
from microbiz_desktop.ui.list_pane import ListPane
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.row_delegate import RowLook

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

#: More rows than anybody scrolls through without searching.
_MOST = 500


class AssociatesPage(ListCardPage[BusinessRow]):
    """New opens one line to type; the form is for later."""

    name = "associates"
    editor: BusinessEditor
    kinds = frozenset({Kind.BUSINESS, Kind.AGREEMENT, Kind.PROJECT})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._logos: dict[str, QPixmap | None] = {}
        add = PrimaryButton("New associate", "user-plus")
        words = "No associates yet. Type the first business you would team up with."
        pane: ListPane[BusinessRow] = ListPane(
            "Associates", self._look, lambda row: row.id, EmptyState(words, add)
        )
        super().__init__(
            context,
            context.services.businesses,
            pane,
            BusinessCard(context),
            BusinessEditor(context),
            empty="Choose an associate to see everything about them.",
            parent=parent,
        )
        self.quick = QuickAdd(context)
        self.quick.added.connect(self._added)
        self.left.insertWidget(0, self.quick)
        add.clicked.connect(self.new)

    def look_up(self, text: str) -> tuple[Sequence[BusinessRow], int]:
        """Every typed word stands in names, people, place or skills."""
        businesses = self.context.services.businesses
        return businesses.rows(text, limit=_MOST), businesses.count()

    def new(self) -> None:
        """One line is enough."""
        self.quick.open()

    def draft(self) -> None:
        """An agreement with the associate shown."""
        self.context.go("new-agreement", self.shown(), "with-associate")

    def _added(self, data: BusinessData) -> None:
        self.show_target(data.id)
        self.context.messages.notice(f"{data.name} added", "Edit", self.edit)

    def _look(self, row: BusinessRow) -> RowLook:
        live = f"{row.live_agreements} live"
        pill = ("accent", "file-text", live) if row.live_agreements else None
        return RowLook(row.name, row.second_line, row.place, pill, self._logo(row.logo))

    def _logo(self, sha256: str) -> QPixmap | None:
        if sha256 and sha256 not in self._logos:
            self._logos[sha256] = logo_pixmap(self.context.services.businesses.image(sha256))
        return self._logos.get(sha256)
