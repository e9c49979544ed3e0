"""The words that one chooses by are never cut: every option of the template, in the narrow form."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.services.agreements.asked import ROWS, Question
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.forms.check_rows import CheckRow, CheckRows
from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import theme
from tests.shipped import shipped

from .walk.looks import recording

#: The narrowest a question gets: the form of a compact window, without its margins.
NARROW = 390
LONG = "Nothing is promised to anybody who is not named here, whatever else these pages may say."


def choosing() -> Iterator[Question]:
    """Every question with options."""
    for question in shipped().templates["joint-venture"].questions:
        if ROWS[question.kind].chooses:
            yield question


def cut(widget: QWidget) -> list[str]:
    """What our own painting shortens."""
    with recording() as written:
        widget.grab()
    return [text for text, fits in written if not fits]


class Shown:
    """Widgets in columns of a width, as high as they want to be, kept for the time of a test."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self._kept = qtbot, list[QWidget]()

    def __call__(self, widget: QWidget, width: int) -> QWidget:
        """The widget, laid out."""
        holder = QWidget()
        self._kept.append(holder)
        self._qtbot.addWidget(holder)
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(widget)
        lines.addStretch(1)
        holder.setFixedWidth(width)
        holder.resize(width, 2000)
        holder.show()
        for _ in range(3):  # a height that follows from the width is known a turn later
            QApplication.processEvents()
        return widget


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Puts widgets on the screen."""
    return Shown(qtbot)


@pytest.mark.parametrize("question", tuple(choosing()), ids=lambda question: question.id)
def test_no_option_of_the_template_is_shortened(shown: Shown, question: Question) -> None:
    block = QuestionBlock(question, BRITISH)
    assert cut(shown(block, theme().px(NARROW))) == []


def needed(text: str, font: QFont, width: int) -> int:
    room = QRect(0, 0, width, 10_000)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(room, wrapped, text).height()


@pytest.mark.parametrize("width", [160, 240, 390])
@pytest.mark.parametrize("kind", [CheckRow, TickBox])
def test_a_long_title_and_a_long_explanation_take_the_lines_they_need(
    shown: Shown, width: int, kind: type[QWidget]
) -> None:
    made = CheckRow(Choice("a", LONG, LONG)) if kind is CheckRow else TickBox(LONG, LONG)
    shown(made, width)
    QApplication.processEvents()
    assert cut(made) == []
    now = theme()
    both = needed(LONG, now.font("form"), width - now.px(36)) + needed(
        LONG, now.font("second"), width - now.px(36)
    )
    assert made.height() >= both


def test_ticks_below_each_other_do_not_lie_over_each_other(shown: Shown) -> None:
    rows = CheckRows([Choice(key, LONG, LONG) for key in "abc"])
    shown(rows, 240)
    places = [row.geometry() for row in rows.rows]
    assert all(one.bottom() < other.top() for one, other in pairwise(places))
