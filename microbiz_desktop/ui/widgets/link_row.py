"""A row in a card that leads somewhere: icon or logo, name, second line, pill, note, chevron."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.avatar import paint_avatar
from microbiz_desktop.ui.widgets.buttons import Act
from microbiz_desktop.ui.widgets.labels import paint_pill, pill_width
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    focus_ring,
    focus_visible,
    mirrored,
    start_painting,
    write,
)

_HEIGHT = 52


class LinkRow(QAbstractButton):
    """The whole row is the target; a screen reader hears it as one sentence."""

    def __init__(
        self,
        title: str,
        second: str = "",
        *,
        icon: str = "",
        logo: QPixmap | None = None,
        pill: tuple[str, str, str] | None = None,
        note: str = "",
        widths: tuple[int, int] = (0, 0),
        act: Act | None = None,
    ) -> None:
        """Without icon the logo or initials stand left; `widths` line up pills and notes."""
        super().__init__()
        self._title, self._second, self._icon, self._logo = title, second, icon, logo
        self._pill, self._note = pill, note
        self._pill_width, self._note_width = widths
        parts = (title, second, pill[2] if pill else "", note)
        self.setText(title)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if act is not None:
            self.clicked.connect(act)
        follow_theme(self._apply_theme)

    def sizeHint(self) -> QSize:
        """52 high, as in cards."""
        return QSize(theme().px(240), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Names are shortened before the window grows."""
        return QSize(theme().px(160), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, picture, words, pill and note."""
        painter = start_painting(self)
        now = theme()
        if self.underMouse():
            box(painter, self.rect(), fill=now.colour("hover"))
        side = now.px(18 if self._icon else 28)
        spot = mirrored(self, QRect(now.px(4), (self.height() - side) // 2, side, side))
        if self._icon:
            paint_icon(painter, self._icon, now.colour("text_2"), spot)
        else:
            paint_avatar(painter, spot, self._title, self._logo)
        end = self._paint_right(painter)
        left = now.px(4) + side + now.px(12)
        self._paint_words(painter, left, end)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _paint_right(self, painter: QPainter) -> int:
        """Chevron, note and pill from the right; gives where the words must end."""
        now = theme()
        end = self.width() - now.px(4)
        side = now.px(16)
        arrow = QRect(end - side, (self.height() - side) // 2, side, side)
        name = "chevron-right" if not self.isRightToLeft() else "chevron-left"
        paint_icon(painter, name, now.colour("text_3"), mirrored(self, arrow))
        end = arrow.left() - now.px(8)
        if self._note_width:
            width = now.px(self._note_width)
            place = mirrored(self, QRect(end - width, 0, width, self.height()))
            ink = now.colour("text_2")
            write(painter, place, self._note, now.font("second"), ink, ALIGN_LEFT)
            end -= width + now.px(8)
        if self._pill is not None:
            kind, icon, word = self._pill
            width, height = pill_width(word, icon), now.px(22)
            room = max(width, now.px(self._pill_width))
            spot = QRect(end - room, (self.height() - height) // 2, width, height)
            paint_pill(painter, mirrored(self, spot), kind, icon, word)
            end -= room + now.px(8)
        return end

    def _paint_words(self, painter: QPainter, left: int, end: int) -> None:
        now = theme()
        width, half, middle = end - left, now.px(19), self.height() // 2
        upper = QRect(left, middle - half, width, half)
        lower = QRect(left, middle, width, half)
        if not self._second:
            upper = QRect(left, 0, width, self.height())
        text, quiet = now.colour("text"), now.colour("text_2")
        write(
            painter, mirrored(self, upper), self._title, now.font("form_strong"), text, ALIGN_LEFT
        )
        write(painter, mirrored(self, lower), self._second, now.font("second"), quiet, ALIGN_LEFT)

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()
