"""The page of one section of the interview: its title, and its questions in lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.services.agreements.asked import Question, Section
from microbiz_desktop.ui.forms.editors import NARROW, editor_of
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import TOP, ScrollColumn, column, held, row
from microbiz_desktop.ui.widgets.tab_order import bring_into_sight

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class PairRow(QWidget):
    """Two narrow questions side by side; one alone keeps its half."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._pair = (left, right)
        line = row(gap=0, of=self)
        for widget in self._pair:
            line.addWidget(widget, 1, TOP)
        self._filler = QWidget()
        line.addWidget(self._filler, 1)

    def settle(self) -> None:
        """Fill the half of a question that is not asked."""
        shown = [not widget.isHidden() for widget in self._pair]
        self._filler.setVisible(not all(shown))
        self.setVisible(any(shown))


class SectionPage(ScrollColumn):
    """One section: title, intro, questions."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(max_width=500, margin=14, gap=12, parent=parent)
        self.setAccessibleName(section.title)
        self.add(
            held(
                column(
                    Label(section.title, "section"),
                    Label(section.intro, "body", "text_2", wrap=True),
                    gap=2,
                    pad=(10, 6, 10, 0),
                )
            )
        )
        self.pairs: list[PairRow] = []
        self._led_to: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll to a part, and stay there while what stands above it still finds its room."""
        self._led_to = widget
        super().show_widget(widget)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls is led no more."""
        self._led_to = None
        super().wheelEvent(event)

    def _keep_in_sight(self) -> None:
        focus, part = QApplication.focusWidget(), self._led_to
        if part is None or focus is None or not (part is focus or part.isAncestorOf(focus)):
            self._led_to = None
        else:
            super().show_widget(part)
            bring_into_sight(focus)

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

    def add_pair(self, left: QWidget, right: QWidget) -> None:
        """Two narrow questions side by side."""
        pair = PairRow(left, right)
        self.pairs.append(pair)
        self.add(pair)


def lines_of(questions: Sequence[Question]) -> list[tuple[Question, ...]]:
    """Questions by lines: two narrow ones of a kind share one."""
    lines: list[tuple[Question, ...]] = []
    waiting = list(questions)
    while waiting:
        line = [waiting.pop(0)]
        if waiting and line[0].kind == waiting[0].kind and editor_of(line[0].kind) in NARROW:
            line.append(waiting.pop(0))
        lines.append(tuple(line))
    return lines
