"""Text on the screen: labels that follow the theme, shortened names, pills and lines.

Every screen is made of them. A label names a role and a colour instead of a font and a value, so
that text size and theme can change while the window is open.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QWidget

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, is_serif, theme
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    mirrored,
    start_painting,
    text_direction,
    text_width,
    write,
)

_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Label(QLabel):
    """Text in a role of the type scale and a colour of the theme."""

    def __init__(
        self,
        text: str = "",
        role: str = "form",
        ink: str = "text",
        *,
        wrap: bool = False,
        figures: bool = False,
    ) -> None:
        """`figures` sets numbers at one width, for columns of them."""
        super().__init__()
        self._side = _START
        self._role = role
        self._figures = figures
        self._ink = ink
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        follow_theme(self._apply_theme)

    def setText(self, text: str) -> None:
        """Words in the order of their own script, whichever way the window goes.

        The serif has no hyphen that may not break: one from another font draws all lines apart.
        """
        self.setLayoutDirection(text_direction(text))
        super().setText(text.replace("\u2011", "-\u2060") if is_serif(self._role) else text)

    def setAlignment(self, side: Qt.AlignmentFlag) -> None:
        """Left is where lines begin by the layout: an Arabic name stands in its column."""
        self._side = side
        way = QGuiApplication.layoutDirection()
        super().setAlignment(QStyle.visualAlignment(way, side) | Qt.AlignmentFlag.AlignAbsolute)

    def set_ink(self, ink: str) -> None:
        """Another colour of the theme."""
        self._ink = ink
        self._apply_theme(theme())

    def _apply_theme(self, now: Theme) -> None:
        self.setAlignment(self._side)
        self.setFont(now.font(self._role, figures=self._figures))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, now.colour(self._ink))
        palette.setColor(QPalette.ColorRole.Link, now.colour("accent"))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that gives up letters instead of widening the window; the whole is its tool tip."""

    def __init__(self, text: str = "", role: str = "form", ink: str = "text") -> None:
        self._whole = text
        super().__init__("", role, ink)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def whole_text(self) -> str:
        """The text as given, whatever is seen of it."""
        return self._whole

    def setText(self, text: str) -> None:
        """Keep the whole text for the tool tip and the screen reader."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten by the width there is now."""
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another cut."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """The whole text would like to be seen."""
        return QSize(text_width(self.font(), self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough to live with."""
        return QSize(theme().px(40), super().minimumSizeHint().height())

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Line(QFrame):
    """A separator of one pixel."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        self._vertical = vertical
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled, so that it stays one device-sharp line."""
        QPainter(self).fillRect(self.rect(), theme().colour("line"))


#: Colours of a pill by what it says: text and ground.
PILL_KINDS = {
    "ok": ("ok", "ok_bg"),
    "waiting": ("waiting", "waiting_bg"),
    "problem": ("problem", "problem_bg"),
    "neutral": ("neutral", "neutral_bg"),
    "accent": ("accent", "accent_bg"),
    "claim": ("claim", "claim_bg"),
}


def pill_width(text: str, icon: str) -> int:
    """Pixels a pill takes at the scale in force."""
    now = theme()
    lead = now.px(18) if icon else 0
    return lead + text_width(now.font("pill"), text) + now.px(20)


def paint_pill(painter: QPainter, rect: QRect, kind: str, icon: str, text: str) -> None:
    """A pill inside `rect`; in strong contrast it has a border, as tints are gone then."""
    now = theme()
    ink, ground = PILL_KINDS[kind.removesuffix("-selected")]
    fill = now.colour("surface" if kind.endswith("-selected") else ground)
    border = now.colour(ink) if now.strong_contrast else None
    box(painter, rect, fill=fill, border=border, radius=rect.height() / 2)
    inner = rect.adjusted(now.px(10), 0, -now.px(6), 0)
    if icon:
        paint_icon(
            painter,
            icon,
            now.colour(ink),
            QRect(rect.x() + now.px(8), rect.y(), now.px(14), rect.height()),
        )
        inner = rect.adjusted(now.px(26), 0, -now.px(6), 0)
    write(painter, inner, text, now.font("pill"), now.colour(ink), ALIGN_LEFT)


class Pill(QWidget):
    """A status as icon and word on a tint; never colour alone."""

    def __init__(self, kind: str = "neutral", icon: str = "", text: str = "") -> None:
        super().__init__()
        self._kind, self._icon, self._text = kind, icon, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(kind, icon, text)
        follow_theme(self._apply_theme)

    def text(self) -> str:
        """The word it shows."""
        return self._text

    def set_status(self, kind: str, icon: str, text: str, sentence: str = "") -> None:
        """Another state; `sentence` is what a screen reader says, else the word."""
        self._kind, self._icon, self._text = kind, icon, text
        self.setAccessibleName(sentence or text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """22 high, as wide as its word."""
        return QSize(pill_width(self._text, self._icon), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Painted, because a style sheet drops a radius of half the height."""
        rect = mirrored(self, self.rect())
        paint_pill(start_painting(self), rect, self._kind, self._icon, self._text)

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()
