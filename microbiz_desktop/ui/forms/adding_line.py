"""A line whose words become something else: a row, a chip, a person who signs."""

from PySide6.QtGui import QFocusEvent

from microbiz_desktop.ui.forms.fields import COMES_BACK, TextField


class AddingLine(TextField):
    """It is `finished` when entered or left, and not when one is only away for a moment.

    Half a word would else be added by a look at another window.
    """

    _away = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt tells the end of an editing once, even to come back; so the real one is told here."""
        self._away = event.reason() in COMES_BACK
        super().focusOutEvent(event)
        if not self._away and self.value():
            self.finished.emit()
        self._away = False

    def _finish(self) -> None:
        if not self._away:
            super()._finish()
