"""Long work beside the window lets the window in."""

import time

#: Seconds; enough for a thread that waits to be woken.
_PAUSE = 0.0002


def give_way() -> None:
    """Let another thread have its turn, the window's above all.

    Python asks the working thread for it only once another has waited undisturbed for a while. Rows
    read from SQLite let go for an instant each, which disturbs the wait anew: without this a
    window was held for 40 to 80 ms while thousands were read.
    """
    time.sleep(_PAUSE)
