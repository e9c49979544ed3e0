"""What a page has to say goes here; the frame shows it, so pages need not know each other."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from microbiz_desktop.domain.errors import MicrobizError


@dataclass(frozen=True)
class Message:
    """A sentence for the message bar: kind problem, waiting, ok or accent, and one action."""

    text: str
    kind: str = "problem"
    action: str = ""
    act: Callable[[], None] | None = None


@dataclass(frozen=True)
class Notice:
    """A quiet notice for the toast, usually with Undo."""

    text: str
    action: str = ""
    act: Callable[[], None] | None = None


class Messages(QObject):
    """The one way from a page to the message bar and the toast."""

    message_posted = Signal(object)
    notice_posted = Signal(object)
    cleared = Signal()
    begun_again = Signal()

    def problem(
        self, text: str, hint: str = "", action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Something the user can understand or mend; stays until answered."""
        self.message_posted.emit(Message(f"{text} {hint}".strip(), "problem", action, act))

    def refused(self, error: Exception) -> None:
        """What could not be done, where the user can mend it; any other error is ours."""
        if not isinstance(error, MicrobizError):
            raise error
        self.problem(error.message, error.hint)

    def warn(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """A consequence to know about; stays until answered."""
        self.message_posted.emit(Message(text, "waiting", action, act))

    def notice(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """It worked, and how to take it back; goes by itself."""
        self.notice_posted.emit(Notice(text, action, act))

    def again(self) -> None:
        """Something is tried again here or has worked: what was said of a failure goes."""
        self.begun_again.emit()

    def clear(self) -> None:
        """What the bar says is no longer so."""
        self.cleared.emit()
