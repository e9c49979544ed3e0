"""Brings a business into an agreement: search the contact list, or type a new one.

The editor of parties opens it when a party is added. Finding and making stand in one list, since
one often finds out only while typing whether somebody is in the contact list.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microbiz_desktop.domain.words.phrases import joined
from microbiz_desktop.services.contacts.businesses import Businesses
from microbiz_desktop.services.shared.choosing import ChoiceNotice
from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.avatar import logo_pixmap, paint_avatar
from microbiz_desktop.ui.widgets.buttons import GhostButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, drop, row, wide
from microbiz_desktop.ui.widgets.main_step import is_enter
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    focus_ring,
    focus_visible,
    start_painting,
    write,
)

_SHOWN = 6
Notices = Callable[[Collection[int]], tuple[ChoiceNotice, ...]]
_HINT = "For a new one type name, person, e-mail and phone with commas between."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business that can become a party; `id` 0 is one to be made from what was typed."""

    id: int
    name: str
    second_line: str
    logo: str = ""


class PickRow(QAbstractButton):
    """One candidate: picture, name, second line."""

    def __init__(self, candidate: Candidate, logo: bytes) -> None:
        super().__init__()
        self.candidate = candidate
        self._logo = logo_pixmap(logo)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(candidate.name)
        self.setAccessibleName(f"Add {candidate.name}, {candidate.second_line}")
        follow_theme(self._apply_theme)

    def sizeHint(self) -> QSize:
        """48 high."""
        return QSize(theme().px(200), theme().px(46))

    def minimumSizeHint(self) -> QSize:
        """Names are shortened before the window grows."""
        return QSize(theme().px(120), theme().px(46))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks; arrows go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a row of a list."""
        painter = start_painting(self)
        now = theme()
        if self.underMouse() or self.hasFocus():
            box(painter, self.rect(), fill=now.colour("hover"))
        side = now.px(30)
        spot = QRect(now.px(8), (self.height() - side) // 2, side, side)
        if self.candidate.id:
            paint_avatar(painter, spot, self.candidate.name, self._logo)
        else:
            inner = spot.adjusted(6, 6, -6, -6)
            paint_icon(painter, "plus", now.colour("accent"), inner)
        left, half = now.px(48), self.height() // 2
        width = self.width() - left - 8
        upper, lower = QRect(left, 4, width, half - 4), QRect(left, half, width, half - 4)
        write(
            painter, upper, self.candidate.name, now.font("label"), now.colour("text"), ALIGN_LEFT
        )
        second, quiet = now.font("second"), now.colour("text_2")
        write(painter, lower, self.candidate.second_line, second, quiet, ALIGN_LEFT)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()


class PartyPicker(QWidget):
    """A search over own businesses and associates; Enter takes the first that is found."""

    picked = Signal(int)
    typed_new = Signal(str)
    closed = Signal()

    def __init__(self, businesses: Businesses, notices: Notices) -> None:
        """`notices` says what is to be noticed of some before one of them is chosen."""
        super().__init__()
        self._businesses, self._notices = businesses, notices
        self._taken: frozenset[int] = frozenset()
        self.rows: list[PickRow] = []
        #: The line of which was said that there is one of that name.
        self._told = ""
        self.known = Label("", "form", "waiting", wrap=True)
        self.known.hide()
        self.search = SearchField("Find a business to add", "Name, person or skill")
        self.search.edited.connect(self._look)
        self._list = column(gap=0)
        #: What a new one would be, once there is a name.
        self.hint = Label(_HINT, "second", "text_2", wrap=True)
        column(
            row(wide(self.search), GhostButton("Close", act=self.closed)),
            self.known,
            self._list,
            self.hint,
            gap=4,
            of=self,
        )

    def start(self, taken: frozenset[int]) -> None:
        """Begin afresh; businesses that are parties already are not offered."""
        self._taken = taken
        self.search.set_value("")
        self._look()
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into the list; Enter takes the first; Esc closes."""
        if event.key() == Qt.Key.Key_Down and self.rows:
            self.rows[0].setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter(event) and self.search.value():
            self._take_first()
        elif is_enter(event):
            self.closed.emit()
            event.ignore()  # nothing typed is nobody more: Enter goes on
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        self._told = ""
        self.known.hide()
        said = self._businesses.said_of_typed(self.search.value())
        self.hint.setText(f"New: {said}" if said else _HINT)
        self._show(self._candidates(self.search.value()))

    def _candidates(self, words: str) -> list[Candidate]:
        lowered = words.lower()
        own = [
            Candidate(b.id, b.name, "Own business", b.logo)
            for b in self._businesses.own()
            if lowered in b.name.lower()
        ]
        rows = self._businesses.rows(words, 0, _SHOWN + len(self._taken))
        noticed = {one.business_id: one.words for one in self._notices([r.id for r in rows])}
        others = [
            Candidate(r.id, r.name, noticed.get(r.id) or r.second_line or r.place, r.logo)
            for r in rows
        ]
        found = [c for c in (*own, *others) if c.id not in self._taken][:_SHOWN]
        if words and not any(c.name.lower() == lowered for c in found):
            found.append(_new(words))
        return found

    def _show(self, candidates: Sequence[Candidate]) -> None:
        for one in self.rows:
            self._list.removeWidget(one)
            drop(one)
        self.rows = []
        for candidate in candidates:
            logo = self._businesses.image(candidate.logo) if candidate.logo else b""
            one = PickRow(candidate, logo)
            one.clicked.connect(lambda _=False, one=one: self._pick(one.candidate))
            self.rows.append(one)
            self._list.addWidget(one)

    def _take_first(self) -> None:
        if self.rows:
            self._pick(self.rows[0].candidate)

    def _pick(self, candidate: Candidate) -> None:
        if candidate.id:
            self.picked.emit(candidate.id)
        elif self._told == self.search.value() or not self._is_known():
            self.typed_new.emit(self.search.value())

    def _is_known(self) -> bool:
        """Say that one of that name is there, and offer it; a second one takes a second press."""
        line = self.search.value()
        there = self._businesses.typed_duplicates(line)
        if not there:
            return False
        self._told = line
        names = joined([one.name for one in there])
        free = [one for one in there if one.id not in self._taken]
        are, what = "are" if len(there) > 1 else "is", "in your list" if free else "a party"
        self.known.setText(f"{names} {are} {what} already. Choose “New” to add another one.")
        self.known.show()
        new = _new(line)
        known = (Candidate(r.id, r.name, r.second_line or r.place, r.logo) for r in free)
        self._show([*known, new])
        return True


def _new(line: str) -> Candidate:
    return Candidate(0, f"New: {line}", "Adds it to your associates as well")
