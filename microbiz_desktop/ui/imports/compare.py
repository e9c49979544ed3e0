"""Two entries that may be one, side by side, with whose field the merged one gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.transfer.merge_fields import Pick
from microbiz_desktop.ui.imports.fields_table import FieldsTable
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import GhostButton, LinkButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import FlowLayout, ScrollColumn

if TYPE_CHECKING:
    from microbiz_desktop.services.transfer.merging import Comparison


class CompareView(ScrollColumn):
    """Only what differs asks; what is alike is counted."""

    not_same_asked = Signal()
    swap_asked = Signal()
    open_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(max_width=980, margin=20, gap=14)
        self.picks: dict[str, Pick] = {}
        self.shown: Comparison | None = None
        self.table: FieldsTable | None = None
        self.not_same: SecondaryButton | None = None

    def show_pair(self, found: Comparison, reasons: Sequence[str]) -> None:
        """Both entries, field by field."""
        self.clear()
        self.shown = found
        self.picks = {row.field: row.pick for row in found.rows}
        title = found.keep_name
        if found.drop_name != title:
            title = f"{title} and {found.drop_name}"
        self.add(Label(title, "section", wrap=True))
        if reasons:
            self.add(Label(". ".join(reasons) + ".", "form", "text_2", wrap=True))
        self.add(self._buttons(found), self._card(found))
        for line in found.consequences:
            self.add(Label(line, "form", "text_2", wrap=True))

    def clear(self) -> None:
        """No pair."""
        super().clear()
        self.picks, self.shown, self.table = {}, None, None

    def minimumSizeHint(self) -> QSize:
        """It scrolls downwards."""
        return QSize(theme().px(400), theme().px(200))

    def _card(self, found: Comparison) -> Card:
        alike = sum(not row.differs for row in found.rows)
        aside = f"{alike} alike, not shown" if alike else ""
        card = Card("Whose field is kept", aside=aside)
        table = FieldsTable((f"Left: {found.keep_name}", f"Right: {found.drop_name}"))
        for row in found.rows:
            if row.differs:
                table.add_field(row.title, row.keep, row.drop)
                table.add_pick(row.field, row.title, row.pick, both=row.both)
        table.picked.connect(self._picked)
        self.table = table
        card.add(table if any(row.differs for row in found.rows) else Label("Both say the same."))
        return card

    def _buttons(self, found: Comparison) -> QWidget:
        self.not_same = SecondaryButton("Not the same", "x", small=True, act=self.not_same_asked)
        swap = GhostButton("Swap sides", "repeat-2", small=True, act=self.swap_asked)
        left, right = LinkButton("Open the left one"), LinkButton("Open the right one")
        left.clicked.connect(lambda: self.open_asked.emit(found.keep_id))
        right.clicked.connect(lambda: self.open_asked.emit(found.drop_id))
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        for button in (self.not_same, swap, left, right):
            flow.addWidget(button)
        return holder

    def _picked(self, field: str, value: str) -> None:
        self.picks[field] = Pick(value)
