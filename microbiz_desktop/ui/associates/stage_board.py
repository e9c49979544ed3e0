"""The columns of the board of stages beside each other, and the keyboard between them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.services.contacts.contacts import ContactRow
from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.associates.stage_column import StageColumn
from microbiz_desktop.ui.associates.words import STAGES
from microbiz_desktop.ui.widgets.layouts import row, wide
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.row_delegate import NO_PICTURE, RowLook

Rows = Callable[[Sequence[int]], Sequence[ContactRow]]


class StageBoard(QScrollArea):
    """Says who is to go where and who is opened; it scrolls sideways in a narrow window."""

    move_asked = Signal(int, object)
    opened = Signal(int)

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        made = {stage: FoundModel[ContactRow](rows, _look, _key) for stage in Stage}
        self.columns = {stage: StageColumn(stage, model) for stage, model in made.items()}
        self._last = self.columns[Stage.PROSPECT]
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        board = QWidget()
        row(*(wide(one) for one in self.columns.values()), gap=8, pad=(16, 0, 16, 16), of=board)
        self.setWidget(board)
        board.setAutoFillBackground(False)
        for one in self.columns.values():
            self._hear(one)

    def chosen(self) -> tuple[int, Stage]:
        """Who is chosen in the column that has the keyboard, or had it last; 0 for nobody."""
        return self._last.chosen(), self._last.stage

    def show_ids(self, found: Sequence[array[int]], follow: int) -> None:
        """Who stands where now; the keyboard goes along with the one to `follow`."""
        for one, ids in zip(self.columns.values(), found, strict=True):
            one.show_ids(ids)
            if follow and one.model.place_of(follow).isValid():
                one.take_keyboard(follow)

    def menu(self) -> Menu:
        """Where the chosen one can go."""
        menu = Menu(self)
        key, at = self.chosen()
        for stage, word in STAGES.items():
            entry = menu.addAction(word, partial(self.move_asked.emit, key, stage))
            entry.setEnabled(bool(key) and stage is not at)
        return menu

    def open_menu(self, of: StageColumn | None = None) -> None:
        """Below the chosen one."""
        self._last = of or self._last
        rows = self._last.list
        place = rows.visualRect(rows.currentIndex()).bottomLeft()
        self.menu().popup(rows.viewport().mapToGlobal(place + QPoint(8, 0)))

    def _beside(self, one: StageColumn, step: int) -> StageColumn | None:
        """The next column that way; none beyond the ends."""
        every = list(self.columns.values())
        at = every.index(one) + step
        return every[at] if 0 <= at < len(every) else None

    def _push(self, one: StageColumn, step: int) -> None:
        beside = self._beside(one, step)
        if beside is not None and one.chosen():
            self.move_asked.emit(one.chosen(), beside.stage)

    def _sideways(self, one: StageColumn, step: int) -> None:
        if (beside := self._beside(one, step)) is not None:
            beside.take_keyboard()
            self._note(beside)

    def _note(self, one: StageColumn) -> None:
        self._last = one
        self.ensureWidgetVisible(one, 0, 0)

    def _hear(self, one: StageColumn) -> None:
        rows = one.list
        one.on_choice(lambda: self._note(one))
        rows.dropped.connect(lambda key: self.move_asked.emit(key, one.stage))
        rows.push_asked.connect(lambda step: self._push(one, step))
        rows.side_asked.connect(lambda step: self._sideways(one, step))
        rows.menu_asked.connect(lambda: self.open_menu(one))
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(lambda _at: self.open_menu(one))
        rows.activated.connect(lambda at: self.opened.emit(one.model.id_at(at)))


def _look(one: ContactRow) -> RowLook:
    return RowLook(one.name, one.second_line, icon=NO_PICTURE)


def _key(one: ContactRow) -> int:
    return one.id
