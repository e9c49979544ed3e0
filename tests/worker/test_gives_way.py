"""The worker leaves the processor to the window when both want it."""

import os
import sys

import pytest

from microbiz_desktop.paths import resource
from microbiz_desktop.worker.limits import GIVES_WAY
from microbiz_desktop.worker.process import ProcessWorker


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such number")
def test_the_worker_runs_behind_the_window() -> None:
    worker = ProcessWorker(resource("templates", "agreements"))
    try:
        child = worker.pid()
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, child) == min(19, mine + GIVES_WAY)
    finally:
        worker.close()
