"""The memory that bringing 100,000 rows of a table in takes, beside the program at rest."""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .harness import Comparison, Contender, Target
from .imports import ROWS, table

_STEPS = ("at rest", "read", "compared", "written")


def comparisons() -> Iterator[Comparison]:
    """A process of its own each time, which says the most it held after each step."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.csv"
        file.write_bytes(table(ROWS))
        yield Comparison(
            f"most memory held while {ROWS:,} rows of a table are brought in",
            [Contender(step, partial(_held, file, step)) for step in _STEPS],
            rounds=2,
            unit="MiB",
            scale=1 / 2**20,
            target=Target("", float("inf"), most=400),
            notes=[f"the file has {file.stat().st_size / 2**20:.0f} MiB"],
        )


def _held(file: Path, step: str) -> float:
    with tempfile.TemporaryDirectory() as data:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.brought", str(file), data],
            capture_output=True, text=True, timeout=600, check=True,
        )  # fmt: skip
    return float(json.loads(done.stdout)[step])


def _bring_in(file: Path, data: Path) -> dict[str, int]:
    from microbiz_desktop.services.wiring import build_services

    services = build_services(data)
    held = {"at rest": _most()}
    reading = services.imports.read(file.name, file.read_bytes())
    held["read"] = _most()
    proposal = services.imports.propose([reading])
    held["compared"] = _most()
    services.imports.apply(proposal)
    held["written"] = _most()
    services.close()
    return held


def _most() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    print(json.dumps(_bring_in(Path(sys.argv[1]), Path(sys.argv[2]))))
