"""Days and durations as agreements use them: ISO days, "14 days", "5 working days", "3 months"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

#: Units of a duration in the order a form offers them; the first two count days.
UNITS = ("days", "working days", "weeks", "months", "years")

#: The months in words: printed dates always carry them, in any locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

_DURATION = re.compile(r"([0-9]{1,4}) (working day|day|week|month|year)s?")
_WORKING_WEEK = 5


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as a count of one unit of `UNITS`."""

    count: int
    unit: str

    def to_text(self) -> str:
        """The text an answer holds: "1 day", "14 days"."""
        unit = self.unit[:-1] if self.count == 1 else self.unit
        return f"{self.count} {unit}"


def parse_duration(text: str) -> Duration | None:
    """The duration a text says, or None when it says none."""
    found = _DURATION.fullmatch(" ".join(text.split()).lower())
    return Duration(int(found[1]), f"{found[2]}s") if found else None


def parse_day(text: str) -> date | None:
    """The day an ISO text names, or None when no such day exists."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add(day: date, length: Duration) -> date:
    """The day this much later. Working days skip weekends; months keep the day where they can.

    Raises OverflowError after the year 9999, where the calendar ends.
    """
    if length.unit == "days":
        return day + timedelta(days=length.count)
    if length.unit == "weeks":
        return day + timedelta(weeks=length.count)
    if length.unit == "working days":
        return _add_working_days(day, length.count)
    months = length.count * (12 if length.unit == "years" else 1)
    return _add_months(day, months)


def end_of(day: date, length: Duration) -> date:
    """The day this much later, or the last one of the calendar for a length that goes beyond."""
    try:
        return add(day, length)
    except OverflowError:
        return date.max


def _add_working_days(day: date, count: int) -> date:
    """Counted from the last working day; a weekend is no head start."""
    day -= timedelta(days=max(day.weekday() - _WORKING_WEEK + 1, 0))
    weeks, rest = divmod(count, _WORKING_WEEK)
    over_weekend = 2 if day.weekday() + rest >= _WORKING_WEEK else 0
    return day + timedelta(weeks=weeks, days=rest + over_weekend)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError(f"the year {year} is in no calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
