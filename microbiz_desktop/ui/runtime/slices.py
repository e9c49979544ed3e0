"""Building in small steps, a few each time the event loop comes round: the window never waits."""

from collections import deque
from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

#: What is built in one round of the loop may take so long; a frame has 0.016 seconds.
_BUDGET = 0.006

Step = Callable[[], object]


class Slices(QObject):
    """Steps in order; those that a step adds come right behind it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._added: list[Step] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def add(self, steps: Sequence[Step]) -> None:
        """Do these when their time comes."""
        if self._added is not None:
            self._added.extend(steps)
        else:
            self._steps.extend(steps)
            self._timer.start(0)

    def is_done(self) -> bool:
        """Whether nothing waits."""
        return not self._steps and self._added is None

    def finish(self) -> None:
        """Do everything that waits at once: somebody needs it now."""
        while self._steps and self._added is None:
            self._step()

    def clear(self) -> None:
        """Nothing that waits is wanted any more."""
        self._steps.clear()
        self._timer.stop()

    def _turn(self) -> None:
        end = perf_counter() + _BUDGET
        while self._steps:
            self._step()
            if perf_counter() >= end:
                return
        self._timer.stop()

    def _step(self) -> None:
        step, self._added = self._steps.popleft(), []
        try:
            step()
        finally:
            added, self._added = self._added, None
            self._steps.extendleft(reversed(added))
