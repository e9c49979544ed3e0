"""Words that can be chosen and copied: a long one breaks where its line is full."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.painting import breakable

#: Says that a word may be broken here; it is seen by nobody and is not copied.
_BREAK = "\N{ZERO WIDTH SPACE}"
_BY_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
_BY_KEYS = Qt.TextInteractionFlag.TextSelectableByKeyboard


class CopyLabel(Label):
    """What is copied are the words as they were given."""

    def __init__(
        self, text: str = "", role: str = "form", ink: str = "text", *, by_keys: bool = False
    ) -> None:
        """`by_keys` makes it a stop of Tab, whose words are chosen by the arrows."""
        self._whole = text
        super().__init__("", role, ink, wrap=True)
        self.setTextInteractionFlags(_BY_MOUSE | _BY_KEYS if by_keys else _BY_MOUSE)
        self.setText(text)

    def text(self) -> str:
        """The words as they were given."""
        return self._whole

    def setText(self, text: str) -> None:
        """Other words."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def chosen(self) -> str:
        """What of them is chosen, as it was given."""
        lines = self.selectedText().replace(_BREAK, "").splitlines()
        return "\n".join(lines)

    def minimumSizeHint(self) -> QSize:
        """No word keeps it wider; its height follows from the width that it gets."""
        return QSize(theme().px(48), self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks words elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def copy_menu(self) -> Menu:
        """The same by the mouse."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy", self._copy).setEnabled(self.hasSelectedText())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asked for where the pointer is."""
        self.copy_menu().popup(event.globalPos())

    def _copy(self) -> None:
        if self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.chosen())

    def _fit(self) -> None:
        width = max(self.width(), 40)
        lines = self._whole.split("\n")
        said = "\n".join(breakable(self.font(), line, width) for line in lines)
        if said != super().text():
            super().setText(said)
