"""Days as other programs write them, as ISO dates; what could be two days stays as it is."""

import re

from ..domain.dates import MONTHS, parse_day

_MONTHS = tuple(month[:3].lower() for month in MONTHS)
_WORDS = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3})[a-z]*[ .,-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")
_BIG_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T]00:00.*)?")
_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: 0?0:00.*)?")
#: The label of a column of days that are written in the American way.
MONTH_FIRST = "month first"
DAY_FIRST = "day first"


def iso_date(text: str, order: str = "") -> str:
    """ "21 Nov 2020" as `2020-11-21`; anything else stays as it is.

    `order` says whether the month or the day comes first where numbers alone do not.
    """
    if found := _BIG_FIRST.fullmatch(text):
        return _made(found[1], found[2], found[3], text)
    if found := _DOTS.fullmatch(text):
        return _made(found[3], found[2], found[1], text)
    if (found := _WORDS.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _made(found[3], str(_MONTHS.index(found[2].lower()) + 1), found[1], text)
    if (found := _MONTH_FIRST.fullmatch(text)) and found[1].lower() in _MONTHS:
        return _made(found[3], str(_MONTHS.index(found[1].lower()) + 1), found[2], text)
    if found := _SLASHES.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if order == MONTH_FIRST or (second > 12 and order != DAY_FIRST):
            return _made(found[3], found[1], found[2], text)
        if order == DAY_FIRST or first > 12 or first == second:
            return _made(found[3], found[2], found[1], text)
    return text


def _made(year: str, month: str, day: str, text: str) -> str:
    return iso_of(year, month, day) or text


def iso_of(year: str, month: str, day: str) -> str:
    """The ISO date of three numbers; empty when there is no such day."""
    iso = f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
    return iso if parse_day(iso) else ""


def order_of(cells: list[str]) -> str:
    """Which comes first in a column of days, as far as one of them tells."""
    found = [match for cell in cells if (match := _SLASHES.fullmatch(cell))]
    if any(int(match[1]) > 12 for match in found):
        return DAY_FIRST
    return MONTH_FIRST if any(int(match[2]) > 12 for match in found) else ""
