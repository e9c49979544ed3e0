"""A state that a widget is in, with all that it holds, while something is going on."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject


@contextmanager
def meanwhile(owner: QObject, state: str) -> Iterator[None]:
    """The state begins and ends with the block; may be nested."""
    depth = int(owner.property(state) or 0)
    owner.setProperty(state, depth + 1)
    try:
        yield
    finally:
        owner.setProperty(state, depth)


def is_in(part: QObject, state: str) -> bool:
    """Whether this or what it sits in is in the state."""
    at: QObject | None = part
    while at is not None and not at.property(state):
        at = at.parent()
    return at is not None
