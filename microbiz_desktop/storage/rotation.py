"""Which automatic backups are kept: the newest of 7 days, 4 weeks and 12 months."""

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(times: Iterable[datetime]) -> set[datetime]:
    """The times whose backup stays. The newest always does; gaps do not shorten the memory."""
    newest_first = sorted(times, reverse=True)
    return (
        _newest_of(newest_first, lambda t: (t.year, t.month, t.day), DAYS)
        | _newest_of(newest_first, lambda t: t.isocalendar()[:2], WEEKS)
        | _newest_of(newest_first, lambda t: (t.year, t.month), MONTHS)
    )


def _newest_of(
    newest_first: list[datetime], period: Callable[[datetime], tuple[int, ...]], count: int
) -> set[datetime]:
    found: dict[tuple[int, ...], datetime] = {}
    for time in newest_first:
        found.setdefault(period(time), time)
    return set(list(found.values())[:count])
