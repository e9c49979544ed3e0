"""Home on real services: what needs the user, why, and the way there."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.ui.home.page import HomePage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from microbiz_desktop.ui.widgets.link_row import LinkRow
from tests.builders import draft_of_three, fernhill
from tests.ui.conftest import Visits
from tests.ui.page_help import click, show, words_in


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> HomePage:
    """Home over whatever the services hold."""
    return show(qtbot, HomePage(context))


def test_an_empty_program_says_what_to_do(page: HomePage, visits: Visits) -> None:
    assert "Good morning" in page.greeting.whole_text()
    assert "No agreements yet." in words_in(page)
    click(page.new_agreement)
    click(page.new_associate)
    assert visits.seen == [("new-agreement", 0, "new"), ("associate", 0, "new")]


@pytest.mark.usefixtures("offered")
def test_each_need_has_its_reason_and_leads_there(
    page: HomePage, context: Context, visits: Visits, qtbot: QtBot
) -> None:
    needs = context.services.home.view().needs
    assert needs
    said = words_in(page)
    for need in needs:
        assert need.title in said
        assert need.reason in said
    name = f"{needs[0].button}: {needs[0].title}"
    buttons = page.findChildren(QAbstractButton)
    first = next(b for b in buttons if b.accessibleName() == name)
    qtbot.waitUntil(first.isVisible)
    click(first)
    assert visits.seen == [needs[0].target]


@pytest.mark.usefixtures("offered")
def test_live_agreements_open_by_their_row(page: HomePage, visits: Visits, qtbot: QtBot) -> None:
    rows = [r for r in page.findChildren(LinkRow) if "3 parties" in r.accessibleName()]
    qtbot.waitUntil(rows[0].isVisible)
    assert "Offered" in rows[0].accessibleName()
    click(rows[0])
    assert visits.seen == [("agreement", 1, "")]


def test_it_follows_what_changes(page: HomePage, context: Context, qtbot: QtBot) -> None:
    context.services.businesses.save(fernhill())
    qtbot.waitUntil(lambda: "Priya" in page.greeting.whole_text())
    draft_of_three(context.services)
    qtbot.waitUntil(lambda: any("Draft" in r.accessibleName() for r in page.findChildren(LinkRow)))


@pytest.mark.usefixtures("offered")
def test_what_does_not_change_here_is_not_built_anew(
    page: HomePage, context: Context, qtbot: QtBot
) -> None:
    rows = page.findChildren(LinkRow)
    assert rows
    film = context.services.businesses.get(2)
    context.services.businesses.save(replace(film, strapline="Small films about real places"))
    qtbot.waitUntil(context.tasks.is_busy)
    qtbot.waitUntil(lambda: not context.tasks.is_busy())
    assert all(isValid(row) and row.isVisible() for row in rows)


def test_the_sample_network_can_be_removed_and_brought_back(
    page: HomePage, context: Context, qtbot: QtBot
) -> None:
    context.services.sample.load()
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)

    def buttons() -> list[QAbstractButton]:
        found = page.findChildren(QAbstractButton)
        return [b for b in found if b.text() == "Remove the sample network" and b.isVisible()]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    click(buttons()[0])
    assert not context.services.sample.present()
    assert notices[-1].act is not None
    notices[-1].act()
    assert context.services.sample.present()


def test_one_column_where_it_is_narrow(page: HomePage) -> None:
    page.resize(1040, 700)
    assert page.column_count() == 1
    page.resize(1208, 700)
    assert page.column_count() == 2
