"""`python -m benchmarks [NAME ...]`: every benchmark, or the named ones."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from . import harness

#: Each is a module here with `comparisons()`; in this order.
NAMES = (
    "start",
    "gap",
    "pages",
    "typed",
    "allocate",
    "draft",
    "preview",
    "export",
    "verify",
    "conform",
    "duplicates",
    "imports",
    "brought",
    "vcard",
    "search",
    "listing",
    "records",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run, print and save; a benchmark whose parts are not there says so and is left out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--rounds", type=int, help="more or fewer rounds than usual")
    options = parser.parse_args(argv)
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    print("; ".join(f"{key} {value}" for key, value in harness.machine().items()))
    for name in options.names or NAMES:
        _run(name, options.rounds)
    return 0


def _run(name: str, rounds: int | None) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    outcomes = []
    for comparison in module.comparisons():
        outcomes.append(harness.measure(comparison, rounds))
        print(f"\n{name}: {harness.report(outcomes[-1])}", flush=True)
    harness.save(name, outcomes)


if __name__ == "__main__":
    sys.exit(main())
