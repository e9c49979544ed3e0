"""The room of an executed agreement shows what one needs then, instead of an empty card."""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from microbiz_desktop.ui.signoff.executed_card import ExecutedCard
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.widgets.labels import Label
from tests.builders import sign_all
from tests.ui.page_help import click, show, words_in

pytestmark = pytest.mark.usefixtures("offered")


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SignOffPage:
    """The room with every sign-off and the copy made."""
    sign_all(context.services, 1)
    context.services.signoffs.execute(1)
    made = show(qtbot, SignOffPage(context))
    made.show_target(1)
    return made


def press(owner: QWidget, name: str) -> None:
    found = [b for b in owner.findChildren(QAbstractButton) if b.accessibleName() == name]
    click(next(b for b in found if b.isVisibleTo(owner)))


def test_the_large_card_names_recipients_and_dates(page: SignOffPage, context: Context) -> None:
    view = page.room_view
    assert view.detail.currentWidget() is view.executed
    said = words_in(view.executed)
    deal = context.services.agreements.get(1).deal
    for party in deal.parties[1:]:
        assert party.name in said
        assert party.email in said
    assert deal.parties[0].email not in said, "nothing is sent to oneself"
    for item in deal.project.deliverables:
        assert f"{item.title} due" in said
    assert "Work starts" in said
    assert "Work ends" in said
    days = [one.day for one in context.services.signoffs.room(1).dates]
    assert days == sorted(days)
    assert len(days) >= 2 + len(deal.project.deliverables)


def test_addresses_are_copied_one_or_all(page: SignOffPage, context: Context) -> None:
    told: list[Notice] = []
    context.messages.notice_posted.connect(told.append)
    card, emails = page.room_view.executed, []
    for party in context.services.agreements.get(1).deal.parties[1:]:
        press(card, f"Copy {party.email}")
        assert QGuiApplication.clipboard().text() == party.email
        emails.append(party.email)
    press(card, "Copy all addresses")
    assert QGuiApplication.clipboard().text() == ", ".join(emails)
    assert [notice.text for notice in told] == [
        f"Copied: {e}" for e in (*emails, ", ".join(emails))
    ]


def test_what_is_past_is_no_date_that_comes(
    qtbot: QtBot, page: SignOffPage, context: Context
) -> None:
    room = context.services.signoffs.room(1)
    card = ExecutedCard(lambda: date(2030, 1, 1))
    qtbot.addWidget(card)
    card.show_room(room)
    assert "No date of the work is left." in words_in(card)
    assert "Work starts" not in words_in(card)


def test_a_clause_is_still_shown_when_it_is_chosen(page: SignOffPage, context: Context) -> None:
    view, room = page.room_view, context.services.signoffs.room(1)
    view.matrix.choose(room.parties[1].key, room.clauses[2].id)
    assert view.detail.currentWidget() is view.cell
    view.matrix.choose(room.parties[1].key)
    assert view.detail.currentWidget() is view.executed


@pytest.mark.parametrize("width", [1040, 1208])
def test_the_large_card_is_not_empty(page: SignOffPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 700)
    card = page.room_view.executed
    qtbot.waitUntil(lambda: card.height() > 0)
    lowest = max(
        label.mapTo(card, label.rect().bottomLeft()).y() for label in card.findChildren(Label)
    )
    assert lowest > card.height() * 0.55, "more than a third of it is empty"
