"""The frame: pages made when opened, keys that work everywhere, nothing typed left behind."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.domain.errors import CannotSave
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.forms.field import is_waiting
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.runtime.messages import Messages
from microbiz_desktop.ui.runtime.window_settings import SettingsFile
from microbiz_desktop.ui.shell.command_box import JumpTarget
from microbiz_desktop.ui.shell.frame import Frame, PageSpec
from microbiz_desktop.ui.shell.shortcuts import ShortcutSheet
from tests.conftest import end_window
from tests.ui.studio_help import became_active

_TARGETS = (
    JumpTarget("Associate", "Northlight Film", Link(Screen.ASSOCIATE, 7), "Eilidh Fraser", "users"),
    JumpTarget(
        "Agreement", "Winter Light Trail", Link(Screen.AGREEMENT, 3), "5 parties", "file-text"
    ),
    JumpTarget("Action", "New agreement", Link(Screen.NEW_AGREEMENT), "", "plus"),
)


def find(text: str) -> Sequence[JumpTarget]:
    """Targets by a word in their title; all of them for no text."""
    return [target for target in _TARGETS if text.lower() in target.title.lower()]


class Page(QWidget):
    """A page with one field, which counts what the frame asks of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.flushed = 0
        self.came = 0
        self.lines_waited: list[bool] = []
        self.refuses = False
        self.field = TextField(f"Field of {name}")
        QVBoxLayout(self).addWidget(self.field)

    def flush(self) -> None:
        """Count."""
        self.flushed += 1
        self.lines_waited.append(is_waiting(self.field))
        if self.refuses:
            raise CannotSave("The disk is full.", "Make room and try again.")

    def opened(self) -> None:
        """Count."""
        self.came += 1


class Desk:
    """A frame with four pages, and which of them have been made."""

    def __init__(self, folder: Path) -> None:
        self.made: list[str] = []
        self.messages = Messages()
        self.settings = SettingsFile(folder / "settings.ini")
        names = (("home", "house"), ("associates", "users"), ("agreements", "file-text"))
        specs = [PageSpec(n, partial(self._make, n), n.title(), i) for n, i in names]
        specs.append(PageSpec("signoff", partial(self._make, "signoff"), within="agreements"))
        self.frame = Frame(specs, self.settings, self.messages, find)

    def _make(self, name: str) -> Page:
        self.made.append(name)
        return Page(name)

    def page(self, key: str) -> Page:
        """The page, opened."""
        page = self.frame.open_page(key)
        assert isinstance(page, Page)
        return page


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    """A shown frame of 1440 by 900 with Home open."""
    made = Desk(tmp_path)
    qtbot.addWidget(made.frame)
    made.frame.resize(1440, 900)
    made.frame.open_page("home")
    made.frame.show()
    made.frame.activateWindow()
    qtbot.waitUntil(made.frame.isActiveWindow)
    return made


def test_pages_are_made_when_first_opened(desk: Desk) -> None:
    """The first paint waits for one page only; coming back makes nothing new."""
    assert desk.made == ["home"]
    first = desk.page("associates")
    desk.page("home")
    assert desk.page("associates") is first
    assert desk.made == ["home", "associates"]
    assert first.came == 2


def test_leaving_a_page_saves_what_was_typed(desk: Desk) -> None:
    """So does closing the window; opening the page that is open does not count as leaving."""
    home = desk.page("home")
    assert home.flushed == 0
    desk.page("associates")
    assert home.flushed == 1
    desk.frame.close()
    assert home.flushed >= 2


def test_turning_to_another_window_saves_but_for_a_line_amid_its_words(
    qtbot: QtBot, desk: Desk
) -> None:
    home, other = desk.page("home"), QWidget()
    assert home.lines_waited == []
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(lambda: became_active(other))
    assert home.lines_waited == [True]
    desk.frame.close()
    assert not any(home.lines_waited[1:])


def test_closing_waits_when_something_cannot_be_saved(desk: Desk, qtbot: QtBot) -> None:
    """The other pages are saved; closing all the same is the user's own word."""
    home, other = desk.page("home"), desk.page("associates")
    home.refuses = True
    before = other.flushed
    desk.frame.close()
    assert desk.frame.isVisible()
    assert other.flushed == before + 1
    assert desk.frame.bar.text.text() == "The disk is full. Make room and try again."
    with qtbot.waitSignal(desk.frame.closing):
        desk.frame.bar.button.click()
    assert not desk.frame.isVisible()


