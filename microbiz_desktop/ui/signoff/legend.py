"""What the marks of the matrix mean."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.labels import Label

_MARKS = (
    ("check", "ok", "understood"),
    ("circle-question-mark", "problem", "question"),
    ("pencil", "problem", "change wanted"),
    ("mail-open", "waiting", "answer to read"),
    ("circle", "text_3", "not read yet"),
)


class Legend(QWidget):
    """Icon and word for each mark, in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(5)
        for icon, ink, word in _MARKS:
            line.addWidget(IconMark(icon, ink, 14))
            line.addWidget(Label(word, "second", "text_2"))
            line.addSpacing(9)
