"""Yes or no that stands by itself: a tick box, and a switch for settings that act at once."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from microbiz_desktop.ui.forms.tick_words import TickWords
from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.main_step import has_main_step
from microbiz_desktop.ui.widgets.painting import (
    box,
    focus_ring,
    focus_visible,
    start_painting,
    text_width,
)


class TickBox(QAbstractButton):
    """A box to tick, its title, and perhaps a line that explains it."""

    edited = Signal()
    finished = Signal()
    mark_width = 18

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__()
        start, least = self.mark_width + 15, 44 if explanation else 28
        self._words = TickWords(title, explanation, "form_strong", start, least)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        self.setToolTip(explanation)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._tell)
        follow_theme(self._apply_theme)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or not, without telling anybody."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """A tick is never badly typed."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks as Space does, unless it is the key of the form's main step."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not has_main_step(self):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """One line, or two with an explanation, where there is room for them."""
        now = theme()
        width = text_width(now.font("form_strong"), self.text()) + now.px(self.mark_width + 22)
        return QSize(width, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Words take another line before the window grows."""
        return QSize(theme().px(self.mark_width + 60), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """As high as all of its words."""
        return self._words.height(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, words, focus."""
        painter = start_painting(self)
        self._paint_mark(painter)
        self._words.paint(painter, self, "text" if self.isEnabled() else "text_3")
        if focus_visible(self):
            focus_ring(painter, self.rect(), 6)

    def _mark_rect(self) -> QRect:
        now = theme()
        return self._words.mark(self, now.px(5), now.px(self.mark_width), now.px(18))

    def _paint_mark(self, painter: QPainter) -> None:
        now = theme()
        spot = self._mark_rect()
        if not self.isChecked():
            token = "accent" if self.underMouse() else "control"
            fill, edge = now.colour("surface"), now.colour(token)
            box(painter, spot, fill=fill, border=edge, width=1.5, radius=5)
            return
        box(painter, spot, fill=now.colour("accent"), radius=5)
        paint_icon(painter, "check", now.colour("on_accent"), spot.adjusted(2, 2, -2, -2))

    def _tell(self) -> None:
        self.edited.emit()
        self.finished.emit()

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()


class SwitchRow(TickBox):
    """The same as a switch: what it says is so from this moment."""

    mark_width = 34

    def _paint_mark(self, painter: QPainter) -> None:
        now = theme()
        spot = self._mark_rect()
        on = self.isChecked()
        fill = now.colour("accent" if on else "surface")
        edge = now.colour("accent" if on else "control")
        box(painter, spot, fill=fill, border=edge, width=1.5, radius=spot.height() / 2)
        side = spot.height() - 8
        ltr = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        x = spot.right() - side - 3 if on == ltr else spot.x() + 4
        knob = QRect(x, spot.y() + 4, side, side)
        box(painter, knob, fill=now.colour("on_accent" if on else "control"), radius=side / 2)
