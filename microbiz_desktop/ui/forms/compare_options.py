"""Every option of a question beside its explanation, to choose from in peace."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.forms.choices import Choice, RadioRows
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog


class CompareDialog(Dialog):
    """The title is the question, the button says which way will be used; Esc keeps the old one."""

    decided = Signal(str)

    def __init__(
        self, question: str, choices: Sequence[Choice], chosen: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = {choice.key: choice for choice in choices}
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self.setModal(True)
        scroll = ScrollColumn(max_width=0, margin=2, gap=0)
        self.rows = RadioRows(tuple(choices), question)
        self.rows.set_value(chosen)
        self.rows.chosen.connect(self._say)
        scroll.add(self.rows)
        self.cancel = GhostButton("Keep the present one", act=self.reject)
        self.use = PrimaryButton("Use this one", act=self._use)
        column(
            Label(question, "section", wrap=True),
            wide(scroll),
            row(SPRING, self.cancel, self.use),
            gap=14,
            pad=(24, 20, 24, 20),
            of=self,
        )
        height = min(theme().px(680), len(choices) * theme().px(56) + theme().px(150))
        self.resize(theme().px(640), height)
        self.rows.setFocus()

    def _say(self, key: str) -> None:
        self.use.setAccessibleName(f"Use this one: {self._choices[key].title}")

    def _use(self) -> None:
        key = self.rows.value()
        if key is not None:
            self.decided.emit(key)
        self.accept()
