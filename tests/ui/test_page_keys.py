"""Ctrl+F, Ctrl+N and Ctrl+P do what the sheet of keys says, on every page and in every part."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import microbiz_desktop
from microbiz_desktop.app import Running, open_window
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.network.referring import Consent
from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.services.network.values import EventData, ReferralData
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.shell.main_window import MainWindow
from microbiz_desktop.ui.shell.page_register import pages

#: Every page, and the parts and states of it that matter to the keys.
PLACES = {
    "home": Link(Screen.HOME),
    "first-run": Link(Screen.FIRST_RUN),
    "associates": Link(Screen.ASSOCIATES),
    "associate": Link(Screen.ASSOCIATE, 2),
    "associate-form": Link(Screen.ASSOCIATE, 2, "edit"),
    "who-can": Link(Screen.WHO_CAN, 0, "ask"),
    "import": Link(Screen.IMPORT, 0, "history"),
    "duplicates": Link(Screen.DUPLICATES),
    "projects": Link(Screen.PROJECTS),
    "project-form": Link(Screen.PROJECT, 1, "edit"),
    "agreements": Link(Screen.AGREEMENTS),
    "new-agreement": Link(Screen.NEW_AGREEMENT, 0, "new"),
    "spokes": Link(Screen.SPOKES),
    "studio": Link(Screen.STUDIO, 2),
    "frozen": Link(Screen.STUDIO, 1),
    "signoff": Link(Screen.SIGN_OFF, 1),
    "map": Link(Screen.NETWORK, 0, "map"),
    "skills": Link(Screen.NETWORK, 0, "skills"),
    "referrals": Link(Screen.REFERRAL, 1),
    "events": Link(Screen.EVENT, 1),
    "settings": Link(Screen.SETTINGS, 0, "own"),
    "backup": Link(Screen.SETTINGS, 0, "backup"),
    "bin": Link(Screen.BIN),
    "stages": Link(Screen.STAGES),
}
#: Where there is something made for paper.
PAPER = {
    *("associates", "associate", "associate-form", "agreements", "new-agreement"),
    *("studio", "frozen", "signoff", "referrals"),
}


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, services: Services) -> Iterator[MainWindow]:
    """Agreement 1 is offered, agreement 2 a draft; one project, referral and event."""
    services.agreements.create_from(1)
    services.projects.save(ProjectData(name="Harbour Lane café"))
    services.referrals.save(
        ReferralData(associate_id=2, referred="Kim Low", reach="1", consent=Consent.GIVEN)
    )
    services.events.save(EventData(name="Otley makers’ market"))
    made: Running = open_window(qapp, services, theme="light")
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made.window
    made.window.close()
    made.window.shut()


def _at(window: MainWindow, qtbot: QtBot, name: str) -> QWidget:
    window.go(PLACES[name])
    qtbot.waitUntil(lambda: not window.context.tasks.is_busy(), timeout=20_000)
    # Wherever the keyboard is: a press in the navigation must do as well.
    window.navigation.settings.setFocus(Qt.FocusReason.OtherFocusReason)
    page = window.stack.currentWidget()
    assert page is not None
    return page


def test_every_page_of_the_register_is_pressed_here() -> None:
    walked = {link.screen for link in PLACES.values()}
    assert {s for page in pages() for s in (page.screen, *page.opens)} - walked == set()


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("name", PLACES)
def test_the_keys_do_on_every_page_what_the_sheet_says(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    """All of them in one window: opening that is most of the time."""
    _is_bound_once(window, _at(window, qtbot, name))
    _finds(window, _at(window, qtbot, name))
    _prints(window, _at(window, qtbot, name), qtbot, paper=name in PAPER)
    _begins(window, _at(window, qtbot, name))


def _finds(window: MainWindow, page: QWidget) -> None:
    """Ctrl+F leads to a search."""
    QTest.keySequence(window, "Ctrl+F")
    focus = QApplication.focusWidget()
    if window.command_box.isVisible():
        assert focus is window.command_box.field
        window.command_box.close_box()
        return
    assert isinstance(focus, QLineEdit | QComboBox)
    assert page.isAncestorOf(focus)
    asked = focus.accessibleName().casefold()
    assert any(word in asked for word in ("search", "what is to be done", "needs of")), asked


def _begins(window: MainWindow, page: QWidget) -> None:
    """Ctrl+N begins something new, on this page or on the one that it leads to."""
    QTest.keySequence(window, "Ctrl+N")
    now = window.stack.currentWidget() or page
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert now.isAncestorOf(focus)
    assert focus.text() == ""


def _prints(window: MainWindow, page: QWidget, qtbot: QtBot, *, paper: bool) -> None:
    """Ctrl+P asks for a printer, or says why not."""
    if isinstance(page, AgreementsPage):
        page.pane.choose_first()
    said: list[str] = []
    window.context.messages.notice_posted.connect(lambda notice: said.append(notice.text))
    QTest.keySequence(window, "Ctrl+P")
    if not paper:
        assert "made for paper" in said[-1]
        return

    def asked() -> bool:
        return isinstance(QApplication.activeModalWidget(), QPrintDialog)

    qtbot.waitUntil(asked, timeout=30_000)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _is_bound_once(window: MainWindow, page: QWidget) -> None:
    """Two bindings of one key in sight cancel each other out."""
    heard = [
        shortcut.key().toString()
        for shortcut in window.findChildren(QShortcut)
        if shortcut.context() == Qt.ShortcutContext.WindowShortcut
        and (owner := shortcut.parent()) is not None
        and isinstance(owner, QWidget)
        and owner.isVisible()
    ]
    acts = [page, *page.findChildren(QWidget)]
    heard += [
        action.shortcut().toString()
        for widget in acts
        if widget.isVisible()
        for action in widget.actions()
        if not action.shortcut().isEmpty()
    ]
    assert sorted(set(heard)) == sorted(heard)
    assert {"Ctrl+F", "Ctrl+N", "Ctrl+P"} <= set(heard)


def test_what_a_notice_takes_back_is_taken_back_by_the_key_as_well() -> None:
    """Only `records/undo.py` offers Undo in a notice; the studio does it by its own stack.

    What a party's details write to the contact list is no step of the draft: the notice takes it
    back, and nothing else in the studio does.
    """
    package = Path(microbiz_desktop.__file__).parent / "ui"
    found = set()
    for source in package.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and any(
                isinstance(arg, ast.Constant) and arg.value == "Undo" for arg in node.args
            ):
                called = ast.unparse(node.func)
                if called.endswith(".notice"):
                    found.add(f"{source.parent.name}/{source.name}")
    of_drafts = {"agreements/studio_pieces.py", "agreements/draft_studio.py"}
    assert found == {"records/undo.py", *of_drafts, "interview/party_acts.py"}
