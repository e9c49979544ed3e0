"""The whole window: where links lead, and a walk through every page and dialog."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.app import Running, open_window
from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import CannotSave
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.shell.main_window import MainWindow
from microbiz_desktop.ui.shell.page_register import pages
from tests.builders import draft_of_three, fernhill
from tests.ui.strays import Strays
from tests.ui.walk.keys import misnamed

_CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QSlider,
    QAbstractItemView,
)
#: Every page, and the ways that open it.
_PLACES = (
    Link(Screen("home"), 0, ""),
    Link(Screen("associate"), 2, ""),
    Link(Screen("associate"), 2, "edit"),
    Link(Screen("associate"), 0, "new"),
    Link(Screen("project"), 0, "new"),
    Link(Screen("projects"), 0, ""),
    Link(Screen("agreements"), 0, ""),
    Link(Screen("new-agreement"), 0, "new"),
    Link(Screen("spokes"), 0, ""),
    Link(Screen("spokes"), 1, ""),
    Link(Screen("signoff"), 1, ""),
    Link(Screen("network"), 0, "map"),
    Link(Screen("network"), 2, "map"),
    Link(Screen("network"), 0, "skills"),
    Link(Screen("network"), 0, "referrals"),
    Link(Screen("network"), 0, "new-referral"),
    Link(Screen("network"), 0, "events"),
    Link(Screen("network"), 0, "new-event"),
    Link(Screen("settings"), 0, "own"),
    Link(Screen("settings"), 0, "look"),
    Link(Screen("settings"), 0, "backup"),
    Link(Screen("settings"), 0, "verify"),
    Link(Screen("bin"), 0, ""),
    Link(Screen("stages"), 0, ""),
    Link(Screen("settings"), 0, "about"),
    Link(Screen("first-run"), 0, ""),
)


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication, services: Services) -> Iterator[Running]:
    """The window as the program opens it, over the services of the test."""
    made = open_window(qapp, services, theme="light")
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.close()
    made.window.shut()


@pytest.fixture
def window(running: Running) -> MainWindow:
    """The window alone."""
    return running.window


def nameless(owner: QWidget) -> list[str]:
    """Controls that a screen reader could only call a button or a field."""
    return [
        f"{type(child).__name__} {child.objectName()} in {type(child.parent()).__name__}"
        for child in owner.findChildren(QWidget)
        if (isinstance(child, _CONTROLS) or child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and child.isVisible()
        and not child.accessibleName()
        and not child.objectName().startswith("qt_")
    ]


def tab_round(window: MainWindow) -> set[QWidget]:
    """What the keyboard reaches by Tab alone, from where it is."""
    reached: set[QWidget] = set()
    for _ in range(400):
        focus = QApplication.focusWidget()
        if focus is None or focus in reached:
            break
        reached.add(focus)
        modifier = Qt.KeyboardModifier.NoModifier
        if isinstance(focus, QPlainTextEdit) and not focus.tabChangesFocus():
            modifier = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(focus, Qt.Key.Key_Tab, modifier)
    return reached


def unreached(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Controls of the page in front, in sight, that Tab does not come to."""
    page = window.stack.currentWidget()
    assert page is not None
    window.navigation.buttons["home"].setFocus()
    reached = tab_round(window)
    wanted = [
        child
        for child in page.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
    ]
    return [f"{type(w).__name__} {w.accessibleName()}" for w in wanted if w not in reached]


def visit(window: MainWindow, qtbot: QtBot, place: Link) -> None:
    """Go there and let what was made come into sight."""
    window.go(place)
    qtbot.wait(1)  # one turn of the event loop, in which new parts are shown


def test_the_first_start_asks_for_the_own_business_once(
    window: MainWindow, services: Services
) -> None:
    assert window.current_key() == "first-run"
    services.businesses.save(fernhill())
    window.start()
    assert window.current_key() == "home"


@pytest.mark.usefixtures("offered")
def test_an_agreement_opens_where_it_stands(window: MainWindow, services: Services) -> None:
    window.go(Link(Screen.AGREEMENT, 1))
    assert window.current_key() == "signoff"
    services.offers.change_text(1)
    window.go(Link(Screen.AGREEMENT, 1))
    assert window.current_key() == "studio"
    studio: Any = window.page("studio").inner
    assert isinstance(studio, Studio)


@pytest.mark.usefixtures("offered")
def test_the_command_box_finds_things_and_leads_there(window: MainWindow, qtbot: QtBot) -> None:
    for typed, key in (("northlight", "associates"), ("back up", "settings"), ("brand", "signoff")):
        QTest.keySequence(window, "Ctrl+K")
        QTest.keyClicks(window.command_box.field, typed)
        QTest.keyClick(window.command_box.field, Qt.Key.Key_Return)
        assert window.current_key() == key, typed


def dead(window: MainWindow) -> list[str]:
    """Choices in sight without anything to choose; a page where the keyboard finds nothing."""
    page = window.stack.currentWidget()
    assert page is not None
    parts = [one for one in page.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    if not any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in parts):
        return ["the page"]
    choices = (one for one in parts if isinstance(one, ChoiceField))
    return [one.accessibleName() for one in choices if not one.count()]


