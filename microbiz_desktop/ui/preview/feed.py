"""Compiles and renders the draft behind the screen: the latest text wins, nothing piles up."""

from PySide6.QtCore import QObject, QTimer, Signal

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.drafts import Drafts
from microbiz_desktop.services.shared.values import DraftView, Pages
from microbiz_desktop.ui.runtime.tasks import TaskRunner


class DraftFeed(QObject):
    """Text and findings come first, pages when they are rendered."""

    compiled = Signal(object)
    rendered = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, drafts: Drafts, tasks: TaskRunner, agreement_id: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._drafts, self._tasks, self._id = drafts, tasks, agreement_id
        self._running = False
        self._again = False
        self._stopped = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._start)

    def refresh(self) -> None:
        """The draft has changed: compile and render once it has been still for 150 ms."""
        if not self._stopped:
            self._wait.start()

    def refresh_now(self) -> None:
        """Compile and render without waiting, as when the screen opens."""
        self._wait.stop()
        self._start()

    def stop(self) -> None:
        """The screen goes away: results still to come are not for anybody."""
        self._stopped = True
        self._wait.stop()

    def _start(self) -> None:
        if self._stopped:
            return
        if self._running:
            self._again = True
            return
        self._running = True
        self.busy_changed.emit(True)
        number, drafts = self._id, self._drafts
        self._tasks.run(
            lambda: drafts.compile(number),
            done=self._compiled,
            failed=self._give_up,
            key=f"compile-{number}",
            owner=self,
        )

    def _compiled(self, view: DraftView) -> None:
        if self._stopped:
            return
        self.compiled.emit(view)
        number, drafts = self._id, self._drafts
        self._tasks.run(
            lambda: drafts.preview(number),
            done=self._rendered,
            failed=self._give_up,
            key=f"preview-{number}",
            owner=self,
        )

    def _rendered(self, result: tuple[DraftView, Pages]) -> None:
        if self._stopped:
            return
        self.rendered.emit(result[1])
        self._end()

    def _give_up(self, error: Exception) -> None:
        if self._stopped:
            return
        self._end()
        if isinstance(error, MicrobizError):
            self.failed.emit(error)
        else:
            raise error

    def _end(self) -> None:
        self._running = False
        self.busy_changed.emit(False)
        if self._again:
            self._again = False
            self._start()
