"""The worker dies, hangs, floods and runs away, and the program goes on with the next one."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.errors import BadInput, WorkerStopped
from microbiz_desktop.paths import resource
from microbiz_desktop.worker.child import PATIENCE, WorkerFault
from microbiz_desktop.worker.limits import CPU_SECONDS
from microbiz_desktop.worker.process import ProcessWorker
from tests import builders_text as build

ROOT = resource("templates", "agreements")
NAUGHTY = (sys.executable, "-m", "tests.worker.naughty")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")


@pytest.fixture
def worker() -> Iterator[ProcessWorker]:
    """A worker that is ended after the test."""
    made = ProcessWorker(ROOT)
    yield made
    made.close()


@pytest.fixture
def naughty(monkeypatch: pytest.MonkeyPatch) -> Iterator[ProcessWorker]:
    """A worker with misbehaving jobs."""
    project = str(Path(__file__).parents[2])
    paths = [project, os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    made = ProcessWorker(ROOT, timeout=40, command=NAUGHTY)
    yield made
    made.close()


def _gone(pid: int, seconds: float) -> bool:
    """Whether the process ends within the time; waits without polling."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def test_pages_come_back_the_same_as_in_this_process(worker: ProcessWorker) -> None:
    from microbiz_desktop.rendering.pdf import Renderer

    text = build.agreement(3)
    edition = build.executed(text)
    there = worker.render(text, edition, build.logos(3))
    assert there == Renderer().render(text, edition, build.logos(3))


def test_a_deal_comes_back_in_the_wording_it_was_begun_with(worker: ProcessWorker) -> None:
    deal = Deal("joint-venture", "1.0.0", title="Harbour Lane")
    assert worker.as_begun(deal).template == "joint-venture 1.0.0"
    with pytest.raises(BadInput, match=r"0\.1\.0 .* not kept"):
        worker.as_begun(Deal("joint-venture", "0.1.0"))


def test_errors_of_a_job_arrive_as_themselves(worker: ProcessWorker) -> None:
    with pytest.raises(BadInput, match="missing") as caught:
        worker.render(build.agreement(3), build.offered(), {})
    assert caught.value.hint == "Choose the logo again."
    assert worker.pid(), "and the process lives on"


@pytest.mark.parametrize("job", ["loop", "hang"])
def test_a_job_that_never_ends_is_ended(
    naughty: ProcessWorker, job: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its own part of the time that a job may take; to start may take the whole of it."""
    monkeypatch.setitem(cast("dict[str, float]", PATIENCE), job, 0.03)
    first = naughty.pid()
    with pytest.raises(WorkerStopped, match="too long") as caught:
        naughty.ask(job, {})
    assert "Nothing you typed is lost" in caught.value.hint
    assert _gone(first, 5)
    assert naughty.pid() != first


@pytest.mark.parametrize("job", ["memory", "nest", "flood", "die"])
def test_a_job_that_wants_too_much_ends_and_the_next_one_runs(
    naughty: ProcessWorker, job: str
) -> None:
    with pytest.raises(WorkerStopped) as caught:
        naughty.ask(job, {})
    assert caught.value.message.endswith(".")
    assert naughty.ask("noise", {}) == "fine"


def test_what_a_library_prints_never_mixes_with_answers(naughty: ProcessWorker) -> None:
    assert [naughty.ask("noise", {}) for _ in range(3)] == ["fine"] * 3


def test_a_fault_of_ours_is_told_apart(naughty: ProcessWorker) -> None:
    with pytest.raises(WorkerFault, match="KeyError"):
        naughty.ask("fault", {})


def test_each_job_has_its_own_processor_time(naughty: ProcessWorker) -> None:
    """What earlier jobs used is not taken from the next one."""
    assert [naughty.ask("burn", {}) for _ in range(2)] == [CPU_SECONDS, CPU_SECONDS]


def test_killed_in_the_middle_of_a_job(naughty: ProcessWorker, tmp_path: Path) -> None:
    pipe = tmp_path / "pid"
    os.mkfifo(pipe)
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            naughty.ask("hang", {"say": str(pipe)})
        except WorkerStopped as stopped:
            raised.append(stopped)

    asking = threading.Thread(target=ask)
    asking.start()
    os.kill(int(pipe.read_text()), signal.SIGKILL)
    asking.join(10)
    assert "started anew" in str(raised[0])
    assert naughty.pid()


def test_cancel_and_close_end_the_job_that_runs(naughty: ProcessWorker, tmp_path: Path) -> None:
    for end in (naughty.cancel, naughty.close):
        pipe = tmp_path / end.__name__
        os.mkfifo(pipe)
        raised: list[BaseException] = []

        def ask(pipe: Path = pipe, raised: list[BaseException] = raised) -> None:
            try:
                naughty.ask("hang", {"say": str(pipe)})
            except WorkerStopped as stopped:
                raised.append(stopped)

        asking = threading.Thread(target=ask)
        asking.start()
        pid = int(pipe.read_text())
        end()
        asking.join(10)
        assert raised and _gone(pid, 5)
    with pytest.raises(WorkerStopped, match="closing"):
        naughty.ask("ping", {})


_OWNER = """
import sys, threading
from pathlib import Path
from microbiz_desktop.worker.limits import CPU_SECONDS
from microbiz_desktop.worker.process import ProcessWorker
worker = ProcessWorker(Path(sys.argv[1]), command=tuple(sys.argv[3:]))
worker.ask("hang", {"say": sys.argv[2]})
"""


def test_the_worker_ends_with_its_owner(naughty: ProcessWorker, tmp_path: Path) -> None:
    pipe = tmp_path / "pid"
    os.mkfifo(pipe)
    owner = subprocess.Popen([sys.executable, "-c", _OWNER, str(ROOT), str(pipe), *NAUGHTY])
    pid = int(pipe.read_text())
    owner.kill()
    owner.wait()
    assert _gone(pid, 10)


def test_many_threads_may_ask_at_once(worker: ProcessWorker) -> None:
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(worker.pid())) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(seen) == 12 and len(set(seen)) == 1


def test_a_thread_that_started_it_may_end(worker: ProcessWorker) -> None:
    seen: list[int] = []
    starter = threading.Thread(target=lambda: seen.append(worker.pid()))
    starter.start()
    starter.join()
    assert worker.pid() == seen[0]