@pytest.mark.usefixtures("offered")
def test_every_action_of_the_command_box_leads_to_a_page_of_use(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    """The first time, and again when something else was looked at in between."""
    for name in ("Harbour Lane", "Mill Road"):
        services.projects.save(ProjectData(name=name))
    links = dict.fromkeys(jump.link for page in pages() for jump in page.jumps)
    found: dict[Link, list[str]] = {}
    for link in (*links, *links):
        visit(window, qtbot, link)
        qtbot.waitUntil(lambda: not window.context.tasks.is_busy(), timeout=20_000)
        if words := dead(window):
            found[link] = words
    assert found == {}


@pytest.mark.usefixtures("offered")
def test_counts_and_the_own_business_stand_in_the_navigation(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    button = window.navigation.buttons["associates"]
    qtbot.waitUntil(lambda: button.accessibleName() == "Associates, 2")
    assert "Fernhill Design" in window.navigation.business.accessibleName()
    services.businesses.add_typed("Low Moor Sound")
    qtbot.waitUntil(lambda: button.accessibleName() == "Associates, 3")


@pytest.mark.usefixtures("offered")
def test_drafting_with_an_associate_makes_it_a_party(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window.go(Link(Screen.NEW_AGREEMENT, 2, "with-associate"))
    page = window.page("agreements")
    assert "Northlight Film" in page.new_page.lines.with_whom.text()
    QTest.keyClick(page.new_page.title, Qt.Key.Key_Return)
    made = max(row.id for row in services.agreements.rows())
    assert [party.name for party in services.agreements.get(made).deal.parties] == [
        "Fernhill Design",
        "Northlight Film",
    ]


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("place", _PLACES, ids=lambda place: "-".join(map(str, place)))
def test_each_page_speaks_fits_and_is_reached_by_tab(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, daylight: ThemeManager, place: Any
) -> None:
    """Names for everything, nothing wider than the smallest window, no part a window by itself."""
    strays = Strays(qapp)
    visit(window, qtbot, place)
    assert nameless(window) == []
    assert list(misnamed(window)) == []
    assert unreached(window, qtbot) == []
    for scale in (100, 125):
        daylight.set_scale(scale)
        window.resize(1100, 700)
        whole = window.minimumSizeHint()
        assert (whole.width() <= 1100, whole.height() <= 700) == (True, True), (scale, whole)
    assert strays.stop() == []


@pytest.mark.usefixtures("offered")
def test_the_reading_room_speaks_fits_and_is_reached_by_tab(
    window: MainWindow, qtbot: QtBot, daylight: ThemeManager, qapp: QApplication
) -> None:
    strays = Strays(qapp)
    visit(window, qtbot, Link(Screen.SIGN_OFF, 1))
    window.page("signoff").sign_here("northlight-film")
    qtbot.wait(1)
    assert nameless(window) == []
    assert unreached(window, qtbot) == []
    daylight.set_scale(125)
    window.resize(1100, 700)
    least = window.minimumSizeHint()
    assert (least.width() <= 1100, least.height() <= 700) == (True, True), least
    assert strays.stop() == []


def test_the_studio_speaks_and_fits(
    window: MainWindow, services: Services, qtbot: QtBot, daylight: ThemeManager, qapp: QApplication
) -> None:
    strays = Strays(qapp)
    made = draft_of_three(services)
    visit(window, qtbot, Link(Screen.STUDIO, made.id))
    studio = window.page("studio").inner
    for section in services.agreements.questions(made.id):
        studio.interview.open(section.id)
        qtbot.wait(1)
        assert nameless(window) == [], section.id
    for scale in (100, 125):
        daylight.set_scale(scale)
        window.resize(1100, 700)
        least = window.minimumSizeHint()
        assert (least.width() <= 1100, least.height() <= 700) == (True, True), (scale, least)
    assert strays.stop() == []


def test_nothing_of_the_window_is_left_for_the_end_of_the_program(
    qapp: QApplication, services: Services
) -> None:
    """PySide ends what it finds there in no order: with layouts and pages that crashed at times."""
    before = set(qapp.allWidgets())
    running = open_window(qapp, services, theme="light")
    running.window.show()
    for page in ("associates", "projects", "agreements", "network", "settings"):
        running.window.go(Link(Screen(page)))
    made = set(qapp.allWidgets()) - before
    running.close()
    assert not isValid(running.window)
    assert [one for one in made if isValid(one) and one.layout() is not None] == []


def test_after_the_window_was_closed_no_more_of_the_sample_is_made(
    qapp: QApplication, services: Services
) -> None:
    """What waited for its turn, or was in its midst, ends without a word."""
    running = open_window(qapp, services, theme="light")
    turn = services.sample.load()
    running.close()
    stored: list[object] = []
    services.database.subscribe(stored.append)
    services.sample.load_agreements(turn)
    assert stored == []


def test_an_exchanged_data_file_is_said_once_and_nothing_more_is_saved(
    window: MainWindow, services: Services, tmp_path: Path
) -> None:
    said: list[str] = []
    window.context.messages.message_posted.connect(lambda message: said.append(message.text))
    saved = services.businesses.save(BusinessData(trading_name="Fernhill"))
    services.database.path.rename(tmp_path / "moved")
    with pytest.raises(CannotSave, match="was exchanged or taken away"):
        services.businesses.save(BusinessData(trading_name="Lost"))
    for _ in range(3):
        window.foreign_timer.timeout.emit()
    assert len(said) == 1
    assert "nothing is saved from here any more" in said[0]
    assert services.businesses.get(saved.id).name == "Fernhill", "what is there can be read"
