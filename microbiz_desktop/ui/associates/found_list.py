"""The list of associates as it is seen: fetches what is about to be painted, drags cards out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDrag, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.row_delegate import RowList

_HEIGHT = 68
#: Rows asked for beyond the edges of what is seen.
_AHEAD = 25


class FoundList(RowList):
    """Any number of rows; several may be selected, the current one is in the card."""

    scrolled = Signal()

    def __init__(
        self,
        name: str,
        cards: Callable[[list[int]], QMimeData],
        parent: QWidget | None = None,
    ) -> None:
        """`cards` makes what is dragged out of the rows of these ids."""
        super().__init__(name, height=_HEIGHT, parent=parent)
        self._cards = cards
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def selected(self) -> list[int]:
        """The ids selected, in the order of the list."""
        model = self.model()
        if not isinstance(model, FoundModel):
            return []
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [model.id_at(model.index(place)) for place in places]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows about to be painted are fetched first; the others stay where they are."""
        self.fetch()
        super().paintEvent(event)

    def fetch(self) -> None:
        """Have what is seen at hand, and a little on either side."""
        model = self.model()
        if isinstance(model, FoundModel) and model.rowCount():
            height = max(1, theme().px(_HEIGHT))
            first = self.verticalScrollBar().value() // height
            seen = self.viewport().height() // height + 1
            model.need(first - _AHEAD, first + seen + _AHEAD)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """The selected associates go out as a file of contact cards."""
        if chosen := self.selected():
            cards = self._cards(chosen)
            if not cards.formats():
                return
            drag = QDrag(self)
            drag.setMimeData(cards)
            drag.exec(Qt.DropAction.CopyAction)
