"""A worker process with jobs that misbehave, each in one way."""

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from microbiz_desktop.worker.jobs import Jobs
from microbiz_desktop.worker.main import run


def _loop(jobs: Jobs, data: Mapping[str, object]) -> object:
    while True:
        pass


def _hang(jobs: Jobs, data: Mapping[str, object]) -> None:
    if path := data.get("say"):
        Path(str(path)).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(600)


def _memory(jobs: Jobs, data: Mapping[str, object]) -> object:
    return len(b"x" * (4 << 30))


def _nest(jobs: Jobs, data: Mapping[str, object]) -> object:
    return _nest(jobs, data)


def _flood(jobs: Jobs, data: Mapping[str, object]) -> object:
    return "x" * (100 << 20)


def _die(jobs: Jobs, data: Mapping[str, object]) -> object:
    os._exit(3)


def _noise(jobs: Jobs, data: Mapping[str, object]) -> object:
    print("printed by a library")
    os.write(1, b"written past Python")
    return "fine"


def _fault(jobs: Jobs, data: Mapping[str, object]) -> object:
    raise KeyError("ours")


def _burn(jobs: Jobs, data: Mapping[str, object]) -> object:
    """Use the processor into the next whole second of this life; gives what this job may use."""
    import resource

    begun = int(time.process_time())
    while int(time.process_time()) == begun:
        pass
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return soft - begun


BAD = {
    "loop": _loop,
    "hang": _hang,
    "memory": _memory,
    "nest": _nest,
    "flood": _flood,
    "die": _die,
    "noise": _noise,
    "fault": _fault,
    "burn": _burn,
}

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], BAD))
