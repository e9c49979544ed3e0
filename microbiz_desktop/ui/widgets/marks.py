"""Small painted parts of Home: the rank of a need, and the day of a date."""

from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.painting import ALIGN_CENTRE, box, start_painting, write

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class NumberMark(QWidget):
    """A number in a tinted disc; the tint repeats how pressing the words beside it say it is."""

    def __init__(self, number: int, colour: str) -> None:
        super().__init__()
        self._number, self._colour = number, colour
        self.setFixedSize(theme().px(28), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc and figure."""
        now = theme()
        painter = start_painting(self)
        ground = now.colour(f"{self._colour}_bg")
        box(painter, self.rect(), fill=ground, radius=self.width() / 2)
        ink = now.colour(self._colour)
        write(painter, self.rect(), str(self._number), now.font("label"), ink, ALIGN_CENTRE)


class DayMark(QWidget):
    """Weekday over day of the month; today is tinted."""

    def __init__(self, day: date, *, today: bool = False) -> None:
        super().__init__()
        self._day, self._today = day, today
        self.setFixedSize(theme().px(40), theme().px(44))
        self.setAccessibleName("Today" if today else f"{_DAYS[day.weekday()]} {day.day}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines in a rounded ground."""
        now = theme()
        painter = start_painting(self)
        if self._today:
            box(painter, self.rect(), fill=now.colour("accent_bg"))
        half = self.height() // 2
        upper = QRect(0, now.px(4), self.width(), half - now.px(4))
        lower = QRect(0, half - now.px(2), self.width(), half)
        quiet = now.colour("accent" if self._today else "text_2")
        ink = now.colour("accent" if self._today else "text")
        word = _DAYS[self._day.weekday()]
        write(painter, upper, word, now.font("second"), quiet, ALIGN_CENTRE)
        write(painter, lower, str(self._day.day), now.font("card"), ink, ALIGN_CENTRE)
