"""Whom one parted from, who is paused and with whom one wanted to wait: said where one chooses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData, Stage
from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.ui.agreements.interview.party_picker import PartyPicker
from microbiz_desktop.ui.agreements.new_agreement import NewAgreement
from microbiz_desktop.ui.associates.page import AssociatesPage
from microbiz_desktop.ui.projects.page import ProjectsPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.pace import PacePart
from tests.builders import fernhill
from tests.ui.page_help import click, show, type_over, words_in

from .page_help import seen

_PARTED = "Amara Bread stands at “Not again” since 21 November 2026."


@pytest.fixture
def parted(context: Context) -> Context:
    """An own business and two associates, one of whom we parted from today."""
    save = context.services.businesses.save
    save(fernhill())
    amara = save(BusinessData(trading_name="Amara Bread", place="Otley"))
    save(replace(amara, stage=Stage.NOT_AGAIN))
    save(BusinessData(trading_name="Bruno Boats", place="Whitby"))
    return context


def test_the_list_of_parties_to_add_says_it_before_one_is_chosen(
    qtbot: QtBot, parted: Context
) -> None:
    services = parted.services
    picker = show(qtbot, PartyPicker(services.businesses, services.choosing.notices))
    picker.start(frozenset())
    lines = {row.candidate.name: row.candidate.second_line for row in picker.rows}
    assert lines == {
        "Fernhill Design": "Own business",
        "Amara Bread": _PARTED,
        "Bruno Boats": "Whitby",
    }
    names = [row.accessibleName() for row in picker.rows]
    assert f"Add Amara Bread, {_PARTED}" in names
    picked: list[int] = []
    picker.picked.connect(picked.append)
    click(next(row for row in picker.rows if row.candidate.name == "Amara Bread"))
    assert picked == [2]  # it is said, and never refused


def test_a_new_agreement_with_somebody_says_it(qtbot: QtBot, parted: Context) -> None:
    page = show(qtbot, NewAgreement(parted))
    page.start(associate=2)
    assert (page.lines.notice.text(), page.lines.notice.isVisible()) == (_PARTED, True)
    page.start(associate=3)
    assert (page.lines.notice.text(), page.lines.notice.isVisible()) == ("", False)


def test_the_team_of_a_project_says_it_as_soon_as_somebody_is_in_it(
    qtbot: QtBot, parted: Context
) -> None:
    parted.services.projects.save(ProjectData(name="Stall"))
    page = show(qtbot, ProjectsPage(parted))
    page.show_target(1)
    page.edit()
    team = page.editor.table("team")
    click(team.add_link)
    cell = seen(team.cell(0, "business_id"))
    cell.set_value("2")
    cell.edited.emit()
    cell.finished.emit()
    qtbot.waitUntil(lambda: page.editor.notice.text() == _PARTED)
    assert page.editor.notice.isVisible()
    cell.set_value("3")
    cell.edited.emit()
    cell.finished.emit()
    qtbot.waitUntil(lambda: not page.editor.notice.isVisible())


def test_days_wished_in_the_settings_are_said_on_the_card(qtbot: QtBot, parted: Context) -> None:
    part = show(qtbot, PacePart(parted))
    type_over(part.days, "four")
    QTest.keyClick(part.days, Qt.Key.Key_Return)
    assert parted.services.choosing.pause() == 0
    assert part.block.problem_shown()
    type_over(part.days, "14")
    QTest.keyClick(part.days, Qt.Key.Key_Return)
    assert parted.services.choosing.pause() == 14
    parted.services.timeline.add(3, "call", "2026-11-20", "About the harbour")
    page = show(qtbot, AssociatesPage(parted))
    page.show_target(3)
    said = (
        "No rush with Bruno Boats: you first talked on 20 November 2026, and want 14 days before "
        "the first work. That is 4 December 2026."
    )
    qtbot.waitUntil(lambda: said in words_in(page.card))
    part.days.selectAll()
    QTest.keyClick(part.days, Qt.Key.Key_Delete)
    part.flush()
    assert parted.services.choosing.pause() == 0
