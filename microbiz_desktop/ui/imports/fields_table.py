"""Fields of two entries side by side: titles, this one, that one; and a pick for each field."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.services.transfer.merge_fields import Pick
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.labels import Label, Line

_TOP = Qt.AlignmentFlag.AlignTop
_START = _TOP | Qt.AlignmentFlag.AlignLeft
#: From this width (at 100 %) picks stand beside the words.
_BESIDE_FROM = 560
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
        self._narrow = False
        self._lines: dict[str, int] = {}
        self.pickers: dict[str, Segmented] = {}
        for column, title in enumerate(("", *titles)):
            head = Label(title, "header", "text_2", wrap=True)
            head.setMinimumWidth(theme().px(60))
            self._grid.addWidget(head, 0, column, _TOP)

    def add_field(self, title: str, here: str, there: str, *, differs: bool = True) -> None:
        """One field; equal ones are quiet."""
        self._grid.addWidget(Line(), self._line + 1, 0, 1, 4)
        self._line += 3  # the last of the three is for a pick that has no room beside the words
        name = Label(title, "label", "text_2", wrap=True)
        name.setMinimumWidth(theme().px(96))
        name.setMaximumWidth(theme().px(150))
        self._grid.addWidget(name, self._line - 1, 0, _TOP)
        for column, words in ((1, here), (2, there)):
            self._grid.addWidget(_cell(words, differs=differs), self._line - 1, column, _TOP)

    def add_pick(self, field: str, title: str, pick: Pick, *, both: bool) -> None:
        """Whose field it will be, in the line added last."""
        options = [Choice("keep", "Left"), Choice("drop", "Right")]
        if both:
            options.append(Choice("both", "Both"))
        picker = Segmented(options, title)
        picker.setFixedWidth(theme().px(72 * 3))
        picker.set_value(pick.value)
        picker.chosen.connect(lambda key: self.picked.emit(field, key))
        self.pickers[field], self._lines[field] = picker, self._line
        self._place(field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window a pick stands under the words that it is about."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_BESIDE_FROM)
        if narrow != self._narrow:
            self._narrow = narrow
            for field in self.pickers:
                self._place(field)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for words and picks under each other."""
        high = super().minimumSizeHint().height()
        return QSize(theme().px(300), high) if self.pickers else super().minimumSizeHint()

    def _place(self, field: str) -> None:
        picker, line = self.pickers[field], self._lines[field]
        if self._narrow:
            self._grid.addWidget(picker, line, 1, 1, 2, _START)
        else:
            self._grid.addWidget(picker, line - 1, 3, _TOP)


def fields_table(titles: tuple[str, str], rows: Sequence[tuple[str, str, str]]) -> FieldsTable:
    """A table without picks."""
    table = FieldsTable(titles)
    for row in rows:
        table.add_field(*row)
    return table


def _cell(words: str, *, differs: bool) -> CopyLabel:
    short = f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words
    ink = "text" if differs and words else "text_2"
    cell = CopyLabel(short or "Not filled", "form", ink)
    cell.setMinimumWidth(theme().px(90))
    cell.setToolTip(words if short != words else "")
    return cell
