"""The interview: one section at a time, questions that come and go, back and next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.drafting.questions import Question, Section, is_answered
from microbiz_desktop.ui.agreements.question_block import NARROW, QuestionBlock
from microbiz_desktop.ui.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import ScrollColumn

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly

#: Makes the page of a section that is not made of questions, or the editor of parties.
MakeSpecial = Callable[[], QWidget]


class PairRow(QWidget):
    """Two narrow questions side by side; one alone keeps its half."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair = (left, right)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in self._pair:
            row.addWidget(widget, 1)
            align_top(widget)
        self._filler = QWidget()
        row.addWidget(self._filler, 1)

    def settle(self) -> None:
        """Fill the half of a question that is not asked."""
        shown = [not widget.isHidden() for widget in self._pair]
        self._filler.setVisible(not all(shown))
        self.setVisible(any(shown))


def align_top(widget: QWidget) -> None:
    """A block beside a higher one keeps its own height."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
    widget.setSizePolicy(policy)


class SectionPage(ScrollColumn):
    """One section: title, intro, questions."""

    def __init__(
        self, section: Section, blocks: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(max_width=500, margin=14, gap=12, parent=parent)
        self.setAccessibleName(section.title)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(10, 6, 10, 0)
        column.setSpacing(2)
        column.addWidget(Label(section.title, "section"))
        column.addWidget(Label(section.intro, "body", "text_2", wrap=True))
        self.add(head)
        self.pairs: list[PairRow] = []
        self._add_blocks(list(blocks))

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden has asked for room in vain: ask again."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._ask_room)

    def _ask_room(self) -> None:
        for part in self.body.findChildren(QWidget, options=_DIRECT):
            part.updateGeometry()
        self.body.updateGeometry()

    def settle(self) -> None:
        """After questions came or went."""
        for pair in self.pairs:
            pair.settle()

    def _add_blocks(self, blocks: list[QWidget]) -> None:
        while blocks:
            block = blocks.pop(0)
            if blocks and _pair_up(block, blocks[0]):
                pair = PairRow(block, blocks.pop(0))
                self.pairs.append(pair)
                self.add(pair)
            else:
                self.add(block)


def _pair_up(left: QWidget, right: QWidget) -> bool:
    if not (isinstance(left, QuestionBlock) and isinstance(right, QuestionBlock)):
        return False
    kinds = {left.question.kind, right.question.kind}
    return len(kinds) == 1 and kinds <= NARROW


@dataclass(frozen=True, slots=True)
class Known:
    """What the interview shows: answers, questions asked, parties, sum to share, errors."""

    answers: Mapping[str, Any]
    shown: frozenset[str]
    parties: tuple[PartySnapshot, ...] = ()
    total: int = 0
    problems: Mapping[str, str] = field(default_factory=dict)


class Interview(QWidget):
    """Sections as pages; what is answered goes out as a signal and comes back through `show`.

    A section is built when it is first opened: sixty questions at once would be felt.
    """

    answered = Signal(str, object, bool)
    place_changed = Signal(str, str)
    section_changed = Signal(str)

    def __init__(
        self,
        sections: Sequence[Section],
        currency: str,
        special: Mapping[str, MakeSpecial],
        parent: QWidget | None = None,
    ) -> None:
        """`special` makes the editors of questions of kind `parties` and of extra sections."""
        super().__init__(parent)
        self._sections = tuple(sections)
        self._currency = currency
        self._special = special
        self.blocks: dict[str, QuestionBlock] = {}
        self._others: dict[str, QWidget] = {}
        self._pages: dict[str, SectionPage] = {}
        self._current = ""
        self._known = Known({}, frozenset())
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot())
        follow_theme(self._apply_theme)

    @property
    def current(self) -> str:
        """The open section."""
        return self._current

    def special(self, name: str) -> QWidget:
        """An editor made by `special`."""
        if name not in self._others:
            self._others[name] = self._special[name]()
        return self._others[name]

    def open(self, section: str) -> None:
        """Turn to a section; what was typed in the old one is stored first."""
        if section == self._current or section not in self._order():
            return
        self.flush()
        if section not in self._pages:
            self._build(section)
        self._current = section
        self._stack.setCurrentWidget(self._pages[section])
        self._name_buttons()
        self.section_changed.emit(section)

    def open_question(self, question: str, section: str = "", *, focus: bool = True) -> bool:
        """Turn to a question: its section, scrolled to, with the keyboard in it."""
        home = self.section_of(question) or section
        self.open(home)
        target: QWidget | None = self.blocks.get(question) or self._others.get(question)
        if target is None or target.isHidden():
            return False
        self._pages[home].show_widget(target)
        if focus:
            lead = getattr(target, "lead_here", target.setFocus)
            lead()
        if isinstance(target, QuestionBlock) and focus:
            target.point_out()
        return True

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll the open section to a part of it."""
        self._pages[self._current].show_widget(part)

    def section_of(self, question: str) -> str:
        """The section a question stands in, or nothing."""
        for section in self._sections:
            if any(q.id == question for q in section.questions):
                return section.id
        return ""

    def flush(self) -> None:
        """Store everything that is typed and still waits."""
        for block in self.blocks.values():
            block.flush()

    def show_answers(
        self, answers: Mapping[str, Any], shown: frozenset[str], parties: Sequence[PartySnapshot]
    ) -> None:
        """What is stored now, which questions are asked, and who the parties are."""
        known = replace(self._known, answers=answers, shown=shown, parties=tuple(parties))
        self._known = known
        self._show(self.blocks)
        self._count_rest()

    def set_total(self, total: int) -> None:
        """What the shares are shares of, in minor units."""
        self._known = replace(self._known, total=total)
        for block in self.blocks.values():
            block.set_total(total, self._currency)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Errors of the check, by question."""
        self._known = replace(self._known, problems=problems)
        for name, block in self.blocks.items():
            block.set_problem(problems.get(name, ""))

    def go(self, step: int) -> None:
        """To the section before or after."""
        order = self._order()
        at = order.index(self._current) + step
        if 0 <= at < len(order):
            self.open(order[at])

    def _order(self) -> list[str]:
        return [section.id for section in self._sections]

    def _build(self, name: str) -> None:
        section = next(s for s in self._sections if s.id == name)
        made = {q.id: self._make_block(q) for q in section.questions if q.kind != "parties"}
        self.blocks |= made
        widgets = [made.get(q.id) or self.special(q.id) for q in section.questions]
        if name in self._special:
            widgets.append(self.special(name))
        self._pages[name] = SectionPage(section, widgets, self._stack)
        self._stack.addWidget(self._pages[name])
        self._show(made)
        for question, block in made.items():
            block.set_total(self._known.total, self._currency)
            block.set_problem(self._known.problems.get(question, ""))

    def _make_block(self, question: Question) -> QuestionBlock:
        block = QuestionBlock(question, self._currency)
        block.answered.connect(self.answered)
        block.entered.connect(self._entered)
        return block

    def _show(self, blocks: Mapping[str, QuestionBlock]) -> None:
        known = self._known
        for name, block in blocks.items():
            block.setVisible(name in known.shown)
            if name in known.shown:
                block.set_parties(known.parties)
                block.show_answer(known.answers.get(name))
        for page in self._pages.values():
            page.settle()

    def _entered(self, question: str) -> None:
        self.place_changed.emit(self._current, question)

    def _foot(self) -> QWidget:
        self._bar = QWidget()
        column = QVBoxLayout(self._bar)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back = GhostButton("Back", "arrow-left")
        self.back.clicked.connect(lambda: self.go(-1))
        self.rest = ElidedLabel("", "form", "text_2")
        self.next = SecondaryButton("Next")
        self.next.clicked.connect(lambda: self.go(1))
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.rest, 2)
        row.addWidget(self.next)
        column.addLayout(row, 1)
        return self._bar

    def _name_buttons(self) -> None:
        order = self._order()
        at = order.index(self._current)
        self.back.setVisible(at > 0)
        last = at == len(order) - 1
        self.next.setVisible(not last)
        if not last:
            self.next.set_text(f"Next: {self._sections[at + 1].title}")

    def _count_rest(self) -> None:
        section = next((s for s in self._sections if s.id == self._current), None)
        if section is None:
            return
        asked = [q for q in section.questions if q.id in self._known.shown]
        left = sum(q.required and not is_answered(self._known.answers.get(q.id)) for q in asked)
        words = {0: "All answered", 1: "1 more question"}
        self.rest.setText(words.get(left, f"{left} more questions") if asked else "")

    def _apply_theme(self, now: Theme) -> None:
        self._bar.setFixedHeight(theme().px(58))
