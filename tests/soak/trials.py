"""Kill -9 trials: a child works on real services beside a second process that has the same folder
open, dies at any moment, and all that either said must hold; nothing is left behind.

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
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .check import faults
from .keeping import outside_of
from .told import Line, Told, broken_in, commits
from .work import Tools, load_tools, rehearse, work, work_beside

#: After so many trials a new folder is begun, so that being new is tried often too.
TRIALS_A_FOLDER = 20
#: A child dies after it acknowledged up to so many commits, and up to so many seconds more;
#: one in six dies while it opens the folder, one in two in the middle of something long.
#: Counted, not timed: a slow machine tries as much.
MOST_COMMITS, LONGEST = 10, 0.06
_LONG = ("restoring", "restoring", "backing", "importing")
Begin = Callable[[Path, Tools, int, int], None]


def main() -> int:
    """Run the trials and print what came of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--commits", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passing = options.folder / "passing"
    passing.mkdir(parents=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(passing)
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
    told, sorts, number = Told(), Counter[str](), 0
    while number < wanted[0] or sorts["commits"] < wanted[1]:
        folder = root / f"{number // TRIALS_A_FOLDER}"
        if number % TRIALS_A_FOLDER == 0:
            told = Told()
            outside_of(folder).mkdir()
        lines = _one(folder, tools, seed * 1_000_003 + number, chance)
        sorts.update(name for line in lines for name in line)
        sorts["commits"] += commits(lines)
        if found := _broken(folder, tools, told, lines):
            broken = [f"trial {number}: {fault}" for fault in found]
            return {"trials": number + 1, "commits": sorts["commits"], "faults": broken}
        number += 1
    return {"trials": number, "commits": sorts["commits"], "faults": [], "said": sorts}


def _broken(folder: Path, tools: Tools, told: Told, lines: list[Line]) -> list[str]:
    """What one life left wrong. A restore that was cut is whole or never was."""
    wrong: list[str] = []
    for must_hold in told.hear(lines):
        now = _checked(folder, tools, must_hold)
        if not now:
            told.settle(must_hold)
            return broken_in(lines)
        wrong += now
    return [*broken_in(lines), *wrong]


def _one(folder: Path, tools: Tools, seed: int, chance: random.Random) -> list[Line]:
    """One life: fork twice, let them work, kill them; gives what they had acknowledged."""
    reading, writing = os.pipe()
    both: list[Begin] = [work, work_beside]
    chance.shuffle(both)
    children = {begin: _begun(begin, folder, tools, seed, writing) for begin in both}
    os.close(writing)
    early = chance.random() < 1 / 6
    aim = chance.choice(_LONG) if chance.random() < 1 / 2 else ""
    heard = b"" if early else _hear(reading, chance.randint(0, MOST_COMMITS), aim)
    _wait(chance.uniform(0, LONGEST))
    _kill(children[work], may_have_ended=False)
    _wait(chance.uniform(0, LONGEST))
    _kill(children[work_beside], may_have_ended=True)
    while more := os.read(reading, 65_536):
        heard += more
    os.close(reading)
    return _lines(heard)


def _begun(begin: Begin, folder: Path, tools: Tools, seed: int, writing: int) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            begin(folder, tools, seed, writing)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def _kill(child: int, *, may_have_ended: bool) -> None:
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not (os.WIFSIGNALED(status) or (may_have_ended and status == 0)):
        raise RuntimeError(f"the child ended by itself ({status})")


def _hear(reading: int, wanted: int, aim: str) -> bytes:
    """Listen until so many commits are acknowledged, or a line tells that the aim is begun.

    Children that fall silent are a fault.
    """
    heard = b""
    while not _enough(_lines(heard), wanted, aim):
        if not select.select([reading], [], [], 60)[0]:
            raise RuntimeError("the children said nothing for a minute")
        more = os.read(reading, 65_536)
        if not more:
            raise RuntimeError("the children ended by themselves")
        heard += more
    return heard


def _enough(lines: list[Line], wanted: int, aim: str) -> bool:
    if aim:
        return any(aim in line for line in lines) or commits(lines) >= 2 * MOST_COMMITS
    return bool(lines) and commits(lines) >= wanted


def _lines(heard: bytes) -> list[Line]:
    whole, _, _ = heard.rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def _wait(seconds: float) -> None:
    """Real time must pass: this is the moment of the kill."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        select.select([], [], [], left)


def _checked(folder: Path, tools: Tools, said: list[Line]) -> list[str]:
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
