"""Eight operations under seven faults: the old state or the new one, a sentence, nothing lost.

How each fault is brought about is in `bringing.py`, each operation in `operations.py`.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.kept import Store, store  # noqa: F401 - a fixture

from .bringing import FAULTS
from .kernel import can_refuse
from .operations import OPERATIONS

ROOT = Path(__file__).parents[2]
ENDED, GOES_ON = "the process is ended", "it goes on: who only reads waits for nobody"
#: What one must see under a fault: an end, or words of the sentence.
_USUAL = {
    "kill": ENDED,
    "ENOSPC": "The disk is full",
    "EIO": "The disk reports a fault",
    "read-only": "read-only|may not be written to",
    "no permission": "may not be written to|protected against writing",
    "locked": "Another program is using|open in a window or another command",
    "SIGTERM": ENDED,
}
CELLS = {(operation, fault): _USUAL[fault] for fault, operation in product(FAULTS, OPERATIONS)} | {
    ("export", "locked"): GOES_ON,
    ("backup", "locked"): GOES_ON,
}
#: Words of libraries and of the system, which say nothing to whoever reads them.
_NOT_PLAIN = re.compile(r"sqlite|errno|\[|traceback|disk i/o|database is", re.IGNORECASE)
#: What nobody chose: files and folders that the program makes for itself.
_INNER = re.compile(r"business-\d|microbiz\.sqlite|^backups |^\.work|^data ")
Tried = Callable[[str, str], list[dict[str, Any]]]


@pytest.fixture
def tried(store: Store) -> Tried:  # noqa: F811 - a fixture
    """What the tries at a cell came to; all of one operation are made in one program."""

    def of(operation: str, fault: str) -> list[dict[str, Any]]:
        made = store.value("faults", operation, partial(_all_tries, operation))
        tries: list[dict[str, Any]] = made[fault]
        return tries

    return of


def _all_tries(operation: str) -> dict[str, Any]:
    """In a folder that an ordinary user may enter, for one of the tries is made as one."""
    with tempfile.TemporaryDirectory(prefix="mb-") as folder:
        Path(folder).chmod(0o711)
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.trying", operation, folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def test_the_table_has_56_cells() -> None:
    assert len(CELLS) == len(OPERATIONS) * len(FAULTS) == 56
    assert all(FAULTS.values())


@pytest.mark.timeout(600)
@pytest.mark.skipif(not can_refuse(), reason="the calls of this sort of machine are not known")
@pytest.mark.parametrize(("operation", "fault"), CELLS)
def test_a_cell(operation: str, fault: str, tried: Tried) -> None:
    tries = tried(operation, fault)
    for one in tries:
        assert one["end"] in ("done", "refused", "ended"), one.get("traceback", one)
        assert one["state"] == "new" if one["end"] == "done" else one["state"] in ("old", "new")
        assert one["faults"] == []
        assert one["mended"], one
        _is_plain(one.get("sentence", "It is done. Nothing."))
    if fault == "EIO":
        said = " ".join(one.get("sentence", "") for one in tries)
        assert "damage" not in said and "whole" not in said  # which nobody knows
    _is_seen(CELLS[operation, fault], tries)


def _is_plain(sentence: str) -> None:
    assert sentence.endswith(".")
    assert not _NOT_PLAIN.search(sentence)
    assert not _INNER.search(sentence)


def _is_seen(expected: str, tries: list[dict[str, Any]]) -> None:
    """At least one of the ways to bring it about is met by the operation, as the table has it."""
    if expected == ENDED:
        assert "ended" in [one["end"] for one in tries]
    elif expected == GOES_ON:
        assert [one["end"] for one in tries] == ["done"]
    else:
        assert any(re.search(expected, one.get("sentence", "")) for one in tries), tries
