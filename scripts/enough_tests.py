"""Fails unless every test of the tree ran, but for those that may be skipped: by name, below.

`python scripts/enough_tests.py REPORT`, the JUnit report of the run.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_CORPORA = "files of other programs, in the folder named by MICROBIZ_CORPORA"
#: Tests that may be left out, and what they wait for.
MAY_SKIP = {
    "tests.interchange.test_vcard_programs::test_every_file_of_other_programs": _CORPORA,
    "tests.services.test_imports::test_other_programs_cards_come_in_once": _CORPORA,
}


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


def shortfall(report: Path, there: int) -> Iterator[str]:
    """What is missing from a run, a sentence each."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    for case in cases:
        name = f"{case.get('classname')}::{case.get('name')}"
        if case.find("skipped") is not None and name not in MAY_SKIP:
            yield f"{name} was skipped and may not be."
    if len(cases) < there:
        yield f"{len(cases)} tests ran or were skipped by name; the tree has {there}."


if __name__ == "__main__":
    missing = list(shortfall(Path(sys.argv[1]), collected()))
    sys.exit("\n".join(missing) or None)
