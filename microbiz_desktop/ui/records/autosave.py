"""Filling a form never saves it; what the user types is saved by itself, soon and for certain."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.runtime.meanwhile import is_in, meanwhile

_FILLING = "filling_depth"


def filling(form: QWidget) -> AbstractContextManager[None]:
    """While values are put into a form, its autosave hears nothing; may be nested."""
    return meanwhile(form, _FILLING)


def is_filling(widget: QWidget) -> bool:
    """Whether this widget or one it sits in is being filled."""
    return is_in(widget, _FILLING)


class Autosave(QObject):
    """Saves 400 ms after the last change, and at once when asked to flush."""

    saved = Signal()
    pending_changed = Signal(bool)

    def __init__(self, form: QWidget, save: Callable[[], None], wait: int = 400) -> None:
        """`save` takes what is in the form now and gives it to a service."""
        super().__init__(form)
        self._form = form
        self._save = save
        self._pending = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait)
        self._timer.timeout.connect(self._run)

    def touch(self, *_anything: object) -> None:
        """Something was changed by the user; connect the `edited` signal of fields to this."""
        if is_filling(self._form):
            return
        self._timer.start()
        self._set_pending(pending=True)

    def is_pending(self) -> bool:
        """Whether something typed is not saved yet."""
        return self._pending

    def flush(self) -> None:
        """Save now what is not saved yet: on leaving a page and on closing the window."""
        if self._pending:
            self._run()

    def forget(self) -> None:
        """Drop the waiting save, because the thing itself has been deleted."""
        self._timer.stop()
        self._set_pending(pending=False)

    def _run(self) -> None:
        """A failed save stays pending: its error is shown, the next flush tries again."""
        self._timer.stop()
        self._save()
        self._set_pending(pending=False)
        self.saved.emit()

    def _set_pending(self, *, pending: bool) -> None:
        if pending != self._pending:
            self._pending = pending
            self.pending_changed.emit(pending)
