"""Copies of the tree in which faults are tried, some at a time."""

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import trial
from .choosing import Choice, Tries
from .learning import failing_in
from .mutant import Mutant
from .parts import ROOT, Part
from .trial import Outcome
from .warmed import Task, Warmed

#: Seconds between two looks at what runs.
_LOOK = 0.02


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a fault, and which tests failed on it."""

    mutant: Mutant
    outcome: Outcome
    found_by: tuple[str, ...] = ()


@dataclass(slots=True)
class _Running:
    """A fault in a tree, the tests at work on it, and those that are tried after them."""

    mutant: Mutant
    tree: Path
    whole: bytes
    stamp: int
    tries: Tries
    limit: float
    stage: int = 0
    unfit: bool = False
    work: trial.AtWork | None = None


class Bench:
    """Copies of the tree, one for each trial at a time; how long a part takes unharmed."""

    def __init__(self, tree: Path, many: int, choice: Choice | None) -> None:
        """`tree` is one copy; the others are made from it, with what is compiled in it."""
        more = [tree.parent.with_name(str(number)) for number in range(1, many)]
        self._free = [tree, *(shutil.copytree(tree, one / "tree") for one in more)]
        self._choice = choice
        self._warmed: dict[Path, Warmed] = {}
        self._usual: dict[str, float] = {}
        self._running: list[_Running] = []
        self._planted = 0

    def warm(self, mutants: Iterable[Mutant]) -> None:
        """Processes that have collected what will be asked for, one for each tree."""
        tries = [self._tries(mutant) for mutant in mutants]
        tests = {test for one in tries for some in one.tests for test in some}
        files = {test.partition("::")[0] for test in tests}
        if files := {file for file in files if (ROOT / file).exists()}:
            self._warmed = {tree: Warmed(tree, sorted(files)) for tree in self._free}
        for one in self._warmed.values():
            if self._choice is not None:
                self._choice.collected(one.collected())

    def close(self) -> None:
        """End those processes."""
        for one in self._warmed.values():
            one.end()
        self._warmed = {}

    def run(self, mutants: Iterator[Mutant], end: float) -> Iterator[Result]:
        """Try one after the other until the time is up; what was begun is finished."""
        for mutant in mutants:
            if time.monotonic() >= end:
                break
            tries = self._tries(mutant)
            if not tries.tests:
                yield Result(mutant, Outcome.NOT_REACHED)
                continue
            if not tries.seconds and mutant.part.name not in self._usual:
                while self._running:
                    yield from self._finished()
                self._measure(mutant.part)
            while not self._free:
                yield from self._finished()
            self._plant(mutant, tries)
        while self._running:
            yield from self._finished()

    def _tries(self, mutant: Mutant) -> Tries:
        """By the map; without one, all tests of the part."""
        if self._choice is None:
            return Tries((mutant.part.tests,), 0)
        return self._choice.tries(mutant.part, mutant.path, mutant.change)

    def _measure(self, part: Part) -> None:
        """The tests of the part pass while nothing is planted; how long that takes."""
        began = time.monotonic()
        if failing_in(self._free[0], set(part.tests)) != set():
            sys.exit(f"The tests of “{part.name}” do not pass as it is; nothing can be learned.")
        self._usual[part.name] = time.monotonic() - began
        print(f"{part.name}: its tests take {self._usual[part.name]:.0f} s", flush=True)

    def _plant(self, mutant: Mutant, tries: Tries) -> None:
        tree = self._free.pop()
        path = tree / mutant.path.relative_to(ROOT)
        whole, stamp = path.read_bytes(), path.stat().st_mtime_ns
        path.write_bytes(mutant.change.planted(whole))
        # What is compiled belongs to the source of one moment: each fault has a moment of its own.
        self._planted += 1
        os.utime(path, (0, self._planted))
        limit = 60 + 5 * (tries.seconds or self._usual[mutant.part.name])
        one = _Running(mutant, tree, whole, stamp, tries, limit)
        one.work = self._begun(one, tries.tests[0])
        self._running.append(one)

    def _begun(self, one: _Running, tests: Sequence[str]) -> trial.AtWork:
        """In the warmed process, where the fault stands in a function."""
        warmed = self._warmed.get(one.tree)
        if warmed is None or not one.tries.in_function or one.unfit:
            return trial.begin(one.tree, tests, one.limit)
        path, line = str(one.mutant.path.relative_to(ROOT)), one.mutant.change.line
        return warmed.ask(Task(path, line, tests, one.limit, one.tries.anew))

    def _finished(self) -> Iterator[Result]:
        """Those that have ended, with what was planted taken out; waits a moment for none."""
        time.sleep(_LOOK)
        for one in list(self._running):
            outcome = one.work.outcome() if one.work else None
            one.unfit = one.unfit or outcome is Outcome.UNFIT
            one.stage += outcome is Outcome.SURVIVED
            if outcome in (Outcome.SURVIVED, Outcome.UNFIT) and one.stage < len(one.tries.tests):
                one.work = self._begun(one, one.tries.tests[one.stage])
            elif outcome is not None:
                self._take_out(one)
                found_by = one.work.found_by() if one.work and not outcome.lived else ()
                yield Result(one.mutant, outcome, found_by)

    def _take_out(self, one: _Running) -> None:
        path = one.tree / one.mutant.path.relative_to(ROOT)
        path.write_bytes(one.whole)
        os.utime(path, ns=(one.stamp, one.stamp))
        self._running.remove(one)
        self._free.append(one.tree)

    def proven(self, results: list[Result]) -> list[Result]:
        """The same, but for what was found by a test that fails with nothing planted as well."""
        finders = {test for result in results for test in result.found_by}
        failing = failing_in(self._free[0], finders) if finders else set()
        return [
            Result(one.mutant, Outcome.UNSURE) if failing and failing & set(one.found_by) else one
            for one in results
        ]
