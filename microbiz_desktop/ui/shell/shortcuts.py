"""The sheet of keys (Ctrl+?): what works everywhere, in one look."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label

EVERYWHERE = (
    ("Ctrl+K", "Search or jump to anything"),
    ("Ctrl+F", "Search in this page"),
    ("Ctrl+N", "New, of what this page holds"),
    ("Ctrl+P", "Print"),
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Shift+Z", "Do again"),
    ("Ctrl+,", "Settings"),
    ("F6", "Next part of the window"),
    ("Shift+F6", "Part before"),
    ("F1", "Help"),
    ("Esc", "Close what is open, or leave it"),
    ("Ctrl+?", "This sheet"),
    ("+, −, 0", "On pages: larger, smaller, as wide as there is room"),
    ("Home, End", "On pages: the first, the last"),
    ("W", "On pages in the dark: true white, or by lamplight"),
)


class ShortcutSheet(QDialog):
    """Key left, meaning right."""

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        self.setMinimumWidth(theme().px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Label("Keyboard", "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        own = [(f"Ctrl+{number}", page) for number, page in enumerate(pages, start=1)]
        for row, (keys, meaning) in enumerate([*own, *EVERYWHERE]):
            grid.addWidget(Label(keys, "label", figures=True), row, 0)
            grid.addWidget(Label(meaning, "form", "text_2"), row, 1)
        column.addLayout(grid)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
