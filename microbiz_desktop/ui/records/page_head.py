"""The head of a page that is reached from Associates: the way back, title, buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.ui.widgets.buttons import Button, GhostButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label


class PageHead(QWidget):
    """Title and where it stands at the left, what can be done at the right."""

    back_asked = Signal()

    def __init__(self, title: str, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = GhostButton("Associates", "arrow-left")
        self.back.clicked.connect(self.back_asked)
        self.title = Label("", "title")
        self.line = ElidedLabel("", "second", "text_2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 16, 24, 12)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button)
        self.say(title)

    def say(self, title: str, line: str = "") -> None:
        """Another title, and a line on where things stand."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
