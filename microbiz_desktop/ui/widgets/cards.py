"""Quiet containers: cards, sunken blocks, findings, empty states and the message bar.

Screens put what belongs together into them. They paint their ground from tokens of the theme, so
that a change of theme and strong contrast reach all of them at once.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import LARGE_TEXT, theme
from microbiz_desktop.ui.widgets.announce import announce
from microbiz_desktop.ui.widgets.buttons import Act, Button, IconButton, LinkButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import MIDDLE, SPRING, Part, column, put, row, wide
from microbiz_desktop.ui.widgets.painting import (
    CARD_RADIUS,
    RADIUS,
    box,
    start_painting,
    text_width,
)


class Panel(QFrame):
    """A rounded ground in tokens of the theme; the base of cards and quiet blocks."""

    def __init__(
        self,
        fill: str = "surface",
        border: str = "line",
        radius: int = CARD_RADIUS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill, self._border, self._radius = fill, border, radius

    def set_tone(self, fill: str, border: str = "") -> None:
        """Other tokens for ground and border."""
        self._fill, self._border = fill, border
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line; in strong contrast every block has a border."""
        now = theme()
        border = self._border or ("control" if now.strong_contrast else "")
        box(
            start_painting(self),
            self.rect(),
            fill=now.colour(self._fill),
            border=now.colour(border) if border else None,
            radius=self._radius,
        )


class Sunken(Panel):
    """A quiet block inside a card, for quotes and asides."""

    def __init__(self) -> None:
        super().__init__("sunken", "", RADIUS)
        self.column = column(gap=4, pad=(14, 12, 14, 12), of=self)


class _Heading(Label):
    """As high as the link that may stand beside it, so that headings of all cards are level.

    Beside a link that leaves no room for its line it takes another.
    """

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text, role, wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Its words in one line, and at least a link's height."""
        wide = text_width(self.font(), self.text()) + 2
        return QSize(wide, self.heightForWidth(min(wide, self.width())))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """At least a link's height."""
        return max(super().heightForWidth(width), theme().px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take another line; told at once, pages at times kept their height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self.updateGeometry)


class Card(Panel):
    """A heading left, at most one link right, and what belongs together below."""

    link_clicked = Signal()

    def __init__(
        self, title: str = "", link: str = "", *, aside: str = "", parent: QWidget | None = None
    ) -> None:
        """`link` is the one action of the head; `aside` is a quiet remark in its place."""
        super().__init__(parent=parent)
        self.setAccessibleName(title)
        self.column = column(gap=8, pad=(20, 16, 20, 16), of=self)
        self.title = _Heading(title, "card")
        large = theme().scale >= LARGE_TEXT
        self.aside = Label(aside, "second", "text_2", wrap=large)
        self.link = LinkButton(link, act=self.link_clicked)
        beside = () if large else (self.aside,)
        self.head = row(self.title, SPRING, *beside, self.link, gap=8)
        if title or link or aside:
            self.column.addLayout(self.head)
        else:
            self.title.hide()
        if large:
            self.column.addWidget(self.aside)
        # Only now have they a parent: shown before, each would be a window of its own.
        self.aside.setVisible(bool(aside))
        self.link.setVisible(bool(link))

    def add(self, *parts: Part) -> None:
        """Put parts at the end of the card."""
        put(self.column, *parts)


#: Icon, word and colour of each severity of finding.
FINDING_KINDS = {
    "error": ("circle-alert", "Error", "problem"),
    "warning": ("triangle-alert", "Warning", "waiting"),
    "hint": ("lightbulb", "Hint", "accent"),
}


class IconMark(QWidget):
    """An icon that repeats the word beside it, so it is silent for screen readers."""

    def __init__(self, icon: str, ink: str = "text_2", size: int = 16) -> None:
        super().__init__()
        self._icon, self._ink, self._size = icon, ink, size
        self.setFixedSize(theme().px(size), theme().px(size))

    def set_mark(self, icon: str, ink: str) -> None:
        """Another icon or colour."""
        self._icon, self._ink = icon, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Drawn in the colour of the theme in force."""
        painter = start_painting(self)
        paint_icon(painter, self._icon, theme().colour(self._ink), self.rect())


class _ShrinkingLink(LinkButton):
    """A link that gives up letters in a narrow card; the whole is its tool tip."""

    def __init__(self, text: str, act: Act) -> None:
        super().__init__(text, act=act)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A word is enough."""
        return QSize(theme().px(48), self.sizeHint().height())


_AS_IT_IS = Qt.AlignmentFlag(0)


