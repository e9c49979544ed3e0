"""Figures and lists in words."""

import pytest

from microbiz_desktop.domain.money.formats import (
    decimal_text,
    kept_together,
    money_text,
    number_word,
    percent_places,
    percent_text,
)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (1475000, "GBP", "£14,750.00"),
        (-41835, "GBP", "−£418.35"),
        (5, "GBP", "£0.05"),
        (1000, "JPY", "¥1,000"),
        (1000, "KWD", "KWD\u00a01.000"),
        (0, "EUR", "€0.00"),
    ],
)
def test_money(minor: int, currency: str, text: str) -> None:
    assert money_text(minor, currency) == text


def test_plain_decimals() -> None:
    assert decimal_text(-5, "GBP") == "-0.05"
    assert decimal_text(12345, "KWD") == "12.345"


def test_percentages() -> None:
    assert percent_text(425000) == "42.5\u00a0%"
    assert percent_text(350000, 1) == "35.0\u00a0%"
    assert percent_text(333334) == "33.3334\u00a0%"
    assert percent_text(-15000) == "−1.5\u00a0%"
    assert percent_places([425000, 350000, 1]) == 4


def test_numbers_in_words() -> None:
    assert [number_word(n) for n in (0, 20, 21)] == ["zero", "twenty", "21"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a 90-second film", "a 90\u2011second film"),
        ("the fit-out", "the fit\u2011out"),
        ("within 14 days of", "within 14\u00a0days of"),
        ("8 % a year", "8\u00a0% a year"),
        ("non-breaking", "non\u2011breaking"),
        ("long-established", "long-established"),
        ("see a-b.example and x@y-z.example", "see a-b.example and x@y-z.example"),
        ("2026-11-30", "2026\u201111\u201130"),
    ],
)
def test_what_must_not_break_at_a_line_end(text: str, kept: str) -> None:
    assert kept_together(text) == kept
