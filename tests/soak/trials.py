"""Kill -9 trials: a child works on real services, dies at any moment, and all it said must hold.

Run as a program of its own, for it forks: `python -m tests.soak.trials --folder F --count 200`.
Libraries are loaded and templates read once; each trial is then a fork of a few hundredths of a
second. Prints one JSON object.
"""

import argparse
import gc
import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

from .check import faults
from .work import Tools, load_tools, rehearse, work

#: After so many trials a new folder is begun, so that being new is tried often too.
TRIALS_A_FOLDER = 20
#: A child dies after it acknowledged up to so many commits, and up to so many seconds more;
#: one in six dies while it opens the folder. Counted, not timed: a slow machine tries as much.
MOST_COMMITS, LONGEST = 10, 0.06
_ACKNOWLEDGED = ("business", "priced", "ledger")


def main() -> int:
    """Run the trials and print what came of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--commits", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tools = load_tools()
    rehearse(options.folder / "rehearsal", tools)
    gc.freeze()  # a collection in a child would touch, and so copy, all that was loaded
    wanted = (options.count, options.commits)
    result = _trials(options.folder, tools, wanted, options.seed)
    sys.stdout.write(json.dumps(result) + "\n")
    return 1 if result["faults"] else 0


def _trials(root: Path, tools: Tools, wanted: tuple[int, int], seed: int) -> dict[str, Any]:
    """One life after the other, until there were so many with so many commits, or one is broken.

    A slow machine commits less in a life, and then needs more of them.
    """
    chance = random.Random(seed)
    said: list[dict[str, Any]] = []
    number = commits = 0
    while number < wanted[0] or commits < wanted[1]:
        folder = root / f"{number // TRIALS_A_FOLDER}"
        if number % TRIALS_A_FOLDER == 0:
            said = []
        lines = _one(folder, tools, seed * 1_000_003 + number, chance)
        said += lines
        commits += _commits(lines)
        if found := _checked(folder, tools, said):
            broken = [f"trial {number}: {fault}" for fault in found]
            return {"trials": number + 1, "commits": commits, "faults": broken}
        number += 1
    return {"trials": number, "commits": commits, "faults": []}


def _one(folder: Path, tools: Tools, seed: int, chance: random.Random) -> list[dict[str, Any]]:
    """One life: fork, let it work, kill it; gives what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(folder, tools, seed, writing)
        os._exit(3)
    os.close(writing)
    early = chance.random() < 1 / 6
    heard = b"" if early else _hear(reading, chance.randint(0, MOST_COMMITS))
    _wait(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"the child ended by itself ({status})")
    while more := os.read(reading, 65_536):
        heard += more
    os.close(reading)
    return _lines(heard)


def _hear(reading: int, commits: int) -> bytes:
    """Listen until so many commits are acknowledged; a child that falls silent is a fault."""
    heard = b""
    while b"\n" not in heard or _commits(_lines(heard)) < commits:
        if not select.select([reading], [], [], 60)[0]:
            raise RuntimeError("the child said nothing for a minute")
        more = os.read(reading, 65_536)
        if not more:
            raise RuntimeError("the child ended by itself")
        heard += more
    return heard


def _lines(heard: bytes) -> list[dict[str, Any]]:
    whole, _, _ = heard.rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def _commits(lines: list[dict[str, Any]]) -> int:
    return sum(any(name in line for name in _ACKNOWLEDGED) for line in lines)


def _wait(seconds: float) -> None:
    """Real time must pass: this is the moment of the kill."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        select.select([], [], [], left)


def _checked(folder: Path, tools: Tools, said: list[dict[str, Any]]) -> list[str]:
    """Look at the folder in a process of its own: a fork must not inherit open connections."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            found = faults(folder, tools, said)
        except BaseException as error:
            found = [f"the folder cannot be opened: {type(error).__name__}: {error}"]
        with os.fdopen(writing, "w") as pipe:
            json.dump(found, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        found = json.load(pipe)
    os.waitpid(child, 0)
    return list(found)


if __name__ == "__main__":
    sys.exit(main())
