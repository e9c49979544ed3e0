"""What the new wording changes in a draft begun with an earlier one, and the click to take it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.services.agreements.asked import Change
from microbiz_desktop.services.agreements.values import Difference
from microbiz_desktop.services.agreements.wordings import WordingChanges
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.cards import Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, put, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog
from microbiz_desktop.ui.widgets.redline import RedlineLabel, spoken

_TITLE = "What the new wording changes"


class WordingDialog(Dialog):
    """What is new in a sentence, the answers it touches, then every line that differs."""

    taken = Signal()

    def __init__(self, changes: WordingChanges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_TITLE)
        self.setAccessibleName(_TITLE)
        self.list = ScrollColumn(max_width=0, margin=2, gap=10)
        self.list.read_by_keys("What the new wording changes")
        self.list.setAccessibleName("Changes")
        self._fill(changes)
        column(
            Label(_TITLE, "section", wrap=True),
            Label(_about(changes), "form", "text_2", wrap=True),
            wide(self.list),
            self._foot(),
            gap=12,
            pad=(24, 20, 24, 20),
            of=self,
        )
        self.resize(theme().px(720), theme().px(640))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self) -> QHBoxLayout:
        self.leave = GhostButton("Not yet", act=self.reject)
        self.take = PrimaryButton("Take the new wording", act=self._take)
        return row(SPRING, self.leave, self.take, gap=8)

    def _take(self) -> None:
        self.accept()
        self.taken.emit()

    def _fill(self, changes: WordingChanges) -> None:
        for sentence in changes.news:
            self.list.add(Label(sentence, "form_strong", wrap=True))
        self._answers("Left empty until now: the usual value goes on", changes.once_empty)
        new = [answer for answer in changes.answers if not answer.before]
        other = [answer for answer in changes.answers if answer.before]
        self._answers("Answers that say something else now", other)
        self._answers("New questions, and the usual answer until you give another", new)
        self._lost(changes.lost)
        for heading, lines in changes.lines:
            self._head(heading)
            for line in lines:
                self.list.add(_line(line))

    def _head(self, text: str) -> None:
        self.list.add(Label(text, "label", wrap=True))

    def _answers(self, heading: str, answers: Sequence[Difference]) -> None:
        if answers:
            self._head(heading)
        for answer in answers:
            self.list.add(_answer(answer))

    def _lost(self, units: Sequence[str]) -> None:
        if not units:
            return
        self._head("Your own words for what is not there any more")
        block = Sunken()
        names = ", ".join(units)
        words = f"{names}: the checks name these words; take them out, or make them a special term."
        block.column.addWidget(Label(words, "form", wrap=True))
        self.list.add(block)


def _about(changes: WordingChanges) -> str:
    since = f"This draft was begun with wording {changes.named}; the pages show {changes.now}."
    if not changes.kept:
        return f"{since} What the earlier one said is not kept here, so it cannot be compared."
    return (
        f"{since} What is gone is struck through, what is new is underlined. "
        "Nothing that was offered or signed changes."
    )


def _answer(answer: Difference) -> Sunken:
    block = Sunken()
    was = f"{answer.before}, " if answer.before else ""
    block.setAccessibleName(f"{answer.place}: {was}now {answer.after or 'not asked any more'}")
    block.column.addWidget(Label(answer.place, "form_strong", wrap=True))
    if answer.before and answer.before != answer.after:
        block.column.addWidget(Label(f"Before: {answer.before}", "form", "text_2", wrap=True))
    now = f"Now: {answer.after}" if answer.after else "Not asked any more."
    block.column.addWidget(Label(now, "form", wrap=True))
    return block


def _line(change: Change) -> Sunken:
    block = Sunken()
    place = _place(change)
    block.setAccessibleName(f"{place}: {spoken(change.words)}")
    put(block.column, Label(place, "second", "text_2", wrap=True), RedlineLabel(change.words))
    return block


def _place(change: Change) -> str:
    """Where the line stands, and where it stood when that is another place."""
    if not change.after:
        return f"Was {change.before}"
    if not change.before:
        return f"{change.after}, new"
    moved = "" if change.before == change.after else f", was {change.before}"
    beside = "" if change.heading in change.group else f" · {change.heading}"
    return f"{change.after}{moved}{beside}"
