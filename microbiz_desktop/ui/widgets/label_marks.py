"""A label of one's own as a small coloured mark with its word."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microbiz_desktop.domain.contacts.labels import COLOURS
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.look.tokens import INITIALS
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_CENTRE,
    box,
    mirrored,
    start_painting,
    text_width,
    write,
)

#: White words stand on each of them; they are those of initials.
_GROUNDS = dict(zip(COLOURS, INITIALS, strict=True))
#: A word longer than this is cut in a row of a list, at 100 %.
_MOST = 120


def mark_width(name: str) -> int:
    """Pixels a mark takes at the scale in force."""
    now = theme()
    return min(text_width(now.font("pill"), name) + now.px(16), now.px(_MOST))


def paint_mark(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """A mark inside `rect`; in strong contrast it has a border."""
    now = theme()
    border = now.colour("text") if now.strong_contrast else None
    box(painter, rect, fill=QColor(_GROUNDS[colour]), border=border, radius=now.px(5))
    inner = rect.adjusted(now.px(6), 0, -now.px(6), 0)
    write(painter, inner, name, now.font("pill"), QColor("#FFFFFF"), ALIGN_CENTRE)


class LabelMark(QWidget):
    """One label, to be seen; a long one is cut and whole in its tool tip."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(name, colour)
        follow_theme(self._apply_theme)

    def set_label(self, name: str, colour: str) -> None:
        """Another word or colour."""
        self._name, self._colour = name, colour
        self.setAccessibleName(f"Label: {name}")
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Its word."""
        return self._name

    def sizeHint(self) -> QSize:
        """20 high, as wide as its word."""
        return QSize(mark_width(self._name), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Painted, as a pill is."""
        rect = mirrored(self, self.rect())
        paint_mark(start_painting(self), rect, self._name, self._colour)

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()
