"""A drop-down whose value is a key, for more options than rows of radio buttons can bear."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
)

from microbiz_desktop.ui.widgets.painting import in_own_order


class _Options(QStyledItemDelegate):
    """Each option in the order of its own script."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As Qt fills it, but for the order of the words."""
        super().initStyleOption(option, index)
        option.text = in_own_order(option.text)


class ChoiceField(QComboBox):
    """A drop-down by keys, as a field of the house."""

    edited = Signal()
    finished = Signal()
    #: The key chosen.
    chosen = Signal(str)

    def __init__(
        self, name: str, options: Sequence[tuple[str, str]] = (), placeholder: str = "Choose"
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setItemDelegate(_Options(self))  # the usual one ignores row heights
        self.currentIndexChanged.connect(self._show_emptiness)
        self.set_options(options)
        self._show_emptiness(self.currentIndex())
        self.activated.connect(self._chosen)
        self._last_letter = QElapsedTimer()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options; the chosen key stays when it is among them."""
        kept = self.value()
        self.clear()
        for key, title in options:
            self.addItem(title, key)
        self.set_value(kept)

    def value(self) -> str | None:
        """The key chosen, or None."""
        data = self.currentData()
        return None if data is None else str(data)

    def set_value(self, value: object) -> None:
        """Choose by key without telling anybody."""
        self.setCurrentIndex(-1 if value is None else self.findData(value))

    def problem(self) -> str:
        """A choice is never badly typed."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A space amid typed words is one of their letters; alone it opens the list."""
        words = self._last_letter.isValid() and not self._last_letter.hasExpired(
            QApplication.keyboardInputInterval()
        )
        if event.text().strip() or (words and event.key() == Qt.Key.Key_Space):
            self._last_letter.start()
        if words and event.key() == Qt.Key.Key_Space:
            self._search_on(" ")
        else:
            super().keyPressEvent(event)

    def _search_on(self, letter: str) -> None:
        """What Qt does for letters, which it does not do for a space."""
        view, before = self.view(), self.currentIndex()
        view.setCurrentIndex(self.model().index(before, self.modelColumn()))
        view.keyboardSearch(letter)
        if (found := view.currentIndex().row()) not in (-1, before):
            self.setCurrentIndex(found)
            self.activated.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, but a long title ends in an ellipsis instead of half a letter."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        edge = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edge, self)
        whole = self.currentText() or self.placeholderText()
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room.width() - 4)
        option.currentText = in_own_order(cut)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _show_emptiness(self, index: int) -> None:
        """The placeholder has its own colour, which only the style sheet can give."""
        if self.property("empty") != (index < 0):
            self.setProperty("empty", index < 0)
            self.style().unpolish(self)
            self.style().polish(self)

    def _chosen(self, _index: int) -> None:
        self.edited.emit()
        self.finished.emit()
        self.chosen.emit(self.value())
