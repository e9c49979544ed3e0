"""One of several, or yes and no: segments, rows with an explanation, sections, a switch.

Forms all over the window pick with these widgets. They share one base for keys and the chosen one,
so that each only has to say where its options lie and how they look.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_CENTRE,
    ALIGN_LEFT,
    box,
    focus_ring,
    focus_visible,
    lines_height,
    mirrored,
    start_painting,
    text_width,
    write,
    write_lines,
)

#: In a row with a radio mark: where the words begin, and how far from the end they stay, at 100 %.
_MARK, _END = 42, 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: its key in the data, its title, and a line that explains it."""

    key: str
    title: str
    explanation: str = ""


class ChoiceBase(FieldWidget):
    """What all pickers share: options, the chosen one, arrows, and pointing at an option."""

    #: The key chosen.
    chosen = Signal(str)
    _keys_forward = (Qt.Key.Key_Down, Qt.Key.Key_Right)
    _keys_back = (Qt.Key.Key_Up, Qt.Key.Key_Left)

    def __init__(self, choices: Sequence[Choice] = (), name: str = "") -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._chosen = -1
        self._under = -1
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._apply_theme)
        self._say()

    def choices(self) -> tuple[Choice, ...]:
        """The options in order."""
        return self._choices

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other options; the chosen key stays chosen when it is among them."""
        kept = self.key()
        self._choices = tuple(choices)
        self._chosen = self._index_of(kept)
        self._say()

    def key(self) -> str | None:
        """The key of the chosen option, or None."""
        return self._choices[self._chosen].key if self._chosen >= 0 else None

    def set_value(self, key: object) -> None:
        """Choose by key without telling anybody; an unknown key leaves nothing chosen."""
        self._chosen = self._index_of(key)
        self._say()

    def rect_of(self, index: int) -> QRect:
        """Where an option is; each picker has its own arrangement."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the choice, as in any group of radio buttons."""
        forward, back = self._keys_forward, self._keys_back
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            forward, back = (forward[0], back[1]), (back[0], forward[1])
        if event.key() in forward:
            self._pick(min(self._chosen + 1, len(self._choices) - 1))
        elif event.key() in back:
            self._pick(max(self._chosen - 1, 0))
        elif event.key() == Qt.Key.Key_Space:
            self._pick(max(self._chosen, 0))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses."""
        index = self._index_at(event.position().toPoint())
        if index >= 0:
            self._pick(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the pointer is over."""
        self._set_under(self._index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._set_under(-1)

    def _pick(self, index: int) -> None:
        if index == self._chosen or not 0 <= index < len(self._choices):
            return
        self._chosen = index
        self._say()
        self.settle()
        self.chosen.emit(self._choices[index].key)

    def _index_of(self, key: object) -> int:
        keys = [choice.key for choice in self._choices]
        return keys.index(key) if key in keys else -1

    def _index_at(self, point: QPoint) -> int:
        for index in range(len(self._choices)):
            if mirrored(self, self.rect_of(index)).contains(point):
                return index
        return -1

    def _set_under(self, index: int) -> None:
        if index != self._under:
            self._under = index
            self.update()

    def _say(self) -> None:
        chosen = self._choices[self._chosen].title if self._chosen >= 0 else "nothing chosen"
        self.setAccessibleName(f"{self._name}: {chosen}" if self._name else chosen)
        self.setAccessibleDescription("; ".join(choice.title for choice in self._choices))
        self.updateGeometry()
        self.update()

    def set_accessible_label(self, name: str) -> None:
        """The question, which the screen reader says before the chosen option."""
        self._name = name
        self._say()

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()


class OneOf(ChoiceBase):
    """A picker whose value is the key."""

    def value(self) -> str | None:
        """The key of the chosen option, or None."""
        return self.key()


class _InOneFrame(ChoiceBase):
    """Up to three short options in one frame."""

    def sizeHint(self) -> QSize:
        """Each segment as wide as the widest word."""
        widest = max(self._wanted(), default=theme().px(24))
        return QSize(widest * max(1, len(self._choices)), theme().px(36))

    def minimumSizeHint(self) -> QSize:
        """Words are shortened before the window grows."""
        return QSize(theme().px(56) * max(1, len(self._choices)), theme().px(36))

    def rect_of(self, index: int) -> QRect:
        """Equal parts of the width, or as their words need where those would be cut short."""
        wanted, count = self._wanted(), max(1, len(self._choices))
        spare = self.width() - sum(wanted)
        if spare < 0 or max(wanted, default=0) * count <= self.width():
            edges = [self.width() * place // count for place in range(count + 1)]
        else:
            edges = [sum(wanted[:place]) + spare * place // count for place in range(count + 1)]
        return QRect(edges[index], 0, edges[index + 1] - edges[index], self.height())

    def _wanted(self) -> list[int]:
        """Width of each option with room around its words."""
        now = theme()
        font = now.font("label")
        return [text_width(font, choice.title) + now.px(24) for choice in self._choices]

    def event(self, event: QEvent) -> bool:
        """A shortened word tells its whole self as a tool tip."""
        if event.type() == QEvent.Type.ToolTip and self._under >= 0:
            at = self.mapToGlobal(mirrored(self, self.rect_of(self._under)).bottomLeft())
            QToolTip.showText(at, self._choices[self._under].title, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One frame, thin dividers, the chosen part tinted."""
        painter = start_painting(self)
        now = theme()
        box(painter, self.rect(), fill=now.colour("surface"), border=now.colour("control"))
        for index, choice in enumerate(self._choices):
            self._paint_segment(painter, index, choice)
        if focus_visible(self) and self._chosen < 0:
            focus_ring(painter, self.rect())

    def _paint_segment(self, painter: QPainter, index: int, choice: Choice) -> None:
        now = theme()
        rect = mirrored(self, self.rect_of(index))
        chosen = index == self._chosen
        if chosen:
            width = 2 if focus_visible(self) else 1
            fill, border = now.colour("accent_bg"), now.colour("accent")
            box(painter, rect, fill=fill, border=border, width=width)
        elif index == self._under:
            inner = rect.adjusted(3, 3, -3, -3)
            box(painter, inner, fill=now.colour("hover"), radius=6)
        if index and not chosen and index - 1 != self._chosen:
            edge = mirrored(self, QRect(self.rect_of(index).left(), 9, 1, self.height() - 18))
            painter.fillRect(edge, now.colour("line"))
        font = now.font("label" if chosen else "form_strong")
        ink = now.colour("accent" if chosen else "text")
        write(painter, rect.adjusted(6, 0, -6, 0), choice.title, font, ink, ALIGN_CENTRE)


class Segmented(_InOneFrame, OneOf):
    """One of up to three short options."""


class RadioRows(OneOf):
    """Three to five options that need a line of explanation each, or two."""

    _gap = 6

    def __init__(self, choices: Sequence[Choice] = (), name: str = "") -> None:
        super().__init__(choices, name)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """50 high for each option whose explanation is no longer than a line."""
        width = max(self.width(), theme().px(300))
        return QSize(theme().px(300), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Explanations take another line before the window grows."""
        return QSize(theme().px(200), self.heightForWidth(max(self.width(), theme().px(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The narrower, the more lines the explanations take."""
        heights = [self._row(choice, width) for choice in self._choices]
        return sum(heights) + max(0, len(heights) - 1) * self._gap

    def rect_of(self, index: int) -> QRect:
        """One below the other."""
        heights = [self._row(choice, self.width()) for choice in self._choices]
        return QRect(0, sum(heights[:index]) + index * self._gap, self.width(), heights[index])

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, a radio mark, two lines."""
        painter = start_painting(self)
        for index, choice in enumerate(self._choices):
            self._paint_row(painter, index, choice)

    def _row(self, choice: Choice, width: int) -> int:
        """How high an option is, with all the words of its explanation."""
        font = theme().font("second")
        words = lines_height(font, choice.explanation, width - theme().px(_MARK + _END))
        return theme().px(50) + max(0, words - QFontMetrics(font).lineSpacing())

    def _paint_row(self, painter: QPainter, index: int, choice: Choice) -> None:
        now = theme()
        rect = self.rect_of(index)
        chosen = index == self._chosen
        ring = focus_visible(self) and (chosen or (self._chosen < 0 and index == 0))
        fill = "accent_bg" if chosen else ("hover" if index == self._under else "surface")
        border = now.colour("accent" if chosen or ring else "line")
        box(painter, rect, fill=now.colour(fill), border=border, width=2 if ring else 1.5)
        self._paint_mark(painter, rect, chosen=chosen)
        self._paint_words(painter, rect, choice)

    def _paint_mark(self, painter: QPainter, rect: QRect, *, chosen: bool) -> None:
        now = theme()
        side = now.px(18)
        mark = QRect(now.px(12), rect.y() + (rect.height() - side) // 2, side, side)
        mark = mirrored(self, mark)
        ink = now.colour("accent" if chosen else "control")
        box(painter, mark, fill=now.colour("surface"), border=ink, width=1.5, radius=side / 2)
        if chosen:
            inner = round(side * 0.27)
            dot = mark.adjusted(inner, inner, -inner, -inner)
            box(painter, dot, fill=ink, radius=side / 2)

    def _paint_words(self, painter: QPainter, rect: QRect, choice: Choice) -> None:
        now = theme()
        left = now.px(_MARK)
        place = QRect(left, rect.y(), self.width() - left - now.px(_END), rect.height())
        place = mirrored(self, place)
        title, text = now.font("label"), now.colour("text")
        if not choice.explanation:
            write(painter, place, choice.title, title, text, ALIGN_LEFT)
            return
        upper = QRect(place.x(), place.y() + now.px(6), place.width(), now.px(20))
        lower = place.adjusted(0, now.px(27), 0, 0)
        write(painter, upper, choice.title, title, text, ALIGN_LEFT)
        write_lines(painter, lower, choice.explanation, now.font("second"), now.colour("text_2"))


class YesNo(_InOneFrame):
    """Yes or no, as a bool; None until it is answered."""

    def __init__(self, name: str = "", yes: str = "Yes", no: str = "No") -> None:
        super().__init__((Choice("yes", yes), Choice("no", no)), name)
        self.setMaximumWidth(theme().px(240))

    def value(self) -> bool | None:
        """The answer, or None before there is one."""
        return None if self._chosen < 0 else self._chosen == 0

    def set_value(self, key: object) -> None:
        """Set the answer without telling anybody."""
        self._chosen = -1 if key in (None, "") else (0 if key in (True, "yes") else 1)
        self._say()
