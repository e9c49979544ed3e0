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
from typing import Any, BinaryIO

from ..domain.deal import Deal
from ..domain.edition import Edition
from ..domain.errors import BadInput, MicrobizError, WorkerStopped
from ..domain.frozen import FrozenEdition
from ..domain.plain import from_plain, to_plain
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..evidence.expected import Known
from . import frames, limits
from .jobs import Jobs

Job = Callable[[Jobs, dict[str, Any]], Any]


def _compile(jobs: Jobs, data: dict[str, Any]) -> Any:
    deal = from_plain(Deal, data["deal"])
    return to_plain(jobs.compile(deal, data["agreement_id"], data["revision"]))


def _as_begun(jobs: Jobs, data: dict[str, Any]) -> Any:
    return to_plain(jobs.as_begun(from_plain(Deal, data["deal"])))


def _render(jobs: Jobs, data: dict[str, Any]) -> Any:
    text = from_plain(AgreementText, data["text"])
    edition = from_plain(Edition, data["edition"])
    return to_plain(jobs.render(text, edition, data["logos"]))


def _preview(jobs: Jobs, data: dict[str, Any]) -> Any:
    text = from_plain(AgreementText, data["text"])
    edition = from_plain(Edition, data["edition"])
    return to_plain(jobs.preview(text, edition, data["logos"]))


def _sheet(jobs: Jobs, data: dict[str, Any]) -> Any:
    return jobs.sheet(from_plain(Sheet, data["sheet"]), data["logos"])


def _verify(jobs: Jobs, data: dict[str, Any]) -> Any:
    return to_plain(jobs.verify(data["pdf"], from_plain(Known, data["known"])))


def _look(jobs: Jobs, data: dict[str, Any]) -> Any:
    return to_plain(jobs.look(data["pdf"]))


def _guard(jobs: Jobs, data: dict[str, Any]) -> Any:
    text = from_plain(AgreementText, data["text"])
    return list(jobs.guard(data["pdf"], text, from_plain(FrozenEdition, data["edition"])))


def _versions(jobs: Jobs, data: dict[str, Any]) -> Any:
    del data
    return to_plain(jobs.versions())


def _doctor(jobs: Jobs, data: dict[str, Any]) -> Any:
    del data
    return jobs.doctor()


def _ping(jobs: Jobs, data: dict[str, Any]) -> Any:
    if data.get("warm"):
        jobs.warm()
    return {"pid": os.getpid()}


JOBS: dict[str, Job] = {
    "compile": _compile,
    "as_begun": _as_begun,
    "render": _render,
    "preview": _preview,
    "sheet": _sheet,
    "versions": _versions,
    "guard": _guard,
    "look": _look,
    "verify": _verify,
    "doctor": _doctor,
    "ping": _ping,
}


def run(arguments: list[str], extra: Mapping[str, Job] | None = None) -> int:
    """Serve until the input ends. `extra` adds jobs; tests use it to misbehave."""
    answers = _claim_output()
    limits.apply()
    _no_library_search()
    root, *fonts = (Path(argument) for argument in arguments)
    jobs = Jobs(root, fonts[0] if fonts else None)
    with contextlib.suppress(frames.Closed, BrokenPipeError):
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


def serve(jobs: Jobs, requests: BinaryIO, answers: BinaryIO, known: dict[str, Job]) -> None:
    """One job after the other, each answered under its number."""
    while True:
        request = frames.read(requests)
        limits.start_job()
        answers.write(_packed(request["id"], _answer(jobs, request, known)))
        answers.flush()


def _answer(jobs: Jobs, request: dict[str, Any], known: dict[str, Job]) -> dict[str, Any]:
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


def _packed(number: int, answer: dict[str, Any]) -> bytes:
    try:
        return frames.pack({"id": number, **answer})
    except frames.FrameTooLarge:
        return frames.pack({"id": number, "error": [WorkerStopped.__name__, *_TOO_MUCH]})


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
