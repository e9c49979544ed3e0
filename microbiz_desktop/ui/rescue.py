"""When the data cannot be opened: say why, in a window, and change nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label


class CannotStart(QDialog):
    """One sentence on what is, one on what to do."""

    def __init__(self, error: MicrobizError) -> None:
        super().__init__()
        self.setWindowTitle("Microbiz Desktop")
        self.setMinimumWidth(theme().px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label("The data cannot be opened", "section"))
        column.addWidget(Label(error.message, "form", wrap=True))
        if error.hint:
            column.addWidget(Label(error.hint, "form", "text_2", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = PrimaryButton("Close")
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)


def show_cannot_start(error: MicrobizError) -> None:
    """Show the dialog and wait until it is closed."""
    CannotStart(error).exec()
