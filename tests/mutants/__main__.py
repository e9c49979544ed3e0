"""`python -m tests.mutants [--all] [--minutes N] [--part NAME] [--seed N] [--since COMMIT]`."""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import trial
from .changes import Change, changes
from .parts import LAYERS, PARTS, ROOT, Part, layer_of
from .trial import Outcome

#: Seconds between two looks at what runs.
_LOOK = 0.05
_EQUIVALENT = Path(__file__).with_name("equivalent.txt")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault in a file, and the part whose tests have to notice it."""

    part: Part
    path: Path
    change: Change

    def __str__(self) -> str:
        """File, line, what became what: as it stands in the list of equivalents."""
        return f"{self.path.relative_to(ROOT)}:{self.change}"

    def key(self) -> str:
        """The same without the line's number, which moves."""
        return re.sub(r"(\.py):\d+:", r"\1:", str(self))


def of_part(part: Part, chance: random.Random) -> list[Mutant]:
    """All faults of a part, shuffled by the seed."""
    found = [
        Mutant(part, path, change) for path in part.files() for change in changes(path.read_bytes())
    ]
    known = equivalents()
    found = [mutant for mutant in found if mutant.key() not in known]
    chance.shuffle(found)
    return found


def equivalents() -> set[str]:
    """Faults that are none: the program does the same with them. A reason follows after ` # `."""
    lines = _EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line.partition("  # ")[0] for line in lines if line and not line.startswith("#")}


def changed_lines(since: str) -> dict[Path, set[int]]:
    """Lines of the package that differ from a commit."""
    command = ["git", "diff", "--unified=0", since, "--", "microbiz_desktop"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[Path, set[int]] = {}
    path = ROOT
    for line in done.stdout.splitlines():
        if line.startswith("+++ b/"):
            path = ROOT / line.removeprefix("+++ b/")
        elif match := re.match(r"@@ \S+ \+(\d+)(?:,(\d+))? @@", line):
            first, many = int(match[1]), int(match[2] or 1)
            found.setdefault(path, set()).update(range(first, first + many))
    return found


def of_changes(since: str, chance: random.Random) -> list[Mutant]:
    """Faults in the lines changed since a commit, for the tests of their layers."""
    found = []
    for path, lines in changed_lines(since).items():
        part = layer_of(path)
        if part is not None and path.exists():
            found += [
                Mutant(part, path, one) for one in changes(path.read_bytes()) if one.line in lines
            ]
    chance.shuffle(found)
    return found


def in_turns(lists: Iterable[list[Mutant]]) -> Iterator[Mutant]:
    """One of each in turn, so that time ends fairly."""
    waiting = [list(reversed(one)) for one in lists]
    while any(waiting):
        yield from (one.pop() for one in waiting if one)


@dataclass(frozen=True, slots=True)
class Running:
    """A fault in a tree, and the tests at work on it."""

    mutant: Mutant
    tree: Path
    whole: bytes
    trial: trial.Trial


class Bench:
    """Copies of the tree, one for each trial at a time; how long a part takes unharmed."""

    def __init__(self, folder: Path, many: int) -> None:
        self._free = [trial.copy_tree(folder / str(number)) for number in range(many)]
        self._usual: dict[str, float] = {}
        self._running: list[Running] = []

    def run(self, mutants: Iterator[Mutant], end: float) -> Iterator[tuple[Mutant, Outcome]]:
        """Try one after the other until the time is up; what was begun is finished."""
        for mutant in mutants:
            if time.monotonic() >= end:
                break
            if mutant.part.name not in self._usual:
                while self._running:
                    yield from self._finished()
                self._prove(mutant.part)
            while not self._free:
                yield from self._finished()
            self._begin(mutant)
        while self._running:
            yield from self._finished()

    def _prove(self, part: Part) -> None:
        """The tests of the part pass while nothing is planted; measures them."""
        began = time.monotonic()
        trying = trial.begin(self._free[0], part.tests, 1800)
        while (outcome := trying.outcome()) is None:
            time.sleep(_LOOK)
        if outcome is not Outcome.SURVIVED:
            sys.exit(f"The tests of “{part.name}” do not pass as it is; nothing can be learned.")
        self._usual[part.name] = time.monotonic() - began
        print(f"{part.name}: its tests take {self._usual[part.name]:.0f} s", flush=True)

    def _begin(self, mutant: Mutant) -> None:
        tree = self._free.pop()
        path = tree / mutant.path.relative_to(ROOT)
        whole = path.read_bytes()
        path.write_bytes(mutant.change.planted(whole))
        limit = 30 + 4 * self._usual[mutant.part.name]
        trying = trial.begin(tree, mutant.part.tests, limit)
        self._running.append(Running(mutant, tree, whole, trying))

    def _finished(self) -> Iterator[tuple[Mutant, Outcome]]:
        """Those that have ended, with what was planted taken out; waits a moment for none."""
        time.sleep(_LOOK)
        for one in list(self._running):
            if (outcome := one.trial.outcome()) is not None:
                (one.tree / one.mutant.path.relative_to(ROOT)).write_bytes(one.whole)
                self._running.remove(one)
                self._free.append(one.tree)
                yield one.mutant, outcome


def main() -> int:
    """Try, and say what was found; 1 when a part stays below its share."""
    said = _arguments()
    chance = random.Random(said.seed)
    named = [part for part in (*PARTS, *LAYERS) if part.name in said.part]
    parts = named or ([*PARTS, *LAYERS] if said.all else list(PARTS))
    groups = [of_part(part, chance)[: part.least if said.all or named else None] for part in parts]
    if not named and not said.all:
        groups.insert(0, of_changes(said.since, chance))
    end = time.monotonic() + (said.minutes * 60 if not said.all else float("inf"))
    trial.warm_up()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        bench = Bench(Path(folder), said.jobs)
        tried = list(_told(bench.run(in_turns(groups), end)))
    return _report(tried)


def _told(found: Iterator[tuple[Mutant, Outcome]]) -> Iterator[tuple[Mutant, Outcome]]:
    for mutant, outcome in found:
        if outcome is Outcome.SURVIVED:
            print(f"survived [{mutant.part.name}] {mutant}", flush=True)
        yield mutant, outcome


def _report(tried: list[tuple[Mutant, Outcome]]) -> int:
    all_of = Counter(mutant.part.name for mutant, _ in tried)
    lived = Counter(mutant.part.name for mutant, outcome in tried if outcome is Outcome.SURVIVED)
    low = 0
    for part in (*PARTS, *LAYERS):
        if many := all_of[part.name]:
            share = 1 - lived[part.name] / many
            mark = "" if share >= part.share else f", asked {part.share:.0%}"
            low += share < part.share
            print(f"{part.name:12} {many - lived[part.name]} of {many} found, {share:.0%}{mark}")
    return 1 if low else 0


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    reader.add_argument(
        "--all", action="store_true", help="every part and layer to its number; hours"
    )
    reader.add_argument("--minutes", type=float, default=15)
    reader.add_argument("--part", action="append", default=[])
    reader.add_argument("--seed", type=int, default=20261130)
    reader.add_argument("--since", default="HEAD~1", help="changed lines count from this commit")
    reader.add_argument("--jobs", type=int, default=2)
    return reader.parse_args()


if __name__ == "__main__":
    sys.exit(main())
