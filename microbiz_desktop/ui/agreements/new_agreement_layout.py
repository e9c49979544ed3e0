"""How the page of a new agreement stands: questions at the left, the form beside or under them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from microbiz_desktop.services.agreements.which_paper import StartingPoint
from microbiz_desktop.services.shared.choosing import ChoiceNotice
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, TOP, ScrollColumn, column, held, row, wide

#: Widths at 100 %: of one column, and from which on there are two.
_COLUMN, _BESIDE, _GAP, _MARGIN = 460, 1000, 40, 24


class StartingLines(QWidget):
    """The head: with whom it begins, what to notice of them, and from where something is known."""

    def __init__(self) -> None:
        super().__init__()
        self.with_whom = Label("", "form", "text_2", wrap=True)
        self.notice = Label("", "second", "waiting", wrap=True)
        self.said = Label("", "form", "text_2", wrap=True)
        title = Label("A new agreement", "title")
        column(title, self.with_whom, self.notice, self.said, gap=10, of=self)

    def say(self, start: StartingPoint, notices: Sequence[ChoiceNotice]) -> None:
        """What is known now."""
        named = f"With {start.name}. More parties can be added in the studio."
        self.with_whom.setText(named if start.associate else "")
        self.notice.setText(" ".join(one.words for one in notices))
        self.said.setText(start.said)

    def show_for(self, *, blank: bool, is_known: bool) -> None:
        """A past agreement has parties of its own; another project is not the one told of."""
        self.with_whom.setVisible(blank and bool(self.with_whom.text()))
        self.notice.setVisible(blank and bool(self.notice.text()))
        self.said.setVisible(blank and is_known and bool(self.said.text()))


class TwoColumns(QWidget):
    """Head, two columns in a window that is wide enough, and a foot that stays in sight."""

    def __init__(self, head: QWidget, left: QWidget, right: QWidget, foot: QWidget) -> None:
        super().__init__()
        self._foot = foot
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(_GAP)
        self._columns.addWidget(left, 1, TOP)
        self._columns.addWidget(right, 1, TOP)
        for part in (left, right):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._scroll = ScrollColumn(centred=True, margin=_MARGIN, gap=12)
        self._scroll.add(head, 8, self._columns)
        bottom = row(SPRING, (foot, 1000), SPRING, pad=(_MARGIN, 12, _MARGIN, 16))
        column(wide(self._scroll), Line(), held(bottom), gap=0, of=self)
        follow_theme(self._apply_theme)

    def is_beside(self) -> bool:
        """Whether both columns stand side by side."""
        return self.width() >= theme().px(_BESIDE)

    def to_top(self) -> None:
        """From the head on."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part that lies below what is seen."""
        holder = self._scroll.widget()
        inner = holder.layout() if holder is not None else None
        if inner is not None:
            inner.activate()  # words that were said just now may take more lines
        self._scroll.ensureWidgetVisible(part, 0, 12)

    def minimumSizeHint(self) -> QSize:
        """Fits the smallest window."""
        return QSize(theme().px(360), theme().px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for two columns, or only for one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.is_beside()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._columns.setSpacing(_GAP if beside else 20)
        width = theme().px(_COLUMN) * 2 + _GAP if beside else theme().px(_COLUMN + 20)
        self._scroll.body.setMaximumWidth(width)
        self._foot.setMaximumWidth(width)

    def _apply_theme(self, _now: Theme) -> None:
        self._fit()
