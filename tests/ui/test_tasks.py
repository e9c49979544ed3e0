"""Work elsewhere: results come home, stale ones do not, faults are told, nothing blocks."""

import gc
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.runtime.notifier import Notifier
from microbiz_desktop.ui.runtime.tasks import TaskRunner


class Desk:
    """A runner and what came back to it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.faults: list[Exception] = []
        self.results: list[object] = []
        self.runner = TaskRunner(self.faults.append)
        self._qtbot = qtbot

    def settle(self) -> None:
        """Until nothing runs any more."""
        self._qtbot.waitUntil(lambda: not self.runner.is_busy())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """A fresh runner."""
    return Desk(qtbot)


def test_result_comes_home_to_this_thread(desk: Desk) -> None:
    """Work is done elsewhere, the callback here."""
    here = threading.get_ident()
    elsewhere: list[int] = []

    def done(ident: int) -> None:
        elsewhere.append(ident)
        desk.results.append(threading.get_ident())

    desk.runner.run(threading.get_ident, done=done)
    desk.settle()
    assert desk.results == [here]
    assert elsewhere[0] != here


def test_newer_task_of_a_key_makes_the_older_stale(desk: Desk) -> None:
    """The slow first answer must not overwrite the quick second one."""
    gate = threading.Event()

    def slow() -> str:
        gate.wait(5)
        return "old"

    desk.runner.run(slow, done=desk.results.append, key="preview")
    desk.runner.run(lambda: "new", done=desk.results.append, key="preview")
    desk.runner.run(lambda: "other", done=desk.results.append, key="other")
    gate.set()
    desk.settle()
    assert sorted(map(str, desk.results)) == ["new", "other"]


def test_cancelled_task_ends_unheard(desk: Desk) -> None:
    """What runs ends by itself; nobody is told."""
    gate = threading.Event()
    desk.runner.run(lambda: gate.wait(5), done=desk.results.append, key="k")
    desk.runner.cancel("k")
    gate.set()
    desk.settle()
    assert desk.results == []


def test_faults_go_to_who_asked_else_to_the_house(desk: Desk) -> None:
    """No error is lost on the other thread."""
    own: list[Exception] = []

    def burst() -> None:
        raise ValueError("burst")

    desk.runner.run(burst, done=desk.results.append, failed=own.append)
    desk.runner.run(burst, done=desk.results.append)
    desk.settle()
    assert [str(fault) for fault in (*own, *desk.faults)] == ["burst", "burst"]
    assert desk.results == []


def test_nothing_comes_back_to_a_deleted_owner(desk: Desk) -> None:
    """A page that was closed meanwhile is not written to."""
    import shiboken6

    gate = threading.Event()
    owner = QObject()
    desk.runner.run(lambda: gate.wait(5), done=desk.results.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    desk.settle()
    assert desk.results == []


def test_busy_is_told_once_each_way(desk: Desk) -> None:
    """Two tasks at once are one time of being busy."""
    told: list[bool] = []
    desk.runner.busy_changed.connect(told.append)
    gate = threading.Event()
    for _ in range(2):
        desk.runner.run(lambda: gate.wait(5), done=desk.results.append)
    gate.set()
    desk.settle()
    assert told == [True, False]


def test_debounce_calls_once_with_the_last(desk: Desk, qtbot: QtBot) -> None:
    """Ten keys make one search."""
    for number in range(10):
        desk.runner.debounce("search", 20, partial(desk.results.append, number))
    desk.runner.debounce("gone", 20, lambda: desk.results.append("gone"))
    desk.runner.cancel("gone")
    qtbot.waitUntil(lambda: bool(desk.results))
    assert desk.results == [9]


def test_stop_waits_for_what_runs(desk: Desk) -> None:
    """On closing, running calls end and nothing new begins."""
    begun = threading.Event()
    desk.runner.run(begun.set, done=desk.results.append)
    begun.wait(5)
    assert desk.runner.stop()


def test_announcements_of_one_turn_are_one_signal(qtbot: QtBot) -> None:
    """Three commits, one reload; on the thread that paints."""
    notifier = Notifier()
    told: list[object] = []
    where: list[QThread] = []
    notifier.changed.connect(told.append)
    notifier.changed.connect(lambda _kinds: where.append(QThread.currentThread()))
    other = threading.Thread(target=lambda: notifier.announce({"agreement"}))
    other.start()
    other.join()
    notifier.announce({"project"})
    notifier.announce(set())
    qtbot.waitUntil(lambda: bool(told))
    assert told == [frozenset({"agreement", "project"})]
    assert where == [notifier.thread()]


def test_nothing_announced_says_nothing(qtbot: QtBot) -> None:
    """A rollback announces no kinds; the next announcement still arrives."""
    notifier = Notifier()
    notifier.announce(())
    with qtbot.waitSignal(notifier.changed, check_params_cb=lambda k: k == frozenset({"x"})):
        notifier.announce({"x"})


def test_what_the_work_holds_ends_on_this_thread(desk: Desk) -> None:
    """A widget whose last holder were the task would end in the middle of the window's events."""
    ended: list[int] = []

    class Held:
        def work(self) -> None:
            weakref.finalize(self, lambda: ended.append(threading.get_ident()))

    for _ in range(50):
        desk.runner.run(Held().work, done=desk.results.append)
    desk.settle()
    assert set(ended) == {threading.get_ident()}
    assert len(ended) == 50


def test_a_key_is_let_go_of_once_its_result_is_there(desk: Desk) -> None:
    """A key may be a field of a form, which would otherwise live as long as the window."""

    class Key:
        """Stands for such a field."""

    key = Key()
    kept = weakref.ref(key)
    desk.runner.run(lambda: 1, done=desk.results.append, key=key)
    desk.settle()
    del key
    gc.collect()
    assert (desk.results, kept()) == ([1], None)
