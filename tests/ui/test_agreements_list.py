"""The list of agreements on real services: find, filter, open, begin, delete and bring back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.projects import ProjectData, TeamMemberData
from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message, Notice
from tests.builders import fernhill, northlight
from tests.ui.conftest import Visits


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> AgreementsPage:
    """The page with two drafts: an older and a newer one."""
    own = context.services.businesses.save(fernhill())
    for title in ("Winter Light Trail, Otley", "Harbour Lane café"):
        context.services.agreements.create(own.id, title=title)
    return shown(qtbot, context)


def shown(qtbot: QtBot, context: Context) -> AgreementsPage:
    made = AgreementsPage(context)
    qtbot.addWidget(made)
    made.resize(1040, 700)
    made.show()
    made.opened()
    return made


def titles(page: AgreementsPage) -> set[str]:
    return {row.title for row in page.pane.model.rows()}


def test_the_list_says_what_each_agreement_is(page: AgreementsPage, qtbot: QtBot) -> None:
    QAbstractItemModelTester(
        page.pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    said = [
        str(page.pane.model.data(page.pane.model.index(row), Qt.ItemDataRole.AccessibleTextRole))
        for row in range(page.pane.model.rowCount())
    ]
    assert len(said) == 2
    assert all("Joint-venture agreement · 1 party" in line and "Draft" in line for line in said)
    assert page.pane.count.text() == "2 agreements"


def test_search_narrows_the_list_and_escape_widens_it(page: AgreementsPage) -> None:
    QTest.keyClicks(page.pane.search, "winter")
    assert titles(page) == {"Winter Light Trail, Otley"}
    assert page.pane.count.text() == "1 of 2 agreements"
    QTest.keyClick(page.pane.search, Qt.Key.Key_Escape)
    assert len(titles(page)) == 2


@pytest.mark.usefixtures("offered")
def test_states_filter_the_list(qtbot: QtBot, context: Context) -> None:
    offered = context.services.agreements.get(1)
    draft = context.services.agreements.create(offered.own_business_id, title="Another")
    page = shown(qtbot, context)
    ids = {"all": {offered.id, draft.id}, "draft": {draft.id}, "out": {offered.id}, "closed": set()}
    for key, wanted in ids.items():
        page.filter.set_value(key)
        page.filter.edited.emit()
        assert {row.id for row in page.pane.model.rows()} == wanted, key


@pytest.mark.usefixtures("offered")
def test_enter_opens_a_draft_in_the_studio_and_an_offer_in_the_room(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    offered = context.services.agreements.get(1)
    draft = context.services.agreements.create(offered.own_business_id, title="Another")
    page = shown(qtbot, context)
    for number, screen in ((draft.id, "studio"), (offered.id, "signoff")):
        page.pane.choose(number)
        page.pane.list.setFocus()
        QTest.keyClick(page.pane.list, Qt.Key.Key_Return)
        assert visits.seen[-1] == (screen, number, "")


def test_a_new_agreement_needs_no_more_than_enter(
    page: AgreementsPage, context: Context, visits: Visits
) -> None:
    QTest.keySequence(page.pane.search, "Ctrl+N")
    assert page.stack.currentWidget() is page.new_page
    QTest.keyClicks(page.new_page.title, "Spring catalogue")
    QTest.keyClick(page.new_page.title, Qt.Key.Key_Return)
    screen, number, _ = visits.seen[-1]
    made = context.services.agreements.get(number)
    assert (screen, made.title) == ("studio", "Spring catalogue")
    assert [party.name for party in made.deal.parties] == ["Fernhill Design"]
    assert page.stack.currentWidget() is not page.new_page


def test_without_a_business_the_first_agreement_asks_for_its_name(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    page = shown(qtbot, context)
    assert page.pane.model.rowCount() == 0
    page.begin()
    problems: list[Message] = []
    context.messages.message_posted.connect(problems.append)
    page.new_page.begin()
    assert problems and not visits.seen
    QTest.keyClicks(page.new_page.fields.new_own, "Fernhill Design")
    page.new_page.begin()
    assert [b.name for b in context.services.businesses.own()] == ["Fernhill Design"]
    assert visits.seen[-1][0] == "studio"


def test_one_agreement_begins_from_another_and_says_what_differs(
    page: AgreementsPage, context: Context, visits: Visits
) -> None:
    past = context.services.agreements.rows()[0]
    page.begin()
    page.new_page.past.set_value(str(past.id))
    page.new_page.past.chosen.emit(str(past.id))
    assert not page.new_page.title.isVisible()
    QTest.mouseClick(page.new_page.start_button, Qt.MouseButton.LeftButton)
    made = context.services.agreements.get(visits.seen[-1][1])
    assert made.started_from == past.id
    context.services.agreements.answer(made.id, made.version, "brief", "other words")
    found = context.services.agreements.differences(made.id, past.id)
    assert any(difference.after == "other words" for difference in found)


def test_delete_is_soft_and_comes_back(
    page: AgreementsPage, context: Context, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    page.pane.choose(context.services.agreements.rows("otley")[0].id)
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(page) == {"Harbour Lane café"})
    assert notices[-1].text == "Winter Light Trail, Otley is deleted."
    assert notices[-1].act is not None
    notices[-1].act()
    qtbot.waitUntil(lambda: len(titles(page)) == 2)


def test_the_menu_of_a_row_starts_another(
    page: AgreementsPage, context: Context, visits: Visits
) -> None:
    row = page.pane.model.rows()[0]
    words = [action.text() for action in page.menu_for(row).actions() if action.text()]
    assert words == ["Open", "Start another from this", "Delete"]
    page.menu_for(row).actions()[1].trigger()
    made = context.services.agreements.get(visits.seen[-1][1])
    assert (made.started_from, made.title) == (row.id, row.title)


def test_a_project_brings_its_facts(qtbot: QtBot, context: Context, visits: Visits) -> None:
    services = context.services
    services.businesses.save(fernhill())
    other = services.businesses.save(northlight())
    project = services.projects.save(
        ProjectData(name="Harbour Lane", client="Coffee Ltd", team=(TeamMemberData(other.id),))
    )
    page = shown(qtbot, context)
    page.show_target(project.id, "new")
    page.new_page.begin()
    made = services.agreements.get(visits.seen[-1][1])
    assert made.project_id == project.id
    assert made.deal.project.client == "Coffee Ltd"
    assert len(made.deal.parties) == 2
