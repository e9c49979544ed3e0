"""What would be made of what is typed: at once, and checked once the typing has settled."""

from PySide6.QtCore import QObject, Signal

from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.services.agreements.spoke_values import Spoke, SpokesWanted
from microbiz_desktop.ui.runtime.context import Context

#: Checks wait so many milliseconds for the typing to settle.
_PAUSE = 300

Shown = tuple[Spoke, Asked]


class SpokesLook(QObject):
    """Both are made on another thread; what is asked later is never overwritten by earlier."""

    #: Each agreement with what is asked in it.
    seen = Signal(object)
    #: Each agreement with everything that the checks found.
    checked = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def look(self, wanted: SpokesWanted) -> None:
        """Look at what is wanted now."""
        tasks, services = self._context.tasks, self._context.services

        def read() -> list[Shown]:
            found = services.spokes.deals(wanted)
            return [(one, services.agreements.asked(one.deal)) for one in found]

        tasks.run(
            read, done=self.seen.emit, failed=self._cannot, key=(id(self), "seen"), owner=self
        )
        tasks.cancel((id(self), "checked"))  # it would tell of what was typed before
        tasks.debounce((id(self), "wait"), _PAUSE, lambda: self._check(wanted))

    def _check(self, wanted: SpokesWanted) -> None:
        spokes = self._context.services.spokes
        self._context.tasks.run(
            lambda: spokes.look(wanted),
            done=self.checked.emit,
            failed=self._cannot,
            key=(id(self), "checked"),
            owner=self,
        )

    def _cannot(self, error: Exception) -> None:
        """Say it once: the checks would find the same."""
        self._context.tasks.cancel((id(self), "wait"))
        self._context.messages.refused(error)
