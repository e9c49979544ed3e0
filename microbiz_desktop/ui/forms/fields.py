"""Fields to type in: words, numbers, sums, shares and longer texts; `field.Field` says what all do.

Nearly every form is made of them. What cannot be read stays as it was typed and is explained below,
because a field that empties or corrects itself takes away what the user meant.
"""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from microbiz_desktop.domain.money.figures import (
    BRITISH,
    Manner,
    Unreadable,
    read_money,
    read_number,
    read_percent,
    write_money,
    write_percent,
)
from microbiz_desktop.domain.money.money import WHOLE
from microbiz_desktop.domain.words.pasted import cleaned, one_line
from microbiz_desktop.ui.look.icons import icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme

#: The keyboard is only away for a menu, a list or another window.
COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def wants_undo_elsewhere(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether a field that would swallow this undo or redo key has no use for it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return (event.matches(undo) and not can_undo) or (event.matches(redo) and not can_redo)


def leaves_files(event: QDragEnterEvent) -> bool:
    """Whether files are held over a field, which are for the page around it and no words."""
    files = any(url.isLocalFile() for url in event.mimeData().urls())
    if files:
        event.ignore()
    return files


class LineField(QLineEdit):
    """One line to type in, whatever it means; `edited` tells each change made by the user."""

    edited = Signal()
    finished = Signal()

    def __init__(self, name: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name or placeholder)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self._finish)
        follow_theme(self._apply_theme)

    def problem(self) -> str:
        """A sentence when what was typed cannot be used; empty when it can."""
        return ""

    def event(self, event: QEvent) -> bool:
        """Undo keys go on to the page once there is nothing to undo in the field itself."""
        if wants_undo_elsewhere(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Words may be dropped here; files go on to the page."""
        if not leaves_files(event):
            super().dragEnterEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(theme().px(72), super().minimumSizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is longer than the field is read from its beginning once the keyboard has gone."""
        super().focusOutEvent(event)
        if event.reason() not in COMES_BACK:
            self.setCursorPosition(0)

    def _finish(self) -> None:
        self.finished.emit()

    def _apply_theme(self, now: Theme) -> None:
        self.setFont(now.font("form"))


class TextField(LineField):
    """The value is the text."""

    def value(self) -> str:
        """The text without blanks around it; tabs and line ends of a paste are spaces."""
        return one_line(self.text()).strip()

    def set_value(self, value: object) -> None:
        """Show a value without telling anybody."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)


class SearchField(TextField):
    """A field with a lens; Esc empties it."""

    def __init__(self, name: str = "Search", placeholder: str = "Search") -> None:
        super().__init__(name, placeholder)
        self._lens = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._cross = self.findChild(QAction, "_q_qlineeditclearaction")
        _name_inner_buttons(self, "Clear the search")
        self._ready = True
        self._apply_theme(theme())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the search back before it leaves the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit()
            return
        super().keyPressEvent(event)

    def _apply_theme(self, now: Theme) -> None:
        super()._apply_theme(now)
        if hasattr(self, "_ready"):
            self._lens.setIcon(icon("search", "text_3", 16))
            if self._cross is not None:  # Qt's own is a black disc, in the dark as well
                self._cross.setIcon(icon("x", "text_2", 16))


def _name_inner_buttons(field: QLineEdit, clear_name: str) -> None:
    """Qt leaves the small buttons inside a field without names."""
    for child in field.findChildren(QObject):
        if isinstance(child, QWidget) and not child.accessibleName():
            child.setAccessibleName(clear_name)


Meant = TypeVar("Meant")


class ParsedField(LineField, Generic[Meant]):
    """A line that means something other than its letters; wrong typing stays and is explained."""

    #: Whether the mouse button that is down has brought the keyboard here.
    _clicked_into = False

    def read(self, text: str) -> Meant:
        """The meaning of a typed text. Raises Unreadable with what to type instead."""
        raise NotImplementedError

    def write(self, value: Meant) -> str:
        """How a value is shown."""
        raise NotImplementedError

    def value(self) -> Meant | None:
        """The value, or None while there is none that can be read."""
        try:
            return self.read(self.text()) if self.text().strip() else None
        except Unreadable:
            return None

    def set_value(self, value: object) -> None:
        """Show a value in the house's way, without telling anybody."""
        self.setText("" if value in (None, "") else self.shown(value))

    def shown(self, value: object) -> str:
        """How a value is shown that may have come from a file."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is wrong with the typing, and what to type instead."""
        try:
            if self.text().strip():
                self.read(self.text())
        except Unreadable as wrong:
            return f"{wrong}."
        return ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whether it was clicked into."""
        super().focusInEvent(event)
        self._clicked_into = event.reason() is Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A first click takes a figure or day whole, to be typed over; a second one goes inside."""
        super().mouseReleaseEvent(event)
        if self._clicked_into and not self.hasSelectedText():
            self.selectAll()
        self._clicked_into = False

    def _finish(self) -> None:
        value = self.value()
        if value is not None:
            self.set_value(value)
        super()._finish()

    def _apply_theme(self, now: Theme) -> None:
        self.setFont(now.font("form", figures=True))


class _Figures(ParsedField[int]):
    """A number, in figures that end below each other."""

    def __init__(self, name: str, placeholder: str, manner: Manner) -> None:
        self._manner = manner
        super().__init__(name, placeholder)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def shown(self, value: object) -> str:
        """What is no number, as a file may hold it, is shown as it is."""
        return self.write(int(value)) if isinstance(value, (int, float)) else str(value)


class MoneyField(_Figures):
    """A sum in one currency; the value is in minor units."""

    def __init__(self, name: str = "", manner: Manner = BRITISH) -> None:
        super().__init__(name, write_money(0, manner), manner)

    def set_currency(self, currency: str) -> None:
        """Another currency keeps the figures and changes the sign."""
        value = self.value()
        self._manner = self._manner.of(currency)
        self.setPlaceholderText(write_money(0, self._manner))
        self.set_value(value)

    def read(self, text: str) -> int:
        """Minor units."""
        return read_money(text, self._manner)

    def write(self, value: int) -> str:
        """With sign, grouping and all decimals."""
        return write_money(value, self._manner)


class PercentField(_Figures):
    """A share; the value is in ten-thousandths of a percent."""

    def __init__(self, name: str = "", manner: Manner = BRITISH) -> None:
        super().__init__(name, "0 %", manner)

    def read(self, text: str) -> int:
        """Ten-thousandths of a percent, between nothing and all."""
        share = read_percent(text, self._manner)
        if not 0 <= share <= WHOLE:
            raise Unreadable("A share lies between 0 and 100 %")
        return share

    def write(self, value: int) -> str:
        """With at least one decimal."""
        return write_percent(value, self._manner)


class NumberField(_Figures):
    """A whole number within bounds."""

    def __init__(
        self, name: str = "", low: int = 0, high: int = 1_000_000, manner: Manner = BRITISH
    ) -> None:
        self._low, self._high = low, high
        super().__init__(name, "", manner)

    def read(self, text: str) -> int:
        """The number, inside the bounds."""
        value = read_number(text, self._manner)
        if not self._low <= value <= self._high:
            low, high = self.write(self._low), self.write(self._high)
            raise Unreadable(f"Write a whole number between {low} and {high}")
        return value

    def write(self, value: int) -> str:
        """Grouped by thousands."""
        return self._manner.figures(str(value))


class TextArea(QPlainTextEdit):
    """Several lines; grows with its text up to a bound, then scrolls. Tab leaves it."""

    edited = Signal()
    finished = Signal()

    def __init__(
        self, name: str = "", placeholder: str = "", *, lines: int = 3, most: int = 12
    ) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self._setting = False
        self.setAccessibleName(name or placeholder)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._text_changed)
        follow_theme(self._apply_theme)

    def value(self) -> str:
        """The text without blanks around it; tabs and odd line ends of a paste are plain ones."""
        return cleaned(self.toPlainText()).strip()

    def set_value(self, value: object) -> None:
        """Show a text without telling anybody."""
        self._setting = True
        self.setPlainText("" if value is None else str(value))
        self._setting = False

    def problem(self) -> str:
        """Text is never badly typed."""
        return ""

    def event(self, event: QEvent) -> bool:
        """Undo keys go on to the page once there is nothing to undo in the text itself."""
        document = self.document()
        if wants_undo_elsewhere(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Words may be dropped here; files go on to the page."""
        if not leaves_files(event):
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it ends the editing."""
        super().focusOutEvent(event)
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere.

        The height follows afterwards: changed in the midst of a layout pass it would go unheard.
        """
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._grow)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(theme().px(120), self.height())

    def _text_changed(self) -> None:
        self._grow()
        if not self._setting:
            self.edited.emit()

    def _grow(self) -> None:
        block_lines = self.document().documentLayout().documentSize().height()
        lines = min(self._most, max(self._lines, int(block_lines)))
        height = lines * self.fontMetrics().lineSpacing() + theme().px(18) + 8
        if height != self.height():
            self.setFixedHeight(height)

    def _apply_theme(self, now: Theme) -> None:
        self.setFont(now.font("form"))
        self._grow()
