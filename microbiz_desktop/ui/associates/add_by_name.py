"""Quick add: one line is enough for a new associate; Enter keeps it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row

_HELP = "Business, person, e-mail, phone: as much as you know, with commas between."


class AddByName(QWidget):
    """A band above the list that opens for New and closes by itself."""

    added = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.field = TextField("New associate", "Northlight Film, Eilidh Fraser, 07700 900342")
        self.block = LabelledField("New associate", self.field, help_text=_HELP)
        self.keep = TonalButton("Add", act=self.add)
        self.cancel = GhostButton("Cancel", act=self.hide)
        self.field.returnPressed.connect(self.add)
        self.field.installEventFilter(self)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show the band and put the keyboard into it."""
        self.block.set_problem("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        """Keep the line as an associate; what cannot be read is said under it."""
        try:
            data = self._context.services.businesses.add_typed(self.field.text())
        except MicrobizError as error:
            self.block.set_problem(error.sentence())
            return
        self.field.clear()
        self.hide()
        self.added.emit(data)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes; what was typed is still there the next time."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.hide()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        panel = Panel("sunken", "line")
        column(panel, pad=(20, 16, 12, 0), of=self)
        column(self.block, row(self.keep, self.cancel, SPRING), pad=(14, 12, 14, 12), of=panel)
