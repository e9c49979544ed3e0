"""Whatever was acknowledged survives kill -9, nothing is half there and nothing left behind."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

#: What must have been done, or refused because of the other process, at least once in a run.
EACH = (
    *("business", "priced", "ledger", "executed", "imported", "backed", "automatic"),
    *("restored", "refused", "opened_beside"),
)
ROOT = Path(__file__).parents[2]


def _trials(folder: Path, count: int, commits: int, seed: int) -> dict[str, Any]:
    """In a program of its own: the trials fork, and a test process has threads."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.soak.trials"),
            *("--folder", str(folder), "--count", str(count)),
            *("--commits", str(commits), "--seed", str(seed)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no kill -9")
def test_100_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    result = _trials(tmp_path, 100, 500, seed=2026)
    assert result["faults"] == []
    assert result["trials"] >= 100
    assert result["commits"] >= 500
    assert all(result["said"].get(name) for name in EACH), result["said"]


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no kill -9")
def test_1000_kills_and_5000_commits_lose_nothing(tmp_path: Path) -> None:
    result = _trials(tmp_path, 1000, 5000, seed=7)
    assert result["faults"] == []
    assert result["trials"] >= 1000
    assert result["commits"] >= 5000
    assert all(result["said"].get(name) for name in EACH), result["said"]
    print(result)
