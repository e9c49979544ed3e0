"""Keeps what is typed until it is made, and makes all on another thread, as many take their time.

The form of spokes has one. What was typed is no longer kept once it is made.
"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.agreements.spoke_values import SpokesWanted
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.records.autosave import Autosave
from microbiz_desktop.ui.runtime.context import Context


class Making(QObject):
    """One at a time; whoever asks sees to that."""

    #: The agreements.
    made = Signal(object)
    #: It is over, one way or the other.
    ended = Signal()

    def __init__(self, context: Context, form: QWidget, wanted: Callable[[], SpokesWanted]) -> None:
        """`wanted` gives what is typed in the form just now."""
        super().__init__(form)
        self._context, self._wanted, self._busy = context, wanted, False
        self.autosave = Autosave(form, self._keep)

    def make(self, read: Collection[str]) -> None:
        """Begin; `read` is what was shown of what one tells of another, and is meant."""
        spokes, wanted = self._context.services.spokes, self._wanted()
        self._busy = True
        self._context.tasks.run(
            lambda: spokes.make(wanted, read=read),
            done=self._made,
            failed=self._refused,
            owner=self,
        )

    def _keep(self) -> None:
        """What is typed while it is made belongs to nothing any more."""
        if not self._busy:
            self._context.services.spokes.keep(self._wanted())

    def _made(self, made: tuple[AgreementData, ...]) -> None:
        self._busy = False
        self.autosave.forget()
        self.ended.emit()
        self.made.emit(made)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self.autosave.touch()
        self.ended.emit()
        self._context.messages.refused(error)
