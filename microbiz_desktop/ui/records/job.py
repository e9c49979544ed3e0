"""Long work with a bar and a way to stop it, which show once it has taken a second.

Pages that read, write or compare many things have one. What comes of Stop is told as it is, since
work may be done before it hears of it.
"""

import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.shared.progress import Cancelled, Progress
from microbiz_desktop.ui.records.stoppable import PATIENCE
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import ElidedLabel
from microbiz_desktop.ui.widgets.layouts import column, row, wide
from microbiz_desktop.ui.widgets.progress import ThinBar

T = TypeVar("T")
_PROGRESS_EVERY = 0.05


class _Relay(QObject):
    """Progress from the other thread, not more often than it can be seen."""

    moved = Signal(int, int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = 0.0

    def progress(self, done: int, total: int, words: str) -> None:
        """On the working thread: the signal is queued to ours."""
        now = time.monotonic()
        if now - self._last >= _PROGRESS_EVERY or done == total:
            self._last = now
            self.moved.emit(done, total, words)


class JobBar(Panel):
    """Runs one long thing at a time for a page and shows how far it is."""

    busy_changed = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__("accent_bg", "", 8)
        self._context = context
        self._stopped = Event()
        self._running = False
        self._end_work: Callable[[], object] = lambda: None
        self.words = ElidedLabel("", "form_strong")
        self.bar = ThinBar("Progress")
        self.stop = SecondaryButton("Stop", small=True, act=self.cancel)
        row(
            wide(column(self.words, self.bar, gap=6)),
            self.stop,
            gap=14,
            pad=(14, 8, 14, 8),
            of=self,
        )
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._running

    def run(
        self,
        words: str,
        work: Callable[[Progress, Cancelled], T],
        done: Callable[[T], None],
        stopped: Callable[[], None] = lambda: None,
        *,
        end: Callable[[], object] = lambda: None,
        changes: bool = False,
    ) -> bool:
        """Do it elsewhere; whether it was begun: while something runs nothing else is.

        `end` is what Stop does besides saying so to the work. Work that `changes` something and
        was done before it heard of Stop is told as done.
        """
        if self._running:
            return False
        self._stopped = ended = Event()
        self._end_work = end
        self._context.messages.again()
        relay = _Relay(self)
        relay.moved.connect(self._moved)
        self._begin(words)

        def finished(result: T) -> None:
            self._end(relay)
            if ended.is_set() and not changes:
                self._context.messages.notice("Stopped. Nothing was changed.")
                stopped()
            else:
                done(result)

        def failed(error: Exception) -> None:
            self._end(relay)
            if ended.is_set() and isinstance(error, MicrobizError):
                self._context.messages.notice("Stopped. Nothing was changed.")
                stopped()
            elif isinstance(error, MicrobizError):
                self._context.messages.problem(error.message, error.hint)
                stopped()
            else:
                raise error

        self._context.tasks.run(
            lambda: work(relay.progress, ended.is_set), done=finished, failed=failed, owner=self
        )
        return True

    def cancel(self) -> None:
        """Ask it to stop; what came of that is told once it has."""
        if self._running:
            self._stopped.set()
            self._end_work()
            self.stop.set_text("Stopping…")
            self._show_words("Stopping")

    def _begin(self, words: str) -> None:
        self._running = True
        self._show_words(words)
        self.bar.set_share(0, 1)
        self.stop.set_text("Stop")
        self._patience.start()
        self.busy_changed.emit(True)

    def _end(self, relay: _Relay) -> None:
        self._running = False
        self._patience.stop()
        relay.deleteLater()
        self.hide()
        self.busy_changed.emit(False)

    def _moved(self, done: int, total: int, words: str) -> None:
        if self._running and not self._stopped.is_set():
            many = f" · {done:,} of {total:,}" if total > 1 else ""
            self._show_words(f"{words}{many}")
            self.bar.set_share(done, max(total, 1))

    def _show_words(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
