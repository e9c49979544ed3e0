"""Two kinds of error: the world's fault gets a clear sentence, our fault gets a report."""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.messages import Messages
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.main_step import Dialog

_log = logging.getLogger(__name__)


class FaultDialog(Dialog):
    """Says that it is our mistake; what happened is there for who wants to tell us."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Our mistake")
        self.setMinimumWidth(theme().px(480))
        said = "That did not work, and it is our mistake. Nothing you typed is lost."
        more = "You can go on working. If it happens again, send us what happened."
        self.details = QPlainTextEdit(report)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("What happened")
        self.details.setMinimumHeight(theme().px(200))
        self.details.hide()
        column(
            Label(said, "card", wrap=True),
            Label(more, "form", "text_2", wrap=True),
            self.details,
            self._buttons(),
            gap=12,
            pad=(24, 20, 24, 20),
            of=self,
        )

    def _buttons(self) -> QHBoxLayout:
        self.details_button = SecondaryButton("What happened", act=self._show_details)
        self.copy_button = GhostButton("Copy", "copy", act=self._copy)
        self.copy_button.hide()
        self.close_button = PrimaryButton("Go on", act=self.accept)
        return row(self.details_button, self.copy_button, SPRING, self.close_button)

    def _show_details(self) -> None:
        self.details.show()
        self.copy_button.show()
        self.details_button.hide()
        self.details.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class ErrorReporter(QObject):
    """Takes every error nobody else took, from any thread, and says it the right way."""

    fault_reported = Signal(str)
    _arrived = Signal(object)

    def __init__(self, messages: Messages, window: Callable[[], QWidget | None]) -> None:
        """`window` gives the parent of the report dialog at that moment."""
        super().__init__()
        self._messages = messages
        self._window = window
        self._dialog: FaultDialog | None = None
        self._arrived.connect(self.report)

    def install(self) -> None:
        """Become the handler of errors that no code caught."""
        sys.excepthook = self.hook

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An interrupt ends the program; anything else is reported and the program goes on."""
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
        elif QThread.currentThread() == self.thread():
            self.report(error)
        else:
            self._arrived.emit(error)

    def report(self, error: Exception) -> None:
        """A sentence in the message bar, or the dialog for what is ours."""
        if isinstance(error, MicrobizError):
            self._messages.problem(error.message, error.hint)
            return
        report = "".join(traceback.format_exception(error))
        _log.error("A fault of the program", exc_info=error)
        self.fault_reported.emit(report)
        self._show(report)

    def dialog(self) -> FaultDialog | None:
        """The dialog now open, if any."""
        return self._dialog

    def _show(self, report: str) -> None:
        """One dialog at a time: a fault in painting would otherwise open hundreds."""
        if self._dialog is not None:
            self._dialog.details.appendPlainText(report)
            return
        self._dialog = FaultDialog(report, self._window())
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None
