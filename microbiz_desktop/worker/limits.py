"""What a worker process may use, and that it ends with its owner."""

import os
import sys
import threading

#: Address space: twenty-two parties need well under a gigabyte, a runaway template wants it all.
MEMORY = 1_610_612_736
#: How far the worker steps back when the processor is wanted by the window.
GIVES_WAY = 5
#: Processor seconds a job; the owner's wall clock is a little longer.
CPU_SECONDS = 20


def apply() -> None:
    """Limits for the life of the process, where the system knows them (POSIX)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(GIVES_WAY)
    _end_with_owner()


def start_job() -> None:
    """Allow the next job its processor time, counted from what earlier jobs have used."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _end_with_owner() -> None:
    """When the owner dies in the middle of a job its end of the pipe closes: so do we.

    Linux's own signal for this follows the thread that started us, and those come and go.
    """
    threading.Thread(target=_watch, name="owner", daemon=True).start()


def _watch() -> None:
    import select

    watched = select.poll()
    watched.register(0, 0)
    watched.poll()
    os._exit(0)
