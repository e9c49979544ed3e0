"""One window for a data folder, tried with real processes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.errors import CannotSave
from microbiz_desktop.ui.shell.instance import OneInstance

# The program as it is; it says when it can be worked with and when it is brought to the front.
_PROGRAM = """
import sys
from microbiz_desktop import app
from microbiz_desktop.cli.main import main
from microbiz_desktop.ui.shell.opening import OpeningWindow
take, front = OpeningWindow.take, OpeningWindow.come_to_front
OpeningWindow.take = lambda self, frame: (take(self, frame), print("live", flush=True))
OpeningWindow.come_to_front = lambda self: (front(self), print("front", flush=True))
sys.exit(main(["--data-dir", sys.argv[1]]))
"""


@contextmanager
def _program(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _PROGRAM, str(data_dir)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process
    finally:
        process.kill()
        process.communicate()


def _says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_raises_the_first_window_and_a_killed_one_is_no_hindrance(
    data_dir: Path,
) -> None:
    with _program(data_dir) as first:
        assert _says(first) == "live"
        with _program(data_dir) as second:
            assert second.wait(60) == 0
            assert _says(second) == ""
        assert _says(first) == "front"
        assert first.poll() is None
    with _program(data_dir) as third:
        assert _says(third) == "live"


def test_the_lock_is_free_again_after_release(
    data_dir: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    first, second = OneInstance(data_dir), OneInstance(data_dir)
    assert first.first()
    first.listen()
    assert not second.first()
    with qtbot.waitSignal(first.asked):
        assert second.raise_the_first()
    first.release()
    assert second.first()
    second.release()


def test_two_folders_have_two_windows(data_dir: Path, tmp_path: Path, qapp: QApplication) -> None:
    here, there = OneInstance(data_dir), OneInstance(tmp_path / "other")
    assert here.first()
    assert there.first()
    here.release()
    there.release()


def test_a_folder_that_cannot_be_is_said(tmp_path: Path, qapp: QApplication) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotSave):
        OneInstance(tmp_path / "file" / "data")
