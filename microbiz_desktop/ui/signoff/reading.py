"""In person, on this screen: the exact frozen pages, clause by clause, then the sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import Answered
from microbiz_desktop.services.values import Copy, PageAnchor, PartyStanding, SignOffRoom
from microbiz_desktop.ui.agreements.page_view import PageView
from microbiz_desktop.ui.signoff.clause_steps import ClauseSteps
from microbiz_desktop.ui.signoff.detail import Call
from microbiz_desktop.ui.signoff.sign_panel import Signature, SignPanel
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.buttons import GhostButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import ScrollColumn

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

#: Bookmarks point at the base of a heading; the tint begins above its letters. In points.
_RISE = 14
#: Points under the type block, of pages in columns and of older ones; the width of a column.
_FOOT, _OLD_FOOT, _COLUMN = 57, 72, 222


class ReadingRoom(QWidget):
    """Pages left, clause and signature right; nothing else to look at."""

    left = Signal()
    room_changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._room: SignOffRoom | None = None
        self._party = ""
        self._pages_seen: set[tuple[int, str]] = set()
        self._pdf_of = (0, 0)
        self._anchored: frozenset[str] = frozenset()
        self.document = QPdfDocument(self)
        self.view = PageView(self.document)
        self.place = Label("", "form", "text_2")
        self.title = ElidedLabel("", "title")
        self.back = GhostButton("Back to the room", "arrow-left")
        self.steps = ClauseSteps()
        self.signing = SignPanel()
        self._lay_out()
        self._connect()

    def show_party(self, room: SignOffRoom, party: str, clause: str = "") -> None:
        """Begin to read for a party; recorded as opened."""
        self._party = party
        opened = self._context.services.signoffs.opened(room.agreement_id, party)
        self._load(opened)
        if (room.revision, party) not in self._pages_seen:
            self.view.verticalScrollBar().setValue(0)  # nobody inherits another's place at the end
        self._take(opened, first=True)
        if clause:
            self.steps.show_clause(clause)
        standing = self._standing()
        statement = self._context.services.signoffs.statement(room.agreement_id, party)
        self.signing.show_party(standing, statement, deed=room.text.deed)
        self.title.setText(f"{standing.name}: read and sign off revision {room.revision}")
        self.room_changed.emit(opened)

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.view, self.steps, self.signing]

    def anchored(self) -> frozenset[str]:
        """The clauses whose place on the pages is known."""
        return self._anchored

    def minimumSizeHint(self) -> QSize:
        """Pages and panel beside each other in the smallest window."""
        return QSize(theme().px(640), theme().px(400))

    def _load(self, room: SignOffRoom) -> None:
        """The frozen bytes of the offer, never a fresh rendering."""
        if self._pdf_of == (room.agreement_id, room.revision):
            return
        copy: Copy = self._context.services.offers.offered_pdf(room.agreement_id)
        self.view.show_pdf(copy.pdf, ())
        anchors = clause_anchors(self.document, [c.id for c in room.clauses], room)
        self._anchored = frozenset(anchor.id for anchor in anchors)
        self.view.show_pdf(copy.pdf, anchors)
        self._pdf_of = (room.agreement_id, room.revision)

    def _standing(self) -> PartyStanding:
        assert self._room is not None
        return next(party for party in self._room.parties if party.key == self._party)

    def _take(self, room: SignOffRoom, *, first: bool = False) -> None:
        self._room = room
        self.steps.show_party(room, self._standing(), first=first)
        self._show_blocks()

    def _show_blocks(self) -> None:
        """Signing waits for clauses, answers and the last page; the reason is said."""
        if self._room is None:
            return
        reasons, pages = _reasons(self._standing()), not self._seen()
        free = pages and not reasons
        if pages:
            reasons.append("The last page has not been shown yet.")
        self.signing.set_blocked(" ".join(reasons), pages=free)

    def _seen(self) -> bool:
        return self._room is not None and (self._room.revision, self._party) in self._pages_seen

    def _page_moved(self, page: int, count: int) -> None:
        self.place.setText(f"Page {page + 1} of {count}")
        bar = self.view.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        if self._room is not None and self.isVisible() and count and at_end:
            self._pages_seen.add((self._room.revision, self._party))
            self._show_blocks()

    def _scrolled(self) -> None:
        self._page_moved(self.view.current(), self.view.count())

    def _call(self, call: Call) -> bool:
        try:
            room = call(self._context.services.signoffs)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return False
        self._take(room)
        self.room_changed.emit(room)
        return True

    def _understood(self, clause: str) -> None:
        assert self._room is not None
        key, by = self._room.agreement_id, self._person()
        if self._call(lambda service: service.acknowledge(key, self._party, (clause,), by)):
            self.steps.go_on()

    def _asked(self, clause: str, words: str) -> None:
        assert self._room is not None
        key, by = self._room.agreement_id, self._person()
        if self._call(lambda service: service.ask(key, self._party, clause, words, by)):
            self.steps.go_on()

    def _wanted(self, clause: str, words: str) -> None:
        assert self._room is not None
        key, by = self._room.agreement_id, self._person()
        if self._call(lambda service: service.want_change(key, self._party, clause, words, by)):
            self.steps.go_on()

    def _person(self) -> str:
        return self.signing.signature().signatory or self._standing().name

    def _sign(self, given: Signature) -> None:
        assert self._room is not None
        try:
            room = self._context.services.signoffs.sign(
                self._room.agreement_id,
                self._party,
                given.signatory,
                capacity=given.capacity,
                typed=given.typed,
                strokes=given.strokes,
                statement=self.signing.statement.text(),
                pages_seen=self._seen(),
                witness=given.witness,
            )
        except MicrobizError as error:
            self.signing.say_problem(error.sentence())
            return
        self._take(room)
        self.room_changed.emit(room)
        self._context.messages.notice(f"{given.signatory} signed off for {self._standing().name}")
        self._after_signing(room)

    def _after_signing(self, room: SignOffRoom) -> None:
        """The next signatory of the same party stays here; else back to the room."""
        standing = self._standing()
        if standing.pill == "signed off":
            self.left.emit()
            return
        statement = self._context.services.signoffs.statement(room.agreement_id, self._party)
        self.signing.show_party(standing, statement, deed=room.text.deed)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.view.place_changed.connect(self._page_moved)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.steps.clause_shown.connect(lambda clause: self.view.mark((clause,)))
        self.steps.understood.connect(self._understood)
        self.steps.asked.connect(self._asked)
        self.steps.change_wanted.connect(self._wanted)
        self.signing.sign_asked.connect(self._sign)
        self.signing.last_page_asked.connect(self._to_the_end)

    def _to_the_end(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._scrolled()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 20, 10)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.place)
        panel = ScrollColumn(max_width=460, margin=16, gap=16)
        panel.add(self.steps)
        panel.add(self.signing)
        panel.setMinimumWidth(theme().px(340))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([theme().px(700), theme().px(440)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.splitter, 1)


def _reasons(party: PartyStanding) -> list[str]:
    """What of the clauses is in the way of signing."""
    states = [cell.state for cell in party.cells.values()]
    left = states.count(Answered.NOT_READ)
    raised = states.count(Answered.QUESTION) + states.count(Answered.CHANGE_WANTED)
    reasons = []
    if left:
        word = "clause is" if left == 1 else "clauses are"
        reasons.append(f"{left} {word} not acknowledged yet.")
    if raised:
        word = "question or wanted change is" if raised == 1 else "questions or changes are"
        reasons.append(f"{raised} {word} open.")
    return reasons


@dataclass(frozen=True, slots=True)
class _Spot:
    """A bookmark: its title, page, and distance in points from the page's top and left."""

    title: str
    page: int
    top: float
    left: float


