"""From a project to an offered agreement with each member, by the keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.app import Running, open_window
from microbiz_desktop.domain.contacts.contacts import PersonData
from microbiz_desktop.domain.errors import NotReady
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.projects import DeliverableData, TeamMemberData
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.ui.agreements.spokes.member_card import MemberCard
from microbiz_desktop.ui.agreements.spokes.member_cards import MemberCards
from microbiz_desktop.ui.agreements.spokes.page import SpokesPage
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import MoneyField
from microbiz_desktop.ui.projects.page import ProjectsPage
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import fernhill, northlight
from tests.services.test_spokes import fees, team_of_three

from .conftest import Visits
from .page_help import card_is_shown, show

LONG = 20_000


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SpokesPage:
    """The form for a project with two members beside the own business."""
    project = team_of_three(context.services)
    made = show(qtbot, SpokesPage(context))
    made.resize(1000, 700)
    made.show_target(project.id)
    qtbot.waitUntil(lambda: is_whole(made), timeout=LONG)
    return made


def members(page: SpokesPage) -> MemberCards:
    """The cards of those who are chosen."""
    assert page.form.members is not None
    return page.form.members


def cards(page: SpokesPage) -> dict[int, MemberCard]:
    """Each by its business."""
    return members(page).cards


def is_whole(page: SpokesPage) -> bool:
    """Whether every card is there and was checked once."""
    made = list(cards(page).values())
    built = page.form.slices.is_done()
    return built and bool(made) and all(card.spoke and card.missing.text() for card in made)


def field(page: SpokesPage, member: str, question: str) -> QWidget:
    """An editor in the card of a member."""
    card = next(one for one in cards(page).values() if one.member.name == member)
    return card.lines.blocks[question].editor


def type_into(editor: QWidget, words: str) -> None:
    """As somebody types it, and leaves."""
    editor.setFocus()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def fill(page: SpokesPage, qtbot: QtBot) -> None:
    """The one shared day that is missing, and a fee for each."""
    assert page.form.shared is not None
    day = page.form.shared.once.blocks["review_by"].editor
    assert isinstance(day, DateField)
    day.set_value("2027-03-19")
    day.edited.emit()
    for member, fee in (("Northlight Film", "3200"), ("Whitcombe Joinery", "1500")):
        money = field(page, member, "agreed_fee")
        assert isinstance(money, MoneyField)
        type_into(money, fee)
    page.flush()
    page.form.flush()
    qtbot.waitUntil(lambda: members(page).ready == 2, timeout=LONG)


def test_a_card_for_each_says_what_is_missing_and_leads_there(
    page: SpokesPage, qtbot: QtBot
) -> None:
    names = [card.member.name for card in cards(page).values()]
    assert names == ["Northlight Film", "Whitcombe Joinery"]
    card = next(iter(cards(page).values()))
    assert "2 things left" in card.missing.text()
    ways = {way.text(): way for way in card.ways}
    fee = card.lines.blocks["agreed_fee"]
    ways[fee.question.label].click()
    assert fee.isAncestorOf(QApplication.focusWidget() or page)
    assert page.form.shared is not None
    day = page.form.shared.once.blocks["review_by"]
    ways[day.question.label].click()
    assert day.isAncestorOf(QApplication.focusWidget() or page)


def test_what_is_typed_once_goes_into_each(page: SpokesPage, qtbot: QtBot) -> None:
    fill(page, qtbot)
    found = page.form.wanted
    assert found.shared["review_by"] == "2027-03-19"
    assert [found.own[key]["agreed_fee"] for key in found.members] == [320_000, 150_000]
    assert all(card.missing.text() == "Ready to be offered." for card in cards(page).values())
    assert "2 of 2" in page.form.foot.state.text()


def test_untick_takes_a_card_away_and_tick_brings_back_what_was_typed(
    page: SpokesPage, qtbot: QtBot
) -> None:
    fill(page, qtbot)
    rows = page.form.begin_fields.ticks.rows
    QTest.keyClick(rows[0], Qt.Key.Key_Space)
    assert [card.member.name for card in cards(page).values()] == ["Whitcombe Joinery"]
    assert page.form.foot.make_button.text() == "Make 1 agreement"
    QTest.keyClick(rows[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_whole(page), timeout=LONG)
    money = field(page, "Northlight Film", "agreed_fee")
    assert isinstance(money, MoneyField)
    assert money.value() == 320_000
    shown = sorted(cards(page).values(), key=lambda card: card.y())
    assert [card.member.name for card in shown] == ["Northlight Film", "Whitcombe Joinery"]


def test_all_are_made_and_taken_back_as_one(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    fill(page, qtbot)
    page.form.make()
    page.form.make()  # a second Enter makes nothing more
    rows = context.services.agreements.rows
    qtbot.waitUntil(lambda: bool(rows()), timeout=LONG)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.offers, timeout=LONG)
    assert [row.state for row in rows()] == [AgreementState.DRAFT] * 2
    context.undo.undo()
    assert rows() == ()
    context.undo.redo()
    qtbot.waitUntil(lambda: len(page.offers.ready()) == 2, timeout=LONG)
    assert [card.offer.isVisible() for card in page.offers.shown.cards] == [True, True]


def test_enter_twice_on_the_step_makes_them_once_and_stays(
    page: SpokesPage, qtbot: QtBot, context: Context, visits: Visits
) -> None:
    """A button that is disabled hands the keyboard on: never to the one that leaves."""
    fill(page, qtbot)
    page.form.foot.make_button.setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.offers, timeout=LONG)
    assert len(context.services.agreements.rows()) == 2
    assert visits.seen == []


def test_enter_while_they_are_made_makes_nothing_more(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    """What is checked meanwhile says again how many would be made, and must wake no button."""
    fill(page, qtbot)
    page.form.make()
    page.form.foot.say(2, 2)
    assert not page.form.foot.make_button.isEnabled()
    page.form.make()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.offers, timeout=LONG)
    qtbot.waitUntil(lambda: not context.tasks.is_busy(), timeout=LONG)
    assert len(context.services.agreements.rows()) == 2


@pytest.mark.parametrize("closed", [False, True])
def test_what_is_typed_is_there_again(
    page: SpokesPage, qtbot: QtBot, context: Context, *, closed: bool
) -> None:
    """After a look at the details of a party, as the page is left; and in a window opened anew."""
    fill(page, qtbot)
    member = page.form.wanted.members[1]
    money = field(page, "Whitcombe Joinery", "agreed_fee")
    assert isinstance(money, MoneyField)
    money.setFocus()
    money.selectAll()
    QTest.keyClicks(money, "1750")
    members(page).party_asked.emit(member)
    page.flush()
    again = show(qtbot, SpokesPage(context)) if closed else page
    again.show_target(page.form.wanted.project_id)
    qtbot.waitUntil(lambda: is_whole(again), timeout=LONG)
    qtbot.waitUntil(lambda: members(again).ready == 2, timeout=LONG)
    shown = field(again, "Whitcombe Joinery", "agreed_fee")
    assert isinstance(shown, MoneyField)
    assert shown.value() == 175_000
    assert again.form.wanted.shared["review_by"] == "2027-03-19"
    again.form.make()
    qtbot.waitUntil(lambda: again.stack.currentWidget() is again.offers, timeout=LONG)
    again.flush()
    again.show_target(page.form.wanted.project_id)
    assert (again.form.wanted.members, again.form.wanted.own) == ((), {})


def two_projects(context: Context) -> tuple[int, int]:
    """One that the first own business leads, and one that another leads; both have two members."""
    services = context.services
    first = team_of_three(services)
    second = services.businesses.save(replace(fernhill(), trading_name="Mill Road"))
    team = (replace(first.team[0], business_id=second.id), *first.team[1:])
    other = replace(first, id=0, version=0, name="Mill Road", team=team, deliverables=())
    return first.id, services.projects.save(other).id


def test_another_project_is_led_by_its_own_business(qtbot: QtBot, context: Context) -> None:
    first, second = two_projects(context)
    page = show(qtbot, SpokesPage(context))
    page.show_target(0, "choose")
    led = []
    for project in (first, second, first):
        page.form.begin_fields.project.set_value(str(project))
        page.form.begin_fields.project.chosen.emit(str(project))
        led.append(page.form.wanted.own_business_id)
        assert page.form.begin_fields.own.value() == str(led[-1])
    own = [context.services.projects.get(one).team[0].business_id for one in (first, second)]
    assert led == [own[0], own[1], own[0]]
    assert own[0] != own[1]


def begin_offers(page: SpokesPage, qtbot: QtBot, context: Context) -> None:
    """Two drafts that are ready, as the project leads to them."""
    spokes = context.services.spokes
    spokes.make(fees(spokes.begin(context.services.projects.rows()[0].id), 320_000, 150_000))
    page.show_target(context.services.projects.rows()[0].id, "offer")
    qtbot.waitUntil(lambda: len(page.offers.ready()) == 2, timeout=LONG)


def test_the_next_offer_is_not_asked_over_another_page(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    """Whoever turns to another page while one is offered has ended the round."""
    begin_offers(page, qtbot, context)
    page.offers.offer_next()
    dialog = page.offers.flow.dialog
    assert dialog is not None
    dialog.offer_asked.emit("")
    page.hide()
    qtbot.waitUntil(lambda: offered(context.services.agreements.rows) == 1, timeout=LONG)
    qtbot.waitUntil(lambda: len(page.offers.ready()) == 1, timeout=LONG)
    assert page.offers.flow.dialog is None
    page.show()
    page.offers.reload()
    qtbot.waitUntil(lambda: not context.tasks.is_busy(), timeout=LONG)
    assert page.offers.flow.dialog is None


def test_another_project_shows_nothing_of_the_last(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    """While its drafts are checked there is none to offer, and no day of the last is kept."""
    begin_offers(page, qtbot, context)
    page.offers.offer_next()
    dialog = page.offers.flow.dialog
    assert dialog is not None
    dialog.offer_asked.emit("2026-12-24")
    qtbot.waitUntil(lambda: page.offers.flow.dialog not in (None, dialog), timeout=LONG)
    asked = page.offers.flow.dialog
    assert asked is not None
    assert asked.until.value() == "2026-12-24"
    asked.reject()
    qtbot.waitUntil(lambda: page.offers.flow.dialog is None)
    other = replace(context.services.projects.get(1), id=0, version=0, name="Mill Road")
    project = context.services.projects.save(other).id
    page.show_target(project, "offer")
    assert (page.offers.drafts, page.offers.shown.cards) == ((), [])
    assert not page.offers.offer_all.isVisible()
    context.services.spokes.make(fees(context.services.spokes.begin(project), 1, 2))
    page.offers.reload()
    qtbot.waitUntil(lambda: len(page.offers.ready()) == 2, timeout=LONG)
    page.offers.offer_next()
    fresh = page.offers.flow.dialog
    assert fresh is not None
    assert fresh.until.value() != "2026-12-24"
    fresh.reject()


def test_what_cannot_be_read_is_said_and_nothing_waits(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    """Somebody is taken out of the team meanwhile; the file of the data is taken away."""
    said: list[str] = []
    context.messages.message_posted.connect(lambda message: said.append(message.text))
    project = context.services.projects.get(page.form.wanted.project_id)
    context.services.projects.save(replace(project, team=project.team[:2]))
    page.form.begin_fields.members_changed.emit(list(page.form.wanted.members))
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert "not in the team any more" in said[0]
    page.offers.start(project.id)
    page.offers.unread(NotReady("It cannot be read.", "Try again."))
    waiting = page.offers.loading.findChild(QTimer)
    assert waiting is not None
    assert not waiting.isActive()
    assert "It cannot be read." in said[-1]


def offered(rows: Callable[[], object]) -> int:
    """How many are out for sign-off."""
    found = rows()
    assert isinstance(found, tuple)
    return sum(row.state is AgreementState.OFFERED for row in found)


def test_not_yet_ends_the_round(page: SpokesPage, qtbot: QtBot, context: Context) -> None:
    fill(page, qtbot)
    page.form.make()
    qtbot.waitUntil(lambda: len(page.offers.ready()) == 2, timeout=LONG)
    page.offers.offer_next()
    dialog = page.offers.flow.dialog
    assert dialog is not None
    dialog.cancel.click()
    qtbot.waitUntil(lambda: page.offers.flow.dialog is None)
    page.offers.reload()
    qtbot.wait(50)
    assert page.offers.flow.dialog is None
    assert offered(context.services.agreements.rows) == 0


def name_another(page: SpokesPage, qtbot: QtBot) -> QLineEdit:
    """A member is typed as the client of all; gives the field once that was shown."""
    fill(page, qtbot)
    assert page.form.shared is not None
    client = page.form.shared.once.blocks["client"].editor
    assert isinstance(client, QLineEdit)
    client.selectAll()
    type_into(client, "Whitcombe Joinery")
    qtbot.waitUntil(page.form.foot.told.isVisible, timeout=LONG)
    return client


def test_words_that_tell_of_another_are_said_and_must_be_meant(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    name_another(page, qtbot)
    assert "Whitcombe Joinery, who is not a party here" in page.form.foot.told.text()
    page.form.make()
    qtbot.waitUntil(page.form.foot.make_button.isEnabled, timeout=LONG)
    assert context.services.agreements.rows() == ()
    QTest.keyClick(page.form.foot.read.rows[0], Qt.Key.Key_Space)
    page.form.make()
    qtbot.waitUntil(lambda: len(context.services.agreements.rows()) == 2, timeout=LONG)


def test_what_is_typed_while_the_questions_are_made_is_not_lost(
    qtbot: QtBot, context: Context
) -> None:
    project = team_of_three(context.services)
    page = show(qtbot, SpokesPage(context))
    page.show_target(project.id)
    assert not page.form.slices.is_done()
    assert QApplication.focusWidget() is page.form
    QTest.keyClick(page.form, Qt.Key.Key_1)
    first = QApplication.focusWidget()
    assert isinstance(first, QLineEdit)
    assert first.text().endswith("1")


def test_enter_makes_nothing_while_another_project_is_being_shown(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    """What the foot had counted was of the project before."""
    fill(page, qtbot)
    services = context.services
    other = services.projects.save(replace(services.projects.get(1), id=0, name="Another"))
    page.show_target(other.id)
    while page.form.members is None:
        QApplication.processEvents()
    page.form.make()
    assert not page.form.foot.loading.isVisible()
    qtbot.waitUntil(lambda: is_whole(page), timeout=LONG)
    assert services.agreements.rows() == ()


def test_the_tick_is_for_the_words_that_were_shown(
    page: SpokesPage, qtbot: QtBot, context: Context
) -> None:
    """Words typed after it, and made before they could be shown, must be meant as well."""
    client = name_another(page, qtbot)
    QTest.keyClick(page.form.foot.read.rows[0], Qt.Key.Key_Space)
    client.setFocus()
    client.selectAll()
    QTest.keyClicks(client, "Northlight Film")
    said: list[str] = []
    context.messages.message_posted.connect(lambda message: said.append(message.text))
    page.form.make()
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert "Northlight Film, who is not a party here" in said[0]
    assert context.services.agreements.rows() == ()


def test_the_project_leads_here_and_to_the_offers(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    project = team_of_three(context.services)
    projects = show(qtbot, ProjectsPage(context))
    projects.show_target(project.id)
    qtbot.waitUntil(lambda: card_is_shown(projects))
    click(projects, "Make one with each member")
    assert visits.seen[-1] == ("spokes", project.id, "")
    wanted = context.services.spokes.begin(project.id)
    context.services.spokes.make(wanted)
    projects.reload()
    qtbot.waitUntil(lambda: card_is_shown(projects))
    click(projects, "Offer the drafts")
    assert visits.seen[-1] == ("spokes", project.id, "offer")


def click(owner: QWidget, words: str) -> None:
    """Press what has these words."""
    buttons = [one for one in owner.findChildren(QAbstractButton) if one.text() == words]
    next(one for one in buttons if one.isVisible()).click()


def test_without_a_team_it_says_what_to_do(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, SpokesPage(context))
    page.show_target(0)
    assert "project" in page.form.begin_fields.problem.text()
    assert not page.form.foot.isVisible()
    assert page.form.begin_fields.project.hasFocus()


@pytest.fixture
def running(qapp: QApplication, context: Context, qtbot: QtBot) -> Iterator[Running]:
    """The program with a project of four: the own business and three members."""
    services = context.services
    project = team_of_three(services)
    tiles = replace(northlight(), legal_name="Jo Bell", trading_name="Bell Tiles", email="")
    third = services.businesses.save(replace(tiles, people=(PersonData("Jo Bell", may_sign=True),)))
    member = TeamMemberData(third.id, role="Tiling")
    thing = DeliverableData("Tiled floor", third.id, "2027-02-01")
    services.projects.save(
        replace(
            project,
            team=(*project.team, member),
            deliverables=(*project.deliverables, thing),
        )
    )
    made = open_window(qapp, services)
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.shut()


class Keyboard:
    """Presses keys where the keyboard is, and counts all but the letters of facts."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key."""
        self.pressed += 1
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        """Tab until the keyboard is there."""
        for _ in range(80):
            focus = QApplication.focusWidget()
            assert focus is not None
            if wanted(focus):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("the way does not lead there")

    def type(self, words: str) -> None:
        """The letters of a fact."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)


def test_from_a_project_to_three_offers_by_keyboard_alone(running: Running, qtbot: QtBot) -> None:
    services, window, keys = running.services, running.window, Keyboard()
    project = services.projects.rows()[0].id
    window.go(Link(Screen.PROJECT, project))
    projects = window.stack.currentWidget()
    assert isinstance(projects, ProjectsPage)
    qtbot.waitUntil(lambda: card_is_shown(projects), timeout=LONG)
    projects.card.setFocus()
    projects.card.edit.setFocus()
    keys.tab_to(lambda focus: getattr(focus, "text", str)() == "Make one with each member")
    keys.press(Qt.Key.Key_Return)
    page = window.stack.currentWidget()
    assert isinstance(page, SpokesPage)
    qtbot.waitUntil(lambda: is_whole(page), timeout=LONG)
    keys.type("19/3/2027")
    for fee in ("3200", "1500", "900"):
        keys.press(Qt.Key.Key_Tab)
        keys.tab_to(lambda focus: focus.objectName() == "agreed_fee")
        keys.type(fee)
    qtbot.waitUntil(lambda: members(page).ready == 3, timeout=LONG)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.offers.ready()) == 3, timeout=LONG)
    qtbot.waitUntil(page.offers.offer_all.hasFocus, timeout=LONG)
    keys.press(Qt.Key.Key_Return)
    seen: list[object] = []
    for _ in range(3):
        qtbot.waitUntil(lambda: page.offers.flow.dialog not in (None, *seen), timeout=LONG)
        dialog = page.offers.flow.dialog
        assert dialog is not None
        seen.append(dialog)
        qtbot.waitUntil(dialog.until.hasFocus, timeout=LONG)
        keys.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: offered(services.agreements.rows) == len(seen), timeout=LONG)
    print(f"from a project to three offers: {keys.pressed} keys beside the facts")
    assert offered(services.agreements.rows) == 3
    assert keys.pressed < 70
