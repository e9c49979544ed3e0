"""A child process that is asked numbered jobs: started when needed, ended when it hangs.

`ProcessWorker` asks it for drafts and pages, from any thread. A hostile template or file can hang
or fill only the child, which has limits of its own and no database; whoever waited is told in a
sentence.
"""

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from ..domain import errors
from ..domain.errors import MicrobizError, WorkerStopped
from ..workshop import workshop
from . import frames

_log = logging.getLogger(__name__)
#: Wall-clock seconds for a job, the process's start included.
TIMEOUT = 22.0
#: Twenty-two parties on a busy old machine take longer than that without anything being wrong; a
#: runaway layout meets the processor limit, which counts only its own seconds.
PATIENCE: Mapping[str, int] = {"render": 3, "preview": 3, "guard": 3, "verify": 3}
#: A frozen bundle runs the worker when its program is started with this first argument.
FROZEN_ARGUMENT = "--worker"
#: Seconds in which an ended process must be gone before it is killed.
_GRACE = 1.0


class WorkerFault(RuntimeError):
    """The child met an error that is ours, not the user's; `frames` is where it was there."""

    def __init__(self, message: str, frames: str = "") -> None:
        super().__init__(message)
        self.frames = frames


class Child:
    """One child at a time, one job at a time; a thread that asks waits for its turn."""

    def __init__(
        self,
        root: Path,
        fonts: Path | None = None,
        *,
        timeout: float = TIMEOUT,
        command: tuple[str, ...] = (),
        data_dir: Path | None = None,
    ) -> None:
        """What libraries put into a temporary folder lies below `data_dir`, where one is named."""
        self._command = [*(command or _command()), str(root), *([str(fonts)] if fonts else [])]
        self._timeout = timeout
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._number = 0
        self._closed = False
        self._data_dir = data_dir
        self._held = contextlib.ExitStack()
        self._environment: dict[str, str] | None = None

    def ask(self, job: str, data: dict[str, object]) -> object:
        """One numbered job and its answer. Raises WorkerStopped, or what the job raised."""
        with self._turn:
            if self._closed:
                raise WorkerStopped("The program is closing.")
            child = self._running()
            self._number += 1
            request = frames.pack({"id": self._number, "job": job, "data": data})
            answer = self._exchange(child, request, self._timeout * PATIENCE.get(job, 1))
            if answer.pop("id", None) != self._number:
                self._end(child)
                raise WorkerStopped(*_STOPPED)
            if answer.get("end"):
                self._end(child)
        return _opened(answer)

    def _exchange(
        self, child: "subprocess.Popen[bytes]", request: bytes, seconds: float
    ) -> frames.Answer:
        """Send and receive within the time limit; a silent or broken child is killed."""
        hung = threading.Event()

        def end() -> None:
            hung.set()
            child.kill()

        late = threading.Timer(seconds, end)
        late.daemon = True
        late.start()
        try:
            pipe = cast("BinaryIO", child.stdin)
            pipe.write(request)
            pipe.flush()
            return cast("frames.Answer", frames.read(cast("BinaryIO", child.stdout)))
        except (OSError, EOFError, ValueError):
            self._end(child)
            _log.info("The worker ended during a job (%s)", "time" if hung.is_set() else "death")
            raise WorkerStopped(*(_HUNG if hung.is_set() else _STOPPED)) from None
        finally:
            late.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is not None and self._child.poll() is None:
            return self._child
        if self._child is not None:
            self._end(self._child)
        if self._environment is None:
            self._environment = {**os.environ, **self._temporary()}
        self._child = subprocess.Popen(
            self._command,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
        )
        return self._child

    def _temporary(self) -> dict[str, str]:
        if self._data_dir is None or not self._data_dir.is_dir():
            return {}
        return {"TMPDIR": str(self._held.enter_context(workshop(self._data_dir)).absolute())}

    def cancel(self) -> None:
        """End the job that runs now, if any; who waits for it gets WorkerStopped."""
        child = self._child
        if child is not None and self._turn.locked():
            child.kill()

    def close(self) -> None:
        """End the child and refuse further jobs; safe to call twice and while a job runs."""
        self._closed = True
        self.cancel()
        with self._turn:
            if self._child is not None:
                self._end(self._child)
            self._held.close()

    def _end(self, child: "subprocess.Popen[bytes]") -> None:
        """Close the pipes, wait a moment, kill: no process and no zombie stays behind."""
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                cast("BinaryIO", pipe).close()
        try:
            child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if self._child is child:
            self._child = None


_HUNG = (
    "The pages took too long and were stopped.",
    "Nothing you typed is lost. Shorten what was added last, or try again.",
)
_STOPPED = (
    "The part of the program that makes the pages stopped and was started anew.",
    "Nothing you typed is lost. Try again.",
)


def _command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, FROZEN_ARGUMENT)
    return (sys.executable, "-m", "microbiz_desktop.worker.main")


def _opened(answer: frames.Answer) -> object:
    """The result, or the child's error as the same class here."""
    if "fault" in answer:
        raise WorkerFault(answer["fault"], answer.get("frames", ""))
    if "error" in answer:
        name, message, hint = answer["error"]
        kind = getattr(errors, name, MicrobizError)
        known: Callable[[str, str], MicrobizError] = kind
        raise known(message, hint)
    return answer["result"]
