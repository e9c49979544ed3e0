"""Garbage is looked for between the window's own events, never on the thread of a task."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from microbiz_desktop.ui.runtime.tasks import TaskRunner

#: Milliseconds from look to look: often, so that each has little to go through.
_EVERY = 200
#: While a task works, a look waits where there are more new objects than this: at so many it takes
#: about a millisecond, and the task makes them faster than looks can follow.
_SOME = 4_000
#: More new objects than this are what a long job gave, an import say: values without circles. To
#: go through them would be felt, so that they are left out of later looks as well.
_MANY = 60_000
#: A look at everything waits until the user is elsewhere, or for so many of the middle ones.
_RARELY = 50


class WindowGarbage(QObject):
    """Turns Python's own rounds off for good and does them here, as many as are due.

    Python looks for garbage on whichever thread makes the next object. Whatever of Qt is found ends
    where it is found: on the thread of a task, beside the window's events, that ends the process.
    """

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_EVERY)

    def look(self) -> None:
        """One round when one is due, of as many generations as are due."""
        young, middle, old = gc.get_count()
        due, middle_due, old_due = gc.get_threshold()
        if young <= due or (young > _SOME and self._tasks.is_busy()):
            return
        if young > _MANY:
            gc.freeze()
            return
        away = QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        if old > (old_due if away else _RARELY):
            gc.collect(2)
        else:
            gc.collect(1 if middle > middle_due else 0)
