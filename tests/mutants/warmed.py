"""A process that has collected all tests once and tries each fault in a child of its own.

The fault's function gets its new code in the child; whatever reads the source or starts a process
finds the fault in the file. Faults outside of functions need the import anew and are no task here.
"""

import gc
import json
import os
import select
import shutil
import signal
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import IO, Any

import pytest

from . import trial

#: Seconds between two looks at a child.
_LOOK = 0.01
#: The child's exit code for a fault or tests that are not in what was imported.
UNFIT = 77


@dataclass(frozen=True, slots=True)
class Task:
    """A planted source, the line of the fault, the tests to run, how long they may take."""

    path: str
    line: int
    tests: Sequence[str]
    limit: float
    #: Names in the store whose making meets the fault: they are made anew. None: all of them.
    anew: Sequence[str] | None = None


class Server:
    """A plugin whose run of the tests is one child for each task that comes in."""

    def __init__(self, tree: Path, tasks: IO[str], answers: IO[str]) -> None:
        self._tree, self._tasks, self._answers = tree, tasks, answers
        self._functions: dict[tuple[str, int], list[FunctionType]] = defaultdict(list)
        self._items: dict[str, pytest.Item] = {}
        self._failing = tree.with_name("failing")
        self._store = tree.with_name("kept")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Wait for tasks until there are none."""
        self._items = {item.nodeid: item for item in session.items}
        gc.unfreeze()
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and self._is_ours(one.__code__):
                self._functions[one.__code__.co_filename, one.__code__.co_firstlineno].append(one)
        gc.freeze()
        self._store.mkdir(exist_ok=True)
        self._answer({"collected": list(self._items)})
        for line in self._tasks:
            self._answer(self._tried(Task(**json.loads(line))))
        return True

    def _answer(self, said: dict[str, Any]) -> None:
        self._answers.write(f"{json.dumps(said)}\n")
        self._answers.flush()

    def _is_ours(self, code: CodeType) -> bool:
        return code.co_filename.startswith(f"{self._tree}/microbiz_desktop/")

    def _tried(self, task: Task) -> dict[str, Any]:
        self._failing.unlink(missing_ok=True)
        room = self._tree.with_name("room")
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(mode=0o700)
        self._furnish(room / "kept", task)
        child = os.fork()
        if not child:
            code = 3
            try:
                os.setsid()
                code = self._run(task, room)
            finally:
                os._exit(code)
        code = _ended(child, task.limit)
        said = {"code": code, "failing": self._told() or self._begun(room)}
        self._keep(room / "kept", task)
        return said

    def _told(self) -> list[str]:
        return self._failing.read_text("utf-8").splitlines() if self._failing.exists() else []

    def _begun(self, room: Path) -> list[str]:
        """The test at which a child ended that told of no failure: it crashed."""
        begun = room / "begun"
        return [begun.read_text("utf-8")] if begun.exists() else []

    def _furnish(self, kept: Path, task: Task) -> None:
        """What an earlier child made lies ready, but for what the fault would make otherwise."""
        kept.mkdir()
        if task.anew is not None:
            for made in self._store.iterdir():
                if made.name not in task.anew:
                    (kept / made.name).symlink_to(made)

    def _keep(self, kept: Path, task: Task) -> None:
        if task.anew is not None:
            for made in kept.iterdir():
                whole = made.suffix not in (".lock", ".new") and not made.is_symlink()
                if whole and made.name not in task.anew:
                    made.rename(self._store / made.name)

    def _run(self, task: Task, room: Path) -> int:
        if task.path and not self._replaced(task):
            return UNFIT
        items = [self._items[test] for test in task.tests if test in self._items]
        if not items:
            return UNFIT
        items[0].config._tmp_path_factory._basetemp = room  # type: ignore[attr-defined]  # pytest has no other way
        for item, following in zip(items, [*items[1:], None], strict=True):
            (room / "begun").write_text(item.nodeid, "utf-8")
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if task.path and self._failing.exists():
                return 1
        return int(self._failing.exists())

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One line for each failure."""
        if report.failed:
            with self._failing.open("a", encoding="utf-8") as file:
                file.write(f"{report.nodeid}\n")

    def _replaced(self, task: Task) -> bool:
        """Give the function its new code; whether there is such a function."""
        path = str(self._tree / task.path)
        whole = compile(Path(path).read_bytes(), path, "exec", dont_inherit=True)
        done = False
        for code in outermost(whole):
            for function in self._functions[path, code.co_firstlineno]:
                same = function.__code__.co_qualname == code.co_qualname
                if same and function.__code__.co_freevars == code.co_freevars:
                    if _holds(code, task.line):
                        done = True
                    function.__code__ = code
        return done


