"""Who can do it by when: asked in words, answered in order with every reason."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import Level, SkillData, Stage
from microbiz_desktop.ui.associates.who_can_page import WhoCanPage
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import northlight, whitcombe
from tests.ui.conftest import Visits
from tests.ui.page_help import click, show, words_in


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> WhoCanPage:
    save = context.services.businesses.save
    save(replace(northlight(), skills=(SkillData("Short film", Level.EXPERT, "12 films"),)))
    skilled = (SkillData("Short film", Level.LEARNING),)
    save(replace(whitcombe(), skills=skilled, stage=Stage.NOT_AGAIN))
    return show(qtbot, WhoCanPage(context))


def test_nothing_asked_says_what_to_type(page: WhoCanPage) -> None:
    assert "Type a skill" in words_in(page)


def test_the_best_comes_first_and_says_why(page: WhoCanPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.skills, "short film")
    qtbot.waitUntil(lambda: "Northlight Film" in words_in(page))
    said = words_in(page)
    assert said.index("Northlight Film") < said.index("Whitcombe Joinery")
    assert "12 films" in said
    assert "not to work together again" in said
    assert "−" in said  # a sum below nothing has a real minus sign


def test_nobody_is_said_with_what_to_do(page: WhoCanPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.skills, "zither")
    qtbot.waitUntil(lambda: "Nobody in the list" in words_in(page))


def test_the_keyboard_opens_one_and_leaves(
    page: WhoCanPage, qtbot: QtBot, visits: Visits, context: Context
) -> None:
    page.show_target(0, "short film")
    qtbot.waitUntil(lambda: "Northlight Film" in words_in(page))
    opened = next(
        button
        for button in page.findChildren(QAbstractButton)
        if button.accessibleName().startswith("Open Northlight Film")
    )
    opened.setFocus()
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert visits.seen[-1][0] == "associate"
    QTest.keyClick(page.skills, Qt.Key.Key_Escape)
    assert visits.seen[-1] == ("associates", 0, "")
    click(page.head.back)
    assert len(visits.seen) == 3
