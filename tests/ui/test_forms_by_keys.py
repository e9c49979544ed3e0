"""Every form on every page: Enter in its fields does its main step, and Esc leaves it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.app import Running, open_window
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.forms.fields import SearchField, TextArea
from tests.builders import northlight
from tests.services.test_spokes import team_of_three
from tests.ui.walk.menus import seen

LONG = 20_000
pytestmark = pytest.mark.usefixtures("offered")
Open = Callable[[Running, int], None]


def front(running: Running) -> Any:
    """The page in front."""
    return running.window.stack.currentWidget()


def page(screen: Screen, detail: str = "", *, of_associate: bool = False) -> Open:
    """A page by its link."""
    return lambda running, key: running.window.go(Link(screen, key * of_associate, detail))


def part(title: str) -> Open:
    """A part of the card of an associate, as its form."""

    def go(running: Running, key: int) -> None:
        running.window.go(Link(Screen.ASSOCIATE, key))
        card = front(running).card
        wait(card.is_whole)
        if title == "next action":
            press(card, "Add a next action")
        elif title == "what happened":
            card.timeline.write()
        else:
            card.sections[title].edit()

    return go


def question(running: Running, _key: int) -> None:
    """A question on a clause, in the room."""
    running.window.go(Link(Screen.SIGN_OFF, 1))
    room = front(running)
    found = running.services.signoffs.room(1)
    room.room_view.matrix.choose(found.parties[1].key, found.clauses[0].id)
    press(room.room_view.cell, "Record a question")


def question_in_reading(running: Running, _key: int) -> None:
    """A question in the reading room."""
    running.window.go(Link(Screen.SIGN_OFF, 1, "read"))
    front(running).reading.steps.question.click()


def signing(running: Running, _key: int) -> None:
    """The sign-off in the reading room."""
    running.window.go(Link(Screen.SIGN_OFF, 1, "read"))


def spokes(running: Running, _key: int) -> None:
    """One agreement with each member of a project."""
    services = running.services
    found = services.projects.rows()
    project = found[0].id if found else team_of_three(services).id
    running.window.go(Link(Screen.SPOKES, project))
    wait(front(running).form.slices.is_done)


#: Each form, with a piece of its own that is gone once it was left; none where it stays.
FORMS: dict[str, Open] = {
    "new agreement": page(Screen.NEW_AGREEMENT, "new"),
    "agreements with a team": spokes,
    "new associate": page(Screen.ASSOCIATE, "new"),
    "associate": page(Screen.ASSOCIATE, "edit", of_associate=True),
    "new project": page(Screen.PROJECT, "new"),
    "new event": page(Screen.NETWORK, "new-event"),
    "new referral": page(Screen.NETWORK, "new-referral"),
    "who can": page(Screen.WHO_CAN, "ask"),
    "smallest team": page(Screen.NETWORK, "skills"),
    "next action": part("next action"),
    "what happened": part("what happened"),
    "question": question,
    "question while reading": question_in_reading,
    "signing": signing,
}
#: What stays on its page: there is nothing to leave.
STAYS = {"smallest team", "signing"}


def wait(true: Callable[[], bool]) -> None:
    for _ in range(LONG // 10):
        if true():
            return
        QTest.qWait(10)
    raise AssertionError("it did not come")


def press(owner: QWidget, words: str) -> None:
    buttons = [b for b in owner.findChildren(QWidget) if getattr(b, "text", str)() == words]
    next(b for b in buttons if b.isVisible()).click()  # type: ignore[attr-defined]  # a button


@pytest.fixture
def running(qapp: QApplication, services: Services, qtbot: QtBot) -> Iterator[Running]:
    """The program with an offered agreement and an associate."""
    made = open_window(qapp, services)
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.shut()


def key_of(services: Services) -> int:
    rows = services.businesses.rows("Northlight")
    return rows[0].id if rows else services.businesses.save(northlight()).id


def fields(running: Running) -> list[QWidget]:
    """Every line and text in sight that is typed into, but for what searches as one types."""
    found: list[QWidget] = [
        field
        for field in running.window.findChildren(QLineEdit)
        if field.isVisible() and field.isEnabled() and not isinstance(field, SearchField)
    ]
    found += [f for f in running.window.findChildren(TextArea) if f.isVisible() and f.isEnabled()]
    return [f for f in found if not isinstance(f.parent(), QAbstractItemView)]


def in_hand(running: Running) -> QWidget:
    """The field with the keyboard, else the first one, which then gets it."""
    found = fields(running)
    focus = QApplication.focusWidget()
    field = next((one for one in found if one is focus), found[0])
    field.setFocus()
    return field


def in_a_form(field: QWidget) -> bool:
    """Whether somebody over the field hears its Enter."""
    owner: QWidget | None = field
    while owner is not None:
        if owner.property("enter_acts"):
            return True
        owner = owner.parentWidget()
    return False


@pytest.mark.parametrize("name", FORMS)
def test_each_field_stands_in_a_form_that_hears_enter(running: Running, name: str) -> None:
    FORMS[name](running, key_of(running.services))
    found = fields(running)
    assert found, "no field in sight"
    assert [f.accessibleName() for f in found if not in_a_form(f)] == []


@pytest.mark.parametrize("name", FORMS)
def test_enter_does_something_in_each_form(running: Running, name: str) -> None:
    FORMS[name](running, key_of(running.services))
    field = in_hand(running)
    if isinstance(field, QLineEdit):
        QTest.keyClicks(field, "Harbour Lane")
    before = seen(running.window)
    control = Qt.KeyboardModifier.ControlModifier
    plain = Qt.KeyboardModifier.NoModifier
    for _ in range(2):  # a list of words takes the first
        if (focus := QApplication.focusWidget()) is not None:
            QTest.keyClick(
                focus, Qt.Key.Key_Return, control if isinstance(focus, TextArea) else plain
            )
    wait(lambda: seen(running.window) != before)


@pytest.mark.parametrize("name", sorted(FORMS.keys() - STAYS))
def test_esc_leaves_each_form(running: Running, name: str) -> None:
    FORMS[name](running, key_of(running.services))
    field = in_hand(running)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    wait(lambda: not field.isVisible())


@pytest.mark.parametrize("name", sorted(FORMS.keys() - {"signing", "smallest team"}))
def test_a_form_takes_the_keyboard_when_it_opens(running: Running, name: str) -> None:
    FORMS[name](running, key_of(running.services))
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit | TextArea), focus
    assert not isinstance(focus, SearchField)
