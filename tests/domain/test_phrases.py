"""Times in words: the wall clock as recorded, with zone and offset."""

from datetime import UTC, datetime

import pytest

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.words.phrases import (
    capital,
    counted,
    day_time,
    joined,
    number_word,
    offset,
    small,
)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", "21 July 2026, 10:42 BST (+01:00)"),
        ("Asia/Kolkata", "21 July 2026, 15:12 IST (+05:30)"),
        ("America/Sao_Paulo", "21 July 2026, 06:42 (-03:00)"),
        ("UTC", "21 July 2026, 09:42 UTC (+00:00)"),
    ],
)
def test_a_time_carries_its_offset(zone: str, said: str) -> None:
    at = Moment(datetime(2026, 7, 21, 9, 42, 17, 123456, tzinfo=UTC), zone)
    assert day_time(at) == said
    assert said.endswith(f"({offset(at)})")


def test_counts_and_lists_read_as_english() -> None:
    assert [counted(1, "party", "parties"), counted(3, "day")] == ["1 party", "3 days"]
    assert [joined(["A", "B", "C"][:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert [number_word(0), number_word(12), number_word(13)] == ["no", "twelve", "13"]


def test_only_the_first_letter_of_a_sentence_changes() -> None:
    assert [capital(words) for words in ("", "fee", "a VAT number")] == ["", "Fee", "A VAT number"]
    assert [small(words) for words in ("", "Fee", "Use of VAT")] == ["", "fee", "use of VAT"]
