"""Fields of two entries side by side: titles, this one, that one; and a pick for each field."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.services.transfer.merge_fields import Pick
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.labels import Label, Line

_TOP = Qt.AlignmentFlag.AlignTop
#: A note may be long: so much of it is seen, all of it as a tool tip.
_LONGEST = 600


class FieldsTable(QWidget):
    """A line a field. With picks, each line ends in the choice of whose field it will be."""

    picked = Signal(str, str)

    def __init__(self, titles: tuple[str, str]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._line = 0
        self.pickers: dict[str, Segmented] = {}
        for column, title in enumerate(("", *titles)):
            head = Label(title, "header", "text_2", wrap=True)
            head.setMinimumWidth(theme().px(60))
            self._grid.addWidget(head, 0, column, _TOP)

    def add_field(self, title: str, here: str, there: str, *, differs: bool = True) -> None:
        """One field; equal ones are quiet."""
        self._line += 1
        self._grid.addWidget(Line(), self._line, 0, 1, 4)
        self._line += 1
        name = Label(title, "label", "text_2", wrap=True)
        name.setMinimumWidth(theme().px(96))
        name.setMaximumWidth(theme().px(150))
        self._grid.addWidget(name, self._line, 0, _TOP)
        for column, words in ((1, here), (2, there)):
            self._grid.addWidget(_cell(words, differs=differs), self._line, column, _TOP)

    def add_pick(self, field: str, title: str, pick: Pick, *, both: bool) -> None:
        """Whose field it will be, in the line added last."""
        options = [Choice("keep", "Left"), Choice("drop", "Right")]
        if both:
            options.append(Choice("both", "Both"))
        picker = Segmented(options, title)
        picker.setFixedWidth(theme().px(72 * 3))
        picker.set_value(pick.value)
        picker.chosen.connect(lambda key: self.picked.emit(field, key))
        self.pickers[field] = picker
        self._grid.addWidget(picker, self._line, 3, _TOP)


def fields_table(titles: tuple[str, str], rows: Sequence[tuple[str, str, str]]) -> FieldsTable:
    """A table without picks."""
    table = FieldsTable(titles)
    for row in rows:
        table.add_field(*row)
    return table


def _breakable(words: str) -> str:
    """A long address of a mailbox or a page may go on in the next line behind its signs."""
    return re.sub(r"(?<=\w)([@./])(?=\w)", "\\1\u200b", words)


def _cell(words: str, *, differs: bool) -> Label:
    short = f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words
    ink = "text" if differs and words else "text_2"
    cell = Label(_breakable(short) or "Not filled", "form", ink, wrap=True)
    cell.setMinimumWidth(theme().px(90))
    cell.setToolTip(words if short != words else "")
    cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return cell
