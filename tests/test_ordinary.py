"""Refused permissions are seen for real: as an ordinary user, also where the tests run as root."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .ordinary import CASES, NOBODY

SAID = {
    "write into a closed folder": "a.pdf cannot be saved. This place may not be written to.",
    "ask for a closed folder": "a.pdf cannot be saved. This place may not be written to.",
    "replace a protected file": "protected.pdf is protected against writing",
    "read a closed file": "protected.pdf: it may not be read.",
    "read below a closed folder": "closed/a: it may not be read.",
    "make a data folder in a closed one": "data cannot be saved. This place may not be written to.",
    "open a data folder that is read-only": "may not be written to",
    "make a key in a closed folder": "The key that signs your record cannot be saved.",
    "back up into a closed folder": "all.zip cannot be saved. This place may not be written to.",
    "restore what may not be read": "all.zip: it may not be read.",
}


@pytest.fixture
def theirs() -> Iterator[Path]:
    """A folder of the ordinary user, below one that everybody may enter."""
    with tempfile.TemporaryDirectory(prefix="mb-") as folder:
        Path(folder).chmod(0o711)
        own = Path(folder) / "own"
        own.mkdir()
        if os.getuid() == 0:
            os.chown(own, NOBODY, NOBODY)
        yield own
        for path in sorted(own.rglob("*")):
            if path.is_dir():
                path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
@pytest.mark.parametrize("case", CASES)
def test_a_refused_permission_is_a_sentence(case: str, theirs: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ordinary", case, str(theirs)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    _, said = json.loads(done.stdout)
    assert SAID[case] in said
    assert [path for path in theirs.rglob(".*") if path.name not in (".", "..")] == []
