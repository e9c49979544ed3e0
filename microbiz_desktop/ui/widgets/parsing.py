"""What people type, read tolerantly: sums, percentages, dates, lengths of time. No Qt here."""

import re
from datetime import date, timedelta

from microbiz_desktop.domain.money import WHOLE, exponent
from microbiz_desktop.services.phrases import MONTHS

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹", "CHF": "CHF ", "PLN": "zł "}
UNITS = ("day", "week", "month", "year")

#: No deal of a small business comes near this; a longer number is a slip of the hand.
LARGEST_DIGITS = 15


def read_money(text: str, currency: str = "GBP") -> int | None:
    """Minor units from "£1,234.50", "1 234,50" or "1.2k"; None when it is no sum of money."""
    cleaned = text.strip().replace("−", "-")
    for sign in (currency, SIGNS.get(currency, "").strip()):
        if sign:
            cleaned = re.sub(re.escape(sign), "", cleaned, flags=re.IGNORECASE)
    thousand = re.fullmatch(r"(.*\d)\s*[kK]\s*", cleaned)
    if thousand:
        cleaned = thousand.group(1)
    places = exponent(currency)
    return _read_decimal(cleaned, places + (3 if thousand else 0), thousands=not thousand)


def write_money(minor: int, currency: str = "GBP") -> str:
    """ "£1,234.50" with a real minus sign; the sign of the currency or its letters in front."""
    places = exponent(currency)
    whole, part = divmod(abs(minor), 10**places)
    figures = f"{whole:,}" + (f".{part:0{places}d}" if places else "")
    return f"{'−' if minor < 0 else ''}{SIGNS.get(currency, currency + ' ')}{figures}"


def read_percent(text: str) -> int | None:
    """Ten-thousandths of a percent from "42.5 %", "42,5" or "1/3"; None when it is no share."""
    cleaned = text.replace("%", "").replace("per cent", "").strip()
    ratio = re.fullmatch(r"(\d{1,4})\s*/\s*(\d{1,4})", cleaned)
    if ratio and int(ratio.group(2)):
        value = round(WHOLE * int(ratio.group(1)) / int(ratio.group(2)))
    else:
        read = _read_decimal(cleaned, 4, thousands=False)
        if read is None:
            return None
        value = read
    return value if 0 <= value <= WHOLE else None


def write_percent(value: int, *, places: int = 1) -> str:
    """ "42.5 %", with as many decimals as the value needs and at least `places`."""
    whole, part = divmod(abs(value), 10_000)
    digits = f"{part:04d}".rstrip("0").ljust(places, "0")
    figures = f"{whole}.{digits}" if digits else str(whole)
    return f"{'−' if value < 0 else ''}{figures} %"


def _read_decimal(text: str, places: int, *, thousands: bool) -> int | None:
    """An exact number times ten to `places`; a lone group of three digits means thousands."""
    squeezed = re.sub(r"[\s\u00a0\u202f'’_]", "", text)
    match = re.fullmatch(r"(-?)([\d.,]*\d[\d.,]*)", squeezed)
    if match is None:
        return None
    whole, part = _split_at_decimal(match.group(2), places, thousands=thousands)
    if not re.fullmatch(r"\d*", whole + part) or len(part) > places or len(whole) > LARGEST_DIGITS:
        return None
    value = int((whole or "0") + part.ljust(places, "0"))
    return -value if match.group(1) else value


def _split_at_decimal(figures: str, places: int, *, thousands: bool) -> tuple[str, str]:
    """Tell the decimal sign from the grouping one, whichever of point and comma each is."""
    last = max(figures.rfind("."), figures.rfind(","))
    if last < 0:
        return figures, ""
    sign, tail = figures[last], figures[last + 1 :]
    other = "," if sign == "." else "."
    grouped = thousands and len(tail) == 3 and other not in figures and figures[0] not in "0.,"
    if figures.count(sign) > 1 or (grouped and (sign == "," or places < 3)):
        groups = re.split(r"[.,]", figures)
        well = all(len(group) == 3 for group in groups[1:])
        return ("".join(groups), "") if well else ("x", "")
    return figures[:last].replace(other, ""), tail


