"""How parts of a screen stand: rows, columns and grids said in one call each.

Qt lays out by statements; here the parts are arguments, in the order they are read. Beside them
what Qt lacks: chips that wrap, and a column that scrolls and stays readable.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from microbiz_desktop.ui.look.theme import Theme, follow_theme

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
TOP, MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignHCenter
BOTTOM = Qt.AlignmentFlag.AlignBottom

_AS_IT_IS = Qt.AlignmentFlag(0)

Thing = QWidget | QLayout

#: A part of a row or column: a thing; a thing with its share of the room that is left, and where
#: it stands in its place; a gap of so many pixels; or None with a share: room left empty.
Part = Thing | int | tuple[Thing, int] | tuple[Thing, int, Qt.AlignmentFlag] | tuple[None, int]

#: Room that is left, which pushes what follows to the end.
SPRING = (None, 1)

#: Room around the parts: one for all sides, or left, top, right, bottom.
Pad = int | tuple[int, int, int, int]


def wide(thing: Thing, share: int = 1) -> tuple[Thing, int]:
    """A part that takes the room that is left, or its share of it."""
    return (thing, share)


def put(layout: QBoxLayout, *parts: Part) -> None:
    """Add parts at the end of a row or column."""
    for part in parts:
        if isinstance(part, int):
            layout.addSpacing(part)
            continue
        thing, share, *side = part if isinstance(part, tuple) else (part, 0)
        where = side[0] if side else _AS_IT_IS
        if thing is None:
            layout.addStretch(share)
        elif isinstance(thing, QWidget):
            layout.addWidget(thing, share, where)
        else:
            layout.addLayout(thing, share)


def _arrange(layout: QLayout, gap: int | None, pad: Pad | None) -> None:
    if gap is not None:
        layout.setSpacing(gap)
    if pad is not None:
        sides = (pad, pad, pad, pad) if isinstance(pad, int) else pad
        layout.setContentsMargins(*sides)


def row(
    *parts: Part, gap: int | None = None, pad: Pad | None = 0, of: QWidget | None = None
) -> QHBoxLayout:
    """Parts beside each other; `of` is the widget that they fill, None a place in a layout."""
    layout = QHBoxLayout() if of is None else QHBoxLayout(of)
    _arrange(layout, gap, pad)
    put(layout, *parts)
    return layout


def column(
    *parts: Part, gap: int | None = None, pad: Pad | None = 0, of: QWidget | None = None
) -> QVBoxLayout:
    """Parts under each other."""
    layout = QVBoxLayout() if of is None else QVBoxLayout(of)
    _arrange(layout, gap, pad)
    put(layout, *parts)
    return layout


def grid(
    *rows: Sequence[Thing | None] | QWidget,
    gap: tuple[int, int] = (8, 6),
    shares: Sequence[int] = (),
    side: Qt.AlignmentFlag = _AS_IT_IS,
    pad: Pad = 0,
    of: QWidget | None = None,
) -> QGridLayout:
    """Rows of parts whose columns line up; None leaves a place empty, a widget alone goes across.

    `gap` is between columns and between rows, `shares` who takes the room that is left.
    """
    layout = QGridLayout() if of is None else QGridLayout(of)
    layout.setHorizontalSpacing(gap[0])
    layout.setVerticalSpacing(gap[1])
    _arrange(layout, None, pad)
    for place, share in enumerate(shares):
        layout.setColumnStretch(place, share)
    across = max((len(parts) for parts in rows if not isinstance(parts, QWidget)), default=1)
    for line, parts in enumerate(rows):
        if isinstance(parts, QWidget):
            layout.addWidget(parts, line, 0, 1, across)
            continue
        for place, thing in enumerate(parts):
            if isinstance(thing, QWidget):
                layout.addWidget(thing, line, place, side)
            elif thing is not None:
                layout.addLayout(thing, line, place)
    return layout


def held(layout: QLayout) -> QWidget:
    """A widget filled by a layout, to be shown and hidden as one."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def drop(part: QWidget) -> None:
    """Take a part off the screen for good."""
    part.hide()
    part.deleteLater()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; what was in it is deleted."""
    while (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            drop(gone)


class FlowLayout(QLayout):
    """Sets its items in lines, as words in a paragraph."""

    def __init__(
        self, parent: QWidget | None = None, gap: int = 8, *, in_one_line: bool = False
    ) -> None:
        """`in_one_line` asks for room for all beside each other, and wraps where there is none."""
        super().__init__(parent)
        self._in_one_line = in_one_line
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt adds through this."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item out of the layout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """At least the largest item, or all of them in one line."""
        size = self.minimumSize()
        if self._in_one_line:
            shown = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
            gaps = self.spacing() * (len(shown) - 1)
            size = size.expandedTo(QSize(sum(shown) + gaps, 0))
        return size

    def minimumSize(self) -> QSize:
        """The largest item must fit alone."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """The height of all lines; what is lower than its line stands in the middle of it."""
        top = 0
        for number, items in enumerate(self._in_lines(rect.width())):
            top += self.spacing() if number else 0
            high = max(item.sizeHint().height() for item in items)
            x = 0
            for item in items if move else ():
                hint = item.sizeHint()
                self._move(item, rect, x, top + (high - hint.height()) // 2)
                x += hint.width() + self.spacing()
            top += high
        return top

    def _in_lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self.spacing()
        return lines

    def _move(self, item: QLayoutItem, rect: QRect, x: int, y: int) -> None:
        hint = item.sizeHint()
        owner = self.parentWidget()
        if owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = rect.width() - x - hint.width()
        item.setGeometry(QRect(rect.topLeft() + QPoint(x, y), hint))


class ScrollColumn(QScrollArea):
    """A column that scrolls downwards only; forms in it never grow wider than they read well."""

    def __init__(
        self,
        *,
        max_width: int = 480,
        margin: int = 24,
        gap: int = 24,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`centred` puts the column in the middle of a window that is wider."""
        super().__init__(parent)
        self._max_width = max_width
        self._margin = margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self._inner)
        outer.setContentsMargins(margin, margin, margin, margin)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        line = QHBoxLayout()
        if centred:
            line.addStretch(1)
        line.addWidget(self.body, 1000)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(1)
        self.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)  # setWidget turns the ground on
        follow_theme(self._apply_theme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def add(self, *parts: Part) -> None:
        """Put parts at the end of the column."""
        put(self.column, *parts)

    def clear(self) -> None:
        """Empty the column; what was in it is deleted."""
        empty(self.column)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll to a part of the column, with some air around it."""
        self.ensureWidgetVisible(widget, 0, 48)

    def read_by_keys(self, name: str) -> None:
        """Words alone are in it: a stop of Tab, from where the arrows scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setProperty("read_by_keys", True)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls to a field by Tab only from one beside it, not where the way begins anew."""
        if now is not None and self.body.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now)

    def minimumSizeHint(self) -> QSize:
        """As wide as its contents need, as it never scrolls sideways."""
        width = self._inner.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 120)

    def _apply_theme(self, now: Theme) -> None:
        if self._max_width:
            self.body.setMaximumWidth(now.px(self._max_width))