class FindingCard(Panel):
    """One finding: kind, place, what is, and the ways to it and out of it."""

    show_asked = Signal()
    mend_asked = Signal()

    def __init__(
        self,
        kind: str,
        place: str,
        text: str,
        *,
        mend: str = "",
        reason: str = "",
        show: str = "",
        leads: bool = True,
    ) -> None:
        """`kind` is error, warning or hint; `mend` says what one click will do.

        `show` names what is shown when that is more than a place; with `leads` off there is none.
        """
        super().__init__()
        icon, word, ink = FINDING_KINDS[kind]
        self.setAccessibleName(f"{word}, {place}: {text}")
        self.setToolTip(reason)
        lines = column(self._head(icon, word, ink, place), gap=2, pad=(12, 9, 12, 5), of=self)
        self.text = Label(text, "form", wrap=True)
        put(lines, self.text, self._links(mend, show))
        self.mend_link.setVisible(bool(mend))
        self.show_link.setVisible(leads)

    def _head(self, icon: str, word: str, ink: str, place: str) -> QHBoxLayout:
        return row(
            IconMark(icon, ink),
            Label(word, "header", ink),
            SPRING,
            Label(place, "second", "text_2"),
            gap=6,
        )

    def _links(self, mend: str, show: str) -> QBoxLayout:
        """Beside each other, or under each other where the first is a sentence."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(down if show else across)
        row.setSpacing(0 if show else 14)
        self.show_link = LinkButton(show or "Show", act=self.show_asked)
        side = Qt.AlignmentFlag.AlignLeading if show else _AS_IT_IS
        row.addWidget(self.show_link, 0, side)
        self.mend_link = _ShrinkingLink(_mend_words(mend, alone=bool(show)), act=self.mend_asked)
        put(row, (self.mend_link, 0, side), SPRING)
        return row


def _mend_words(mend: str, *, alone: bool) -> str:
    """Beside "Show" the act is named as a mend; on a line of its own it speaks for itself."""
    if alone:
        return mend[:1].upper() + mend[1:]
    return f"Mend: {mend}" if mend else "Mend"


#: Room beside an empty state, and between its buttons.
_BESIDE, _BETWEEN = 24, 12


class EmptyState(QWidget):
    """One sentence on what belongs here and the button that brings it."""

    def __init__(self, sentence: str, *buttons: Button, icon: str = "") -> None:
        super().__init__()
        lines = column(SPRING, gap=16, pad=(_BESIDE, 8, _BESIDE, 8), of=self)
        if icon:
            lines.addWidget(IconMark(icon, "text_3", 32), 0, MIDDLE)
        self.text = Label(sentence, "body", "text_2", wrap=True)
        self.text.setAlignment(MIDDLE | Qt.AlignmentFlag.AlignTop)
        self.text.setMaximumWidth(theme().px(420))
        lines.addLayout(row(SPRING, (self.text, 8), SPRING))
        self._buttons = buttons
        self._line = row(*((button, 0, MIDDLE) for button in buttons), gap=_BETWEEN)
        put(lines, row(SPRING, self._line, SPRING), (None, 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons that do not fit beside each other stand under each other, whole."""
        super().resizeEvent(event)
        wanted = sum(button.sizeHint().width() + _BETWEEN for button in self._buttons)
        fits = wanted - _BETWEEN <= self.width() - 2 * _BESIDE
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if fits else way.TopToBottom)


class MessageBar(Panel):
    """A sentence over the page until it is answered: what is, what to do, one action."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("problem_bg", "", RADIUS)
        self._action: Callable[[], None] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.mark = IconMark("circle-alert", "problem", 18)
        self.text = Label("", "form_strong", wrap=True)
        self.button = SecondaryButton("", small=True, act=self._act)
        self.close_button = IconButton("x", "Close this message", size=28, act=self.dismiss)
        row(
            self.mark,
            wide(self.text),
            self.button,
            self.close_button,
            gap=10,
            pad=(14, 8, 8, 8),
            of=self,
        )
        self.hide()

    def show_message(
        self,
        text: str,
        *,
        kind: str = "problem",
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence of kind problem, waiting, ok or accent, replacing the one before."""
        icons = {"problem": "circle-alert", "waiting": "triangle-alert", "ok": "circle-check"}
        self.set_tone(f"{kind}_bg")
        self.mark.set_mark(icons.get(kind, "info"), kind)
        self.text.setText(text)
        self.text.setAccessibleName(text)
        self.setAccessibleName(text)
        self._action = act
        self.button.set_text(action)
        self.button.setVisible(bool(action))
        self.show()
        announce(self, text, urgent=kind == "problem")

    def dismiss(self) -> None:
        """Close it without acting."""
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        act = self._action
        self.dismiss()
        if act is not None:
            act()


class Band(Panel):
    """A tinted row inside a page: an icon, a sentence, and what can be done about it."""

    def __init__(self, kind: str, icon: str, text: str) -> None:
        super().__init__(f"{kind}_bg", "", RADIUS)
        self.text = Label(text, "form_strong", wrap=True)
        self.text.setMinimumWidth(theme().px(110))  # before what can be done takes all of it
        self.row = row(
            IconMark(icon, kind, 18), wide(self.text), gap=10, pad=(14, 8, 14, 8), of=self
        )
