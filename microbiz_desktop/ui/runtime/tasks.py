"""Work off the window's thread: frozen values in, frozen values out, stale results dropped.

Every screen runs what may take long through the one runner. Tasks are named by a key, so that an
answer to what was asked earlier can never overwrite the answer to what is asked now.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

T = TypeVar("T")


@dataclass(slots=True)
class _Job:
    """What to do on this thread once the other one is done."""

    #: Kept so that what it holds ends on this thread.
    work: Callable[[], object]
    #: Takes what `work` gives: `run()` asks for a pair that fits.
    done: Callable[..., None]
    failed: Callable[[Exception], None]
    key: object
    owner: QObject | None
    cancelled: bool = field(default=False)


class _Run(QRunnable):
    """One call on a thread of the pool."""

    def __init__(
        self, work: Callable[[], object], report: Callable[[object, Exception | None], None]
    ) -> None:
        super().__init__()
        self._work: Callable[[], object] | None = work
        self._report = report

    def run(self) -> None:
        """Every outcome is reported: a lost one would leave a screen waiting for ever.

        What the work holds, a widget perhaps, is let go of before that: it must not end here.
        """
        work, self._work = self._work, None
        assert work is not None
        try:
            result = work()
        except Exception as fault:
            del work
            self._report(None, fault)
        else:
            del work
            self._report(result, None)


class TaskRunner(QObject):
    """Runs functions on a pool; callbacks come back on the thread this object lives on."""

    busy_changed = Signal(bool)
    _arrived = Signal(int, object, object)

    def __init__(
        self,
        on_fault: Callable[[Exception], None],
        parent: QObject | None = None,
        *,
        threads: int = 2,
    ) -> None:
        """`on_fault` gets the errors of tasks that name no `failed` of their own."""
        super().__init__(parent)
        self._on_fault = on_fault
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._tickets = count(1)
        self._jobs: dict[int, _Job] = {}
        self._latest: dict[object, int] = {}
        self._timers: dict[object, QTimer] = {}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: object = None,
        owner: QObject | None = None,
    ) -> int:
        """Call `work` elsewhere; a newer task of the same `key` makes this one's result stale.

        Nothing comes back once `owner` has been deleted. Gives the ticket of the task.
        """
        ticket = next(self._tickets)
        if key is not None:
            self._latest[key] = ticket
        was_busy = self.is_busy()
        self._jobs[ticket] = _Job(work, done, failed or self._on_fault, key, owner)
        if not was_busy:
            self.busy_changed.emit(True)
        self._pool.start(_Run(work, lambda result, fault: self._send(ticket, result, fault)))
        return ticket

    def debounce(self, key: object, milliseconds: int, call: Callable[[], None]) -> None:
        """Call once things have been quiet for so long; a newer call replaces the waiting one."""
        if (waiting := self._timers.pop(key, None)) is not None:
            waiting.stop()
            waiting.deleteLater()
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._ring(key, call))
        self._timers[key] = timer
        timer.start(milliseconds)

    def cancel(self, key: object) -> None:
        """Drop what waits or runs under this key; what runs ends unheard."""
        if (waiting := self._timers.pop(key, None)) is not None:
            waiting.stop()
            waiting.deleteLater()
        self._latest.pop(key, None)
        for job in self._jobs.values():
            job.cancelled = job.cancelled or job.key == key

    def is_busy(self) -> bool:
        """Whether a task runs or its result is on the way."""
        return bool(self._jobs)

    def stop(self, milliseconds: int = 5000) -> bool:
        """Drop everything and wait for running calls to end; False when one did not."""
        for timer in self._timers.values():
            timer.stop()
        self._timers.clear()
        for job in self._jobs.values():
            job.cancelled = True
        self._pool.clear()
        return self._pool.waitForDone(milliseconds)

    def _send(self, ticket: int, result: object, fault: object) -> None:
        """On the other thread: the signal is queued to ours. At exit nobody listens any more."""
        if isValid(self):
            self._arrived.emit(ticket, result, fault)

    def _ring(self, key: object, call: Callable[[], None]) -> None:
        if (timer := self._timers.pop(key, None)) is not None:
            timer.deleteLater()
        call()

    def _deliver(self, ticket: int, result: object, fault: Exception | None) -> None:
        job = self._jobs.pop(ticket)
        stale = job.key is not None and self._latest.get(job.key) != ticket
        gone = job.owner is not None and not isValid(job.owner)
        if not self.is_busy():
            self.busy_changed.emit(False)
        if not stale:
            self._latest.pop(job.key, None)  # a key may be a widget, which must not live on here
        if job.cancelled or stale or gone:
            return
        if fault is not None:
            job.failed(fault)
        else:
            job.done(result)