def test_a_page_within_another_marks_it_in_the_navigation(desk: Desk) -> None:
    """The sign-off room belongs to Agreements."""
    desk.page("signoff")
    assert desk.frame.navigation.buttons["agreements"].isChecked()
    assert not desk.frame.navigation.buttons["home"].isChecked()


def test_pressing_in_the_navigation_opens(desk: Desk) -> None:
    """Mouse, and the mark stays on the open page when pressed again."""
    button = desk.frame.navigation.buttons["associates"]
    for _ in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.frame.current_key() == "associates"
    assert button.isChecked()


@pytest.mark.parametrize(
    ("key", "page"),
    [(Qt.Key.Key_1, "home"), (Qt.Key.Key_2, "associates"), (Qt.Key.Key_3, "agreements")],
)
def test_control_and_number_open_pages(desk: Desk, key: Qt.Key, page: str) -> None:
    """In the order of the navigation."""
    QTest.keyClick(desk.frame, key, Qt.KeyboardModifier.ControlModifier)
    assert desk.frame.current_key() == page


def test_keys_for_help_and_settings(desk: Desk, qtbot: QtBot) -> None:
    """F1 and Ctrl+, are heard from inside a field too."""
    desk.page("home").field.setFocus()
    with qtbot.waitSignal(desk.frame.help_asked):
        QTest.keyClick(desk.frame, Qt.Key.Key_F1)
    with qtbot.waitSignal(desk.frame.settings_asked):
        QTest.keyClick(desk.frame, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)


