"""Circles with something of Qt in them end on the window's thread, whoever makes objects."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.runtime import garbage
from microbiz_desktop.ui.runtime.garbage import WindowGarbage
from microbiz_desktop.ui.runtime.tasks import TaskRunner


class Knot(QObject):
    """Holds itself, so that only a look for garbage ends it; notes the thread it ends on."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.self = self
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


def objects(count: int = 50_000) -> list[list[int]]:
    """Enough of them for many of Python's own rounds."""
    return [[] for _ in range(count)]


@pytest.fixture
def tasks(qtbot: QtBot) -> TaskRunner:
    """A runner without faults; what earlier tests made is no longer new."""
    gc.collect()

    def fault(error: Exception) -> None:
        raise error

    return TaskRunner(fault)


def test_a_task_never_ends_what_belongs_to_the_window(qtbot: QtBot, tasks: TaskRunner) -> None:
    gc.enable()
    looker, ended = WindowGarbage(tasks), list[int]()
    Knot(ended)
    for _ in range(5):
        tasks.run(objects, done=lambda _: None)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert ended == []
    held = objects()
    qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    assert ended == [threading.get_ident()]
    assert held
    looker.deleteLater()


def test_while_a_task_runs_many_new_objects_wait(qtbot: QtBot, tasks: TaskRunner) -> None:
    looker, ended, gate = WindowGarbage(tasks), list[int](), threading.Event()
    Knot(ended)
    tasks.run(lambda: gate.wait(30), done=lambda _: None)
    held = objects()
    looker.look()
    assert ended == []
    gate.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    looker.look()
    assert len(ended) == 1
    assert held
    looker.deleteLater()


def test_what_a_long_job_gave_is_left_out_of_later_looks(
    tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_MANY", 5_000)
    looker = WindowGarbage(tasks)
    held = objects(10_000)
    before = gc.get_freeze_count()
    looker.look()
    assert gc.get_freeze_count() >= before + len(held)
    gc.unfreeze()
    looker.deleteLater()