def outermost(code: CodeType) -> Iterator[CodeType]:
    """Code of the functions of a module and of its classes, but of none within a function."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            is_function = bool(one.co_flags & 0x0002)  # CO_NEWLOCALS: a class has none of it
            yield from [one] if is_function else outermost(one)


def _holds(code: CodeType, line: int) -> bool:
    lines = [at for *_, at in code.co_lines() if at is not None]
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return min(lines) <= line <= max(lines) or any(_holds(one, line) for one in inner)


def _ended(child: int, limit: float) -> int:
    """The child's exit code; -1 when its time was up."""
    end = time.monotonic() + limit
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _kill_group(child)
            return os.waitstatus_to_exitcode(status) & 0xFF
        if time.monotonic() > end:
            _kill_group(child)
            os.waitpid(child, 0)
            return -1
        time.sleep(_LOOK)


def _kill_group(child: int) -> None:
    """Workers that the tests started end with them."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return


class Warmed:
    """The process, as those see it who give it tasks: one at a time."""

    def __init__(self, tree: Path, files: Sequence[str]) -> None:
        """It collects these test files; `collected` waits for that."""
        tasks, self._tasks = os.pipe()
        self._answers, answers = os.pipe()
        self._child = os.fork()
        if not self._child:
            try:
                os.close(self._tasks)
                os.setsid()
                trial.enter(tree)
                server = Server(tree, os.fdopen(tasks), os.fdopen(answers, "w"))
                pytest.main([*trial.OPTIONS, *files], plugins=[server])
            finally:
                os._exit(0)
        os.close(tasks)
        os.close(answers)
        self._said = b""

    def collected(self) -> set[str]:
        """The tests that are there; asked once, before the first task."""
        while (said := self.answer()) is None:
            time.sleep(_LOOK)
        return set(said["collected"])

    def ask(self, task: Task) -> "Asked":
        """Begin it."""
        os.write(self._tasks, f"{json.dumps(asdict(task))}\n".encode())
        return Asked(self)

    def answer(self) -> dict[str, Any] | None:
        """What came of the task; None while it is at work."""
        while select.select([self._answers], [], [], 0)[0]:
            more = os.read(self._answers, 1 << 16)
            if not more:
                raise RuntimeError("The tests could not be collected.")
            self._said += more
            if self._said.endswith(b"\n"):
                said, self._said = json.loads(self._said), b""
                return dict(said)
        return None

    def end(self) -> None:
        """It ends when there are no more tasks."""
        os.close(self._tasks)
        os.close(self._answers)
        os.waitpid(self._child, 0)


class Asked:
    """Tests at work in a child of the process."""

    def __init__(self, warmed: Warmed) -> None:
        self._warmed = warmed
        self._said: dict[str, Any] | None = None

    def outcome(self) -> trial.Outcome | None:
        """What they say; None while they are at work."""
        self._said = self._warmed.answer()
        if self._said is None:
            return None
        kinds = {
            0: trial.Outcome.SURVIVED,
            -1: trial.Outcome.HUNG,
            UNFIT: trial.Outcome.UNFIT,
        }
        return kinds.get(self._said["code"], trial.Outcome.FOUND)

    def found_by(self) -> tuple[str, ...]:
        """The tests that failed."""
        return tuple(self._said["failing"]) if self._said else ()
