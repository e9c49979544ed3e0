"""Questions of an agreement in lines, for one member or for all: what is not asked is not shown."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.asked import Question
from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.ui.agreements.interview.question_block import BLOCK_MARGINS, QuestionBlock
from microbiz_desktop.ui.agreements.interview.section_page import PairRow, lines_of
from microbiz_desktop.ui.runtime.slices import Slices, Step
from microbiz_desktop.ui.widgets.layouts import column


class QuestionLines(QWidget):
    """It stores nothing: answers go out as a signal and come back through `show_answers`."""

    answered = Signal(str, object)

    def __init__(self, questions: Sequence[Question], manner: Manner, slices: Slices) -> None:
        super().__init__()
        self.blocks: dict[str, QuestionBlock] = {}
        self._questions, self._manner, self._slices = tuple(questions), manner, slices
        self._pairs: list[PairRow] = []
        self._shown: tuple[Asked, Sequence[PartySnapshot]] | None = None
        self._problems: Mapping[str, str] = {}
        self._column = column(gap=4, of=self)

    def building(self) -> list[Step]:
        """What builds it, line by line."""
        return [partial(self._add_line, line) for line in lines_of(self._questions)]

    def show_answers(self, asked: Asked, parties: Sequence[PartySnapshot]) -> None:
        """What is asked and answered now."""
        self._shown = asked, parties
        for block in self.blocks.values():
            self._show(block)
        for pair in self._pairs:
            pair.settle()

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """What is wrong with an answer, by question."""
        self._problems = problems
        for name, block in self.blocks.items():
            block.set_problem(problems.get(name, ""))

    def flush(self) -> None:
        """Hand on what is typed and still waits."""
        for block in self.blocks.values():
            block.flush()

    def first_open(self) -> QuestionBlock | None:
        """The first question that is asked and has no answer, else the first."""
        seen = [block for block in self.blocks.values() if not block.isHidden()]
        blank = (block for block in seen if block.question.required and not block.current())
        return next(blank, seen[0] if seen else None)

    def _add_line(self, line: Sequence[Question]) -> None:
        blocks = [self._make(question) for question in line]
        if len(blocks) == 1:
            self._column.addWidget(blocks[0])
        else:
            pair = PairRow(blocks[0], blocks[1])
            self._pairs.append(pair)
            self._column.addWidget(pair)
        for block in blocks:
            self._show(block)
        for pair in self._pairs:
            pair.settle()

    def _make(self, question: Question) -> QuestionBlock:
        block = self.blocks[question.id] = QuestionBlock(question, self._manner, self._slices)
        _left, top, _right, bottom = BLOCK_MARGINS
        if (inner := block.layout()) is not None:  # labels stand where the card's words stand
            inner.setContentsMargins(0, top, 0, bottom)
        block.answered.connect(lambda name, _typed: self.answered.emit(name, block.current()))
        block.set_problem(self._problems.get(question.id, ""))
        return block

    def _show(self, block: QuestionBlock) -> None:
        if self._shown is None:
            return
        asked, parties = self._shown
        name = block.question.id
        block.setVisible(name in asked.shown)
        if name in asked.shown:
            block.set_parties(parties)
            block.leave_out(asked.left_out.get(name, frozenset()))
            block.show_answer(asked.answers.get(name), asked.defaults.get(name))
