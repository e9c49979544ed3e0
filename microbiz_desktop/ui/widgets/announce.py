"""Telling a screen reader what changed without moving the keyboard there."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(source: QObject, text: str, *, urgent: bool = False) -> None:
    """Say it once; urgent speech interrupts, so it is kept for problems."""
    event = QAccessibleAnnouncementEvent(source, text)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if urgent else polite.Polite)
    QAccessible.updateAccessibility(event)


class RestedAnnouncer(QObject):
    """Says a changing thing, such as a total, once it has rested, not at each key."""

    def __init__(self, source: QObject, wait: int = 1000) -> None:
        super().__init__(source)
        self._source = source
        self._text = ""
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait)
        self._timer.timeout.connect(self._say)

    def say(self, text: str) -> None:
        """The newest text replaces the one that waits; the same text is said once."""
        self._text = text
        self._timer.start()

    def _say(self) -> None:
        if self._text != self._said:
            self._said = self._text
            announce(self._source, self._text)
