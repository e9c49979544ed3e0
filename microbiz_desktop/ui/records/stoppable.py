"""Work without a bar of its own on the page: after a second the bar over the page offers Stop."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message

T = TypeVar("T")
#: Milliseconds: what is done within a second needs neither bar nor Stop.
PATIENCE = 1000


class _Patience:
    """Offers Stop once the work has taken its time, and takes the offer back at the end."""

    def __init__(
        self, context: Context, owner: QObject, words: str, end: Callable[[], object]
    ) -> None:
        self._messages, self._words, self._end = context.messages, words, end
        self.stopped = Event()
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._offer)
        self._timer.start(PATIENCE)

    def over(self, *, made: bool = False) -> bool:
        """The work has ended; whether by Stop and without what was `made`, which is said then."""
        if not self._timer.isActive():
            self._messages.clear()
        self._timer.stop()
        self._timer.deleteLater()
        stopped = self.stopped.is_set() and not made
        if stopped:
            self._messages.notice("Stopped. Nothing was made.")
        return stopped

    def _offer(self) -> None:
        self._messages.message_posted.emit(Message(self._words, "accent", "Stop", self._stop))

    def _stop(self) -> None:
        self.stopped.set()
        self._end()


def run_stoppable(
    context: Context,
    owner: QObject,
    words: str,
    work: Callable[[], T],
    done: Callable[[T], object],
    end: Callable[[], object],
    *,
    undone: Callable[[], object] | None = None,
) -> None:
    """`end` is how it is stopped; what changes nothing elsewhere comes to nothing then.

    With `undone`, which is called when nothing came of it, the work is kept where it is made: what
    was done before it heard of Stop is told as it is. An error that the user can understand is
    said; any other is a fault of ours.
    """
    context.messages.again()
    patience = _Patience(context, owner, words, end)

    def finished(result: T) -> None:
        if not patience.over(made=undone is not None):
            done(result)

    def failed(error: Exception) -> None:
        stopped = patience.over()
        if undone is not None:
            undone()
        if not isinstance(error, MicrobizError):
            raise error
        if not stopped:
            context.messages.problem(error.message, error.hint)

    context.tasks.run(work, done=finished, failed=failed, owner=owner)
