"""What all agreements share, asked once; everything else that they share stays as usual."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.services.agreements.spoke_values import SpokeQuestions
from microbiz_desktop.ui.agreements.spokes.question_lines import QuestionLines
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import LEFT


class SharedCard(Card):
    """The questions asked at once, and behind a link all the others."""

    answered = Signal(str, object)
    #: Answers are to be shown where questions came.
    more_asked = Signal()

    def __init__(self, questions: SpokeQuestions, manner: Manner, slices: Slices) -> None:
        super().__init__("The same in each")
        self.manner = manner
        self._slices = slices
        self.once = QuestionLines(questions.once, manner, slices)
        self.others = QuestionLines(questions.others, manner, slices)
        self.more = LinkButton("Show everything else they share", act=self.show_more)
        words = "Said once, and copied into each. What is not asked here is as usual."
        self.add(Label(words, "second", "text_2", wrap=True), self.once)
        self.add((self.more, 0, LEFT), self.others)
        self.others.hide()
        for lines in self.all_lines():
            lines.answered.connect(self.answered)

    def show_more(self) -> None:
        """All the others, built as time allows."""
        if self.others.isHidden():
            self.more.hide()
            self.others.show()
            self._slices.add([*self.others.building(), self.more_asked.emit])

    def show_answers(self, asked: Asked, parties: Sequence[PartySnapshot]) -> None:
        """What is asked and answered now."""
        for lines in self.all_lines():
            lines.show_answers(asked, parties)

    def lead_to(self, name: str) -> None:
        """To a question, wherever it stands."""
        if name not in self.once.blocks:
            self.show_more()
            self._slices.finish()
        block = self.once.blocks.get(name) or self.others.blocks.get(name)
        if block is not None:
            block.lead_here()
            block.point_out()

    def lead_to_first(self) -> None:
        """The keyboard goes where something is still to be typed."""
        if (block := self.once.first_open()) is not None:
            block.lead_here()

    def flush(self) -> None:
        """Take what is typed and still waits."""
        for lines in self.all_lines():
            lines.flush()

    def all_lines(self) -> tuple[QuestionLines, QuestionLines]:
        """Both parts."""
        return self.once, self.others
