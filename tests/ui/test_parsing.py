"""What people type is read as they mean it, and what is written reads back the same."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.money import WHOLE
from microbiz_desktop.ui.widgets import parsing

_TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("£1,234.50", 123450),
        ("1234.5", 123450),
        ("1 234,50", 123450),
        ("1.234,50", 123450),
        ("1,234", 123400),
        ("1.234", 123400),
        ("12'500", 1250000),
        ("GBP 40", 4000),
        ("40 gbp", 4000),
        ("1.2k", 120000),
        ("12K", 1200000),
        (".5", 50),
        ("0", 0),
        ("-12.30", -1230),
        ("−12.30", -1230),
        ("1,234,567.89", 123456789),
    ],
)
def test_money_is_read_tolerantly(typed: str, minor: int) -> None:
    """Signs, spaces, either decimal sign, thousands of any country."""
    assert parsing.read_money(typed) == minor


@pytest.mark.parametrize(
    "typed", ["", "lots", "12.345.6", "1.2.3", "£", "12,3456", "1" * 30, "12-3", "£5 each", "1e5"]
)
def test_no_sum_of_money_is_none(typed: str) -> None:
    """Better to ask than to guess."""
    assert parsing.read_money(typed) is None


def test_currencies_have_their_own_decimals() -> None:
    """Yen have none, dinars three."""
    assert parsing.read_money("¥1,200", "JPY") == 1200
    assert parsing.read_money("1.234", "KWD") == 1234
    assert parsing.write_money(1234, "KWD") == "KWD 1.234"
    assert parsing.write_money(1200, "JPY") == "¥1,200"


@given(st.integers(-(10**13), 10**13), st.sampled_from(["GBP", "EUR", "USD", "JPY", "KWD", "PLN"]))
def test_written_money_reads_back(minor: int, currency: str) -> None:
    """What the field shows is what the field means."""
    assert parsing.read_money(parsing.write_money(minor, currency), currency) == minor


@given(st.text(max_size=30))
def test_any_typing_is_read_or_refused(text: str) -> None:
    """No typing raises an error."""
    for read in (parsing.read_money, parsing.read_percent, parsing.read_duration):
        read(text)
    parsing.read_date(text, _TODAY)


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("42.5 %", 425_000),
        ("42,5", 425_000),
        ("100", WHOLE),
        ("1/3", 333_333),
        ("33.3333", 333_333),
        ("0", 0),
        ("50 per cent", 500_000),
    ],
)
def test_percent_is_read_tolerantly(typed: str, share: int) -> None:
    """With or without the sign, point or comma, or as a fraction."""
    assert parsing.read_percent(typed) == share


@pytest.mark.parametrize("typed", ["", "101", "-1", "half", "1/0", "4/3", "33.33333"])
def test_no_share_is_none(typed: str) -> None:
    """A share lies between nothing and all, with four decimals at most."""
    assert parsing.read_percent(typed) is None


@given(st.integers(0, WHOLE))
def test_written_percent_reads_back(share: int) -> None:
    """No decimal is lost on the screen."""
    assert parsing.read_percent(parsing.write_percent(share)) == share


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 November 2026", "2026-11-30"),
        ("30th of nov", None),
        ("30th nov", "2026-11-30"),
        ("Mon 30 Nov 2026", "2026-11-30"),
        ("30/11/26", "2026-11-30"),
        ("30.11.2026", "2026-11-30"),
        ("2026-11-30", "2026-11-30"),
        ("November 30, 2026", "2026-11-30"),
        ("3/12", "2026-12-03"),
        ("1 sept", "2027-09-01"),
        ("20 nov", "2027-11-20"),
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("in 2 weeks", "2026-12-05"),
        ("3 months", "2027-02-21"),
        ("31/02/2026", None),
        ("29 feb 2028", "2028-02-29"),
        ("someday", None),
        ("9999 years", None),
    ],
)
def test_days_are_read_tolerantly(typed: str, day: str | None) -> None:
    """Day before month; without a year the next such day."""
    read = parsing.read_date(typed, _TODAY)
    assert (read.isoformat() if read else None) == day


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_written_days_read_back(day: date) -> None:
    """What the field shows is what the field means."""
    assert parsing.read_date(parsing.write_date(day), _TODAY) == day


def test_a_month_after_the_31st_is_the_last_day() -> None:
    """31 January and a month is 28 February, not an error and not March."""
    assert parsing.add_duration(date(2026, 1, 31), 1, "month") == date(2026, 2, 28)
    assert parsing.add_duration(date(2028, 2, 29), 1, "year") == date(2029, 2, 28)
    assert parsing.add_duration(_TODAY, 2, "week") == _TODAY + timedelta(days=14)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14 days", (14, "day")),
        ("2 wks", (2, "week")),
        ("1 month", (1, "month")),
        ("3y", (3, "year")),
        ("soon", None),
        ("14", None),
    ],
)
def test_lengths_of_time(typed: str, read: tuple[int, str] | None) -> None:
    """Count and unit, shortened or not."""
    assert parsing.read_duration(typed) == read
