"""Work with very many values, left alone by the search for cyclic garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks for cyclic garbage meanwhile; as a decorator, as long as a call takes.

    A look goes through all values there are and holds every thread, the window's too: with the
    contacts of a large file about half a second, again and again. They make no cycles.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
