"""The words of a tick: a title and perhaps an explanation, in as many lines as they need."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.painting import lines_height, mirrored, write_lines

#: How far from the end of the row words stay, at 100 %.
_END = 4


class TickWords:
    """Where the words of one row stand, how high they are, and how they are painted."""

    def __init__(self, title: str, explanation: str, font: str, start: int, least: int) -> None:
        """`start` is where the words begin and `least` how high the row is, at 100 %."""
        self._title, self._explanation, self._font = title, explanation, font
        self._start, self._least = start, least

    def height(self, width: int) -> int:
        """How high a row of this width is."""
        now = theme()
        return max(now.px(self._least), sum(self._heights(width)) + now.px(10))

    def mark(self, row: QWidget, left: int, width: int, height: int) -> QRect:
        """Where a mark of this size stands: beside the first line of the title."""
        line = lines_height(theme().font(self._font), "A", row.width())
        return mirrored(row, QRect(left, self._top(row) + (line - height) // 2, width, height))

    def paint(self, painter: QPainter, row: QWidget, ink: str = "text") -> None:
        """Title, and below it what explains it."""
        now, top = theme(), self._top(row)
        title, explanation = self._heights(row.width())
        left, width = now.px(self._start), self._room(row.width())
        first = mirrored(row, QRect(left, top, width, title))
        write_lines(painter, first, self._title, now.font(self._font), now.colour(ink))
        second = mirrored(row, QRect(left, top + title, width, explanation))
        write_lines(painter, second, self._explanation, now.font("second"), now.colour("text_2"))

    def _room(self, width: int) -> int:
        return width - theme().px(self._start + _END)

    def _top(self, row: QWidget) -> int:
        return (row.height() - sum(self._heights(row.width()))) // 2

    def _heights(self, width: int) -> tuple[int, int]:
        now, room = theme(), self._room(width)
        title = lines_height(now.font(self._font), self._title, room)
        return title, lines_height(now.font("second"), self._explanation, room)
