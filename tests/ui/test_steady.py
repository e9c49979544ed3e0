"""The program outlives any number of calls into Qt, on every supported Python."""

import subprocess
import sys

_MANY_CALLS = """
import microbiz_desktop.ui
from PySide6.QtCore import QObject, QTimer
timer = QTimer()
thing = QObject()
for _ in range(100_000):
    timer.setInterval(5)
    thing.property("missing")
    thing.blockSignals(False)
    thing.isWidgetType()
print("alive")
"""


def test_a_hundred_thousand_calls_into_qt_end_well() -> None:
    """An uncounted `None` ended Python 3.11 after seven thousand."""
    ran = subprocess.run(
        [sys.executable, "-c", _MANY_CALLS], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "alive"), ran.stderr
