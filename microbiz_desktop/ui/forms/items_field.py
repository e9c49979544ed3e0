"""A list of words or phrases, each its own chip; a comma may stand inside one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.forms.adding_line import AddingLine
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.widgets.buttons import Look
from microbiz_desktop.ui.widgets.chips import ChipButton
from microbiz_desktop.ui.widgets.layouts import FlowLayout, column, empty


class _ItemLine(AddingLine):
    """Enter adds what is typed; Backspace in the empty line takes the last one back to mend it."""

    added = Signal()
    taken_back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Both keys are ordinary ones as long as there is nothing for them to do."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.value():
            self.added.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)


class ItemsField(FieldWidget):
    """The value is a tuple of texts, what stands in the line included; a chip pressed goes away."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._name = name
        self._items: list[str] = []
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, 6)
        self.line = _ItemLine(name, placeholder)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self.edited)
        self.line.finished.connect(self._leave)
        self.line.added.connect(self._add)
        self.line.taken_back.connect(self._take_back)
        column(self._chips, self.line, gap=6, of=self)
        self._chips.hide()

    def value(self) -> tuple[str, ...]:
        """The chips in order, and last what is typed and not yet a chip."""
        typed = self.line.value()
        return (*self._items, typed) if typed else tuple(self._items)

    def set_value(self, value: object) -> None:
        """Show a list without telling anybody; what is the same as typed stays untouched."""
        wanted = tuple(map(str, value)) if isinstance(value, (tuple, list)) else ()
        if wanted != self.value():
            self.line.set_value("")
            self._show(list(wanted))

    def set_accessible_label(self, name: str) -> None:
        """The name belongs to the line; each chip names its own word."""
        self._name = name
        self.line.setAccessibleName(name)

    def chips(self) -> list[ChipButton]:
        """The chips in order."""
        found = (self._flow.itemAt(at) for at in range(self._flow.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, ChipButton)]

    def _show(self, items: list[str]) -> None:
        self._items = items
        empty(self._flow)
        for at, text in enumerate(items):
            made = ChipButton(text, "x", act=lambda _=False, at=at: self._remove(at))
            made.look = Look("accent_bg", "accent", "accent", "hover")
            made.setAccessibleName(f"{self._name}: {text}. Press to remove.")
            self._flow.addWidget(made)
        self._chips.setVisible(bool(items))
        self._chips.updateGeometry()

    def _add(self) -> None:
        typed = self.value()
        self.line.set_value("")
        self._show(list(typed))
        self.edited.emit()

    def _leave(self) -> None:
        if self.line.value():
            self._add()
        self.finished.emit()

    def _take_back(self) -> None:
        if self._items:
            last = self._items.pop()
            self._show(self._items)
            self.line.set_value(last)
            self.line.end(False)
            self.edited.emit()

    def _remove(self, at: int) -> None:
        self._show([text for place, text in enumerate(self._items) if place != at])
        self.line.setFocus()
        self.settle()
