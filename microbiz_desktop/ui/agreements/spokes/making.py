"""Makes all of them on another thread, as many take their time, or says why not."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from microbiz_desktop.services.agreements.spoke_values import SpokesWanted
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.runtime.context import Context


class Making(QObject):
    """One at a time; whoever asks sees to that."""

    #: The agreements.
    made = Signal(object)
    #: It is over, one way or the other.
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def make(self, wanted: SpokesWanted, read: Collection[str]) -> None:
        """Begin; `read` is what was shown of what one tells of another, and is meant."""
        spokes = self._context.services.spokes
        self._context.tasks.run(
            lambda: spokes.make(wanted, read=read),
            done=self._made,
            failed=self._refused,
            owner=self,
        )

    def _made(self, made: tuple[AgreementData, ...]) -> None:
        self.ended.emit()
        self.made.emit(made)

    def _refused(self, error: Exception) -> None:
        self.ended.emit()
        self._context.messages.refused(error)
