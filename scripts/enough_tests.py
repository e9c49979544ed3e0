"""Fails unless every test of the tree ran, but for those that may be skipped: by name, below.

`python scripts/enough_tests.py REPORT`, the JUnit report of the run.
"""

import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

_CORPORA = "files of other programs, in the folder named by MICROBIZ_CORPORA"
#: Tests that may be left out, and what they wait for.
MAY_SKIP = {
    "tests.interchange.test_nothing_is_lost::"
    "test_what_cards_of_other_programs_say_comes_out_again": _CORPORA,
    "tests.interchange.test_vcard_programs::test_every_file_of_other_programs": _CORPORA,
    "tests.services.test_imports::test_other_programs_cards_come_in_once": _CORPORA,
}
#: Where the calls are known that `tests/faults` has the system refuse.
MACHINES = ("x86_64", "aarch64")
_CELLS = "tests.faults.test_matrix::test_a_cell"


def collected() -> int:
    """How many tests there are, whatever the settings of a run leave out; soak apart."""
    command = [
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-o",
        "addopts=",
        "-m",
        "not soak",
        "-p",
        "no:randomly",
    ]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The tests could not be collected:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return sum("::" in line for line in done.stdout.splitlines())


def may_skip(system: str, machine: str) -> Mapping[str, str]:
    """Tests that may be left out on a machine of this sort."""
    if system == "Linux" and machine in MACHINES:
        return MAY_SKIP
    return MAY_SKIP | {_CELLS: f"Linux on {' or '.join(MACHINES)}"}


def shortfall(
    report: Path, there: int, system: str = platform.system(), machine: str = platform.machine()
) -> Iterator[str]:
    """What is missing from a run, a sentence each."""
    named = may_skip(system, machine)
    cases = list(ElementTree.parse(report).iter("testcase"))
    for case in cases:
        name = f"{case.get('classname')}::{case.get('name')}"
        if case.find("skipped") is not None and name.partition("[")[0] not in named:
            yield f"{name} was skipped and may not be."
    if len(cases) < there:
        yield f"{len(cases)} tests ran or were skipped by name; the tree has {there}."


if __name__ == "__main__":
    missing = list(shortfall(Path(sys.argv[1]), collected()))
    sys.exit("\n".join(missing) or None)
