"""Long jobs that make many values and no circles: the collector would look through all in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New values from which on the round that is due would be felt.
_MANY = 20_000


@contextmanager
def without_garbage_rounds() -> Iterator[None]:
    """Keep the collector still; what is let go of is given back at once all the same.

    A round holds every thread, the window's too: with the contacts of a large file half a second.
    The round due at the end would go through them as well, so that, when there are very many, what
    is here by then is left out of later rounds: only circles that nobody uses stay.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_count()[0] > _MANY:
                gc.freeze()
            gc.enable()
