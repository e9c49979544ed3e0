"""One trial: a fault in a copy of the tree, the tests that answer for it, what they say."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .parts import ROOT

#: Imported before the trials part from this process, so that none of them pays for it.
_HEAVY = (
    *("pytest", "sqlalchemy.orm", "alembic", "jinja2", "weasyprint", "pikepdf"),
    *("babel", "phonenumbers", "PIL.Image", "cryptography.hazmat.primitives"),
    "PySide6.QtWidgets",
)
_OPTIONS = (
    *("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-m", "not soak and not conformance", "--timeout=90"),
)


class Outcome(StrEnum):
    """What became of a planted fault."""

    FOUND = "found"
    HUNG = "found: the tests hang"
    SURVIVED = "survived"


def copy_tree(folder: Path) -> Path:
    """What git knows of, as it is now, into a folder of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    tree = folder / "tree"
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    return tree


def warm_up() -> None:
    """Import what all trials need; nothing of ours, which each of them reads from its own tree."""
    for name in _HEAVY:
        __import__(name)


def begin(tree: Path, tests: Sequence[str], limit: float) -> "Trial":
    """Run these tests in a child of its own group, for at most `limit` seconds."""
    child = os.fork()
    if child:
        return Trial(child, time.monotonic() + limit)
    os.setsid()
    code = 3
    try:
        code = _run(tree, tests)
    finally:
        os._exit(code)


def _run(tree: Path, tests: Sequence[str]) -> int:
    import pytest

    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(quiet, number)
    os.chdir(tree)
    sys.path[:] = [
        str(tree),
        *(place for place in sys.path if Path(place or ".").resolve() != ROOT),
    ]
    os.environ |= {
        "PYTHONPATH": str(tree),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    sys.dont_write_bytecode = True
    for name in [
        name for name in sys.modules if name.partition(".")[0] in ("microbiz_desktop", "tests")
    ]:
        del sys.modules[name]
    return int(pytest.main([*_OPTIONS, *tests]))


@dataclass(frozen=True, slots=True)
class Trial:
    """Tests at work in a child, until they say something or their time is up (monotonic)."""

    child: int
    end: float

    def outcome(self) -> Outcome | None:
        """What they say; None while they are at work."""
        done, status = os.waitpid(self.child, os.WNOHANG)
        if done:
            return Outcome.SURVIVED if os.waitstatus_to_exitcode(status) == 0 else Outcome.FOUND
        if time.monotonic() < self.end:
            return None
        os.killpg(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return Outcome.HUNG
