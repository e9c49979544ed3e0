"""Buttons by rank: one primary a screen, tonal inside a card, the rest quieter.

Every screen takes its buttons from here. The rank is a class with its look, so that no screen makes
up a look of its own; all are painted, to be the same on every system.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, SignalInstance
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    focus_ring,
    focus_visible,
    start_painting,
    text_width,
    write,
)


@dataclass(frozen=True, slots=True)
class Look:
    """Tokens of one kind of button: ground, border, text, and the ground under the pointer."""

    fill: str
    border: str
    ink: str
    hover: str
    pad: int = 16


#: Icons that point along a line, and the one that points so in a window that begins at the right.
_TURNED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
}

#: What a press does: something to call, or a signal to send on.
Act = Callable[..., object] | SignalInstance


_NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Button(QAbstractButton):
    """A button with a word and perhaps an icon, painted the same on every system."""

    look = Look("surface", "control", "text", "hover")
    #: An arrow that says that a list opens stands behind the word.
    icon_after = False

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        small: bool = False,
        act: Act | None = None,
        name: str = "",
    ) -> None:
        """`act` is what a press does; `name` what a screen reader says instead of the word."""
        super().__init__()
        self._icon_name = icon
        self._small = small
        self.setText(text)
        self.setAccessibleName(name or text)
        if act is not None:
            self.clicked.connect(act)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        follow_theme(self._apply_theme)

    def set_text(self, text: str, icon: str | None = None) -> None:
        """Another word, which is also what a screen reader says."""
        self.setText(text)
        self.setAccessibleName(text)
        if icon is not None:
            self._icon_name = icon
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """36 high, 28 in toolbars; as wide as its word."""
        now = theme()
        lead = now.px(24) if self._icon_name else 0
        width = text_width(now.font("label"), self.text()) + lead + 2 * now.px(self._pad())
        return QSize(width, now.px(28 if self._small else 36))

    def minimumSizeHint(self) -> QSize:
        """A button never hides part of its word."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts as Space does: the button in focus is the one meant.

        With Ctrl it is the main step of the form around it, and held down it is one press.
        """
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in _NO_MODIFIERS and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The tone under the pointer."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon and word, focus ring."""
        painter = start_painting(self)
        self._paint_ground(painter)
        self._paint_content(painter)
        if focus_visible(self):
            focus_ring(painter, self._ring_rect())
            if self.look.fill == "accent":
                inner = self.rect().adjusted(2, 2, -2, -2)
                box(painter, inner, border=theme().colour("on_accent"), width=1.5, radius=6)

    def _pad(self) -> int:
        return 12 if self._small and self.look.pad > 12 else self.look.pad

    def _ring_rect(self) -> QRect:
        return self.rect()

    def _paint_ground(self, painter: QPainter) -> None:
        now = theme()
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        token = self.look.hover if active else self.look.fill
        fill = now.colour(token) if token else None
        border = now.colour(self.look.border) if self.look.border else None
        if not self.isEnabled() and self.look.border + self.look.fill:
            fill, border = now.colour("sunken"), now.colour("line")
        box(painter, self.rect(), fill=fill, border=border)

    def _icon(self) -> str:
        """Back and on point the way that the window is read."""
        turned = self.isRightToLeft()
        return _TURNED.get(self._icon_name, self._icon_name) if turned else self._icon_name

    def _ink(self) -> QColor:
        return theme().colour(self.look.ink if self.isEnabled() else "text_3")

    def _paint_content(self, painter: QPainter) -> None:
        now = theme()
        place = self._word_place()
        if self._icon_name:
            side, gap = now.px(16), now.px(8)
            before = not self.icon_after ^ self.isRightToLeft()
            at = place.x() - gap - side if before else place.right() + 1 + gap
            paint_icon(painter, self._icon(), self._ink(), QRect(at, 0, side, self.height()))
        room = place.adjusted(0, 0, 2, 0)
        write(painter, room, self.text(), now.font("label"), self._ink(), ALIGN_LEFT)

    def _word_place(self) -> QRect:
        """Where the word stands: word and icon together are in the middle."""
        now = theme()
        lead = now.px(24) if self._icon_name else 0
        width = min(text_width(now.font("label"), self.text()) + lead, self.width())
        left = (self.width() - width) // 2
        first = self.icon_after ^ self.isRightToLeft()
        return QRect(left if first else left + lead, 0, width - lead, self.height())

    def _apply_theme(self, now: Theme) -> None:
        self.setFont(now.font("label"))
        self.updateGeometry()
        self.update()


class SecondaryButton(Button):
    """An outlined button: everything that is not the main step."""


class PrimaryButton(Button):
    """Filled: the one next step of a screen, top right."""

    look = Look("accent", "", "on_accent", "accent_hover")


class TonalButton(Button):
    """Tinted: the main step inside a card."""

    look = Look("accent_bg", "accent", "accent", "accent_bg")


class GhostButton(Button):
    """Bare: leave, back, not now."""

    look = Look("", "", "text_2", "hover", 12)


class DangerButton(Button):
    """Names the thing that cannot be undone; never the default of a dialog."""

    look = Look("surface", "problem", "problem", "problem_bg")


class LinkButton(Button):
    """A word that acts, in the running text of a screen."""

    look = Look("", "", "accent", "", 0)

    def sizeHint(self) -> QSize:
        """As wide as its word, with room to point at."""
        return QSize(super().sizeHint().width() + 6, theme().px(28))

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        if self.underMouse() and self.isEnabled():
            place = self._word_place()
            y = self.height() // 2 + theme().px(9)
            painter.fillRect(place.x(), y, place.width(), 1, self._ink())

    def _paint_ground(self, painter: QPainter) -> None:
        """A link has no ground."""


class IconButton(Button):
    """An icon alone, only for close, more, search, zoom, copy and expand; always with a name."""

    look = Look("", "", "text_2", "hover", 6)

    def __init__(self, icon: str, name: str, *, size: int = 32, act: Act | None = None) -> None:
        """`name` is the tool tip and what a screen reader says."""
        self._size = size
        super().__init__("", icon, act=act, name=name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """A square target of at least 28."""
        return QSize(theme().px(self._size), theme().px(self._size))

    def _paint_content(self, painter: QPainter) -> None:
        side = theme().px(16 if self._size < 32 else 18)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.rect().center())
        paint_icon(painter, self._icon(), self._ink(), spot)
