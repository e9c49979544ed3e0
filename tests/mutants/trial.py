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
from typing import Protocol

import pytest

from .parts import ROOT

#: Imported before the trials part from this process, so that none of them pays for it.
_HEAVY = (
    *("pytest", "sqlalchemy.orm", "alembic", "jinja2", "weasyprint", "pikepdf"),
    *("babel", "phonenumbers", "PIL.Image", "cryptography.hazmat.primitives"),
    "PySide6.QtWidgets",
)
OPTIONS = (
    *("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "--timeout=90"),
    *("-m", "not soak and not conformance"),
)


class Outcome(StrEnum):
    """What became of a planted fault."""

    FOUND = "found"
    HUNG = "found: the tests hang"
    SURVIVED = "survived"
    NOT_REACHED = "survived: no test reaches it"
    UNFIT = "the warmed process cannot try it"
    UNSURE = "found by a test that fails as it is"

    @property
    def lived(self) -> bool:
        """No test said anything."""
        return self in (Outcome.SURVIVED, Outcome.NOT_REACHED)


def copy_tree(folder: Path) -> Path:
    """What git knows of, as it is now and as compiled, into a folder of its own."""
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
            shutil.copy2(ROOT / name, tree / name)
    for compiled in (ROOT / "microbiz_desktop", ROOT / "tests"):
        for cached in compiled.rglob("__pycache__"):
            shutil.copytree(cached, tree / cached.relative_to(ROOT))
    return tree


def environment(tree: Path) -> dict[str, str]:
    """What a process that runs tests of a tree has to know."""
    return {**os.environ, "PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"}


def warm_up() -> None:
    """Import what all trials need; nothing of ours, which each of them reads from its own tree."""
    for name in _HEAVY:
        __import__(name)


def begin(tree: Path, tests: Sequence[str], limit: float, *options: str) -> "Trial":
    """Run these tests in a child of its own group, for at most `limit` seconds."""
    failing = _failing(tree)
    for told in (failing, _begun(failing)):
        told.unlink(missing_ok=True)
    child = os.fork()
    if child:
        return Trial(child, failing, time.monotonic() + limit)
    os.setsid()
    code = 3
    try:
        code = _run(tree, tests, failing, options or ("-x",))
    finally:
        os._exit(code)


def _failing(tree: Path) -> Path:
    return tree.with_name("failing")


def _begun(failing: Path) -> Path:
    return failing.with_name("begun")


class _AsTold:
    """Tests run in the order given; those that fail, and the last begun, are written down."""

    def __init__(self, tests: Sequence[str], failing: Path) -> None:
        self._place = {test: number for number, test in enumerate(tests)}
        self._failing = failing

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Nothing comes first but what is told to."""
        items.sort(key=lambda item: self._place.get(item.nodeid, len(self._place)))

    @pytest.hookimpl
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """What ends the process is named by this."""
        _begun(self._failing).write_text(nodeid, encoding="utf-8")

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One line for each failure."""
        if report.failed:
            with self._failing.open("a", encoding="utf-8") as file:
                file.write(f"{report.nodeid}\n")


def _run(tree: Path, tests: Sequence[str], failing: Path, options: Sequence[str]) -> int:
    enter(tree)
    told = _AsTold(tests, failing)
    return int(pytest.main([*OPTIONS, *options, *tests], plugins=[told]))


def enter(tree: Path) -> None:
    """From now on this process is one of the tree's, and says nothing."""
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(quiet, number)
    os.chdir(tree)
    sys.path[:] = [
        str(tree),
        *(place for place in sys.path if Path(place or ".").resolve() != ROOT),
    ]
    os.environ |= environment(tree)
    for name in [
        name for name in sys.modules if name.partition(".")[0] in ("microbiz_desktop", "tests")
    ]:
        del sys.modules[name]


class AtWork(Protocol):
    """Tests at work on a fault."""

    def outcome(self) -> Outcome | None:
        """What they say; None while they are at work."""

    def found_by(self) -> tuple[str, ...]:
        """The tests that failed; none where they could not even be collected."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Tests at work in a child, until they say something or their time is up (monotonic)."""

    child: int
    failing: Path
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

    def found_by(self) -> tuple[str, ...]:
        """The tests that failed; none where they could not even be collected."""
        told = (self.failing, _begun(self.failing))
        there = next((path for path in told if path.exists()), None)
        return tuple(there.read_text(encoding="utf-8").splitlines()) if there else ()
