"""Two-line rows of a list: picture, name, second line, place and pill at the right.

Lists of businesses, agreements, projects and imports show their rows by it. Rows are painted, not
made of widgets, and all of one height, so that a list of 100,000 scrolls without delay.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.avatar import paint_avatar
from microbiz_desktop.ui.widgets.label_marks import mark_width, paint_mark
from microbiz_desktop.ui.widgets.labels import paint_pill, pill_width
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    ALIGN_RIGHT,
    box,
    focus_ring,
    focus_visible,
    text_width,
    write,
)

#: The role under which a model gives the `RowLook` of an index.
LOOK_ROLE = Qt.ItemDataRole.UserRole + 1
#: As the icon of a row in a narrow column: its name has all the room.
NO_PICTURE = "-"


@dataclass(frozen=True, slots=True)
class RowLook:
    """What one row shows; `icon` replaces the picture for things that are no business."""

    title: str
    second: str = ""
    place: str = ""
    pill: tuple[str, str, str] | None = None
    logo: QPixmap | None = None
    icon: str = ""
    #: Labels of one's own with their colours.
    labels: tuple[tuple[str, str], ...] = ()

    def sentence(self) -> str:
        """The row as a screen reader says it."""
        pill = self.pill[2] if self.pill else ""
        labels = ", ".join(name for name, _ in self.labels)
        parts = (self.title, self.second, self.place, pill, labels)
        return ", ".join(part for part in parts if part)


class RowDelegate(QStyledItemDelegate):
    """Paints `RowLook` rows: 68 high in lists, 52 in cards."""

    def __init__(self, view: QAbstractItemView, *, height: int = 68) -> None:
        super().__init__(view)
        self._view = view
        self._height = height

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same height for all rows, so that long lists scroll quickly."""
        return QSize(120, theme().px(self._height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, picture, words."""
        look = index.data(LOOK_ROLE)
        if not isinstance(look, RowLook):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, state)
        left = self._paint_picture(painter, rect, look)
        rights = self._paint_right(painter, rect, look, left, selected=selected)
        self._paint_words(painter, rect, look, left, rights)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        now = theme()
        place = rect.adjusted(0, 2, 0, -4)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            box(painter, place, fill=now.colour("accent_bg"))
            bar = QRect(place.x(), place.y() + 12, 3, place.height() - 24)
            box(painter, self._flip(rect, bar), fill=now.colour("accent"), radius=1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            box(painter, place, fill=now.colour("hover"))
        else:
            line = QRect(rect.x() + 12, rect.bottom(), rect.width() - 24, 1)
            painter.fillRect(line, now.colour("line"))
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus and focus_visible(self._view):
            focus_ring(painter, place)

    def _paint_picture(self, painter: QPainter, rect: QRect, look: RowLook) -> int:
        now = theme()
        if look.icon == NO_PICTURE:
            return rect.x() + now.px(12)
        side = now.px(40 if self._height >= 60 else 28)
        x, y = rect.x() + now.px(12), rect.y() + (rect.height() - side) // 2 - 1
        spot = self._flip(rect, QRect(x, y, side, side))
        if look.icon:
            inner = spot.adjusted(side // 4, side // 4, -side // 4, -side // 4)
            paint_icon(painter, look.icon, now.colour("text_2"), inner)
        else:
            paint_avatar(painter, spot, look.title, look.logo)
        return x + side + now.px(12)

    def _paint_right(
        self, painter: QPainter, rect: QRect, look: RowLook, left: int, *, selected: bool
    ) -> tuple[int, int]:
        """Place above, pill below; gives the x where the words of each line must end."""
        now = theme()
        end, gap = rect.right() - now.px(8), now.px(8)
        first = second = end
        upper, lower = self._lines(rect)
        if look.place:
            font = now.font("second")
            width = min(text_width(font, look.place) + 2, rect.width() // 3)
            line = upper if look.pill else rect
            place = QRect(end - width, line.y(), width, line.height())
            ink = now.colour("text_2")
            write(painter, self._flip(rect, place), look.place, font, ink, ALIGN_RIGHT)
            first = end - width - gap
            second = first if not look.pill else end
        if look.pill:
            kind, icon, words = look.pill
            width, height = pill_width(words, icon), now.px(22)
            second = end - width - gap
            # A name that would be cut has its line to itself.
            low = bool(look.place) or text_width(now.font("row"), look.title) > second - left
            line = lower if low else rect
            y = line.y() + (line.height() - height) // 2 + (2 if low else 0)
            if selected and kind == "accent":
                kind = "accent-selected"
            spot = self._flip(rect, QRect(end - width, y, width, height))
            paint_pill(painter, spot, kind, icon, words)
            first = first if low else second
        return first, second

    def _paint_words(
        self, painter: QPainter, rect: QRect, look: RowLook, left: int, rights: tuple[int, int]
    ) -> None:
        now = theme()
        upper, lower = self._lines(rect)
        first = QRect(left, upper.y(), rights[0] - left, upper.height())
        begin = self._paint_labels(painter, rect, look, left, rights[1])
        second = QRect(begin, lower.y(), rights[1] - begin, lower.height())
        low = bool(look.pill) and rights[0] != rights[1]
        if not (look.second or look.labels or low):
            first = QRect(left, rect.y(), rights[0] - left, rect.height())
        font, ink = now.font("row"), now.colour("text")
        write(painter, self._flip(rect, first), look.title, font, ink, ALIGN_LEFT)
        small, quiet = now.font("second"), now.colour("text_2")
        write(painter, self._flip(rect, second), look.second, small, quiet, ALIGN_LEFT)

    def _paint_labels(
        self, painter: QPainter, rect: QRect, look: RowLook, left: int, right: int
    ) -> int:
        """Labels at the beginning of the second line; a part of it is left to its words."""
        now, line = theme(), self._lines(rect)[1]
        height, end = now.px(18), left + (right - left) * 3 // 5
        y = line.y() + (line.height() - height) // 2
        for name, colour in look.labels:
            width = min(mark_width(name), end - left)
            if width < now.px(36):
                break
            paint_mark(painter, self._flip(rect, QRect(left, y, width, height)), name, colour)
            left += width + now.px(6)
        return left

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        half = theme().px(20)
        middle = rect.center().y()
        upper = QRect(rect.x(), middle - half, rect.width(), half)
        return upper, QRect(rect.x(), middle, rect.width(), half)

    def _is_rtl(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _flip(self, row: QRect, spot: QRect) -> QRect:
        if not self._is_rtl():
            return spot
        x = row.left() + row.right() - spot.right()
        return QRect(x, spot.y(), spot.width(), spot.height())


class RowList(QListView):
    """A list of two-line rows; what is dragged out of a row is told by `carry`, if anything is."""

    carry: Callable[[QModelIndex], QMimeData | None] | None = None
    #: It was let go of where something took it.
    carried = Signal()

    def __init__(self, name: str, *, height: int = 68) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self, height=height))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        follow_theme(self._apply_theme)

    def let_carry(self, carry: Callable[[QModelIndex], QMimeData | None]) -> None:
        """Rows can be dragged out from now on."""
        self.carry = carry
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """What the row carries goes out as a copy."""
        data = self.carry(self.currentIndex()) if self.carry is not None else None
        if data is None:
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        if drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction:
            self.carried.emit()

    def _apply_theme(self, now: Theme) -> None:
        self.scheduleDelayedItemsLayout()
