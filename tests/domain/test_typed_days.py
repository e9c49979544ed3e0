"""Days and lengths of time are read as people mean them, by the day order of the pack (F3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.dates import Duration
from microbiz_desktop.domain.money.figures import BRITISH, Manner, Unreadable
from microbiz_desktop.domain.words.typed_days import (
    other_day,
    read_about,
    read_day,
    read_length,
    write_about,
    write_day,
)

_TODAY = date(2026, 11, 21)
_AMERICAN = Manner("USD", day_first=False)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 November 2026", "2026-11-30"),
        ("30th nov", "2026-11-30"),
        ("Mon 30 Nov 2026", "2026-11-30"),
        ("30/11/26", "2026-11-30"),
        ("30.11.2026", "2026-11-30"),
        ("2026-11-30", "2026-11-30"),
        ("November 30, 2026", "2026-11-30"),
        ("30\tNovember\u00a02026", "2026-11-30"),
        ("3/12", "2026-12-03"),
        ("1 sept", "2027-09-01"),
        ("20 nov", "2027-11-20"),
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("in 2 weeks", "2026-12-05"),
        ("3 months", "2027-02-21"),
        ("29 feb 2028", "2028-02-29"),
    ],
)
def test_days_are_read_tolerantly(typed: str, day: str) -> None:
    """Day before month; without a year the next such day."""
    assert read_day(typed, today=_TODAY).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30th of nov", "“30th of nov” is not a day; write it like 30 November 2026"),
        ("31/02/2026", "“31/02/2026” is not a day of the calendar, read as day and month;"),
        ("05/15/2027", "“05/15/2027” is not a day of the calendar, read as day and month;"),
        ("31 February 2026", "“31 February 2026” is not a day of the calendar; write"),
        ("someday", "“someday” is not a day"),
        ("9999 years", "“9999 years” is not a day"),
        ("٣٠/11/2026", "is not a day"),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(typed: str, said: str) -> None:
    """The sentence says why."""
    with pytest.raises(Unreadable) as refused:
        read_day(typed, today=_TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize("typed", ["15 May", "3/12", "tomorrow", "in 2 weeks"])
def test_a_file_has_no_today(typed: str) -> None:
    """In a file a day says its year: read next year it must be the same day."""
    with pytest.raises(Unreadable, match=r"has no year|is not a day"):
        read_day(typed)


def test_the_pack_decides_the_order_and_the_other_day_is_known() -> None:
    """11/01/2027 is in January in Britain, in November in America."""
    assert read_day("11/01/2027") == other_day("11/01/2027", _AMERICAN) == date(2027, 1, 11)
    assert read_day("11/01/2027", _AMERICAN) == other_day("11/01/2027") == date(2027, 11, 1)
    for clear in ("15/05/2027", "11/11/2027", "2027-01-11", "11 January 2027", "11/01"):
        assert other_day(clear, BRITISH) is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_written_days_read_back(day: date) -> None:
    """What the field shows is what the field means."""
    assert read_day(write_day(day)) == read_day(day.isoformat(), _AMERICAN) == day


@given(st.text(max_size=30))
def test_any_typing_is_read_or_refused(text: str) -> None:
    """No typing raises another error."""
    for read in (read_day, read_length, lambda text: read_about(text, _TODAY)):
        try:
            read(text)
        except Unreadable as refused:
            assert "write it like" in str(refused)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14 days", Duration(14, "days")),
        ("2 wks", Duration(2, "weeks")),
        ("1 Month", Duration(1, "months")),
        ("3y", Duration(3, "years")),
        ("5 working days", Duration(5, "working days")),
    ],
)
def test_lengths_of_time(typed: str, read: Duration) -> None:
    """Count and unit, shortened or not."""
    assert read_length(typed) == read


@pytest.mark.parametrize("typed", ["soon", "14", "", "٣ days", "14 parsecs", "1.5 days"])
def test_what_is_no_length_of_time(typed: str) -> None:
    """The sentence has an example."""
    with pytest.raises(Unreadable, match="write it like 14 days or 3 months"):
        read_length(typed)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("2024", "2024"), ("May 2024", "2024-05"), ("2024-05", "2024-05"), ("1/5/2024", "2024-05-01")],
)
def test_as_much_of_a_day_as_is_known(typed: str, iso: str) -> None:
    """A year, a month or a day, and back."""
    assert read_about(typed, _TODAY) == iso
    assert read_about(write_about(iso), _TODAY) == iso
