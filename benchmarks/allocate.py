"""Sharing a sum so that it adds up, against sharing it so that it does not."""

from collections.abc import Callable, Iterator

from microbiz_desktop.domain.money.money import allocate

from .harness import Comparison, Contender

_TIMES = 2000


def comparisons() -> Iterator[Comparison]:
    """3 and 22 parties; the peer rounds each part by itself and loses or makes pennies."""
    for parties in (3, 22):
        yield Comparison(
            f"share one sum between {parties} parties, {_TIMES} times",
            [
                Contender("rounding each part", _naive(parties)),
                Contender("allocate()", _ours(parties)),
            ],
        )


def _weights(parties: int) -> list[int]:
    return [45_000 + 137 * number for number in range(parties)]


def _ours(parties: int) -> Callable[[], None]:
    weights = _weights(parties)

    def run() -> None:
        for total in range(1_000_000, 1_000_000 + _TIMES):
            allocate(total, weights)

    return run


def _naive(parties: int) -> Callable[[], None]:
    weights = _weights(parties)
    whole = sum(weights)

    def run() -> None:
        for total in range(1_000_000, 1_000_000 + _TIMES):
            tuple(round(total * weight / whole) for weight in weights)

    return run
