"""From process start to the first paint, and the memory then, against an empty window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from microbiz_desktop.cli.demo import sample_agreement
from microbiz_desktop.services.wiring import build_services

from .associates import generate
from .contacts import fill as fill_contacts
from .contacts import opened
from .harness import Comparison, Contender, Target

_EMPTY = "from PySide6.QtWidgets import QApplication, QWidget\n"
_EMPTY_MAIN = (
    "application = QApplication([])\nwindow = QWidget()\nwindow.show()\nQApplication.exec()"
)
_OURS = "import sys\nfrom microbiz_desktop.cli.main import main\n"
_OURS_MAIN = "main(['--data-dir', sys.argv[1]])"
# Ends the program at the first paint of any window, and says when that was and what it held.
_WATCH = """
import os, time
from PySide6 import QtCore, QtWidgets
_exec = QtWidgets.QApplication.exec
class Watch(QtCore.QObject):
    def eventFilter(self, watched, event):
        if event.type() == QtCore.QEvent.Type.Paint:
            now = time.monotonic()
            pages = int(open("/proc/self/statm").read().split()[1])
            print(now, pages * os.sysconf("SC_PAGE_SIZE"), flush=True)
            os._exit(0)
        return False
def watched_exec(*args):
    watch = Watch()
    QtWidgets.QApplication.instance().installEventFilter(watch)
    return _exec()
QtWidgets.QApplication.exec = watched_exec
"""

# The same at the first paint of the screen that can be worked with.
_WATCH_LIVE = _WATCH.replace("Type.Paint:", "Type.Paint and watched.inherits('MainWindow'):")

#: Associates in the data folder, beside a few agreements.
MANY = 100_000


def comparisons() -> Iterator[Comparison]:
    """The time, then the memory; then when the window can be worked with, and the memory then."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        fill(data, MANY)
        empty, ours = _EMPTY + _WATCH + _EMPTY_MAIN, _OURS + _WATCH + _OURS_MAIN
        live = _OURS + _WATCH_LIVE + _OURS_MAIN
        for code in (empty, live):
            _paint(code, data, 0)()
        yield Comparison(
            f"process start to first paint, {MANY:,} associates",
            [
                Contender("empty window", _paint(empty, data, 0)),
                Contender("Microbiz", _paint(ours, data, 0)),
                Contender("Microbiz, Home live", _paint(live, data, 0)),
            ],
            rounds=15,
            target=Target("Microbiz", 1.4),
        )
        yield Comparison(
            "memory at the first paint",
            [
                Contender("empty window", _paint(empty, data, 1)),
                Contender("Microbiz", _paint(ours, data, 1)),
                Contender("Microbiz, Home live", _paint(live, data, 1)),
            ],
            rounds=5,
            unit="MiB",
            scale=1 / 2**20,
            target=Target("Microbiz", 1.3),
        )


def fill(data: Path, associates: int) -> None:
    """A data folder with the sample network, two drafts, and so many invented associates."""
    services = build_services(data)
    try:
        services.sample.load()
        for name in ("joint-venture", "two-parties"):
            sample_agreement(services, name)
    finally:
        services.close()
    with opened(data) as database:
        fill_contacts(database, generate(associates))


def _paint(code: str, data: Path, figure: int) -> Callable[[], float]:
    """Seconds to the first paint (figure 0) or bytes held then (figure 1)."""

    def run() -> float:
        # Compiled once, as an installation does; not from the source at every start.
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(data.parent / "compiled"),
        }
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", code, str(data)],
            env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        if not done.stdout.strip():
            raise RuntimeError(f"no window was painted:\n{done.stderr[-2000:]}")
        when, held = done.stdout.split()[-2:]
        return float(when) - started if figure == 0 else float(held)

    return run
