"""The sign-off room asks who says it and what was read; it records nothing that nobody told it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.states import AgreementState, Answered
from microbiz_desktop.services.signoff.values import PartyStatus
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.dialogs import ReturnedSheet, WordsSheet
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.signoff.who_says import WhoSays
from tests.builders import SCAN
from tests.ui.page_help import click, show, type_over, words_in

FILM, JOINERY, EILIDH = "northlight-film", "whitcombe-joinery", "Eilidh Fraser"
pytestmark = pytest.mark.usefixtures("offered")


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SignOffPage:
    """The room of revision 1, offered to three parties."""
    made = show(qtbot, SignOffPage(context))
    made.show_target(1)
    return made


def press(owner: QWidget, words: str) -> None:
    """Click the button that says this."""
    found = [b for b in owner.findChildren(QAbstractButton) if b.text() == words]
    click(next(b for b in found if b.isVisibleTo(owner)))


def party(context: Context, key: str) -> PartyStatus:
    return next(p for p in context.services.signoffs.room(1).parties if p.key == key)


def dialog_of(kind: type[QDialog]) -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def returned_sheet(page: SignOffPage) -> ReturnedSheet:
    click(page.room_view.returned)
    found = dialog_of(ReturnedSheet)
    assert isinstance(found, ReturnedSheet)
    return found


def answered(context: Context, number: int, words: str) -> int:
    signoffs = context.services.signoffs
    clause = signoffs.room(1).clauses[number].id
    sequence = signoffs.ask(1, FILM, clause, words, EILIDH).exchanges[-1].sequence
    signoffs.answer(1, sequence, "Fourteen days.")
    return sequence


def filled(sheet: ReturnedSheet, context: Context, tmp_path: Path) -> ReturnedSheet:
    scan = tmp_path / "pages.pdf"
    scan.write_bytes(SCAN)
    sheet.take_file(scan)
    sheet.how.set_value("by post")
    type_over(sheet.signed_on, "21 November 2026")
    type_over(sheet.code, context.services.signoffs.room(1).check_code)
    sheet.understood.set_value(True)
    return sheet


def test_a_returned_copy_asks_for_each_answer_whether_it_was_read(
    page: SignOffPage, context: Context, tmp_path: Path
) -> None:
    answered(context, 0, "Do we wait?")
    answered(context, 5, "And who pays?")
    page.reload()
    page.room_view.matrix.choose(FILM)
    sheet = filled(returned_sheet(page), context, tmp_path)
    ticks = sheet.answers.findChildren(TickBox)
    assert [tick.value() for tick in ticks] == [False, False]
    assert "Do we wait?" in words_in(sheet.answers)
    assert "Fourteen days." in words_in(sheet.answers)
    click(sheet.keep)
    assert "clause 1" in sheet.problem.text()
    click(ticks[0])
    click(sheet.keep)
    assert "clause 6" in sheet.problem.text()
    assert not party(context, FILM).through
    click(ticks[1])
    click(sheet.keep)
    assert sheet.isHidden(), sheet.problem.text()
    assert party(context, FILM).through


def test_the_answers_asked_for_are_those_of_the_party(
    page: SignOffPage, context: Context, tmp_path: Path
) -> None:
    answered(context, 0, "Do we wait?")
    page.reload()
    page.room_view.matrix.choose(FILM)
    sheet = returned_sheet(page)
    assert sheet.answers.findChildren(TickBox)
    sheet.party.set_value(JOINERY)
    sheet.party.edited.emit()
    assert [tick for tick in sheet.answers.findChildren(TickBox) if tick.isVisible()] == []
    sheet.reject()


def test_a_question_without_answer_is_said_in_the_sheet_at_once(
    page: SignOffPage, context: Context
) -> None:
    signoffs = context.services.signoffs
    signoffs.ask(1, FILM, signoffs.room(1).clauses[4].id, "Who insures?", EILIDH)
    page.reload()
    page.room_view.matrix.choose(FILM)
    sheet = returned_sheet(page)
    assert "Who insures?" in words_in(sheet.answers)
    assert "no answer yet" in words_in(sheet.answers)
    sheet.reject()


def test_a_returned_copy_is_not_said_to_have_come_some_way_or_from_somebody(
    page: SignOffPage, context: Context, tmp_path: Path
) -> None:
    page.room_view.matrix.choose(JOINERY)
    sheet = returned_sheet(page)
    assert (sheet.how.value(), sheet.signatory.value()) == (None, None)
    filled(sheet, context, tmp_path)
    fields: dict[str, WhoSays | ChoiceField | TextField] = {
        "who signed": sheet.signatory,
        "how": sheet.how,
        "who received": sheet.received_by,
    }
    told = {"who signed": "Ruth Whitcombe", "how": "by hand", "who received": "Priya Raman"}
    for left_out, field in fields.items():
        for name, other in fields.items():
            other.set_value(told[name])
        field.set_value("" if field is sheet.received_by else None)
        click(sheet.keep)
        assert f"Say {left_out}" in sheet.problem.text()
        assert sheet.focusWidget() is field
        field.set_value(told[left_out])
    click(sheet.keep)
    assert sheet.isHidden(), sheet.problem.text()
    assert "Ruth Whitcombe" in context.services.signoffs.room(1).history[-1].what


def test_a_look_at_a_clause_is_not_recorded_as_opened(page: SignOffPage, context: Context) -> None:
    before = context.services.signoffs.room(1).history
    page.room_view.matrix.choose(FILM)
    page.room_view.show_asked.emit(context.services.signoffs.room(1).clauses[2].id)
    assert page.reading.isVisible()
    assert page.reading.steps.title.text().startswith("3 ")
    assert context.services.signoffs.room(1).history == before
    assert party(context, FILM).pill == "not opened"


def test_of_several_people_the_room_asks_who_says_it(page: SignOffPage, context: Context) -> None:
    clause = context.services.signoffs.room(1).clauses[0].id
    page.room_view.matrix.choose(JOINERY, clause)
    cell = page.room_view.cell
    press(cell, "Understood")
    assert party(context, JOINERY).cells[clause].state is Answered.NOT_READ
    assert cell.asked.field.value() is None
    cell.asked.field.set_value("Ruth Whitcombe")
    press(cell, "Understood")
    assert party(context, JOINERY).cells[clause].state is Answered.UNDERSTOOD
    second = context.services.signoffs.room(1).clauses[1].id
    page.room_view.matrix.choose(JOINERY, second)
    assert cell.asked.field.value() == "Ruth Whitcombe", "asked once, not for each clause"
    page.room_view.matrix.choose(FILM, clause)
    assert cell.asked.field.value() == EILIDH
    assert EILIDH in words_in(cell)


def test_of_several_people_a_refusal_asks_whose_it_is(page: SignOffPage, context: Context) -> None:
    page.room_view.matrix.choose(JOINERY)
    page.room_view.decline_asked.emit(JOINERY)
    sheet = dialog_of(WordsSheet)
    assert isinstance(sheet, WordsSheet)
    sheet.words.set_value("No time this winter.")
    click(sheet.act)
    assert sheet.isVisible()
    assert "Nobody is named" in sheet.problem.text()
    assert sheet.words.value() == "No time this winter."
    sheet.who.set_value("Dan Whitcombe")
    click(sheet.act)
    assert context.services.agreements.get(1).state is AgreementState.DECLINED


def test_of_several_people_who_reads_on_this_screen_is_asked(
    page: SignOffPage, context: Context
) -> None:
    page.sign_here(JOINERY)
    reading = page.reading
    click(reading.steps.yes)
    cells = party(context, JOINERY).cells.values()
    assert {cell.state for cell in cells} == {Answered.NOT_READ}
    assert reading.signing.who.isVisible()
    reading.signing.who.set_value("Ruth Whitcombe")
    click(reading.steps.yes)
    last = context.services.signoffs.room(1).history[-1].what
    assert "understood clause 1" in last
    page.sign_here(FILM)
    click(reading.steps.yes)
    assert party(context, FILM).cells[context.services.signoffs.room(1).clauses[0].id].state is (
        Answered.UNDERSTOOD
    )
