"""A column of the board of stages: its associates, dragged to another column or moved by keys."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.services.contacts.contacts import ContactRow
from microbiz_desktop.ui.associates.found_list import FoundList
from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.associates.words import STAGES
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import column, row, wide
from microbiz_desktop.ui.widgets.painting import focus_ring, focus_visible, start_painting

#: Under this kind of data ids go from column to column.
_IDS = "application/x-microbiz-associates"
_WIDTH = 160


class StageList(FoundList):
    """The associates of one stage; what is dropped on it comes into that stage."""

    dropped = Signal(int)
    #: One column to the left (-1) or right (1): with the chosen one, or only the keyboard.
    push_asked = Signal(int)
    side_asked = Signal(int)
    menu_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, _ids)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """An associate of another column is welcome."""
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere in the column will do: the order is by name."""
        self._welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """It comes into this stage."""
        if self._welcome(event):
            self.dropped.emit(int(bytes(event.mimeData().data(_IDS).data()).decode()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nobody stands here: the keyboard has a place to be seen all the same."""
        super().paintEvent(event)
        if not self.model().rowCount() and focus_visible(self):
            focus_ring(start_painting(self.viewport()), self.viewport().rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M moves, arrows go to the column beside, with Alt they take the chosen one along."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.push_asked.emit(step)
        elif step:
            self.side_asked.emit(step)
        elif event.key() in (Qt.Key.Key_M, Qt.Key.Key_Menu):
            self.menu_asked.emit()
        else:
            super().keyPressEvent(event)

    def _welcome(self, event: QDropEvent) -> bool:
        fits = event.mimeData().hasFormat(_IDS) and event.source() is not self
        if fits:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        return fits


def _ids(chosen: list[int]) -> QMimeData:
    data = QMimeData()
    data.setData(_IDS, str(chosen[0]).encode())
    return data


class StageColumn(Panel):
    """Name of the stage, how many there are, and the list."""

    def __init__(self, stage: Stage, model: FoundModel[ContactRow]) -> None:
        super().__init__("sunken", "line")
        self.stage = stage
        self.model = model
        model.setParent(self)
        self.list = StageList(STAGES[stage])
        self.list.setModel(model)
        self.count = Label("", "second", "text_2", figures=True)
        title = ElidedLabel(STAGES[stage], "label")
        self.setMinimumWidth(theme().px(_WIDTH))
        column(
            row(wide(title), self.count, gap=6, pad=(8, 0, 8, 0)),
            wide(self.list),
            gap=6,
            pad=(4, 10, 4, 8),
            of=self,
        )

    def show_ids(self, ids: array[int]) -> None:
        """Who stands here now; the chosen one stays chosen while it does."""
        kept = self.chosen()
        self.model.set_ids(ids)
        self.count.setText(f"{len(ids):,}")
        self.list.setAccessibleDescription(f"{len(ids):,} associates")
        if (place := self.model.place_of(kept)).isValid():
            self.list.setCurrentIndex(place)

    def on_choice(self, act: Callable[[], object]) -> None:
        """Hear of another one being chosen."""
        self.list.selectionModel().currentChanged.connect(lambda *_: act())

    def chosen(self) -> int:
        """The id of the current one, 0 for none."""
        return self.model.id_at(self.list.currentIndex())

    def take_keyboard(self, key: int = 0) -> None:
        """The keyboard comes to the one named, else to where it was, else to the first."""
        if key and (place := self.model.place_of(key)).isValid():
            self.list.setCurrentIndex(place)
        elif self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
