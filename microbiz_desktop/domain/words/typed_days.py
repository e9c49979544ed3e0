"""Days and lengths of time as people type them: "30 November 2026", "30/11/26", "2 weeks".

The window, the tables of answers and the deal file all read them here. One reader serves them all,
because two would one day read `3/4/26` as two different days.
"""

import re
from datetime import date, timedelta

from ..dates import MONTHS, UNITS, Duration, add, parse_day
from ..money.figures import BRITISH, Manner, Unreadable, shortened
from .pasted import one_line

_EXAMPLE = "write it like 30 November 2026"
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)? ")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(st|nd|rd|th)\b")
_ISO = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{1,2})(?:[-./ ]([0-9]{2}|[0-9]{4}))?")
_DAY_MONTH = re.compile(r"([0-9]{1,2}) ?([a-z]{3,9})\.?(?: ?'?([0-9]{4}|[0-9]{2}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?: ([0-9]{4}|[0-9]{2}))?")
_AHEAD = re.compile(r"(?:in )?([0-9]{1,4} (?:day|week|month|year)s?)(?: from now)?")
_LENGTH = re.compile(r"([0-9]{1,4}) ?((?:working )?[a-z]+)\.?")
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_SHORT_UNITS = {"d": "day", "w": "week", "wk": "week", "m": "month", "mth": "month"} | {
    "mo": "month",
    "y": "year",
    "yr": "year",
}


def read_day(text: str, manner: Manner = BRITISH, today: date | None = None) -> date:
    """The day of "30 November 2026", "30/11/2026", "2026-11-30". Raises Unreadable.

    The manner says whether the day comes before the month. With `today` also "30 nov" (the next
    one), "tomorrow" and "in 2 weeks"; without it a day says its year.
    """
    plain = _plain(text)
    if today is not None:
        near = _near(plain, today)
        if near is not None:
            return near
    found = _written(plain, manner)
    if found is None:
        raise _refused(text, "is not a day")
    year, month, day = found
    if year is None and today is None:
        raise _refused(text, "has no year")
    made = _next(month, day, today) if year is None and today else _made(year or 0, month, day)
    if made is None:
        order = "day and month" if manner.day_first else "month and day"
        told = f", read as {order}" if _NUMBERS.fullmatch(plain) else ""
        raise _refused(text, f"is not a day of the calendar{told}")
    return made


def other_day(text: str, manner: Manner = BRITISH) -> date | None:
    """The other day that the same figures name where the month stands on the other side."""
    found = _NUMBERS.fullmatch(_plain(text))
    if found is None or found[3] is None or found[1] == found[2]:
        return None
    day, month = (
        (int(found[2]), int(found[1]))
        if manner.day_first
        else (
            int(found[1]),
            int(found[2]),
        )
    )
    return _made(_year(found[3]) or 0, month, day)


def write_day(day: date) -> str:
    """ "30 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_about(text: str, today: date) -> str:
    """ISO text of a day, a month ("May 2024", "2024-05") or a year ("2024"). Raises Unreadable."""
    cleaned = " ".join(text.split()).casefold()
    if re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", cleaned):
        return cleaned
    word, _, year = cleaned.partition(" ")
    if re.fullmatch(r"[0-9]{4}", year) and len(word) >= 3 and (month := _month(word)):
        return f"{year}-{month:02}"
    try:
        return read_day(text, today=today).isoformat()
    except Unreadable:
        told = f"“{shortened(text)}” is not a day, a month or a year; write it like May 2024"
        raise Unreadable(told) from None


def write_about(iso: str) -> str:
    """A day, a month or a year of ISO text in words; anything else as it is."""
    if (day := parse_day(iso)) is not None:
        return write_day(day)
    year, _, rest = iso.partition("-")
    known = re.fullmatch(r"0[1-9]|1[0-2]", rest)
    return f"{MONTHS[int(rest) - 1]} {year}" if known else iso


def read_length(text: str) -> Duration:
    """The length of time of "14 days", "2 wks" or "1 month". Raises Unreadable."""
    found = _LENGTH.fullmatch(" ".join(text.split()).lower())
    word = found[2].removesuffix("s") if found else ""
    unit = f"{_SHORT_UNITS.get(word, word)}s"
    if found is None or unit not in UNITS:
        told = f"“{shortened(text)}” is not a length of time; write it like 14 days or 3 months"
        raise Unreadable(told)
    return Duration(int(found[1]), unit)


def _plain(text: str) -> str:
    plain = re.sub(r"[,\s]+", " ", one_line(text).strip().lower())
    return _WEEKDAY.sub("", _ORDINAL.sub(r"\1", plain))


def _refused(text: str, why: str) -> Unreadable:
    return Unreadable(f"“{shortened(text)}” {why}; {_EXAMPLE}")


def _near(plain: str, today: date) -> date | None:
    """A day told by its distance."""
    try:
        if plain in _NEAR:
            return today + timedelta(days=_NEAR[plain])
        if ahead := _AHEAD.fullmatch(plain):
            return add(today, read_length(ahead[1]))
    except (OverflowError, Unreadable):
        return None
    return None


def _written(plain: str, manner: Manner) -> tuple[int | None, int, int] | None:
    """Year (if said), month and day as they are written."""
    if found := _ISO.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(plain):
        first, second = int(found[1]), int(found[2])
        month, day = (second, first) if manner.day_first else (first, second)
        return _year(found[3]), month, day
    if (found := _DAY_MONTH.fullmatch(plain)) and (month := _month(found[2])):
        return _year(found[3]), month, int(found[1])
    if (found := _MONTH_DAY.fullmatch(plain)) and (month := _month(found[1])):
        return _year(found[3]), month, int(found[2])
    return None


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for none."""
    word = "sep" if word == "sept" else word
    for number, name in enumerate(MONTHS, start=1):
        if name.lower().startswith(word):
            return number
    return 0


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)


def _next(month: int, day: int, today: date) -> date | None:
    this_year = _made(today.year, month, day)
    if this_year is not None and this_year < today:
        return _made(today.year + 1, month, day)
    return this_year


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