def clause_anchors(
    document: QPdfDocument, ids: list[str], room: SignOffRoom
) -> tuple[PageAnchor, ...]:
    """Where each clause begins, by the bookmarks of the frozen PDF; it ends where the next does."""
    wanted = {f"{clause.number} {clause.heading}": clause.id for clause in room.clauses}
    spots = list(_bookmarks(document))
    columns = any(spot.left > document.pagePointSize(spot.page).width() / 2 for spot in spots)
    anchors: list[PageAnchor] = []
    for place, spot in enumerate(spots):
        clause = wanted.get(spot.title)
        if clause is None or clause not in ids:
            continue
        height = document.pagePointSize(spot.page).height()
        below = [s.top for s in spots[place + 1 :] if s.page == spot.page and _under(spot, s)]
        bottom = min(below) - _RISE if below else height - (_FOOT if columns else _OLD_FOOT)
        top = max(0.0, spot.top - _RISE)
        sides = (spot.left, spot.left + _COLUMN) if columns else (0.0, 0.0)
        anchors.append(PageAnchor(clause, spot.page, top, bottom, *sides))
    return tuple(anchors)


def _under(spot: _Spot, other: _Spot) -> bool:
    """Whether the other one ends this one's column: in the same, or across the page."""
    return other.top > spot.top and other.left <= spot.left + 1


def _bookmarks(document: QPdfDocument) -> list[_Spot]:
    """Every bookmark, in order."""
    model = QPdfBookmarkModel()
    model.setDocument(document)
    role = QPdfBookmarkModel.Role
    found: list[_Spot] = []
    waiting = [model.index(row, 0) for row in reversed(range(model.rowCount()))]
    while waiting:
        index = waiting.pop()
        spot = index.data(role.Location.value)
        point = spot if isinstance(spot, QPointF) else QPointF()
        title = " ".join(str(index.data(role.Title.value)).split())
        found.append(_Spot(title, int(index.data(role.Page.value)), point.y(), point.x()))
        children = range(model.rowCount(index))
        waiting += [model.index(row, 0, index) for row in reversed(children)]
    return found
