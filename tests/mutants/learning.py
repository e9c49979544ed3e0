"""Learns the map: runs tests under coverage, in a copy of the tree."""

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from . import trial
from .reach import Reach


def learn(reach: Reach, tree: Path, jobs: int, only: Sequence[str] | None = None) -> None:
    """Look on the test files that are new or have changed; the tests run in `tree`."""
    files = only
    if files is None:
        files = reach.unknown((tree / "tests").rglob("test_*.py"), tree)
    if not files:
        return
    print(f"Learning which lines are reached by {len(files)} tests or files of them", flush=True)
    groups = defaultdict(list)
    for file in sorted(files):
        groups[Path(file).parent].append(file)
    with tempfile.TemporaryDirectory(prefix="learning-") as out, ThreadPoolExecutor(jobs) as pool:
        look = partial(_looked_on, tree, Path(out))
        for group, folder in zip(groups.values(), pool.map(look, groups.values()), strict=True):
            if not (folder / "noted.json").exists():
                sys.exit(f"These tests do not come to an end under coverage: {', '.join(group)}")
            reach.add(folder, tree, group)
    _prove(reach, tree)


def _looked_on(tree: Path, out: Path, files: Iterable[str]) -> Path:
    folder = Path(tempfile.mkdtemp(dir=out))
    command = [sys.executable, "-m", "tests.mutants.noting", str(folder), *files]
    with (folder / "said").open("wb") as said:
        subprocess.run(command, cwd=tree, env=trial.environment(tree), stdout=said, check=False)
    return folder


def _prove(reach: Reach, tree: Path) -> None:
    """Tests that failed while they were looked on may still pass by themselves."""
    failed = reach.failed()
    if failed and (failing := failing_in(tree, failed)) is not None:
        reach.passed(failed - failing)


def failing_in(tree: Path, tests: set[str]) -> set[str] | None:
    """Those of the tests that fail in a tree; None where they cannot be told."""
    trying = trial.begin(tree, sorted(tests), 3600, "--maxfail=0")
    while (outcome := trying.outcome()) is None:
        time.sleep(0.1)
    if outcome is trial.Outcome.SURVIVED:
        return set()
    return set(trying.found_by()) or None
