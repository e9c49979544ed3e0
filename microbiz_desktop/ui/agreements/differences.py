"""What differs from the agreement that this one started from, in plain words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.agreements.values import Difference
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, put, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog


class DifferencesDialog(Dialog):
    """Each place with what it said before and what it says now."""

    def __init__(
        self, past_title: str, differences: Sequence[Difference], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        title = f"Different from “{past_title}”"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        lines = column(Label(title, "section", wrap=True), gap=12, pad=(24, 20, 24, 20), of=self)
        self.list = ScrollColumn(max_width=0, margin=2, gap=8)
        self.list.read_by_keys("What differs")
        if not differences:
            self.list.add(Label("Nothing differs yet.", "body", "text_2"))
        self.blocks = [_block(difference) for difference in differences]
        for block in self.blocks:
            self.list.add(block)
        put(lines, wide(self.list), row(SPRING, PrimaryButton("Close", act=self.accept)))
        self.resize(theme().px(640), theme().px(480))


def _block(difference: Difference) -> Sunken:
    block = Sunken()
    block.setAccessibleName(f"{difference.place}: {difference.before}, now {difference.after}")
    put(
        block.column,
        Label(difference.place, "label", wrap=True),
        Label(f"Before: {difference.before or '–'}", "form", "text_2", wrap=True),
        Label(f"Now: {difference.after or '–'}", "form", wrap=True),
    )
    return block
