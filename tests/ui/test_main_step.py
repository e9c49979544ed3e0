"""Enter does the main step of every form and dialog, Esc leaves it, and the keyboard is in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.app import Running, open_window
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.widgets.buttons import DangerButton, PrimaryButton
from microbiz_desktop.ui.widgets.main_step import Dialog
from tests.ui.walk.dialogs import dialogs

pytestmark = pytest.mark.usefixtures("offered")
NAMES = (
    *("keyboard", "history", "returned", "words", "decline", "compare", "differences"),
    *("consequence", "offer", "forget", "confirm", "fault", "cannot-start", "wording"),
    *("changes", "somebody", "note", "idea", "open-idea"),
)


@pytest.fixture
def running(qapp: QApplication, services: Services, qtbot: QtBot) -> Iterator[Running]:
    """The program with an offered agreement and a draft."""
    services.agreements.create_from(1)
    made = open_window(qapp, services)
    qtbot.addWidget(made.window)
    made.window.resize(1100, 700)
    made.window.show()
    yield made
    made.window.shut()


def opened(running: Running, name: str, qtbot: QtBot) -> QDialog:
    dialog = dialogs(running, 1, 2)[name]()
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def presses(buttons: list[QAbstractButton]) -> list[str]:
    heard: list[str] = []
    for button in buttons:
        button.clicked.connect(lambda _=False, button=button: heard.append(button.text()))
    return heard


def shown(kind: type[QAbstractButton], dialog: QDialog) -> list[QAbstractButton]:
    return [one for one in dialog.findChildren(kind) if one.isVisible()]


def test_every_dialog_of_the_program_is_walked(running: Running) -> None:
    assert set(dialogs(running, 1, 2)) == set(NAMES)
    found, kinds = set(), [Dialog]
    while kinds:
        inner = [k for k in kinds.pop().__subclasses__() if k.__module__.startswith("microbiz")]
        found.update(inner)
        kinds += inner
    made = {type(make()) for make in dialogs(running, 1, 2).values()}
    assert {k.__name__ for k in found if not k.__subclasses__()} == {k.__name__ for k in made}
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog):
            top.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("name", NAMES)
def test_a_dialog_is_used_by_its_keys_and_gone_once_closed(
    running: Running, qtbot: QtBot, name: str
) -> None:
    """All that is asked of each, in one window: opening that is most of the time."""
    for asked in (_has_the_keyboard, _fits_a_small_screen, _enter_does_the_main_step, _esc_leaves):
        asked(opened(running, name, qtbot))
    dialog = dialogs(running, 1, 2)[name]()
    dialog.open()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))


def _has_the_keyboard(dialog: QDialog) -> None:
    """From the start, in the first field, and never on what is dangerous."""
    focus = dialog.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    dangers = shown(DangerButton, dialog)
    assert focus not in dangers
    fields = [f for f in dialog.findChildren(QWidget) if isinstance(f, QLineEdit | TextArea)]
    if any(field.isVisible() and field.isEnabled() for field in fields) and not dangers:
        assert not isinstance(focus, QAbstractButton) or focus.text() == "Choose the file"
    dialog.reject()


def _fits_a_small_screen(dialog: QDialog) -> None:
    screen = dialog.screen().availableGeometry()
    assert min(screen.width(), 1280) >= dialog.width()
    assert min(screen.height(), 720) >= dialog.height(), "higher than 720 pixels"
    assert min(screen.height(), 720) >= dialog.minimumSizeHint().height()
    dialog.reject()


def _enter_does_the_main_step(dialog: QDialog) -> None:
    """And never what is dangerous."""
    main, dangers = shown(PrimaryButton, dialog), shown(DangerButton, dialog)
    assert len(main) <= 1
    heard = presses([*main, *dangers])
    fields = [f for f in dialog.findChildren(QLineEdit) if f.isVisible() and f.isEnabled()]
    for field in fields:
        dialog.show()
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
    if not fields and (focus := dialog.focusWidget()) is not None:
        QTest.keyClick(focus, Qt.Key.Key_Return)
    assert not {button.text() for button in dangers} & set(heard)
    if main:
        assert set(heard) == {main[0].text()}
        assert len(heard) >= max(1, len(fields))
    dialog.reject()


def _esc_leaves(dialog: QDialog) -> None:
    """As things are."""
    heard = presses(shown(DangerButton, dialog))
    focus = dialog.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert heard == []
