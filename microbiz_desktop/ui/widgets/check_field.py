"""A tick with its words, as a field of the house."""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microbiz_desktop.ui.icons import paint_icon
from microbiz_desktop.ui.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    focus_ring,
    focus_visible,
    mirrored,
    start_painting,
    text_width,
    write,
)


class CheckField(QAbstractButton):
    """A yes that stands alone; Space ticks it."""

    edited = Signal(object)
    finished = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        follow_theme(self._apply_theme)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or not, without telling anybody."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """A tick is never wrong."""
        return ""

    def sizeHint(self) -> QSize:
        """A target of 28, as wide as its words."""
        now = theme()
        return QSize(text_width(now.font("form"), self.text()) + now.px(32), now.px(28))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, words, focus."""
        now = theme()
        painter = start_painting(self)
        side = now.px(18)
        mark = mirrored(self, QRect(now.px(2), (self.height() - side) // 2, side, side))
        on = self.isChecked()
        fill = now.colour("accent" if on else "hover" if self.underMouse() else "surface")
        box(painter, mark, fill=fill, border=now.colour("accent" if on else "control"), radius=4)
        if on:
            inner = mark.adjusted(2, 2, -2, -2)
            paint_icon(painter, "check", now.colour("on_accent"), inner)
        left = now.px(28)
        place = mirrored(self, QRect(left, 0, self.width() - left, self.height()))
        ink = now.colour("text" if self.isEnabled() else "text_3")
        write(painter, place, self.text(), now.font("form"), ink, ALIGN_LEFT)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _tell(self, _checked: bool = False) -> None:
        self.edited.emit(self.value())
        self.finished.emit()

    def _apply_theme(self, now: Theme) -> None:
        self.setFont(now.font("form"))
        self.updateGeometry()
        self.update()
