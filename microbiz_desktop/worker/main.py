"""The child process: reads numbered jobs from its input, answers on its output, ends with it.

Started as `python -m microbiz_desktop.worker.main ROOT [FONTS]`, or by a frozen bundle through
`run()`; it never opens a socket, and standard output belongs to the answers alone.
"""

import contextlib
import ctypes.util
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, cast, get_type_hints

from ..domain.errors import BadInput, MicrobizError, WorkerStopped
from ..domain.plain import from_plain, to_plain
from . import frames, limits
from .jobs import Jobs

#: A job takes what it is given by name and gives back plain data.
Job = Callable[[Jobs, Mapping[str, object]], object]


def _job(name: str) -> Job:
    """The work of this name of `Jobs`; what it is given is read by the types that it declares."""

    def do(jobs: Jobs, given: Mapping[str, object]) -> object:
        work: Callable[..., object] = getattr(jobs, name)
        types = get_type_hints(work)
        return to_plain(work(**{key: from_plain(types[key], it) for key, it in given.items()}))

    return do


def _ping(jobs: Jobs, given: Mapping[str, object]) -> object:
    if given.get("warm"):
        jobs.warm()
    return os.getpid()


_NAMES = (
    *("compile", "as_begun", "render", "preview", "sheet", "versions"),
    *("guard", "look", "verify", "doctor"),
)
JOBS: Mapping[str, Job] = {"ping": _ping, **{name: _job(name) for name in _NAMES}}


def run(arguments: list[str], extra: Mapping[str, Job] | None = None) -> int:
    """Serve until the input ends. `extra` adds jobs; tests use it to misbehave."""
    answers = _claim_output()
    limits.apply()
    _no_library_search()
    root, *fonts = (Path(argument) for argument in arguments)
    jobs = Jobs(root, fonts[0] if fonts else None)
    with contextlib.suppress(frames.PipeClosed, BrokenPipeError):
        serve(jobs, sys.stdin.buffer, answers, {**JOBS, **(extra or {})})
    return 0


def _claim_output() -> BinaryIO:
    """Keep the pipe for answers; whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _no_library_search() -> None:
    """Importing the page maker would start ldconfig and a compiler to look for one library."""
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - its name


def serve(jobs: Jobs, requests: BinaryIO, answers: BinaryIO, known: Mapping[str, Job]) -> None:
    """One job after the other, each answered under its number."""
    while True:
        request = cast("frames.Request", frames.read(requests))
        limits.start_job()
        answers.write(_packed(request["id"], _answer(jobs, request, known)))
        answers.flush()


def _answer(jobs: Jobs, request: frames.Request, known: Mapping[str, Job]) -> frames.Answer:
    try:
        return {"result": known[request["job"]](jobs, request["data"])}
    except MicrobizError as error:
        return {"error": [type(error).__name__, error.message, error.hint]}
    except (MemoryError, RecursionError):
        # Whatever the job left behind may be broken: the next one gets a fresh process.
        return {"error": [WorkerStopped.__name__, *_TOO_MUCH], "end": True}
    except OverflowError:
        return {"error": [BadInput.__name__, *_BEYOND]}
    except Exception as error:
        frames_of = "".join(traceback.format_tb(error.__traceback__))
        return {"fault": f"{type(error).__name__}: {error}", "frames": frames_of}


_TOO_MUCH = (
    "The agreement needs more memory than one agreement may.",
    "Shorten what was added last; everything is still there.",
)


_BEYOND = (
    "There is a day or a number in it that is beyond all reckoning, or too much of something.",
    "Look at the days, the sums and how many of each there are.",
)


def _packed(number: int, answer: frames.Answer) -> bytes:
    try:
        return frames.pack({"id": number, **answer})
    except frames.FrameTooLarge:
        return frames.pack({"id": number, "error": [WorkerStopped.__name__, *_TOO_MUCH]})


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
