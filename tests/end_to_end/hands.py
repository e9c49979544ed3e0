"""The hands of a user: keys and clicks on the widgets of a real window, and eyes to wait with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from microbiz_desktop.app import Running, open_window
from microbiz_desktop.domain.clock import Clock
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.ui.forms.choice_field import ChoiceField

#: Longest wait for the worker on a busy machine, in milliseconds.
LONG = 90_000
Thing = TypeVar("Thing", bound=QWidget)


class Hands:
    """One user at one window; whatever is clicked or typed into must be in sight."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, clock: Clock) -> None:
        """Start the program on a data folder, with real services and the real worker process."""
        self.qtbot = qtbot
        services = build_services(folder, clock=clock)
        self.running: Running = open_window(app, services, theme="light")
        self.window = self.running.window
        self.services = services
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def stop(self) -> None:
        """Close the window as a user does, and end what runs behind it."""
        self.running.close()

    def page(self) -> Any:
        """The page in front."""
        return self.window.stack.currentWidget()

    def wait(self, true: Callable[[], bool]) -> None:
        """Until it is so."""
        self.qtbot.waitUntil(true, timeout=LONG)

    def wait_page(self, key: str) -> Any:
        """Until this page is in front."""
        self.wait(lambda: self.window.current_key() == key)
        return self.page()

    def keys(self, sequence: str) -> None:
        """A key or a shortcut, to whatever has the keyboard."""
        self.activate()
        QTest.keySequence(QApplication.focusWidget() or self.window, sequence)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that is in sight and enabled."""
        self.look_for(widget)
        assert widget.isEnabled(), f"{widget.accessibleName()} is not enabled"
        self.wait(lambda: self._is_on_top(widget, at or widget.rect().center()))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def _is_on_top(self, widget: QWidget, at: QPoint) -> bool:
        """Whether a click there meets the widget: what was just made lies in a heap at first.

        It is scrolled to again at each look, as what is made above it moves it away.
        """
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()
        met = QApplication.widgetAt(widget.mapToGlobal(at))
        return met is None or met is widget or widget.isAncestorOf(met)

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Click the one button in sight that says this."""
        self.click(self.button(words, within))

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The one button in sight that says this."""
        owner = within or self.window

        def found() -> list[QAbstractButton]:
            buttons = owner.findChildren(QAbstractButton)
            return [b for b in buttons if b.isVisible() and b.text() == words]

        self.wait(lambda: len(found()) == 1)
        return found()[0]

    def look_for(self, widget: QWidget) -> None:
        """Wait until it is in sight: what was just made is shown a moment later."""
        self.wait(widget.isVisible)
        self.activate()

    def activate(self) -> None:
        """Do what a window manager does when a dialog closes: turn back to the window."""
        wanted = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is None or QApplication.activeModalWidget() is wanted:
            wanted.activateWindow()
            self.wait(wanted.isActiveWindow)

    def write(self, field: QWidget, text: str) -> None:
        """Replace what is in a field by typing."""
        self.click(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def type_on(self, text: str) -> None:
        """Type where the keyboard is."""
        self.activate()
        self.wait(lambda: QApplication.focusWidget() is not None)
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)

    def choose(self, field: ChoiceField, start: str) -> None:
        """Choose from a drop-down by typing how the words begin."""
        self.focus(field)
        QTest.keyClicks(field, start.partition(" ")[0])  # a space would open the list
        assert field.currentText().startswith(start), field.currentText()

    def choose_file(self, path: Path) -> None:
        """Name a file in the dialog that asks for one."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        self.write(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)

    def focus(self, widget: QWidget) -> None:
        """Give a widget the keyboard, as Tab would in the end."""
        self.look_for(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus(), f"{widget.accessibleName()} does not take the keyboard"

    def sheet(self, kind: type[Thing]) -> Thing:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), found
        return found

    def draw(self, pad: QWidget) -> None:
        """A signature by mouse: two strokes."""
        for points in (((20, 80), (60, 30), (90, 90), (130, 40)), ((140, 80), (190, 60))):
            first, *rest = (QPoint(x, y) for x, y in points)
            QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
            for point in rest:
                QTest.mouseMove(pad, point)
            QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=rest[-1])
