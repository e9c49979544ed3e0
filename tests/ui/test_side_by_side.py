"""Questions side by side begin at one height, whatever is said under one of them."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.services.agreements.asked import AnswerKind, Question
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.agreements.interview.section_page import PairRow

HELP = "Every deliverable is due on or before this day, and what is late is told at once."


def top_of(block: QuestionBlock, row: QWidget) -> int:
    return block.editor.mapTo(row, QPoint()).y()


def test_start_and_end_are_topped_with_help_and_with_an_error_under_one(qtbot: QtBot) -> None:
    start = QuestionBlock(Question("start", AnswerKind.DATE, "Start?"), BRITISH)
    end = QuestionBlock(Question("end", AnswerKind.DATE, "End?", help=HELP), BRITISH)
    row = PairRow(start, end)
    qtbot.addWidget(row)
    row.resize(440, 300)
    row.show()
    QApplication.processEvents()
    assert top_of(start, row) == top_of(end, row)
    start.set_problem("The work ends before it starts. One of the two dates is wrong, so look.")
    QApplication.processEvents()
    assert top_of(start, row) == top_of(end, row)
