"""A list of rows such as deliverables or milestones: add, take out, put in order."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.asked import ColumnSpec, Kind
from microbiz_desktop.ui.forms.choice_editors import PartyCombo, party_choices
from microbiz_desktop.ui.forms.editors import as_field, is_empty, make_cell, stored
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import IconButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import column


class RowBlock(QWidget):
    """One row: its first field over the others, so that long titles have room."""

    edited = Signal()
    finished = Signal()
    move_asked = Signal(int)
    removed = Signal()

    def __init__(self, columns: Sequence[ColumnSpec], manner: Manner) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.cells = {c.id: make_cell(c, c.label, manner) for c in columns}
        for cell in self.cells.values():
            as_field(cell).edited.connect(lambda _value: self.edited.emit())
            as_field(cell).finished.connect(self.finished)
        self.more = IconButton("ellipsis-vertical", "More for this row", size=28)
        self.more.clicked.connect(self._open_menu)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = column(gap=6, pad=(0, 0, 0, 4), of=self)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        lower.setSpacing(8)
        for at, spec in enumerate(self._columns):
            cell = self.cells[spec.id]
            if isinstance(cell, QLineEdit) and spec.kind is Kind.SHORT_TEXT:
                cell.setPlaceholderText(spec.label)
            if isinstance(cell, PartyCombo):
                cell.setPlaceholderText(spec.label)
            if spec.kind is Kind.MONEY:
                cell.setFixedWidth(theme().px(104))
            (upper if at == 0 else lower).addWidget(cell, 0 if spec.kind is Kind.MONEY else 1)
        upper.addWidget(self.more)
        lines.addLayout(upper)
        if len(self._columns) > 1:
            lower.addSpacing(theme().px(34))
            lines.addLayout(lower)
        lines.addWidget(Line())

    def set_number(self, number: int) -> None:
        """Each cell says which row it is in."""
        for spec in self._columns:
            self.cells[spec.id].setAccessibleName(f"{spec.label}, row {number}")
        self.more.setAccessibleName(f"More for row {number}")

    def set_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Who can be chosen in a column of parties."""
        for spec in self._columns:
            cell = self.cells[spec.id]
            if spec.kind is Kind.PARTY and isinstance(cell, PartyCombo):
                cell.set_choices(party_choices(parties))

    def value(self) -> dict[str, Any]:
        """The cells as the deal keeps them."""
        found = {c.id: stored(c.kind, as_field(self.cells[c.id]).value()) for c in self._columns}
        return {name: value for name, value in found.items() if value is not None}

    def set_value(self, row: Mapping[str, Any]) -> None:
        """Show a row without telling anybody."""
        for name, cell in self.cells.items():
            value = row.get(name)
            as_field(cell).set_value(None if value == "" else value)

    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return all(is_empty(value) for value in self.value().values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the row: the keyboard's way to put rows in order."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(step)
            return
        super().keyPressEvent(event)

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What can be done with the row."""
        menu = QMenu(self)
        menu.addAction("Move up", lambda: self.move_asked.emit(-1))
        menu.addAction("Move down", lambda: self.move_asked.emit(1))
        menu.addAction("Take out", self.removed.emit)
        return menu


class RowsEditor(QWidget):
    """The value is a list of tables; rows in which nothing is filled in are not part of it."""

    edited = Signal(object)
    finished = Signal()

    def __init__(
        self,
        label: str,
        columns: Sequence[ColumnSpec],
        manner: Manner,
        slices: Slices | None = None,
    ) -> None:
        """With `slices` rows are made little by little; one not yet made keeps its values."""
        super().__init__()
        self._columns, self._manner = tuple(columns), manner
        self._slices = slices
        self._parties: tuple[PartySnapshot, ...] = ()
        self._blocks: list[RowBlock] = []
        self._waiting: deque[dict[str, Any]] = deque()
        self._list = column(gap=6)
        self.none_yet = Label("Nothing here yet.", "form", "text_2")
        self.add_button = SecondaryButton("Add a line", "plus", small=True, act=self.add_row)
        self.add_button.setAccessibleName(f"Add a line: {label}")
        self._column = column(self._list, self.none_yet, self.add_button, gap=6, of=self)

    @property
    def blocks(self) -> list[RowBlock]:
        """Every row, all of them made."""
        self._make_rows()
        return self._blocks

    def set_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Who can be chosen."""
        if tuple(parties) != self._parties:
            self._parties = tuple(parties)
            for block in self._blocks:
                block.set_parties(parties)

    def value(self) -> tuple[dict[str, Any], ...]:
        """The filled rows in order."""
        made = [block.value() for block in self._blocks if not block.is_blank()]
        return (*made, *self._waiting)

    def set_value(self, value: Any) -> None:
        """Show rows without telling anybody; a blank row being filled stays."""
        rows = [dict(row) for row in value] if isinstance(value, (list, tuple)) else []
        if rows == list(self.value()):
            return
        self._waiting.clear()
        while self._blocks:
            self._drop(self._blocks[-1])
        self._waiting.extend(rows)
        self._renumber()
        if self._slices is None:
            self._make_rows()
        else:
            self._slices.add([self._make_row] * len(rows))

    def problem(self) -> str:
        """The first cell that cannot be read."""
        cells = (cell for block in self._blocks for cell in block.cells.values())
        return next((p for cell in cells if (p := as_field(cell).problem())), "")

    def set_accessible_label(self, name: str) -> None:
        """The question."""
        self.setAccessibleName(name)

    def add_row(self) -> RowBlock:
        """A blank row with the keyboard in it."""
        self._make_rows()
        block = self._append()
        next(iter(block.cells.values())).setFocus()
        return block

    def _make_rows(self) -> None:
        while self._waiting:
            self._make_row()

    def _make_row(self) -> None:
        """The next row that waits, if it has not been made meanwhile."""
        if self._waiting:
            row = self._waiting.popleft()
            self._append().set_value(row)

    def _append(self) -> RowBlock:
        block = RowBlock(self._columns, self._manner)
        block.set_parties(self._parties)
        block.edited.connect(self._tell)
        block.finished.connect(self.finished)
        block.move_asked.connect(lambda step: self._move(block, step))
        block.removed.connect(lambda: self._remove(block))
        self._blocks.append(block)
        self._list.addWidget(block)
        block.set_number(len(self._blocks))
        self._say_none()
        return block

    def _drop(self, block: RowBlock) -> None:
        self._blocks.remove(block)
        self._list.removeWidget(block)
        block.hide()
        block.deleteLater()
        self._renumber()

    def _remove(self, block: RowBlock) -> None:
        blank = block.is_blank()
        self._drop(block)
        if not blank:
            self._settle()

    def _move(self, block: RowBlock, step: int) -> None:
        at = self.blocks.index(block) + step
        if 0 <= at < len(self.blocks):
            self.blocks.remove(block)
            self.blocks.insert(at, block)
            self._list.removeWidget(block)
            self._list.insertWidget(at, block)
            self._renumber()
            self._settle()

    def _settle(self) -> None:
        self._tell()
        self.finished.emit()

    def _tell(self) -> None:
        self.edited.emit(self.value())

    def _renumber(self) -> None:
        self._say_none()
        for number, block in enumerate(self._blocks, 1):
            block.set_number(number)

    def _say_none(self) -> None:
        self.none_yet.setVisible(not self._blocks and not self._waiting)
