"""Long jobs that make many values and no circles: the collector would look through all in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_rounds() -> Iterator[None]:
    """Keep the collector still; what is let go of is given back at once all the same."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
