"""What nobody answered is seen before the offer, and what nobody opened is not called done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.ui.agreements.studio import StudioPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.progress import SectionState
from tests.builders import draft_of_three

from .studio_help import LONG, open_studio, studio_of, wait_compiled


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> StudioPage:
    """A draft in which nothing is left."""
    return open_studio(qtbot, context, draft_of_three(context.services).id)


def states(page: StudioPage) -> dict[str, SectionState]:
    return {one.key: one for one in studio_of(page).body.sections.states()}


def test_each_big_default_is_named_with_a_way_to_its_question(
    qtbot: QtBot, page: StudioPage
) -> None:
    studio = studio_of(page)
    studio.offer()
    dialog = page.offering.dialog
    assert dialog is not None
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Insurance", "Liability", "Notice to leave", "£1,000,000.00"} <= set(said)
    QTest.mouseClick(dialog.ways["notice"], Qt.MouseButton.LeftButton)
    assert page.offering.dialog is None
    qtbot.waitUntil(lambda: studio.interview.current == "leaving")
    there = studio.interview.blocks["notice"]
    qtbot.waitUntil(lambda: there.isAncestorOf(page.focusWidget()))


def test_what_was_answered_is_not_asked_about_again(
    qtbot: QtBot, context: Context, page: StudioPage
) -> None:
    studio = studio_of(page)
    studio.edits.answer("notice", "14 days", "Answer")
    wait_compiled(qtbot, studio)
    studio.offer()
    dialog = page.offering.dialog
    assert dialog is not None
    assert "notice" not in dialog.ways
    dialog.reject()


def test_a_section_is_as_usual_until_somebody_looks_at_it(page: StudioPage) -> None:
    assert states(page)["law"].line() == "As usual"
    assert not states(page)["law"].is_done()
    studio_of(page).interview.open("law")
    assert states(page)["law"].line() == "Nothing left"
    assert states(page)["law"].is_done()


def test_nothing_is_said_of_what_is_left_before_it_is_known(qtbot: QtBot, context: Context) -> None:
    page = StudioPage(context)
    qtbot.addWidget(page)
    page.show_target(draft_of_three(context.services).id)
    sections = studio_of(page).body.sections
    assert sections.count.text() == "Being checked"
    assert {state.line() for state in sections.states()} == {"Being checked"}
    assert not any(state.is_done() for state in sections.states())
    assert studio_of(page).interview.rest.whole_text() == ""


def test_answers_that_were_brought_along_are_not_as_usual(page: StudioPage) -> None:
    assert states(page)["money"].line() == "Not looked at yet"


def test_what_was_looked_at_is_remembered(qtbot: QtBot, context: Context, page: StudioPage) -> None:
    studio, number = studio_of(page), studio_of(page).edits.agreement.id
    studio.interview.open("law")
    qtbot.waitUntil(lambda: "law" in context.services.agreements.get(number).looked_at)
    again = open_studio(qtbot, context, number)
    assert states(again)["law"].is_done()
    assert not states(again)["leaving"].is_done()


def test_every_place_says_one_number(qtbot: QtBot, context: Context, page: StudioPage) -> None:
    studio, agreements = studio_of(page), context.services.agreements
    studio.edits.answer("price", None, "Answer")
    studio.edits.answer("brief", "", "Answer")
    wait_compiled(qtbot, studio)
    studio.interview.open("money")
    number = sum(one.left for one in states(page).values())
    assert number > 1
    assert studio.body.sections.count.text() == f"{number} left"
    assert studio.body.drop_down.count.whole_text() == f"{number} left"
    assert studio.interview.rest.whole_text() == f"1 left here, {number} in all"
    assert studio.checks.closing.text().startswith(f"{number} left before the offer.")
    shown = studio.edits.agreement.id
    assert next(row for row in agreements.rows() if row.id == shown).left == number
    (need,) = context.services.home.view().needs
    assert f" · {number} left before it can be offered" in need.reason


def test_the_dialog_is_as_high_as_what_it_says(page: StudioPage) -> None:
    """No room is spread between its lines, also where it says why an offer cannot be made."""
    studio_of(page).offer()
    dialog = page.offering.dialog
    assert dialog is not None
    assert dialog.height() == dialog.heightForWidth(dialog.width())
    before = dialog.height()
    dialog.say_problem(BadInput("A date has to be a day that has not passed yet."))
    assert dialog.height() == dialog.heightForWidth(dialog.width()) > before
    dialog.reject()


@pytest.mark.parametrize("held", ["until", "offer"])
def test_a_second_enter_does_not_take_the_offer_back(
    qtbot: QtBot, page: StudioPage, held: str
) -> None:
    """While it is made the dialog hears no Enter; Not yet is pressed by whoever goes there."""
    studio_of(page).offer()
    dialog = page.offering.dialog
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    refused: list[str] = []
    dialog.rejected.connect(lambda: refused.append("rejected"))
    getattr(dialog, held).setFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert refused == []
    qtbot.waitUntil(lambda: page.offering.dialog is None, timeout=LONG)
    assert refused == []
