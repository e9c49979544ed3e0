"""A question before what cannot simply be undone: the title asks, the buttons are verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import DangerButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label


class Confirm(QDialog):
    """Esc and the default button are the safe way out."""

    def __init__(self, question: str, consequence: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setFixedWidth(theme().px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(question, "section", wrap=True))
        column.addWidget(Label(consequence, "form", "text_2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.leave = SecondaryButton("Cancel")
        self.leave.clicked.connect(self.reject)
        self.act = DangerButton(verb)
        self.act.clicked.connect(self.accept)
        row.addWidget(self.leave)
        row.addWidget(self.act)
        column.addLayout(row)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
