"""The foot of the interview: back, what is still to be answered, and the next section by name."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import Theme, follow_theme
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.key_words import key_words
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Line
from microbiz_desktop.ui.widgets.layouts import column, row, wide
from microbiz_desktop.ui.widgets.painting import ALIGN_RIGHT


class SectionFoot(QWidget):
    """Says; what pressing does is up to the interview."""

    def __init__(self) -> None:
        super().__init__()
        self.back = GhostButton("Back", "arrow-left")
        self.rest = ElidedLabel("", "form", "text_2")
        self.rest.setAlignment(ALIGN_RIGHT)
        self.next = SecondaryButton("Next")
        self.next.setToolTip(f"{key_words('Ctrl+Enter')} leads to the next thing that is left.")
        column(
            Line(),
            wide(row(self.back, wide(self.rest), self.next, gap=8)),
            gap=0,
            pad=(24, 0, 24, 0),
            of=self,
        )
        follow_theme(self._apply_theme)

    def show_place(self, titles: Sequence[str], at: int) -> None:
        """The section open is the one at this place."""
        self.back.setVisible(at > 0)
        last = at == len(titles) - 1
        self.next.setVisible(not last)
        if not last:
            self.next.set_text(f"Next: {titles[at + 1]}")

    def show_left(self, here: int, in_all: int) -> None:
        """What is left in this section, and elsewhere."""
        if here:
            words = f"{here} left here" if here == in_all else f"{here} left here, {in_all} in all"
        else:
            words = f"{in_all} left elsewhere" if in_all else "Nothing left"
        self.rest.setText(words)

    def _apply_theme(self, now: Theme) -> None:
        self.setFixedHeight(now.px(58))
