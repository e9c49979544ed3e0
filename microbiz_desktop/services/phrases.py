"""Finished lines for screens and documents: days, times, counts. English, whatever the locale."""

from collections.abc import Sequence
from datetime import date, timedelta

from ..domain.clock import Moment
from ..domain.contacts import Level, Stage
from ..domain.dates import MONTHS

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
    """`21 November 2026, 10:42 GMT`: wall clock and zone as recorded."""
    local = moment.local()
    return f"{day(local.date())}, {local:%H:%M} {local.tzname()}"


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


def how_long(span: timedelta) -> str:
    """`3 days`, `2 hours`, `5 minutes`: the largest that it fills, rounded down."""
    for seconds, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if span.total_seconds() >= seconds:
            return counted(int(span.total_seconds() // seconds), word)
    return "less than a minute"


def joined(words: Sequence[str]) -> str:
    """`A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def levels(unsaid: str) -> dict[Level, str]:
    """The levels of a skill in words; `unsaid` stands for the one that says none."""
    said = (Level.LEARNING, Level.CAPABLE, Level.GOOD, Level.EXPERT)
    return {Level.UNSAID: unsaid, **{level: level.name.capitalize() for level in said}}


#: How far working together has come, in words.
STAGES = {
    Stage.PROSPECT: "Prospect",
    Stage.TALKING: "Talking",
    Stage.FIRST_WORK: "First piece of work",
    Stage.TRUSTED: "Trusted",
    Stage.PAUSED: "Paused",
    Stage.NOT_AGAIN: "Not again",
}
