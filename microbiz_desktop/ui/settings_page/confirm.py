"""A question before what cannot simply be undone: the title asks, the buttons are verbs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import DangerButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.main_step import Dialog


class Confirm(Dialog):
    """Esc and the default button are the safe way out."""

    def __init__(self, question: str, consequence: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setFixedWidth(theme().px(480))
        self.leave = SecondaryButton("Cancel", act=self.reject)
        self.act = DangerButton(verb, act=self.accept)
        column(
            Label(question, "section", wrap=True),
            Label(consequence, "form", "text_2", wrap=True),
            row(SPRING, self.leave, self.act, gap=8),
            gap=12,
            pad=(24, 20, 24, 20),
            of=self,
        )
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
