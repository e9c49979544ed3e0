"""Where Enter leads: from what is answered to the next that is left, and at last to the offer.

The studio asks it when Enter was wanted by no field. It goes by the questions themselves and not by
the checks, which come a moment later: whoever types on must not wait for them.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.domain.findings import Finding
from microbiz_desktop.services.agreements.asked import Section
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.agreements.interview.finding_places import place_of
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.widgets.held_keys import HeldKeys

W = TypeVar("W", bound=QWidget)


class GoingOn(QObject):
    """It moves the keyboard and changes no answer."""

    #: What a check found, where no question is open any more.
    finding_reached = Signal(object)
    #: Nothing is left.
    end_reached = Signal()

    def __init__(
        self, interview: InterviewPages, edits: DraftEdits, sections: Sequence[Section]
    ) -> None:
        super().__init__(interview)
        self._interview, self._edits = interview, edits
        self._sections = tuple(sections)
        self.keys = HeldKeys(self)

    def go_on(self, errors: Sequence[Finding]) -> None:
        """To the next thing left behind the keyboard, round to those before it.

        `errors` are of the draft as it is stored; none where the checks are not so far.
        """
        order = self._edits.agreements.work_order(self._edits.deal)
        wrong = {place_of(one, self._sections)[1]: one for one in reversed(errors)}
        for name in (*_behind(order, self._here(order)), *wrong):
            if order.get(name):
                self._lead(name)
                return
            if name in wrong:
                self.finding_reached.emit(wrong[name])
                return
        self.end_reached.emit()

    def to_first_here(self) -> bool:
        """To what is left first in the open section; False when nothing is."""
        order = self._edits.agreements.work_order(self._edits.deal)
        name = next((name for name in self._of_section() if order.get(name)), "")
        if name:
            self._lead(name)
        return bool(name)

    def stays(self) -> bool:
        """Whether the question that has the keyboard keeps it: see `QuestionBlock.goes_on`."""
        block = _holder(QuestionBlock)
        return block is not None and block.goes_on()

    def _lead(self, name: str) -> None:
        self._interview.open_question(name, name)
        if not self._interview.slices.is_done():
            self.keys.hold()
            self._interview.when_built(self.keys.play, shown=True)

    def _here(self, order: Mapping[str, bool]) -> str:
        """The question that has the keyboard, else the one before the open section."""
        if (holder := _holder(QuestionBlock) or _holder(PartiesEditor)) is not None:
            return holder.question.id
        names = list(order)
        first = next((names.index(one) for one in self._of_section() if one in order), 0)
        return names[first - 1]

    def _of_section(self) -> tuple[str, ...]:
        current = self._interview.current
        section = next(one for one in self._sections if one.id == current)
        return tuple(question.id for question in section.questions)


def _behind(order: Mapping[str, bool], here: str) -> tuple[str, ...]:
    """All of them, beginning behind this one and ending with it."""
    names = tuple(order)
    at = names.index(here) + 1 if here in names else 0
    return (*names[at:], *names[:at])


def _holder(kind: type[W]) -> W | None:
    """What of this kind the keyboard is in."""
    above = QApplication.focusWidget()
    while above is not None and not isinstance(above, kind):
        above = above.parentWidget()
    return above
