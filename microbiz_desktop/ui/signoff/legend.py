"""What the marks of the matrix mean."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import put, row

_MARKS = (
    ("check", "ok", "understood"),
    ("circle-question-mark", "problem", "question"),
    ("pencil", "problem", "change wanted"),
    ("mail-open", "waiting", "answer to read"),
    ("circle", "text_3", "not read yet"),
)


class Legend(QWidget):
    """Icon and word for each mark, in one line."""

    def __init__(self) -> None:
        super().__init__()
        line = row(gap=5, of=self)
        for icon, ink, word in _MARKS:
            put(line, IconMark(icon, ink, 14), Label(word, "second", "text_2"), 9)
