"""Times of a ledger: the computer's own, so that a clock that moved back is noted and told.

Order is by number, never by time; a note of the clock proves nothing but that clock.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate

from ..domain.clock import Moment
from ..domain.ledger import CLOCK_NOTE


def clock_note(latest: str, at: str) -> str:
    """What an entry notes whose time `at` is earlier than the latest before it, else nothing."""
    return f"{CLOCK_NOTE}{latest}" if latest and _utc(at) < _utc(latest) else ""


def later(one: str, other: str) -> str:
    """The later of two times of a ledger; either may be empty."""
    return max(one, other, key=lambda at: (_utc(at), at)) if one and other else one or other


def day_of(at: str) -> str:
    """The day in ISO on the calendar where it was recorded."""
    return Moment.from_text(at).local().date().isoformat()


def clock_sentences(times: Sequence[str]) -> tuple[str, ...]:
    """What is to be told of the times of entry 1, 2 and so on, each stretch of them once."""
    latest = ["", *accumulate(times, later)]
    back = [
        number
        for number, (at, before) in enumerate(zip(times, latest, strict=False), 1)
        if clock_note(before, at)
    ]
    return tuple(
        f"{_numbered(first, last)} dated before an earlier entry: the computer’s clock had been "
        "moved back."
        for first, last in _stretches(back)
    )


def _utc(at: str) -> datetime:
    return Moment.from_text(at).utc


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order as stretches without a gap, each by its first and last."""
    start = 0
    for place, number in enumerate(numbers, 1):
        if place == len(numbers) or numbers[place] != number + 1:
            yield numbers[start], number
            start = place


def _numbered(first: int, last: int) -> str:
    if first == last:
        return f"Entry {first} is"
    return f"Entries {first} {'and' if last == first + 1 else 'to'} {last} are"