def test_f6_walks_through_the_parts(desk: Desk) -> None:
    """Navigation, then the page, and round; the ring shows where."""
    field = desk.page("home").field
    field.setFocus()
    QTest.keyClick(desk.frame, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desk.frame.navigation.isAncestorOf(focus)
    assert desk.frame.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    QTest.keyClick(desk.frame, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is field
    QTest.keyClick(desk.frame, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is not field


def test_narrow_windows_show_icons_with_names(desk: Desk, daylight: ThemeManager) -> None:
    """60 wide below 1200, with tool tips; and wider text counts as less room."""
    navigation = desk.frame.navigation
    assert navigation.width() == 232
    desk.frame.resize(1100, 700)
    assert navigation.width() == 60
    button = navigation.buttons["home"]
    assert button.toolTip() == button.accessibleName() == "Home"
    desk.frame.resize(1440, 900)
    assert navigation.width() == 232
    daylight.set_scale(125)
    assert navigation.width() == 75


@pytest.mark.parametrize("scale", [100, 125])
def test_frame_fits_the_smallest_window(desk: Desk, daylight: ThemeManager, scale: int) -> None:
    """No minimum above 1100 x 700 at 100 % and at 125 % text."""
    desk.frame.resize(1100, 700)
    daylight.set_scale(scale)
    smallest = desk.frame.minimumSizeHint()
    assert smallest.width() <= 1100
    assert smallest.height() <= 700


def test_counts_and_business_are_said(desk: Desk) -> None:
    """What is seen is also heard."""
    desk.frame.set_count("associates", 64)
    desk.frame.set_business("Fernhill Design")
    assert desk.frame.navigation.buttons["associates"].accessibleName() == "Associates, 64"
    assert desk.frame.navigation.business.accessibleName() == "Own business: Fernhill Design"


def test_messages_and_notices_reach_bar_and_toast(desk: Desk) -> None:
    """A page posts, the frame shows; the bar goes when what it said is no longer so."""
    desk.messages.problem("The file cannot be written.", "Choose another place.")
    assert desk.frame.bar.isVisible()
    assert desk.frame.bar.text.text() == "The file cannot be written. Choose another place."
    desk.messages.clear()
    assert not desk.frame.bar.isVisible()
    desk.messages.notice("Deleted.", "Undo")
    assert desk.frame.toast.isVisible()


def test_long_work_shows_a_thin_bar(desk: Desk, qtbot: QtBot) -> None:
    """Only when it lasts, and gone when it ends."""
    desk.frame.set_busy(True)
    assert not desk.frame.loading.isVisible()
    qtbot.waitUntil(desk.frame.loading.isVisible, timeout=2000)
    desk.frame.set_busy(False)
    assert not desk.frame.loading.isVisible()


def test_window_opens_as_it_was_left(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Geometry survives a restart."""
    desk.frame.resize(760, 640)
    desk.frame.close()
    again = Desk(tmp_path)
    qtbot.addWidget(again.frame)
    assert (again.frame.width(), again.frame.height()) == (760, 640)


def test_command_box_finds_by_typing_and_opens_by_enter(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl+K, type, arrows, Enter; the keyboard goes back where it was."""
    field = desk.page("home").field
    field.setFocus()
    QTest.keyClick(desk.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = desk.frame.command_box
    assert box.isVisible()
    assert box.model.rowCount() == 3
    QTest.keyClicks(box.field, "n")
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    QTest.keyClick(box.field, Qt.Key.Key_Up)
    QTest.keyClicks(box.field, "ew")
    with qtbot.waitSignal(desk.frame.jump_chosen) as chosen:
        QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert chosen.args == [_TARGETS[2]]
    assert not box.isVisible()
    assert QApplication.focusWidget() is field


def test_command_box_waits_for_the_typing_to_rest(desk: Desk, qtbot: QtBot) -> None:
    """Found by itself a moment later; nothing found is said."""
    desk.frame.open_command_box()
    box = desk.frame.command_box
    QTest.keyClicks(box.field, "zz")
    assert box.model.rowCount() == 3
    qtbot.waitUntil(lambda: box.model.rowCount() == 0)
    assert box.nothing.isVisible()
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_command_box_closes_by_a_press_elsewhere(desk: Desk) -> None:
    """And by choosing with the mouse."""
    desk.frame.open_command_box()
    QTest.mouseClick(desk.page("home"), Qt.MouseButton.LeftButton)
    assert not desk.frame.command_box.isVisible()


def test_sheet_of_keys_lists_the_pages(desk: Desk) -> None:
    """Ctrl+? opens it; Esc is safe."""
    desk.frame.show_shortcuts()
    sheet = desk.frame.findChild(ShortcutSheet)
    assert sheet is not None
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_every_control_of_the_frame_has_a_name(desk: Desk) -> None:
    """Walk the window: what takes the keyboard can be told apart by ear."""
    desk.messages.problem("The disk is full.", action="Try again")
    desk.messages.notice("Deleted.", "Undo")
    desk.frame.open_command_box()
    controls = [
        w for w in desk.frame.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [w for w in controls if not w.accessibleName()] == []


def test_the_list_of_a_completer_is_hidden_and_left_to_the_completer(qtbot: QtBot) -> None:
    """Deleted with the windows a test leaves, it would be deleted twice, which ends the process.

    Left open, it would take the keys and clicks of the next test.
    """
    field = QLineEdit()
    qtbot.addWidget(field)
    completer = QCompleter(["Leeds"], field)
    field.setCompleter(completer)
    popup = completer.popup()
    assert popup is not None
    popup.show()
    end_window(popup)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isValid(popup)
    assert not popup.isVisible()
    assert QApplication.activePopupWidget() is None
    other = QWidget()
    end_window(other)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(other)


def test_an_error_goes_once_the_same_is_tried_again_or_has_worked(desk: Desk) -> None:
    """On its page; what failed on another one, and what asks for an answer, is still to be read."""
    bar, messages = desk.frame.bar, desk.messages
    saved = partial(messages.notice, "It is saved")
    acts: tuple[Callable[[], None], ...] = (saved, messages.again)
    for worked in acts:
        messages.problem("It cannot be saved.", "Choose another place.")
        worked()
        assert not bar.isVisible()
        messages.problem("It cannot be saved.", "Choose another place.")
        desk.page("associates")
        worked()
        assert bar.isVisible(), "another page"
        desk.page("home")
        messages.problem("It cannot be saved.", "", "Close without saving", lambda: None)
        worked()
        assert bar.isVisible(), "it asks for an answer"
        messages.warn("2 were kept.")
        worked()
        assert bar.isVisible(), "it tells no failure"


def test_what_cannot_be_saved_is_said_until_it_can_be(desk: Desk) -> None:
    """Whatever else works meanwhile."""
    home, bar, messages = desk.page("home"), desk.frame.bar, desk.messages
    home.refuses = True
    messages.problem("The disk is full.", "Make room and try again.")
    messages.notice("The draft is copied")
    assert bar.isVisible()
    home.refuses = False
    messages.notice("The draft is copied")
    assert not bar.isVisible()
