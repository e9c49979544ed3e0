"""One operation under every fault: `python -m tests.faults.trying OPERATION FOLDER`.

A program of its own, for it forks: each try is one process that meets the fault and another that
looks at what is there and does the operation again. Prints one JSON object.
"""

import gc
import hashlib
import json
import os
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.storage import connect, migrate
from microbiz_desktop.storage.header import DATABASE_NAME
from tests.soak.check import faults
from tests.soak.keeping import outside_of
from tests.soak.work import Tools, load_tools

from . import bringing
from .kernel import under
from .operations import OPERATIONS, Ground, Operation, prepare, prepare_of_then

Said = dict[str, Any]
Begun = Callable[[], object]


def main(name: str, root: Path) -> None:
    """Every fault in turn; what each try came to."""
    passing = root / "passing"
    passing.mkdir()
    passing.chmod(0o777)
    os.environ["TMPDIR"] = tempfile.tempdir = str(passing)
    for module in (connect, migrate):
        vars(module)["BUSY_MILLISECONDS"] = 50  # how long one waits is not what this is about
    tools = load_tools()
    table = _Table(OPERATIONS[name], root, tools, prepare_of_then if name == "migrate" else prepare)
    gc.freeze()
    json.dump({fault: table.tries(fault) for fault in bringing.FAULTS}, sys.stdout)


class _Table:
    """Copies of one beginning, a fresh one for each try."""

    def __init__(
        self, operation: Operation, root: Path, tools: Tools, prepare: Callable[[Ground], None]
    ) -> None:
        self._operation, self._root, self._tools = operation, root, tools
        self._count = 0
        prepare(self._ground("begun"))
        rehearsal = self._fresh()
        _do(operation, rehearsal)
        self._old = _dump(self._ground("begun"))
        if not operation.done(rehearsal):
            raise RuntimeError("it is not done where nothing is in its way")

    def tries(self, fault: str) -> list[Said]:
        """All tries at one fault."""
        return [self._try(fault, one) for one in bringing.FAULTS[fault]]

    def _try(self, fault: str, one: bringing.Try) -> Said:
        ground = self._fresh()
        if fault == "no permission":
            bringing.take_away(ground, self._operation)
        meeting = _Meeting(self._operation, ground, fault, one, self._old)
        said = _in_a_process(meeting.run, one.after)
        if fault == "no permission":
            bringing.give_back(ground)
        later = _in_a_process(lambda _begun: _look(self._operation, ground, self._old))
        shutil.rmtree(ground.folder.parent)
        return later | said

    def _ground(self, name: str) -> Ground:
        base = self._root / name
        return Ground(base / "data", outside_of(base / "data"), self._tools)

    def _fresh(self) -> Ground:
        self._count += 1
        ground = self._ground(str(self._count))
        begun = self._ground("begun")
        shutil.copytree(begun.folder.parent, ground.folder.parent)
        ground.folder.parent.chmod(0o711)
        return ground


class _Meeting:
    """The process that meets the fault."""

    def __init__(
        self, operation: Operation, ground: Ground, fault: str, one: bringing.Try, old: str
    ) -> None:
        self._operation, self._ground, self._old = operation, ground, old
        self._fault, self._try = fault, one

    def run(self, begun: Begun) -> Said:
        """Do it under the fault, and where that was refused once more without."""
        if self._fault == "no permission":
            bringing.become_ordinary()
        act = self._act()
        with bringing.held(self._ground) if self._fault == "locked" else nullcontext():
            begun()
            rules = self._try.rules
            said = _ended(lambda: under(rules, act) if rules else act())
        if said["end"] == "refused" and self._fault != "no permission":
            said["state"] = _state(self._operation, self._ground, self._old)
            said["mended"] = _ended(act)["end"] == "done"
        return said

    def _act(self) -> Callable[[], object]:
        """As in a window that is open by then, or from the start."""
        operation, ground = self._operation, self._ground
        if operation.act is None or self._try.early:
            return lambda: _do(operation, ground)
        act, services = operation.act, ground.open()
        return lambda: act(services, ground)


def _do(operation: Operation, ground: Ground) -> None:
    if operation.alone is not None:
        operation.alone(ground)
        return
    services = ground.open()
    try:
        assert operation.act is not None
        operation.act(services, ground)
    finally:
        services.close()


def _ended(act: Callable[[], object]) -> Said:
    try:
        act()
    except MicrobizError as refused:
        return {"end": "refused", "sentence": refused.sentence()}
    return {"end": "done"}


def _look(operation: Operation, ground: Ground, old: str) -> Said:
    """What is there after the fault, and whether the same works now that it is gone."""
    state = _state(operation, ground, old)
    faulty = faults(ground.folder, ground.tools, [])
    if state == "old":
        _do(operation, ground)
    return {"state": state, "faults": faulty, "mended": operation.done(ground)}


def _state(operation: Operation, ground: Ground, old: str) -> str:
    """Old, new, or neither of them whole. What ends half done goes on when it is opened next."""
    before = _dump(ground)
    done = operation.done(ground)
    if operation.outside and before != old:
        return "half"
    return "new" if done else "old" if _dump(ground) == old else "half"


def _dump(ground: Ground) -> str:
    """All that the data file holds."""
    with closing(sqlite3.connect(ground.folder / DATABASE_NAME)) as raw:
        return hashlib.sha256("\n".join(raw.iterdump()).encode()).hexdigest()


def _in_a_process(act: Callable[[Begun], Said], after: float | None = None) -> Said:
    """What a fork says of it; `ended` when it was ended on the way.

    With `after` it is sent SIGTERM so many seconds after it said that it begins.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)  # standard output is no disk, also while files may not be written
        try:
            said = act(lambda: os.write(1, b"\n"))
        except BaseException:
            said = {"end": "wrong", "traceback": traceback.format_exc()}
        os.write(1, json.dumps(said).encode())
        os._exit(0)
    os.close(writing)
    if after is not None:
        os.read(reading, 1)
        select.select([], [], [], after)
        os.kill(child, signal.SIGTERM)
    with os.fdopen(reading, "rb") as pipe:
        heard = pipe.read().strip()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and not heard:
        return {"end": "ended", "signal": signal.Signals(os.WTERMSIG(status)).name}
    return dict(json.loads(heard))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
