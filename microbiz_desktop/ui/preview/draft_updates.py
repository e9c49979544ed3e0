"""Drafts and lays out behind the screen: the latest text wins, nothing piles up."""

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.drafts import Drafts
from microbiz_desktop.services.agreements.values import DraftView, Pages
from microbiz_desktop.ui.runtime.tasks import TaskRunner


class DraftUpdates(QObject):
    """One trip for each state of a draft: text and findings come up first, then the pages."""

    compiled = Signal(object)
    rendered = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    _found = Signal(object)

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
        self._wait.timeout.connect(self.refresh_now)
        self._found.connect(self._compiled)

    def refresh(self) -> None:
        """The draft has changed; what else changes it in the same moment is taken along.

        Nothing more is waited for: whoever takes typing in has waited for its pause already.
        """
        if not self._stopped:
            self._wait.start(0)

    def refresh_now(self) -> None:
        """Draft and lay out at once, or as soon as what runs has ended."""
        self._wait.stop()
        if self._stopped:
            return
        if self._running:
            self._again = True
            return
        self._running = True
        self.busy_changed.emit(True)
        self._tasks.run(
            self._trip,
            done=self._rendered,
            failed=self._give_up,
            key=f"draft-{self._id}",
            owner=self,
        )

    def stop(self) -> None:
        """The screen goes away: results still to come are not for anybody."""
        self._stopped = True
        self._wait.stop()

    def _trip(self) -> Pages | None:
        """On the other thread. Pages of a text that is no longer the latest are left out."""
        view = self._drafts.compile(self._id)
        if not isValid(self):
            return None
        self._found.emit(view)
        if self._again or self._stopped:
            return None
        return self._drafts.preview(self._id)[1]

    def _compiled(self, view: DraftView) -> None:
        if not self._stopped:
            self.compiled.emit(view)

    def _rendered(self, pages: Pages | None) -> None:
        if self._stopped:
            return
        if pages is not None:
            self.rendered.emit(pages)
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
            self.refresh_now()