def read_date(text: str, today: date) -> date | None:
    """A day from "30 November 2026", "30/11/26", "2026-11-30", "30 nov", "tomorrow", "in 2 weeks".

    Day before month, as in Britain. Without a year the next such day is meant.
    """
    cleaned = re.sub(r"[,\s]+", " ", text.strip().lower())
    cleaned = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1", cleaned)
    cleaned = re.sub(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)? ", "", cleaned)
    days = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if cleaned in days:
        return today + timedelta(days=days[cleaned])
    ahead = re.fullmatch(r"(?:in )?(\d{1,4}) (day|week|month|year)s?(?: from now)?", cleaned)
    if ahead:
        return add_duration(today, int(ahead.group(1)), ahead.group(2))
    return _read_numbers(cleaned, today) or _read_words(cleaned, today)


def _read_numbers(text: str, today: date) -> date | None:
    iso = re.fullmatch(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})", text)
    if iso:
        return _make(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    british = re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})(?:[-./ ](\d{2}|\d{4}))?", text)
    if british is None:
        return None
    day, month, year = british.groups()
    return _with_year(int(day), int(month), year, today)


def _read_words(text: str, today: date) -> date | None:
    match = re.fullmatch(r"(\d{1,2}) ?([a-z]{3,9})\.?(?: ?'?(\d{4}|\d{2}))?", text)
    if match is None:
        swapped = re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}|\d{2}))?", text)
        if swapped is None:
            return None
        word, day, year = swapped.groups()
    else:
        day, word, year = match.groups()
    for number, name in enumerate(MONTHS, start=1):
        if name.lower().startswith(word) or word == name.lower()[:4]:
            return _with_year(int(day), number, year, today)
    return None


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _make(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _make(today.year, month, day)
    if this_year is not None and this_year < today:
        return _make(today.year + 1, month, day)
    return this_year


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_duration(start: date, count: int, unit: str) -> date | None:
    """A day so much later; the 31st plus a month is the last day of a shorter month."""
    try:
        if unit in ("day", "week"):
            return start + timedelta(days=count * (7 if unit == "week" else 1))
        months = start.month - 1 + count * (12 if unit == "year" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        for day in range(start.day, 27, -1):
            if (made := _make(year, month, day)) is not None:
                return made
        return _make(year, month, start.day)
    except (ValueError, OverflowError):
        return None


def write_date(day: date) -> str:
    """ "30 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_duration(text: str) -> tuple[int, str] | None:
    """Count and unit from "14 days", "2 wks", "1 month"; None when it is no length of time."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*((?:working )?[a-zA-Z]+)\.?\s*", text)
    if match is None:
        return None
    word = match.group(2).lower().rstrip("s")
    short = {"d": "day", "w": "week", "wk": "week", "m": "month", "mth": "month"}
    short |= {"mo": "month", "y": "year", "yr": "year"}
    unit = short.get(word, word)
    return (int(match.group(1)), unit) if unit in (*UNITS, "working day") else None


def write_duration(count: int, unit: str) -> str:
    """ "14 days", "1 day"."""
    return f"{count} {unit}{'' if count == 1 else 's'}"


def read_about(text: str, today: date) -> str | None:
    """ISO text of a day, a month ("May 2024", "2024-05") or a year ("2024"); None for neither."""
    cleaned = " ".join(text.split()).casefold()
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", cleaned):
        return cleaned
    word, _, year = cleaned.partition(" ")
    if re.fullmatch(r"\d{4}", year) and len(word) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.casefold().startswith(word):
                return f"{year}-{number:02}"
    day = read_date(text, today)
    return day.isoformat() if day else None


def write_about(iso: str) -> str:
    """A day, a month or a year of ISO text in words; anything else as it is."""
    year, _, rest = iso.partition("-")
    try:
        if len(iso) == 10:
            return write_date(date.fromisoformat(iso))
        return f"{MONTHS[int(rest) - 1]} {year}" if rest and 1 <= int(rest) <= 12 else iso
    except ValueError:
        return iso
