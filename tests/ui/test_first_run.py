"""The first run: one short form, or the sample network, or a backup from elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.first_run.page import FirstRunPage
from microbiz_desktop.ui.runtime.context import Context
from tests.ui.conftest import Visits
from tests.ui.page_help import click, show


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> FirstRunPage:
    """The page as a new user sees it."""
    return show(qtbot, FirstRunPage(context))


def test_the_own_business_is_made_by_keys_alone(
    page: FirstRunPage, context: Context, visits: Visits
) -> None:
    """Tab goes through the form in reading order and Enter starts."""
    assert page.legal_name.hasFocus()
    for field, text in (
        (page.legal_name, "Fernhill Design Ltd"),
        (page.person, "Priya Raman"),
        (page.role, "director"),
        (page.trading_name, "Fernhill Design"),
        (page.legal_form, "P"),
        (page.email, "hello@fernhill.example"),
    ):
        assert field.hasFocus(), field.accessibleName()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert page.start.hasFocus()
    QTest.keyClick(page.start, Qt.Key.Key_Return)
    (own,) = context.services.businesses.own()
    assert (own.name, own.legal_name) == ("Fernhill Design", "Fernhill Design Ltd")
    assert [(p.name, p.role, p.may_sign) for p in own.people] == [("Priya Raman", "director", True)]
    assert not context.services.settings.first_run()
    assert context.services.settings.current_business() == own.id
    assert visits.seen == [("home", 0, "")]


def test_without_a_name_the_reason_stands_under_the_field(
    page: FirstRunPage, context: Context, visits: Visits
) -> None:
    click(page.start)
    assert "needs a name" in page.name_block.problem_shown()
    assert page.legal_name.hasFocus()
    assert context.services.businesses.own() == ()
    assert visits.seen == []


def test_the_sample_network_is_one_click_away(
    qtbot: QtBot, page: FirstRunPage, context: Context, visits: Visits
) -> None:
    click(page.sample)
    assert context.services.sample.present()
    assert context.services.businesses.count() >= 12
    assert visits.seen == [("home", 0, "")]
    qtbot.waitUntil(lambda: not context.tasks.is_busy(), timeout=90_000)
    rows = context.services.agreements.rows()
    kinds = {kind.title for kind in context.services.agreements.kinds()}
    assert {row.kind_title for row in rows} == kinds, "agreements come a moment later"


def test_a_backup_from_elsewhere_leads_to_restoring(page: FirstRunPage, visits: Visits) -> None:
    click(page.restore)
    assert visits.seen == [("settings", 0, "restore")]


def test_enter_in_any_field_begins(qtbot: QtBot, context: Context, visits: Visits) -> None:
    page = show(qtbot, FirstRunPage(context))
    assert page.legal_name.hasFocus()
    page.legal_name.set_value("Fernhill Design Ltd")
    page.email.set_value("hello@fernhill.example")
    page.email.setFocus()
    QTest.keyClick(page.email, Qt.Key.Key_Return)
    assert [b.legal_name for b in context.services.businesses.own()] == ["Fernhill Design Ltd"]
    assert visits.seen[-1] == Link(Screen.HOME)
