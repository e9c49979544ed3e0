"""How something long says how far it has come, and asks whether to go on."""

from collections.abc import Callable

#: How far something long has come: done, of how many, in words what is being done.
Progress = Callable[[int, int, str], None]
#: Asked now and then by something long; once it says yes, nothing is changed.
Cancelled = Callable[[], bool]


def silent(_done: int, _total: int, _words: str) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """Nobody can cancel."""
    return False
