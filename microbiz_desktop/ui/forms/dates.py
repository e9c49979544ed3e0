"""A day typed in many ways or picked from a calendar, and a length of time as count and unit.

Every form that asks for a date or a period uses these fields. The value is ISO text while the
screen says the month in words, because 4/5 is another day in another country.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QToolButton,
    QWidget,
)

from microbiz_desktop.domain.dates import UNITS, Duration, parse_day, parse_duration
from microbiz_desktop.domain.money.figures import BRITISH, Manner
from microbiz_desktop.domain.words.typed_days import read_about, read_day, write_about, write_day
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.forms.fields import NumberField, ParsedField
from microbiz_desktop.ui.look.icons import icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.buttons import IconButton
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row

#: Where any day is seen whole, such as 30 September 2026.
DAY_WIDTH = 176


class DateField(ParsedField[str]):
    """A day; the value is ISO text, the field shows "30 November 2026"."""

    def __init__(
        self, name: str = "", today: Callable[[], date] = date.today, manner: Manner = BRITISH
    ) -> None:
        """`today` is asked when a typing such as "tomorrow" or "30 nov" needs it."""
        self._today, self._manner = today, manner
        self._button = IconButton("calendar", "Pick a day", size=28)
        super().__init__(name, "Day, month, year")
        self._button.setParent(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        row(SPRING, self._button, pad=(0, 0, 4, 0), of=self)
        self.setTextMargins(0, 0, theme().px(26), 0)

    def setAccessibleName(self, name: str) -> None:
        """The button inside names what it picks a day for."""
        super().setAccessibleName(name)
        self._button.setAccessibleName(f"Pick a day: {name}")
        self._button.setToolTip(f"Pick a day: {name}")

    def read(self, text: str) -> str:
        """ISO text of the day."""
        return read_day(text, self._manner, self._today()).isoformat()

    def write(self, value: str) -> str:
        """Day, month in words, year; what is no day, as a file may hold it, is shown as it is."""
        day = parse_day(value)
        return value if day is None else write_day(day)

    def shown(self, value: object) -> str:
        """A day is kept as text."""
        return self.write(str(value))

    def minimumSizeHint(self) -> QSize:
        """Room for most days."""
        return QSize(theme().px(120), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow down with Alt opens the calendar, as in any drop-down."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> "CalendarPopup":
        """Show a month to pick from, beginning with the day in the field."""
        popup = CalendarPopup(self.value(), self._today(), self)
        popup.picked.connect(self._take)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        return popup

    def _take(self, iso: str) -> None:
        self.set_value(iso)
        self.edited.emit()
        self.finished.emit()


class AboutField(DateField):
    """A day, or as much of it as is known: a month or a year; the value is ISO text."""

    def read(self, text: str) -> str:
        """ISO text of a day, a month or a year."""
        return read_about(text, self._today())

    def write(self, value: str) -> str:
        """In words; what is no date is shown as it is."""
        return write_about(value)

    def open_calendar(self) -> "CalendarPopup":
        """The calendar, at today while only a month or a year is known."""
        if len(str(self.value() or "")) != 10:
            self.clear()
        return super().open_calendar()


class CalendarPopup(QFrame):
    """A month in a pop-up; Enter or a click picks, Esc closes."""

    picked = Signal(str)

    def __init__(self, iso: str | None, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setGridVisible(False)
        header = QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        self.calendar.setVerticalHeaderFormat(header)
        shown = date.fromisoformat(iso) if iso else today
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._dress_arrows()
        column(self.calendar, pad=1, of=self)
        self._style_days(theme())
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        self.calendar.setFocus()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own: Esc would else leave the form behind it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _dress_arrows(self) -> None:
        """Names for the screen reader, and arrows of our own: Qt's are black in the dark."""
        arrows = {
            "qt_calendar_prevmonth": ("chevron-left", "Month before"),
            "qt_calendar_nextmonth": ("chevron-right", "Month after"),
        }
        for button in self.calendar.findChildren(QToolButton):
            if button.objectName() in arrows:
                mark, name = arrows[button.objectName()]
                button.setIcon(icon(mark, "text", 16))
                button.setAccessibleName(name)

    def _style_days(self, now: Theme) -> None:
        """Weekends in the colour of text: red is kept for what is to mend."""
        plain = QTextCharFormat()
        plain.setForeground(now.colour("text"))
        quiet = QTextCharFormat()
        quiet.setForeground(now.colour("text_2"))
        quiet.setFont(now.font("header"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setHeaderTextFormat(quiet)
        self.calendar.setMinimumSize(now.px(280), now.px(230))

    def _pick(self, day: QDate) -> None:
        self.picked.emit(day.toString(Qt.DateFormat.ISODate))
        self.close()


class DurationField(FieldWidget):
    """A length of time; the value is text such as "14 days"."""

    def __init__(self, name: str = "", units: tuple[str, ...] = UNITS) -> None:
        super().__init__()
        self._units = units
        self.setAccessibleName(name)
        self.count = NumberField(f"{name}: how many" if name else "How many", 0, 9999)
        self.unit = QComboBox()
        self.unit.setAccessibleName(f"{name}: unit" if name else "Unit")
        self.unit.view().setAccessibleName(self.unit.accessibleName())
        self.unit.addItems(units)
        row(self.count, self.unit, SPRING, gap=8, of=self)
        self.setFocusProxy(self.count)
        self.count.edited.connect(self.edited)
        self.count.finished.connect(self.finished)
        self.unit.activated.connect(lambda _index: self.settle())
        follow_theme(self._apply_theme)

    def value(self) -> str | None:
        """ "14 days", or None without a count."""
        count = self.count.value()
        if count is None:
            return None
        return Duration(count, self._units[self.unit.currentIndex()]).to_text()

    def set_value(self, value: object) -> None:
        """Show a length of time without telling anybody; unreadable text empties the field."""
        length = parse_duration(str(value or ""))
        if length is None or length.unit not in self._units:
            self.count.set_value(None)
            return
        self.count.set_value(length.count)
        self.unit.setCurrentIndex(self._units.index(length.unit))

    def problem(self) -> str:
        """What is wrong with the count."""
        return self.count.problem()

    def _apply_theme(self, now: Theme) -> None:
        self.count.setFixedWidth(now.px(84))
        self.unit.setFixedWidth(now.px(150))
        self.unit.setFont(now.font("form"))
