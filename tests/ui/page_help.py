"""Ways for tests to use a page as a person would."""

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.records.list_card_page import ListCardPage

Page = TypeVar("Page", bound=QWidget)


def show(qtbot: QtBot, page: Page, size: tuple[int, int] = (1208, 900)) -> Page:
    """Bring a page to the front of an active window."""
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    opened = getattr(page, "opened", None)
    if callable(opened):
        opened()
    return page


def seen(field: object) -> Any:
    """A field or a cell as the widget that it is."""
    return field


def click(widget: QWidget) -> None:
    """Click the middle of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_over(field: QWidget, text: str) -> None:
    """Replace what is in a field by typing."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def card_is_shown(page: ListCardPage[Any, Any]) -> bool:
    """Whether the card is in sight; it is built anew when something changes."""
    return page.card.draft.isVisible()


def words_in(owner: QWidget) -> str:
    """All the labels inside, one after the other."""
    return " | ".join(label.text() for label in owner.findChildren(QLabel) if not label.isHidden())


def give(qtbot: QtBot, path: Path) -> None:
    """Name a file in the dialog that asks for one."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    type_over(field, str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)
