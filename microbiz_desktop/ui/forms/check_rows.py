"""Several of several: rows to tick, each with a line of explanation.

Questions of the interview and party cards use it where more than one answer may hold. The rows are
painted here, as a plain tick box is a small target and has no room for an explanation.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.forms.tick_words import TickWords
from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.layouts import column, drop
from microbiz_desktop.ui.widgets.painting import (
    box,
    focus_ring,
    focus_visible,
    start_painting,
)


class CheckRow(QWidget):
    """One tick with its words; a click anywhere or the space bar turns it."""

    toggled = Signal(bool)

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self._on = False
        least = 46 if choice.explanation else 32
        self._words = TickWords(choice.title, choice.explanation, "form", 32, least)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(choice.explanation)
        follow_theme(self._apply_theme)
        self._say()

    def is_on(self) -> bool:
        """Whether it is ticked."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Tick or clear without telling anybody."""
        self._on = on
        self._say()

    def sizeHint(self) -> QSize:
        """32 high, 46 with an explanation, and more where the words take more lines."""
        return QSize(theme().px(280), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Words take another line before the window grows."""
        return QSize(theme().px(140), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """As high as all of its words."""
        return self._words.height(width)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press turns it."""
        self._turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar turns it."""
        if event.key() == Qt.Key.Key_Space:
            self._turn()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, words."""
        painter = start_painting(self)
        now = theme()
        if self.underMouse():
            box(painter, self.rect(), fill=now.colour("hover"))
        side = now.px(18)
        self._paint_mark(painter, self._words.mark(self, now.px(4), side, side))
        self._words.paint(painter, self)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _paint_mark(self, painter: QPainter, mark: QRect) -> None:
        now = theme()
        if self._on:
            box(painter, mark, fill=now.colour("accent"), radius=4)
            paint_icon(painter, "check", now.colour("on_accent"), mark.adjusted(2, 2, -2, -2))
        else:
            fill, border = now.colour("surface"), now.colour("control")
            box(painter, mark, fill=fill, border=border, width=1.5, radius=4)

    def _turn(self) -> None:
        self.set_on(not self._on)
        self.toggled.emit(self._on)

    def _say(self) -> None:
        self.setAccessibleName(f"{self.choice.title}: {'ticked' if self._on else 'not ticked'}")
        self.setAccessibleDescription(self.choice.explanation)
        self.update()

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()


class CheckRows(FieldWidget):
    """The value is the tuple of ticked keys, in the order of the options."""

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.rows: list[CheckRow] = []
        self._column = column(gap=2, of=self)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other options; ticks stay on those that are still there."""
        if [row.choice for row in self.rows] == list(choices):
            return
        ticked = self.value()
        for row in self.rows:
            self._column.removeWidget(row)
            drop(row)
        self.rows = [CheckRow(choice) for choice in choices]
        for row in self.rows:
            row.set_on(row.choice.key in ticked)
            row.toggled.connect(lambda _on: self.settle())
            self._column.addWidget(row)

    def value(self) -> tuple[str, ...]:
        """Keys of what is ticked."""
        return tuple(row.choice.key for row in self.rows if row.is_on())

    def set_value(self, value: object) -> None:
        """Tick these keys without telling anybody."""
        keys = value if isinstance(value, (list, tuple)) else ()
        for row in self.rows:
            row.set_on(row.choice.key in keys)
