"""What the marks of the matrix mean."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import FlowLayout, held, row

_MARKS = (
    ("check", "ok", "understood"),
    ("circle-question-mark", "problem", "question"),
    ("pencil", "problem", "change wanted"),
    ("mail-open", "waiting", "answer to read"),
    ("circle", "text_3", "not read yet"),
)
_GAP = 14


class Legend(QWidget):
    """Icon and word for each mark, in one line where there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = [
            held(row(IconMark(icon, ink, 14), Label(word, "second", "text_2"), gap=5))
            for icon, ink, word in _MARKS
        ]
        line = FlowLayout(self, gap=_GAP)
        for mark in self.marks:
            line.addWidget(mark)

    def sizeHint(self) -> QSize:
        """All of them in one line."""
        sizes = [mark.sizeHint() for mark in self.marks]
        width = sum(size.width() for size in sizes) + _GAP * (len(sizes) - 1)
        return QSize(width, max(size.height() for size in sizes))
