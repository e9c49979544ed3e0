"""Each kind of question has an editor that gives back what it was given."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.findings import Finding, Fix, Place, Severity
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.questions import ColumnSpec, Option, Question, Section
from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.ui.agreements.checks_pane import closing_words, in_order, in_words
from microbiz_desktop.ui.agreements.interview.finding_places import place_of, problems_of
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock, amounts_of
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.agreements.interview.sections_pane import time_left
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choice_editors import OneOfEditor
from microbiz_desktop.ui.forms.choices import RadioRows, Segmented
from microbiz_desktop.ui.forms.editors import offer_parties, rows_editor
from microbiz_desktop.ui.forms.party_table import PerPartyEditor
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import TableRow

from .page_help import seen

PARTIES = (
    PartySnapshot("fernhill", "Fernhill Design Ltd", "Fernhill Design"),
    PartySnapshot("northlight", "Eilidh Fraser", "Northlight Film"),
)
OPTIONS = (
    Option("a", "Costs first, then percentages", "Pay back what each spent", common=True),
    Option("b", "Fixed fee each", "A set sum", common=True),
    Option("c", "In two tiers", "One set up to a limit"),
    Option("d", "By milestone", "A sum for each step"),
)
TITLE = ColumnSpec("title", AnswerKind.SHORT_TEXT, "Title")
MONEY = ColumnSpec("amount", AnswerKind.MONEY, "Cost")
WHO = ColumnSpec("owner", AnswerKind.PARTY, "Who")

ANSWERS: list[tuple[Question, Any]] = [
    (Question("q", AnswerKind.SHORT_TEXT, "Name?"), "Harbour Lane"),
    (Question("q", AnswerKind.LONG_TEXT, "Words?"), "One.\n\nTwo."),
    (Question("q", AnswerKind.YES_NO, "Yes?"), False),
    (Question("q", AnswerKind.ONE_OF, "Which?", options=OPTIONS), "c"),
    (Question("q", AnswerKind.SEVERAL_OF, "Which?", options=OPTIONS), ("a", "d")),
    (Question("q", AnswerKind.WHOLE_NUMBER, "How many?", min=1, max=12), 6),
    (Question("q", AnswerKind.PERCENTAGE, "Share?"), 425_000),
    (Question("q", AnswerKind.MONEY, "Price?"), 1_475_000),
    (Question("q", AnswerKind.DATE, "When?"), "2026-11-30"),
    (Question("q", AnswerKind.DURATION, "How long?"), "5 working days"),
    (Question("q", AnswerKind.PARTY, "Who?"), "northlight"),
    (Question("q", AnswerKind.SEVERAL_PARTIES, "Who?"), ("fernhill", "northlight")),
    (
        Question(
            "q",
            AnswerKind.PER_PARTY,
            "Shares?",
            columns=(ColumnSpec("s", AnswerKind.PERCENTAGE, "Share"),),
        ),
        {"fernhill": 600_000, "northlight": 400_000},
    ),
    (
        Question("q", AnswerKind.PER_PARTY, "Fees?", columns=(MONEY,)),
        {"fernhill": 5, "northlight": 0},
    ),
    (
        Question("q", AnswerKind.PER_PARTY, "Costs?", columns=(MONEY, TITLE)),
        {"fernhill": {"amount": 64_000, "title": "proofs"}},
    ),
    (
        Question("q", AnswerKind.ROWS, "What?", columns=(TITLE, WHO, MONEY)),
        ({"title": "Film", "owner": "northlight", "amount": 5}, {"title": "Menus", "owner": ""}),
    ),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS, ids=lambda x: getattr(x, "kind", ""))
def test_an_answer_comes_back_as_it_was(qtbot: QtBot, question: Question, answer: Any) -> None:
    block = QuestionBlock(question, BRITISH)
    qtbot.addWidget(block)
    block.set_parties(PARTIES)
    block.show_answer(answer)
    assert block.current() == answer
    assert not block.is_pending()


def test_every_kind_is_covered() -> None:
    assert {question.kind for question, _ in ANSWERS} == set(AnswerKind) - {AnswerKind.PARTIES}


def test_filling_a_question_stores_nothing(qtbot: QtBot) -> None:
    for question, answer in ANSWERS:
        block = QuestionBlock(question, BRITISH)
        qtbot.addWidget(block)
        said: list[object] = []
        block.answered.connect(lambda *args, said=said: said.append(args))
        block.set_parties(PARTIES)
        block.show_answer(answer)
        block.flush()
        assert said == [], question.kind


#: Questions with a usual answer, and what each gives when its field is emptied.
EMPTIED: list[tuple[Question, Any]] = [
    (Question("q", AnswerKind.SHORT_TEXT, "Name?", default="Tea"), ""),
    (Question("q", AnswerKind.LONG_TEXT, "Words?", default="Tea"), ""),
    (Question("q", AnswerKind.SEVERAL_OF, "Which?", default=("a",), options=OPTIONS), ()),
    (Question("q", AnswerKind.WHOLE_NUMBER, "How many?", default=6, min=1, max=12), ""),
    (Question("q", AnswerKind.MONEY, "Price?", default=500), ""),
    (Question("q", AnswerKind.PERCENTAGE, "Share?", default=500), ""),
    (Question("q", AnswerKind.DATE, "When?", default="2026-11-30"), ""),
    (Question("q", AnswerKind.DURATION, "How long?", default="14 days"), ""),
    (
        Question("q", AnswerKind.PER_PARTY, "Costs?", default={"fernhill": 5}, columns=(MONEY,)),
        {},
    ),
    (
        Question(
            "q",
            AnswerKind.ROWS,
            "What?",
            default=({"title": "Film", "owner": ""},),
            columns=(TITLE,),
        ),
        (),
    ),
]


def take_out(one: TableRow) -> None:
    """Take a row out by its menu."""
    next(act for act in one.menu().actions() if act.text() == "Take out").trigger()


def empty(block: QuestionBlock) -> None:
    """Take out of an editor whatever is in it, as its user would."""
    editor = block.editor
    if isinstance(editor, CheckRows):
        QTest.keyClick(editor.rows[0], Qt.Key.Key_Space)
        return
    field = editor
    if isinstance(editor, PerPartyEditor):
        field = seen(editor.cells["fernhill", "amount"])
    elif isinstance(editor, RowsTable):
        take_out(editor.rows()[0])
        block.flush()
        return
    if not isinstance(field, (QLineEdit, QPlainTextEdit)):
        field = field.findChildren(QLineEdit)[0]
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    block.flush()


@pytest.mark.parametrize(("question", "given"), EMPTIED, ids=lambda x: getattr(x, "kind", ""))
def test_an_emptied_field_is_given_as_empty_and_the_usual_is_a_step_away(
    qtbot: QtBot, question: Question, given: Any
) -> None:
    block = QuestionBlock(question, BRITISH)
    qtbot.addWidget(block)
    said: list[object] = []
    block.answered.connect(lambda *_: said.append(block.current()))
    block.set_parties(PARTIES)
    block.show_answer(question.default)
    assert block.back.isHidden()
    empty(block)
    assert said == [given]
    block.show_answer(None if given == "" else given)
    assert not block.back.isHidden()
    block.back.click()
    assert said == [given, None]


def test_what_cannot_be_read_stays_and_is_explained(qtbot: QtBot) -> None:
    block = QuestionBlock(Question("q", AnswerKind.MONEY, "Price?"), BRITISH)
    qtbot.addWidget(block)
    said: list[object] = []
    block.answered.connect(lambda *args: said.append(args))
    QTest.keyClicks(block.editor, "a lot")
    QTest.keyClick(block.editor, Qt.Key.Key_Return)
    assert said == []
    assert "“a lot” is not a sum of money" in block.problem_shown()


def test_typing_waits_and_a_newer_answer_does_not_tread_on_it(qtbot: QtBot) -> None:
    block = QuestionBlock(Question("q", AnswerKind.SHORT_TEXT, "Name?"), BRITISH)
    qtbot.addWidget(block)
    with qtbot.waitSignal(block.answered) as heard:
        QTest.keyClicks(block.editor, "Harbour")
        block.show_answer("from elsewhere")
        assert block.current() == "Harbour"
    assert heard.args == ["q", True]
    assert block.current() == "Harbour"


def test_few_short_options_stand_side_by_side_and_more_in_rows(qtbot: QtBot) -> None:
    short = OneOfEditor("Who?", (Option("a", "Equally", "The same"), Option("b", "Lead party")))
    long = OneOfEditor("How?", OPTIONS)
    for editor in (short, long):
        qtbot.addWidget(editor)
    assert isinstance(short.picker, Segmented)
    assert isinstance(long.picker, RadioRows)
    assert [c.key for c in long.picker.choices()] == ["a", "b"]
    assert long.compare_link.text() == "Compare all 4 ways"
    long.set_value("d")
    assert [c.key for c in long.picker.choices()] == ["a", "b", "d"]
    short.set_value("a")
    assert short.explanation.text() == "The same"


def test_an_option_that_does_not_fit_is_not_offered_and_comes_back(qtbot: QtBot) -> None:
    long = OneOfEditor("How?", OPTIONS)
    qtbot.addWidget(long)
    long.set_value("a")
    long.leave_out({"b", "d"})
    assert [c.key for c in long.picker.choices()] == ["a", "c"]
    assert long.compare_link.isHidden()
    long.leave_out(())
    assert [c.key for c in long.picker.choices()] == ["a", "b"]
    assert long.compare_link.text() == "Compare all 4 ways"
    long.set_value("d")
    long.leave_out({"d"})
    assert "d" in [c.key for c in long.picker.choices()], "what is chosen stays to be seen"
    block = QuestionBlock(Question("q", AnswerKind.SEVERAL_OF, "Which?", options=OPTIONS), BRITISH)
    qtbot.addWidget(block)
    block.leave_out({"c"})
    assert isinstance(block.editor, CheckRows)
    assert [row.choice.key for row in block.editor.rows] == ["a", "b", "d"]


def test_costs_show_their_sum(qtbot: QtBot) -> None:
    editor = PerPartyEditor("Costs", (MONEY, TITLE), BRITISH)
    qtbot.addWidget(editor)
    editor.set_parties(PARTIES)
    editor.set_value({"fernhill": {"amount": 64_000}, "northlight": {"amount": 25_050}})
    assert "£890.50" in words_of(editor)
    cell = seen(editor.cells["northlight", "amount"])
    QTest.keyClick(cell, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(cell, "0.50")
    assert "£640.50" in words_of(editor)
    assert editor.value()["northlight"] == {"amount": 50, "title": ""}


def test_rows_are_added_moved_and_taken_out_with_the_keyboard(qtbot: QtBot) -> None:
    editor = rows_editor("What?", (TITLE, WHO), BRITISH)
    qtbot.addWidget(editor)
    editor.each_row(partial(offer_parties, parties=PARTIES))
    QTest.mouseClick(editor.add_link, Qt.MouseButton.LeftButton)
    assert editor.value() == ()
    QTest.keyClicks(seen(editor.rows()[0].cells["title"]), "Film")
    editor.add_row()
    QTest.keyClicks(seen(editor.rows()[1].cells["title"]), "Menus")
    QTest.keyClick(editor.rows()[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row["title"] for row in editor.value()] == ["Menus", "Film"]
    take_out(editor.rows()[0])
    assert [row["title"] for row in editor.value()] == ["Film"]
    assert seen(editor.rows()[0].cells["title"]).accessibleName() == "Title, row 1"


def test_amounts_come_from_the_one_allocation() -> None:
    shares = {"a": 425_000, "b": 225_000, "c": 350_000}
    amounts = amounts_of(1_243_165)(shares)
    assert amounts == {"a": 528_345, "b": 279_712, "c": 435_108}
    assert sum(amounts.values()) == 1_243_165


SECTIONS = (
    Section(
        "work", "The work", "", (Question("begin", AnswerKind.DATE, "?", source="project.start"),)
    ),
    Section("people", "People", "", (Question("who", AnswerKind.PARTIES, "?", source="parties"),)),
    Section("money", "Money", "", (Question("price", AnswerKind.MONEY, "?"),)),
)


def finding(severity: Severity, place: Place, mend: Fix | None = None) -> Finding:
    return Finding("code", severity, place, "Message", "", mend)


@pytest.mark.parametrize(
    ("place", "leads_to"),
    [
        (Place("x", "money", "price"), ("money", "price")),
        (Place("x", "project", "start"), ("work", "begin")),
        (Place("x", "parties", "people", party="a"), ("people", "who")),
        (Place("x", "money"), ("money", "")),
        (Place("Clause 3.2", clause="c"), ("extra", "")),
        (Place("x", "extra", "rewordings/talks"), ("extra", "rewordings/talks")),
    ],
)
def test_every_finding_leads_somewhere(place: Place, leads_to: tuple[str, str]) -> None:
    assert place_of(finding(Severity.HINT, place), SECTIONS) == leads_to


def test_questions_without_an_answer_are_not_nagged_about_before_they_were_shown() -> None:
    found = [finding(Severity.ERROR, Place("x", "money", "price"))]
    assert problems_of(found, SECTIONS, {}, frozenset()) == {}
    assert problems_of(found, SECTIONS, {}, frozenset({"price"})) == {"price": "Message"}
    assert problems_of(found, SECTIONS, {"price": 5}, frozenset()) == {"price": "Message"}


def test_findings_stand_errors_first_and_are_counted_in_words() -> None:
    found = [
        finding(Severity.HINT, Place("a")),
        finding(Severity.WARNING, Place("b")),
        finding(Severity.ERROR, Place("c")),
        finding(Severity.WARNING, Place("d")),
    ]
    assert [f.place.label for f in in_order(found)] == ["c", "b", "d", "a"]
    assert in_words(found) == "1 error · 2 warnings · 1 hint"
    assert in_words([]) == "Nothing to mend"
    assert closing_words(1) == "1 left before the offer. This is not legal advice."


def test_time_left_is_said_in_whole_minutes() -> None:
    assert [time_left(n) for n in (0, 1, 3, 6)] == [
        "",
        "Less than a minute left",
        "About 1 minute left",
        "About 2 minutes left",
    ]


def test_two_narrow_questions_share_a_line(qtbot: QtBot) -> None:
    dates = Section(
        "s",
        "Dates",
        "",
        (Question("a", AnswerKind.DATE, "From?"), Question("b", AnswerKind.DATE, "Until?")),
    )
    interview = InterviewPages((dates, SECTIONS[2]), BRITISH, {})
    qtbot.addWidget(interview)
    interview.resize(442, 600)
    interview.show()
    interview.open("s")
    interview.show_answers(Asked(frozenset({"a", "b"}), {}), ())
    a, b = interview.blocks["a"], interview.blocks["b"]
    assert at(interview, a)[1] == at(interview, b)[1]
    assert at(interview, a)[0] < at(interview, b)[0]
    QTest.mouseClick(interview.next, Qt.MouseButton.LeftButton)
    assert interview.current == "money"
    QTest.mouseClick(interview.back, Qt.MouseButton.LeftButton)
    assert interview.current == "s"


def at(owner: QWidget, widget: QWidget) -> tuple[int, int]:
    point = widget.mapTo(owner, widget.rect().topLeft())
    return point.x(), point.y()


def words_of(widget: QWidget) -> list[str]:

    return [label.text() for label in widget.findChildren(QLabel)]
