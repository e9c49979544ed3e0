"""Over the room: what does not hold of the record, and what is odd of it."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.ui.widgets.cards import Band
from microbiz_desktop.ui.widgets.layouts import column, empty


class RecordNotes(QWidget):
    """A band for each sentence; out of sight when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=8, of=self)
        self._shown: tuple[str, ...] = ()
        self.hide()

    def show_room(self, room: SignOffRoom) -> None:
        """What is said of this room's record."""
        said = (room.problem, *room.notes)
        if said == self._shown:
            return
        self._shown = said
        empty(self._column)
        if room.problem:
            words = f"{room.problem} Nobody can sign off here until then."
            self._column.addWidget(Band("problem", "circle-alert", words))
        for note in room.notes:
            self._column.addWidget(Band("waiting", "triangle-alert", note))
        self.setVisible(any(said))
