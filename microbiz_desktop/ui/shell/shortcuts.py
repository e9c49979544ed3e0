"""The sheet of keys (Ctrl+?): what works everywhere, in one look."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.key_words import key_words
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, grid, held, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog

EVERYWHERE = (
    ("Ctrl+K", "Search or jump to anything"),
    ("Ctrl+F", "Search the list of this page, or everything where it has none"),
    ("Ctrl+N", "New, of what this page holds; elsewhere a new agreement"),
    ("Ctrl+P", "Print the agreement, the list of associates or the referral shown"),
    ("Ctrl+Z", "Undo the last change; in a draft, the last one of that draft"),
    ("Ctrl+Shift+Z", "Do again"),
    ("Enter", "The main step of a form; in a draft, on to what is left next"),
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

#: As wide as its longest line, at 100 %.
_WIDTH = 580
#: Around the keys where they scroll, and room for the bar.
_EDGE, _BAR = 8, 12


class ShortcutSheet(Dialog):
    """Key left, meaning right."""

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        self.setMinimumWidth(theme().px(_WIDTH))
        own = [(f"Ctrl+{number}", page) for number, page in enumerate(pages, start=1)]
        pairs = (
            (
                Label(key_words(keys), "label", figures=True),
                Label(meaning, "form", "text_2", wrap=True),
            )
            for keys, meaning in (*own, *EVERYWHERE)
        )
        keys = held(grid(*pairs, gap=(24, 6), shares=(0, 1)))
        # As high as its lines at this width, as they would ask for more; a low screen scrolls them.
        keys.setFixedHeight(keys.heightForWidth(theme().px(_WIDTH) - 2 * (24 + _EDGE) - _BAR))
        area = ScrollColumn(max_width=0, margin=_EDGE, gap=0)
        area.add(keys)
        area.read_by_keys("All keys")
        close = PrimaryButton("Close", act=self.accept)
        head = Label("Keyboard", "section")
        column(head, wide(area), row(SPRING, close), gap=16, pad=(24, 20, 24, 20), of=self)
        around = head.sizeHint().height() + close.sizeHint().height() + 2 * (16 + 20 + _EDGE)
        self.resize(theme().px(_WIDTH), keys.height() + around + _BAR)
        close.setFocus()
