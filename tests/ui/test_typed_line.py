"""A row typed as one line: each word of it stands in the row or still in the line, at any time."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.questions import ColumnSpec, Option
from microbiz_desktop.services.agreements.asked import Question
from microbiz_desktop.ui.agreements.interview.party_signers import PartySigners
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.editors import offer_parties, rows_editor
from microbiz_desktop.ui.forms.field import Field, lines_waiting, widget_of
from microbiz_desktop.ui.forms.fields import LineField
from microbiz_desktop.ui.forms.items_field import ItemsField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import Row
from microbiz_desktop.ui.forms.typed_line import split_line
from microbiz_desktop.ui.widgets.layouts import column
from tests.ui.studio_help import became_active

PARTIES = (
    PartySnapshot("fernhill", "Fernhill Design Ltd", "Fernhill Design"),
    PartySnapshot("northlight", "Eilidh Fraser", "Northlight Film"),
)
NUMBER = "0123456789abcdef" * 4

TITLE = ColumnSpec("title", AnswerKind.SHORT_TEXT, "Title")
WHO = ColumnSpec("who", AnswerKind.PARTY, "Who")
DUE = ColumnSpec("due", AnswerKind.DATE, "By")
SUM = ColumnSpec("amount", AnswerKind.MONEY, "Sum")
HEX = ColumnSpec(
    "number", AnswerKind.SHORT_TEXT, "Number", min=64, max=64, letters="0123456789abcdef"
)
KEPT = ColumnSpec("keep", AnswerKind.DURATION, "How long")
COUNT = ColumnSpec("count", AnswerKind.WHOLE_NUMBER, "How many", min=1, max=9)
SHARE = ColumnSpec("share", AnswerKind.PERCENTAGE, "Share")
AGREED = ColumnSpec("agreed", AnswerKind.YES_NO, "Agreed")
WHY = ColumnSpec("why", AnswerKind.LONG_TEXT, "Why")
UNIT = ColumnSpec(
    "unit", AnswerKind.ONE_OF, "Unit", options=(Option("hour", "Hour"), Option("day", "Day"))
)
COLUMNS = (TITLE, WHO, DUE, SUM, HEX, KEPT, COUNT, SHARE, AGREED, WHY, UNIT)


def table_of(columns: Sequence[ColumnSpec]) -> RowsTable[Row]:
    table = rows_editor("What?", columns, BRITISH)
    table.each_row(lambda row: offer_parties(row, PARTIES))
    return table


def take(table: RowsTable[Row], line: str) -> list[Row]:
    """What the table holds once a line was entered."""
    assert table.line is not None
    table.line.set_value(line)
    table.take_line()
    return [{key: cell for key, cell in one.items() if cell != ""} for one in table.value()]


def left(table: RowsTable[Row]) -> str:
    assert table.line is not None
    return table.line.text()


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable[Row]:
    """A table as an idea has it: its number is of certain letters."""
    made = table_of((TITLE, WHO, HEX))
    qtbot.addWidget(made)
    return made


def test_what_is_no_number_is_not_left_in_the_cell_of_the_number(table: RowsTable[Row]) -> None:
    assert take(table, "Autumn, 12ab") == [{"title": "Autumn, 12ab"}]
    assert table.problem() == ""
    assert widget_of(table.cell(0, "number")).property("text") == ""


def test_a_number_goes_to_its_cell_before_other_words(qtbot: QtBot) -> None:
    made = table_of((WHO, TITLE, HEX))
    qtbot.addWidget(made)
    assert take(made, f"{NUMBER}, Autumn, Spring") == [
        {"title": "Autumn, Spring", "number": NUMBER}
    ]


def test_a_length_beyond_its_bounds_is_not_left_in_its_cell(qtbot: QtBot) -> None:
    made = table_of((TITLE, KEPT))
    qtbot.addWidget(made)
    assert take(made, "List, 99999 days") == [{"title": "List, 99999 days"}]
    assert made.problem() == ""


def test_words_that_no_column_reads_stay_in_the_line_and_are_told(qtbot: QtBot) -> None:
    made = table_of((SUM, DUE))
    qtbot.addWidget(made)
    assert take(made, "Deposit, £40, 3 May 2027, rest") == [{"amount": 4000, "due": "2027-05-03"}]
    assert left(made) == "Deposit, rest"
    assert made.line is not None
    assert made.line.said.text() == (
        "No column takes “Deposit, rest”. In one line, with commas between: “Sum” and “By”. "
        "Enter adds it."
    )
    assert take(made, "Deposit") == [{"amount": 4000, "due": "2027-05-03"}]
    assert left(made) == "Deposit"
    assert take(made, "£5") == [{"amount": 4000, "due": "2027-05-03"}, {"amount": 500}]
    assert made.line.said.text().startswith("In one line")


def test_words_are_no_answer_to_yes_or_no(qtbot: QtBot) -> None:
    made = table_of((TITLE, AGREED))
    qtbot.addWidget(made)
    assert take(made, "Van, shared, yes") == [{"title": "Van, shared", "agreed": True}]


# Every word of any line ----------------------------------------------------------------------


def _said(cell: Field[object]) -> str:
    """What stands in a cell, as it is seen."""
    if isinstance(cell, ChoiceField):
        return cell.currentText()
    return cell.text() if isinstance(cell, LineField) else str(cell.value() or "")


def _reads(spec: ColumnSpec, part: str) -> bool:
    """Whether a table of this column alone takes the part whole."""
    alone = table_of((spec,))
    return bool(take(alone, part)) and not left(alone)


_PARTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        (
            *(
                "fern",
                "Northlight Film",
                "yes",
                "no",
                "Hour",
                "d",
                NUMBER,
                NUMBER[:-1],
                "£1,250.50",
            ),
            *("14 days", "99999 days", "2 weeks", "3", "11", "12.5 %", "120 %", "3 May 2027", "0"),
        )
    ),
)


@given(
    columns=st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=5, unique_by=lambda c: c.id),
    parts=st.lists(_PARTS, max_size=6),
    between=st.sampled_from((", ", ",", " · ")),
)
def test_every_word_of_a_line_is_in_the_row_or_still_in_the_line(
    qapp: QApplication, columns: list[ColumnSpec], parts: list[str], between: str
) -> None:
    made = table_of(columns)
    assert made.line is not None
    made.line.set_value(between.join(parts))
    typed = made.line.value()
    made.take_line()
    assert made.problem() == ""  # else the table would not be stored
    cells = [cell for row in made.rows() for cell in row.cells.values()]
    stands = [*re.split(r"[\s,·]+", " ".join(map(_said, cells))), *re.split(r"[\s,·]+", left(made))]
    for word in filter(None, re.split(r"[\s,·]+", typed)):
        if word in stands:
            stands.remove(word)
            continue
        whole = next(part for part in split_line(typed) if word in re.split(r"[\s,·]+", part))
        assert any(_reads(spec, whole) for spec in columns if spec not in (TITLE, WHY)), word
    again = (made.value(), left(made))
    made.take_line()
    assert (made.value(), left(made)) == again or left(made) != again[1]


# Away for a moment ---------------------------------------------------------------------------


@pytest.fixture
def asked(qtbot: QtBot) -> QuestionBlock:
    """A question that is answered by a list."""
    question = Question("work", AnswerKind.ROWS, "What?", columns=(TITLE, DUE))
    made = QuestionBlock(question, BRITISH)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: became_active(made))
    return made


def table_in(block: QuestionBlock) -> RowsTable[Row]:
    assert isinstance(block.editor, RowsTable)
    return block.editor


def half_typed(block: QuestionBlock) -> RowsTable[Row]:
    """The keyboard is in the line, in the midst of a word."""
    table = table_in(block)
    assert table.line is not None
    table.line.setFocus()
    QTest.keyClicks(table.line, "Brand and me")
    return table


def titles(table: RowsTable[Row]) -> list[object]:
    return [row["title"] for row in table.value()]


def turn_away(qtbot: QtBot) -> QWidget:
    """Another window comes to the front."""
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(lambda: became_active(other))
    return other


def test_a_line_half_typed_waits_while_another_window_is_in_front(
    qtbot: QtBot, asked: QuestionBlock
) -> None:
    table = half_typed(asked)
    turn_away(qtbot)
    assert (titles(table), left(table)) == ([], "Brand and me")


def test_a_line_half_typed_waits_while_a_cell_before_it_is_stored(
    qtbot: QtBot, asked: QuestionBlock
) -> None:
    answers: list[object] = []
    asked.answered.connect(lambda _question, _typed: answers.append(asked.current()))
    QTest.keyClicks(widget_of(table_in(asked).add_row().cells["title"]), "Film")
    table = half_typed(asked)
    asked.field.edited.emit()
    answers.clear()
    qtbot.waitUntil(lambda: bool(answers))
    assert (titles(table), left(table)) == (["Film"], "Brand and me")


def test_the_whole_window_stores_without_the_line_and_takes_it_at_the_end(
    asked: QuestionBlock,
) -> None:
    table = half_typed(asked)
    with lines_waiting(asked.window()):
        asked.flush()
    assert (titles(table), left(table)) == ([], "Brand and me")
    asked.flush()
    assert (titles(table), left(table)) == (["Brand and me"], "")


def test_half_a_word_is_no_chip_and_half_a_name_signs_nothing(qtbot: QtBot) -> None:
    """Both are taken once the line is left, also after one came back to it."""
    form, chips, signing = QWidget(), ItemsField("Languages"), PartySigners(PARTIES[0])
    other = QPushButton("Other")
    column(chips, signing, other, of=form)
    qtbot.addWidget(form)
    form.show()
    named: list[str] = []
    signing.signer_set.connect(lambda name, _on: named.append(name))
    for line in (chips.line, signing.new_name):
        qtbot.waitUntil(lambda: became_active(form))
        line.setFocus()
        QTest.keyClicks(line, "Gae")
        turn_away(qtbot)
        assert (chips.chips() if line is chips.line else named) == []
        qtbot.waitUntil(lambda: became_active(form))
        assert line.hasFocus()
        other.setFocus()
    assert ([chip.text() for chip in chips.chips()], named) == (["Gae"], ["Gae"])
    assert (chips.line.text(), signing.new_name.text()) == ("", "")


def test_a_name_half_typed_is_stored_with_the_window_at_its_end(qtbot: QtBot) -> None:
    signing = PartySigners(PARTIES[0])
    qtbot.addWidget(signing)
    named: list[str] = []
    signing.signer_set.connect(lambda name, _on: named.append(name))
    signing.new_name.setText("Ada Marsh")
    with lines_waiting(signing):
        signing.take_name()
    assert named == []
    signing.take_name()
    assert named == ["Ada Marsh"]
