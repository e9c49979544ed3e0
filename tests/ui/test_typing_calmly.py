"""While a line is typed nothing jumps: new findings wait for its end, old ones go at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.services.agreements.asked import AnswerKind, Question
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.forms.field import widget_of
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import draft_of_three

from .studio_help import block, open_studio, studio_of, type_over, wait_compiled


@pytest.fixture
def studio(qtbot: QtBot, context: Context) -> Studio:
    """A draft in which nothing is left."""
    return studio_of(open_studio(qtbot, context, draft_of_three(context.services).id))


def codes(studio: Studio) -> list[str]:
    return [one.code for one in studio.checks.findings()]


def stored(qtbot: QtBot, studio: Studio) -> None:
    studio.flush()
    wait_compiled(qtbot, studio)


def test_a_new_finding_waits_until_the_line_is_left(qtbot: QtBot, studio: Studio) -> None:
    review, before = block(studio, "review_by"), codes(studio)
    type_over(review.editor, "1 January 2027")
    stored(qtbot, studio)
    assert studio.edits.deal.answers["review_by"] == "2027-01-01"
    assert codes(studio) == before
    block(studio, "brief").lead_here()
    assert codes(studio) == ["review-before-end", *before]


def test_enter_ends_a_line_as_leaving_it_does(qtbot: QtBot, studio: Studio) -> None:
    review = block(studio, "review_by")
    type_over(review.editor, "1 January 2027")
    stored(qtbot, studio)
    QTest.keyClick(review.editor, Qt.Key.Key_Return)
    assert "review-before-end" in codes(studio)


def test_a_finding_goes_at_once_when_its_cause_goes(qtbot: QtBot, studio: Studio) -> None:
    review = block(studio, "review_by")
    type_over(review.editor, "1 January 2027")
    stored(qtbot, studio)
    block(studio, "brief").lead_here()
    assert "review-before-end" in codes(studio)
    type_over(review.editor, "1 May 2027")
    stored(qtbot, studio)
    assert "review-before-end" not in codes(studio)
    assert review.editor.hasFocus()


def test_a_row_of_a_table_is_one_line(qtbot: QtBot, studio: Studio) -> None:
    table = block(studio, "deliverables").field
    assert isinstance(table, RowsTable)
    row = table.add_row()
    QTest.keyClicks(widget_of(row.cells["title"]), "Signs")
    stored(qtbot, studio)
    widget_of(row.cells["due"]).setFocus()
    assert not [code for code in codes(studio) if code.startswith("deliverable-")]
    block(studio, "brief").lead_here()
    assert {"deliverable-owner", "deliverable-date"} <= set(codes(studio))


def test_shares_that_do_not_add_up_yet_are_told_once_their_table_is_left(
    qtbot: QtBot, studio: Studio
) -> None:
    table = block(studio, "shares").editor
    assert isinstance(table, ShareTable)
    first, second = (row.field for row in table.rows()[:2])
    type_over(first, "30")
    stored(qtbot, studio)
    second.setFocus()
    assert "shares-total" not in codes(studio)
    block(studio, "brief").lead_here()
    assert "shares-total" in codes(studio)


def test_what_was_wrong_with_the_last_value_is_not_said_of_the_next(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    edit = Edit(("answers", "price"), 10**15)
    context.services.agreements.edit(made.id, made.version, [edit])
    one = QuestionBlock(Question("price", AnswerKind.MONEY, "Price?"), BRITISH)
    qtbot.addWidget(one)
    one.show()
    one.set_problem("It is too much.")
    assert one.problem_shown() == "It is too much."
    one.editor.setFocus()
    QTest.keyClicks(one.editor, "5")
    assert one.problem_shown() == ""
    one.set_problem("It is too little.")
    assert one.problem_shown() == "", "said while it is typed"
    QTest.keyClick(one.editor, Qt.Key.Key_Return)
    assert one.problem_shown() == "It is too little."


def test_any_field_stops_complaining_of_what_is_typed_over(qtbot: QtBot) -> None:
    field = TextField()
    framed = LabelledField("Name", field)
    qtbot.addWidget(framed)
    framed.set_problem("It needs a name.")
    QTest.keyClicks(field, "T")
    assert framed.problem_shown() == ""
    framed.check()
    assert framed.problem_shown() == ""


def test_shares_that_do_not_add_up_count_as_left_while_they_are_typed(
    qtbot: QtBot, studio: Studio
) -> None:
    """The list of findings stays calm; what counts what is left says no more than is so."""
    shares = block(studio, "shares")
    assert isinstance(shares.editor, ShareTable)
    studio.interview.open_question("shares")
    first, second = (row.field for row in shares.editor.rows()[:2])
    before = first.text()
    assert studio.interview.rest.whole_text() == "Nothing left"
    type_over(first, "30")
    assert shares.is_pending()
    assert studio.interview.rest.whole_text() == "1 left here"
    stored(qtbot, studio)
    second.setFocus()
    assert "shares-total" not in codes(studio)
    assert studio.interview.rest.whole_text() == "1 left here"
    assert studio.checks.closing.text().startswith("1 left before the offer.")
    type_over(first, before)
    stored(qtbot, studio)
    assert studio.interview.rest.whole_text() == "Nothing left"
    assert studio.checks.closing.text().startswith("Nothing stops the offer.")


def test_what_cannot_be_read_counts_as_left(qtbot: QtBot, studio: Studio) -> None:
    """The answer of before is still the one that is stored, but not what stands there."""
    review = block(studio, "review_by")
    studio.interview.open_question("review_by")
    type_over(review.editor, "soon")
    stored(qtbot, studio)
    assert review.field.problem()
    block(studio, "brief").lead_here()
    assert studio.interview.rest.whole_text() == "1 left here"
    type_over(review.editor, "1 May 2027")
    stored(qtbot, studio)
    assert studio.interview.rest.whole_text() == "Nothing left"
