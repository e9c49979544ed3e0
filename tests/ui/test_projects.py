"""Projects on real services: begin, fill the tables, read the card, draft from it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.ui.projects.business_field import MOST
from microbiz_desktop.ui.projects.card import ProjectCard
from microbiz_desktop.ui.projects.page import ProjectsPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from tests.builders import fernhill, northlight
from tests.ui.conftest import Visits
from tests.ui.page_help import card_is_shown, click, show, type_over, words_in

from .page_help import seen


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ProjectsPage:
    """The page without a project, beside an own business and an associate."""
    for data in (fernhill(), northlight()):
        context.services.businesses.save(data)
    return show(qtbot, ProjectsPage(context))


def stored(context: Context) -> ProjectData:
    """The one project."""
    (row,) = context.services.projects.rows()
    return context.services.projects.get(row.id)


def begin(page: ProjectsPage, name: str = "Harbour Lane") -> None:
    """New, with a name typed."""
    click(page.pane.new)
    assert seen(page.editor.fields["name"]).hasFocus()
    QTest.keyClicks(seen(page.editor.fields["name"]), name)


def test_a_project_is_kept_as_soon_as_it_has_a_name(page: ProjectsPage, context: Context) -> None:
    begin(page)
    page.flush()
    assert stored(context).name == "Harbour Lane"


def test_the_form_stays_when_the_new_project_is_first_kept(
    page: ProjectsPage, context: Context, qtbot: QtBot
) -> None:
    """The list reloads at the first save; the keyboard stays where it was."""
    begin(page)
    field = page.editor.fields["client"]
    type_over(seen(field), "Harbour")
    page.flush()
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 1)
    assert page.right.currentWidget() is page.editor_page
    assert seen(field).hasFocus()
    assert page.pane.chosen() == page.shown() == stored(context).id


def test_nothing_is_kept_without_a_name(page: ProjectsPage, context: Context) -> None:
    click(page.pane.new)
    QTest.keyClicks(seen(page.editor.fields["client"]), "Harbour Lane Coffee Ltd")
    page.flush()
    assert context.services.projects.rows() == ()
    assert "needs a name" in page.editor.blocks["name"].problem_shown()


def test_team_and_deliverables_are_rows_of_fields(
    page: ProjectsPage, context: Context, qtbot: QtBot
) -> None:
    begin(page)
    page.flush()
    team, things = page.editor.table("team"), page.editor.table("deliverables")
    click(team.add_link)
    who = seen(team.cell(0, "business_id"))
    who.setFocus()
    QTest.keyClicks(who, "North")
    type_over(seen(team.cell(0, "role")), "Film")
    click(things.add_link)
    type_over(seen(things.cell(0, "title")), "Opening film")
    owner = seen(things.cell(0, "owner_id"))
    owner.setFocus()
    QTest.keyClicks(owner, "North")
    type_over(seen(things.cell(0, "due")), "19 February 2027")
    page.leave_editor()
    data = stored(context)
    assert [(m.name, m.role) for m in data.team] == [("Northlight Film", "Film")]
    (film,) = data.deliverables
    assert (film.title, film.due) == ("Opening film", "2027-02-19")
    qtbot.waitUntil(lambda: "19 February 2027" in words_in(page.card))


def test_with_a_long_list_businesses_are_typed_and_none_in_the_project_is_lost(
    page: ProjectsPage, context: Context, qtbot: QtBot
) -> None:
    """A drop-down of the first hundreds would not know them, and drop them at the next save."""
    businesses = context.services.businesses
    for number in range(MOST):
        businesses.save(BusinessData(legal_name=f"Aardvark {number}"))
    zebra = businesses.save(BusinessData(legal_name="Zebra Crossings"))
    context.services.projects.save(
        ProjectData(
            name="Harbour Lane",
            team=(TeamMemberData(zebra.id, zebra.name, "Paint"),),
            deliverables=(DeliverableData("Stripes", zebra.id, "2027-02-19"),),
        )
    )
    page.show_target(stored(context).id, "edit")
    team = page.editor.table("team")
    type_over(seen(team.cell(0, "role")), "Paint and brush")
    click(team.add_link)
    line = seen(team.cell(1, "business_id")).line
    line.setFocus()
    QTest.keyClicks(line, "Northlight")
    qtbot.waitUntil(lambda: seen(team.cell(1, "business_id")).offered() == ["Northlight Film"])
    type_over(line, "Northlight Film")
    click(team.add_link)
    assert seen(team.cell(1, "business_id")).line.value() == "Northlight Film"
    said: list[str] = []
    context.messages.message_posted.connect(lambda one: said.append(one.text))
    last = seen(team.cell(2, "business_id")).line
    type_over(last, "Nobody at all")
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert ["Nobody at all" in words for words in said] == [True]
    page.leave_editor()
    data = stored(context)
    assert [(m.name, m.role) for m in data.team] == [
        ("Zebra Crossings", "Paint and brush"),
        ("Northlight Film", ""),
    ]
    assert [one.owner_id for one in data.deliverables] == [zebra.id]


def test_where_it_stands_is_chosen(page: ProjectsPage, context: Context) -> None:
    begin(page)
    state = seen(page.editor.fields["state"])
    state.setFocus()
    QTest.keyClicks(state, "Under")
    page.flush()
    assert stored(context).state is ProjectState.UNDER_WAY


def test_delete_and_undo(page: ProjectsPage, context: Context) -> None:
    begin(page)
    page.leave_editor()
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete)
    assert context.services.projects.rows() == ()
    assert notices[-1].act is not None
    notices[-1].act()
    assert stored(context).name == "Harbour Lane"


def test_an_agreement_begins_from_the_project(
    page: ProjectsPage, visits: Visits, qtbot: QtBot
) -> None:
    begin(page)
    page.leave_editor()
    qtbot.waitUntil(lambda: card_is_shown(page))
    click(page.card.draft)
    assert visits.seen == [("new-agreement", page.shown(), "new-for-project")]


def test_leaving_a_new_one_without_a_name_shows_the_first(
    page: ProjectsPage, context: Context
) -> None:
    begin(page, "First")
    page.leave_editor()
    first = page.shown()
    page.show_target(0, "new")
    QTest.keyClick(seen(page.editor.fields["name"]), Qt.Key.Key_Escape)
    assert page.shown() == first
    assert page.right.currentWidget() is page.card


def test_who_leads_is_chosen_in_the_team_and_the_backup_takes_over(
    qtbot: QtBot, page: ProjectsPage, context: Context
) -> None:
    begin(page)
    page.flush()
    team = page.editor.table("team")
    for number, (key, duty) in enumerate((("1", "lead"), ("2", "lead"))):
        click(team.add_link)
        for name, value in (("business_id", key), ("duty", duty)):
            cell = seen(team.cell(number, name))
            cell.set_value(value)
            cell.edited.emit()
            cell.finished.emit()
    page.flush()
    said = "Fernhill Design and Northlight Film cannot both lead: choose one."
    qtbot.waitUntil(lambda: said in words_in(page.editor))
    cell = seen(team.cell(1, "duty"))
    cell.set_value("back-up")
    cell.edited.emit()
    cell.finished.emit()
    page.flush()
    assert said not in words_in(page.editor)
    assert [one.duty for one in stored(context).team] == [Duty.LEAD, Duty.BACKUP]
    page.leave_editor()
    assert isinstance(page.card, ProjectCard)
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    click(page.card.hand_over)
    assert [one.duty for one in stored(context).team] == [Duty.NONE, Duty.LEAD]
    assert notices[-1].text.startswith("Northlight Film leads now.")
    assert notices[-1].act is not None
    notices[-1].act()
    assert [one.duty for one in stored(context).team] == [Duty.LEAD, Duty.BACKUP]
