"""The sheet of keys (Ctrl+?): what works everywhere, in one look."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.key_words import key_words
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, grid, row
from microbiz_desktop.ui.widgets.main_step import Dialog

EVERYWHERE = (
    ("Ctrl+K", "Search or jump to anything"),
    ("Ctrl+F", "Search the list of this page, or everything where it has none"),
    ("Ctrl+N", "New, of what this page holds; elsewhere a new agreement"),
    ("Ctrl+P", "Print the agreement, the list of associates or the referral shown"),
    ("Ctrl+Z", "Undo the last change; in a draft, the last one of that draft"),
    ("Ctrl+Shift+Z", "Do again"),
    ("Enter", "The main step of a form or dialog; in a draft, on to the next thing that is left"),
    ("Ctrl+Enter", "The same from a text of several lines, or from anywhere in it"),
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


class ShortcutSheet(Dialog):
    """Key left, meaning right."""

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        self.setMinimumWidth(theme().px(580))
        own = [(f"Ctrl+{number}", page) for number, page in enumerate(pages, start=1)]
        pairs = (
            (
                Label(key_words(keys), "label", figures=True),
                Label(meaning, "form", "text_2", wrap=True),
            )
            for keys, meaning in (*own, *EVERYWHERE)
        )
        column(
            Label("Keyboard", "section"),
            grid(*pairs, gap=(24, 6), shares=(0, 1)),
            row(SPRING, PrimaryButton("Close", act=self.accept)),
            gap=16,
            pad=(24, 20, 24, 20),
            of=self,
        )
