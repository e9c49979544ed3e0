"""Days, lengths of time, and adding one to the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.dates import UNITS, Duration, add, end_of, parse_day, parse_duration


@pytest.mark.parametrize("text", ["", "2026-02-30", "30 November 2026", "2026-1-1", "20261130"])
def test_what_names_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize("text", ["", "14", "days", "-3 days", "1.5 days", "14 fortnights"])
def test_what_is_no_length(text: str) -> None:
    assert parse_duration(text) is None


@given(st.integers(0, 9999), st.sampled_from(UNITS))
def test_lengths_read_back(count: int, unit: str) -> None:
    length = Duration(count, unit)
    assert parse_duration(length.to_text()) == length


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-20", "1 working day", "2026-11-23"),
        ("2026-11-20", "5 working days", "2026-11-27"),
        ("2026-11-21", "1 working day", "2026-11-23"),
        ("2026-11-30", "14 days", "2026-12-14"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2026-11-30", "2 weeks", "2026-12-14"),
        ("2026-12-15", "3 months", "2027-03-15"),
    ],
)
def test_adding(start: str, length: str, end: str) -> None:
    day, duration = parse_day(start), parse_duration(length)
    assert day and duration
    assert add(day, duration).isoformat() == end


@pytest.mark.parametrize("unit", UNITS)
def test_no_length_goes_beyond_the_calendar(unit: str) -> None:
    late = date(9999, 12, 30)
    with pytest.raises(OverflowError):
        add(late, Duration(9999, unit))
    assert end_of(late, Duration(9999, unit)) == date(9999, 12, 31)
    assert end_of(late, Duration(0, "days")) == late


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 200))
def test_working_days_end_on_a_working_day(day: date, count: int) -> None:
    end = add(day, Duration(count, "working days"))
    assert end.weekday() < 5
    between = [day + timedelta(days=i) for i in range(1, (end - day).days + 1)]
    assert sum(d.weekday() < 5 for d in between) == count
