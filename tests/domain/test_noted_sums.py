"""Sums in a note: found with their sign, worked out in the currency, and nothing else is kept."""

import pytest

from microbiz_desktop.domain.money.noted import noted_sum, sum_of


@pytest.mark.parametrize(
    ("note", "kept", "pence"),
    [
        ("£2 million, certificate in the folder", "£2 million", 200_000_000),
        ("£5,000,000", "£5,000,000", 500_000_000),
        ("up to £250k a claim", "£250k", 25_000_000),
        ("£1.5m", "£1.5m", 150_000_000),
        ("GBP 750000; ask Ann", "GBP 750000", 75_000_000),
        ("£20 thousand", "£20 thousand", 2_000_000),
        ("renewed in May, 12 months", "", 0),
        ("", "", 0),
    ],
)
def test_a_sum_is_kept_as_it_was_written_and_worked_out(note: str, kept: str, pence: int) -> None:
    assert noted_sum(note) == kept
    assert sum_of(kept, "GBP") == pence


def test_a_sum_of_another_currency_is_none_of_this_one() -> None:
    assert noted_sum("€2 million") == "€2 million"
    assert sum_of("€2 million", "GBP") == 0
    assert sum_of("¥2,000", "JPY") == 2_000
