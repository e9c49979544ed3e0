"""What stands beside each other where there is room, and under each other where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.layouts import TOP, grid, row, wide

#: From these widths (at 100 %) two fields stand beside each other, and buttons beside a name.
_FIELDS_FROM, _TOOLS_FROM = 400, 520


class Abreast(QWidget):
    """Fields two abreast; one beside another with help stays in line with it."""

    def __init__(self, fields: Sequence[QWidget]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._many = 2
        rows = [self._fields[at : at + 2] for at in range(0, len(self._fields), 2)]
        self._grid = grid(*rows, gap=(16, 12), shares=(1, 1), side=TOP, of=self)
        follow_theme(self._apply_theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As the width allows."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The widest field alone."""
        least = max(field.minimumSizeHint().width() for field in self._fields)
        return QSize(least, super().minimumSizeHint().height())

    def _fit(self) -> None:
        many = 2 if self.width() >= theme().px(_FIELDS_FROM) else 1
        if many == self._many:
            return
        self._many = many
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, place // many, place % many, TOP)
        self._grid.setColumnStretch(1, many - 1)
        self._grid.setHorizontalSpacing(16 if many > 1 else 0)

    def _apply_theme(self, _now: Theme) -> None:
        self._fit()


class NameAndTools(QWidget):
    """A name and the buttons beside it, or below it where it would be cut short."""

    def __init__(self, line: QHBoxLayout, tools: QHBoxLayout) -> None:
        super().__init__()
        tools.addStretch(0)  # below the name they stand where it begins
        self._row = row(wide(line), tools, gap=14, of=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As the width allows."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = self.width() >= theme().px(_TOOLS_FROM)
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
