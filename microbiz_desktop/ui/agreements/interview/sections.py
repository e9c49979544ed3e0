"""The interview: one section at a time, questions that come and go, back and next.

The studio shows it beside the pages. It stores nothing: answers go out as a signal and come back as
stored, so that the screen cannot show an answer that was not kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.asked import AnswerKind, Question, Section
from microbiz_desktop.services.agreements.interview import Asked
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.agreements.interview.section_foot import SectionFoot
from microbiz_desktop.ui.agreements.interview.section_page import SectionPage, lines_of
from microbiz_desktop.ui.runtime.slices import Slices, Step
from microbiz_desktop.ui.widgets.layouts import column, wide

#: Makes the page of a section that is not made of questions, or the editor of parties.
MakeSpecial = Callable[[], QWidget]
#: Adds something to the block of a question.
Dress = Callable[[QuestionBlock], object]


@dataclass(frozen=True, slots=True)
class InterviewState:
    """What the interview shows: what is asked and answered, parties, sums to share, errors."""

    asked: Asked = field(default_factory=lambda: Asked(frozenset(), {}))
    parties: tuple[PartySnapshot, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


class InterviewPages(QWidget):
    """Sections as pages; what is answered goes out as a signal and comes back through `show`.

    A section is built when it is first opened, line by line: sixty questions, or one that asks
    something of each of twenty-two parties, would be felt when made at once.
    """

    answered = Signal(str, bool)
    place_changed = Signal(str, str)
    section_changed = Signal(str)
    #: A button at the foot was pressed, and another section is open.
    turned = Signal()
    #: Something is typed into a question that is not stored yet.
    typed = Signal(str)
    line_left = Signal()

    def __init__(
        self,
        sections: Sequence[Section],
        manner: Manner,
        special: Mapping[str, MakeSpecial],
        slices: Slices | None = None,
        dressed: Mapping[str, Dress] = MappingProxyType({}),
    ) -> None:
        """`special` makes the editors of questions of kind `parties` and of extra sections.

        `dressed` adds to the block of a question what code offers there.
        """
        super().__init__()
        self._dressed = dressed
        self.slices = slices or Slices(self)
        self._sections = tuple(sections)
        self._order = [section.id for section in sections]
        self._manner = manner
        self._special = special
        self._blocks: dict[str, QuestionBlock] = {}
        self._outdated: set[str] = set()
        self._others: dict[str, QWidget] = {}
        self._pages: dict[str, SectionPage] = {}
        self._current = ""
        self._known = InterviewState()
        self._left: Mapping[str, int] | None = None
        self._stack = QStackedWidget()
        self.foot = foot = SectionFoot()
        self.back, self.rest, self.next = foot.back, foot.rest, foot.next
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        column(wide(self._stack), foot, gap=0, of=self)

    @property
    def current(self) -> str:
        """The open section."""
        return self._current

    @property
    def blocks(self) -> dict[str, QuestionBlock]:
        """The questions of every section opened so far, all of them made."""
        self.slices.finish()
        return self._blocks

    def special(self, name: str) -> QWidget:
        """An editor made by `special`."""
        if name not in self._others:
            self._others[name] = self._special[name]()
        return self._others[name]

    def made(self, name: str) -> QWidget | None:
        """The same, unless it has not been needed so far."""
        return self._others.get(name)

    def open(self, section: str) -> None:
        """Turn to a section; what was typed in the old one is stored first."""
        if section == self._current or section not in self._order:
            return
        self.flush()
        self._current = section
        if section not in self._pages:
            self._build(section)
        elif section in self._outdated:
            self._show_section(section)
        self._stack.setCurrentWidget(self._pages[section])
        self.foot.show_place([s.title for s in self._sections], self._order.index(section))
        self._say_left()
        self.section_changed.emit(section)

    def open_question(self, question: str, section: str = "", *, focus: bool = True) -> bool:
        """Turn to a question: its section, scrolled to, with the keyboard in it."""
        home = self.section_of(question) or section
        self.open(home)
        known = question in self._known.asked.shown or question in self._special
        if known and not self.slices.is_done():
            self.when_built(lambda: self._lead(home, question, focus=focus), shown=True)
            return True
        return self._lead(home, question, focus=focus)

    def _lead(self, home: str, question: str, *, focus: bool) -> bool:
        target: QWidget | None = self._blocks.get(question) or self._others.get(question)
        if target is None or target.isHidden() or home != self._current:
            return False
        self._pages[home].show_widget(target)
        if focus:
            getattr(target, "lead_here", target.setFocus)()
        if isinstance(target, QuestionBlock) and focus:
            target.point_out()
        return True

    def take_keyboard(self, question: str = "") -> None:
        """Into this question, else into the first of the open section."""
        section = next(s for s in self._sections if s.id == self._current)
        names = [question, *(q.id for q in section.questions), *self._special]
        for target in (self._blocks.get(name) or self._others.get(name) for name in names):
            if target is not None and target.isVisibleTo(self):
                getattr(target, "lead_here", target.setFocus)()
                return

    def when_built(self, call: Callable[[], object], *, shown: bool = False) -> None:
        """Call once everything of the open section is there; with `shown` once it is also shown."""
        if self.slices.is_done():
            call()
        elif shown:  # what is made last can have the keyboard a turn later
            self.slices.add([lambda: QTimer.singleShot(0, self, call)])
        else:
            self.slices.add([call])

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll the open section to a part of it."""
        self._pages[self._current].show_widget(part)

    def section_of(self, question: str) -> str:
        """The section a question stands in, or nothing."""
        having = (s.id for s in self._sections if any(q.id == question for q in s.questions))
        return next(having, "")

    def flush(self) -> None:
        """Store everything that is typed and still waits."""
        for block in self._blocks.values():
            block.flush()

    def show_answers(self, asked: Asked, parties: Sequence[PartySnapshot]) -> None:
        """What is asked and stored now, which options fit it, and who the parties are."""
        self._known = replace(self._known, asked=asked, parties=tuple(parties))
        self._outdated = set(self._pages)
        if self._current in self._pages:
            self._show_section(self._current)

    def unsettled(self) -> frozenset[str]:
        """The questions in which something else stands than what is stored."""
        return frozenset(name for name, block in self._blocks.items() if block.is_unsettled())

    def show_left(self, left: Mapping[str, int]) -> None:
        """What is left by section, once that is known."""
        self._left = left
        self._say_left()

    def set_totals(self, totals: Mapping[str, int]) -> None:
        """What the shares of each question are shares of, in minor units."""
        self._known = replace(self._known, totals=totals)
        for name, block in self._blocks.items():
            block.set_total(totals.get(name))

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Errors of the check, by question."""
        self._known = replace(self._known, problems=problems)
        for name, block in self._blocks.items():
            block.set_problem(problems.get(name, ""))

    def go(self, step: int) -> None:
        """To the section before or after."""
        at = self._order.index(self._current) + step
        if 0 <= at < len(self._order):
            self.open(self._order[at])
            self.turned.emit()

    def _build(self, name: str) -> None:
        section = next(s for s in self._sections if s.id == name)
        page = self._pages[name] = SectionPage(section, self._stack)
        self._stack.addWidget(page)
        lines = lines_of(section.questions)
        steps: list[Step] = [partial(self._add_line, page, line) for line in lines]
        if name in self._special:
            steps.append(lambda: page.add(self.special(name)))
        self.slices.add(steps)

    def _add_line(self, page: SectionPage, line: Sequence[Question]) -> None:
        widgets = [self._block_for(question) for question in line]
        (page.add if len(widgets) == 1 else page.add_pair)(*widgets)
        for widget in widgets:
            if isinstance(widget, QuestionBlock):
                self._show_block(widget)
        page.settle()

    def _block_for(self, question: Question) -> QWidget:
        if question.kind is AnswerKind.PARTIES:
            return self.special(question.id)
        block = QuestionBlock(question, self._manner, self.slices)
        self._blocks[question.id] = block
        if question.id in self._dressed:
            self._dressed[question.id](block)
        block.answered.connect(self.answered)
        block.typed.connect(self.typed)
        block.left.connect(self.line_left)
        block.entered.connect(lambda name: self.place_changed.emit(self._current, name))
        block.set_total(self._known.totals.get(question.id))
        block.set_problem(self._known.problems.get(question.id, ""))
        return block

    def _show_section(self, name: str) -> None:
        self._outdated.discard(name)
        section = next(s for s in self._sections if s.id == name)
        for question in section.questions:
            if question.id in self._blocks:
                self._show_block(self._blocks[question.id])
        self._pages[name].settle()

    def _show_block(self, block: QuestionBlock) -> None:
        asked, name = self._known.asked, block.question.id
        block.setVisible(name in asked.shown)
        if name in asked.shown:
            block.set_parties(self._known.parties)
            block.leave_out(asked.left_out.get(name, frozenset()))
            block.show_answer(asked.answers.get(name), asked.defaults.get(name))

    def _say_left(self) -> None:
        if self._left is not None:
            self.foot.show_left(self._left.get(self._current, 0), sum(self._left.values()))
