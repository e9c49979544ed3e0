"""The list of associates as it is seen: fetches what is about to be painted, drags cards out.

A table of one column: a list view asks for every row there is whenever it lays them out, which
with 100,000 rows holds the window for half a second; a table only counts them.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QDrag, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.row_delegate import RowDelegate

_HEIGHT = 68
#: Rows asked for beyond the edges of what is seen.
_AHEAD = 25


class FoundList(QTableView):
    """Any number of rows; several may be selected, the current one is in the card."""

    scrolled = Signal()

    def __init__(self, name: str, cards: Callable[[list[int]], QMimeData]) -> None:
        """`cards` makes what is dragged out of the rows of these ids."""
        super().__init__()
        self._cards = cards
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self, height=_HEIGHT))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        follow_theme(self._apply_theme)

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

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: there are no columns to go along."""
        rows = self.model().rowCount() if self.model() is not None else 0
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: rows - 1,
        }
        if action in ends and rows:
            return self.model().index(ends[action], 0)
        return super().moveCursor(action, keys)

    def _apply_theme(self, now: Theme) -> None:
        self.verticalHeader().setMinimumSectionSize(now.px(_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(now.px(_HEIGHT))
        # The delegate paints what is selected; a table would paint its own ground below that.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """The selected associates go out as a file of contact cards."""
        if chosen := self.selected():
            cards = self._cards(chosen)
            if not cards.formats():
                return
            drag = QDrag(self)
            drag.setMimeData(cards)
            drag.exec(Qt.DropAction.CopyAction)
