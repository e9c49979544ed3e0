"""A row in a card that leads somewhere: icon or logo, name, words below, pill, note, chevron.

A name is shortened where it has no room, and is whole in the tool tip. What stands below it is
often a sentence, so it takes as many lines as it needs.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
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
    lines_height,
    mirrored,
    start_painting,
    write,
    write_lines,
)

#: How high a row is, its name, and what is free above and below, at 100 %.
_HEIGHT, _NAME, _FREE = 52, 19, 14
#: Where the words would have less room than this, a note goes below the name.
_WORDS = 140


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
        """Without icon the logo or initials stand left; `widths` line up pills and notes.

        A note without a width of its own stands below, before the second line.
        """
        super().__init__()
        self._title, self._second, self._icon, self._logo = title, second, icon, logo
        self._pill, self._note, self._mark = pill, note, 18 if icon else 28
        self._pill_width, self._note_width = widths
        parts = (title, second, pill[2] if pill else "", note)
        self.setText(title)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(f"{title}\n{note}" if note else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if act is not None:
            self.clicked.connect(act)
        follow_theme(self._apply_theme)

    def sizeHint(self) -> QSize:
        """52 high, as in cards, and more where the words take more lines."""
        return QSize(theme().px(240), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Names are shortened, and words take another line, before the window grows."""
        return QSize(theme().px(160), self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        """As high as all of its words."""
        now = theme()
        below = lines_height(now.font("second"), self._below(width), self._words_width(width))
        return max(now.px(_HEIGHT), now.px(_NAME) + below + now.px(_FREE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, picture, words, pill and note."""
        painter = start_painting(self)
        now = theme()
        if self.underMouse():
            box(painter, self.rect(), fill=now.colour("hover"))
        side = now.px(self._mark)
        spot = mirrored(self, QRect(now.px(4), (self.height() - side) // 2, side, side))
        if self._icon:
            paint_icon(painter, self._icon, now.colour("text_2"), spot)
        else:
            paint_avatar(painter, spot, self._title, self._logo)
        self._paint_right(painter)
        self._paint_words(painter)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _words_start(self) -> int:
        return theme().px(4) + theme().px(self._mark) + theme().px(12)

    def _pill_room(self) -> int:
        if self._pill is None:
            return 0
        _, icon, word = self._pill
        return max(pill_width(word, icon), theme().px(self._pill_width)) + theme().px(8)

    def _note_room(self, width: int) -> int:
        """What a note takes beside the words: nothing where they would have no room left."""
        if not self._note_width:
            return 0
        now = theme()
        room = now.px(self._note_width) + now.px(8)
        return room if self._free_width(width) - room >= now.px(_WORDS) else 0

    def _free_width(self, width: int) -> int:
        now = theme()
        arrow = now.px(4) + now.px(16) + now.px(8)
        return width - self._words_start() - arrow - self._pill_room()

    def _words_width(self, width: int) -> int:
        return max(self._free_width(width) - self._note_room(width), 1)

    def _below(self, width: int) -> str:
        """What stands below the name: the note too where it has no room beside."""
        if not self._note or self._note_room(width):
            return self._second
        note = f"{self._note[0].upper()}{self._note[1:]}"
        return f"{note} · {self._second}" if self._second else note

    def _paint_right(self, painter: QPainter) -> None:
        """Chevron, note and pill from the right."""
        now = theme()
        end = self.width() - now.px(4)
        side = now.px(16)
        arrow = QRect(end - side, (self.height() - side) // 2, side, side)
        name = "chevron-right" if not self.isRightToLeft() else "chevron-left"
        paint_icon(painter, name, now.colour("text_3"), mirrored(self, arrow))
        end = arrow.left() - now.px(8)
        if room := self._note_room(self.width()):
            place = mirrored(
                self, QRect(end - room + now.px(8), 0, room - now.px(8), self.height())
            )
            ink = now.colour("text_2")
            write(painter, place, self._note, now.font("second"), ink, ALIGN_LEFT)
            end -= room
        if self._pill is not None:
            kind, icon, word = self._pill
            width, height = pill_width(word, icon), now.px(22)
            left = end - self._pill_room() + now.px(8)
            spot = QRect(left, (self.height() - height) // 2, width, height)
            paint_pill(painter, mirrored(self, spot), kind, icon, word)

    def _paint_words(self, painter: QPainter) -> None:
        """The name, and below it the rest in its lines, both in the middle of the row."""
        now, start, width = theme(), self._words_start(), self._words_width(self.width())
        below, font, name = self._below(self.width()), now.font("second"), now.px(_NAME)
        height = lines_height(font, below, width)
        top = (self.height() - name - max(height, name)) // 2
        upper = QRect(start, top, width, name)
        if not below:
            upper = QRect(start, 0, width, self.height())
        lower = QRect(start, top + name + max(name - height, 0) // 2, width, height)
        strong, text = now.font("form_strong"), now.colour("text")
        write(painter, mirrored(self, upper), self._title, strong, text, ALIGN_LEFT)
        write_lines(painter, mirrored(self, lower), below, font, now.colour("text_2"))

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()
