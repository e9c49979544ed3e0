"""Finished lines for screens and documents: days, times, counts. English, whatever the locale."""

from collections.abc import Sequence
from datetime import date

from ..clock import Moment
from ..dates import MONTHS

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def day(when: date) -> str:
    """`21 November 2026`, in any locale."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day_of(moment: Moment) -> str:
    """The day on the wall clock of the moment's own zone."""
    return day(moment.local().date())


def day_time(moment: Moment) -> str:
    """`21 November 2026, 10:42 GMT (+00:00)`: wall clock, zone and offset as recorded."""
    local, name = moment.local(), moment.local().tzname() or ""
    named = f" {name}" if name.isalpha() else ""
    return f"{day(local.date())}, {local:%H:%M}{named} ({offset(moment)})"


def offset(moment: Moment) -> str:
    """`+05:30`: how far the wall clock was ahead of UTC."""
    return moment.local().isoformat()[-6:]


def iso_day(text: str) -> str:
    """An ISO date in words; any other text as it stands."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def number_word(count: int) -> str:
    """`three`; figures above twelve."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 party`, `3 parties`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def joined(words: Sequence[str]) -> str:
    """`A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capital(words: str) -> str:
    """The same words with a capital in front, and nothing else changed."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """The same words with a small letter in front, and nothing else changed."""
    return words[:1].lower() + words[1:]
