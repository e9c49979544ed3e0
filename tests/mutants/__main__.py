"""`python -m tests.mutants [--all] [--part NAME] [--many N] [--seed N] [--again FILE] …`."""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from . import trial
from .bench import Bench, Result
from .choosing import OWN, Choice
from .learning import learn
from .mutant import Mutant, in_turns, of_changes, of_part, told_in
from .parts import LAYERS, PARTS
from .reach import MAP, Reach
from .trial import Outcome


def main() -> int:
    """Try, and say what was found; 1 when a part stays below its share."""
    said = _arguments()
    groups = _groups(said)
    end = time.monotonic() + (said.minutes * 60 if said.minutes else float("inf"))
    trial.warm_up()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = trial.copy_tree(Path(folder) / "0")
        bench = Bench(tree, said.jobs, _choice(said, tree))
        if said.all or said.part:
            bench.warm(mutant for group in groups for mutant in group)
        tried = list(_told(bench.run(in_turns(groups), end)))
        bench.close()
        tried = bench.proven(tried)
    return _report(tried)


def _groups(said: argparse.Namespace) -> list[list[Mutant]]:
    """The faults to try, part by part."""
    chance = random.Random(said.seed)
    named = [part for part in (*PARTS, *LAYERS) if part.name in said.part]
    if len(named) < len(said.part):
        sys.exit(f"The parts are: {', '.join(part.name for part in (*PARTS, *LAYERS))}.")
    parts = named or ([*PARTS, *LAYERS] if said.all else list(PARTS))
    groups = [of_part(part, chance) for part in parts]
    if said.again or said.only:
        return [_picked(group, said) for group in groups]
    if said.all or named:
        return [group[: said.many or part.least] for part, group in zip(parts, groups, strict=True)]
    return [of_changes(said.since, chance), *groups]


def _picked(group: list[Mutant], said: argparse.Namespace) -> list[Mutant]:
    """Those that survived before, or whose line fits."""
    if said.again:
        again = told_in(said.again)
        group = [mutant for mutant in group if mutant.key() in again]
    return [mutant for mutant in group if re.search(said.only, str(mutant))][: said.many or None]


def _choice(said: argparse.Namespace, tree: Path) -> Choice | None:
    """The map is learned for the long runs; the short one takes it where it is."""
    short = not (said.all or said.part)
    if short and not MAP.exists():
        return None
    reach = Reach()
    if not short:
        learn(reach, tree, said.jobs, said.learn)
    if changed := reach.changed():
        print(f"{len(changed)} sources have changed since the map was learned; equal lines count")
    return Choice(reach, said.own)


def _told(found: Iterator[Result]) -> Iterator[Result]:
    for number, result in enumerate(found, 1):
        if number % 20 == 0:
            print(f"{number} tried", flush=True)
        if result.outcome.lived:
            print(f"{result.outcome} [{result.mutant.part.name}] {result.mutant}", flush=True)
        yield result


def _report(tried: list[Result]) -> int:
    for one in tried:
        if one.outcome is Outcome.UNSURE:
            print(f"{one.outcome} [{one.mutant.part.name}] {one.mutant}")
    sure = [one for one in tried if one.outcome is not Outcome.UNSURE]
    all_of = Counter(one.mutant.part.name for one in sure)
    lived = Counter(one.mutant.part.name for one in sure if one.outcome.lived)
    low = 0
    for part in (*PARTS, *LAYERS):
        if many := all_of[part.name]:
            share = 1 - lived[part.name] / many
            mark = "" if share >= part.share else f", asked {part.share:.0%}"
            low += share < part.share
            print(f"{part.name:12} {many - lived[part.name]} of {many} found, {share:.1%}{mark}")
    return 1 if low else 0


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    add = reader.add_argument
    add("--all", action="store_true", help="every part and layer to its number; hours")
    add("--part", action="append", default=[], help="one part or layer, to its number")
    add("--many", type=int, default=0, help="so many faults of each part instead")
    add("--seed", type=int, default=20261130, help="another sample")
    add("--again", type=Path, help="only the survivors told in this file, an earlier run's words")
    add(
        "--only", default="", help="only faults whose line has this pattern (file:line: old -> new)"
    )
    add("--own", type=float, default=OWN, help="usual seconds of the part's own tests for a fault")
    add("--minutes", type=float, help="begin none after so many; 15 without --all and --part")
    add("--learn", nargs="*", help="learn these test files or tests only, or none")
    add("--since", default="HEAD~1", help="changed lines count from this commit")
    add("--jobs", type=int, default=2)
    said = reader.parse_args()
    if said.minutes is None and not (said.all or said.part):
        said.minutes = 15.0
    return said


if __name__ == "__main__":
    sys.exit(main())
