"""In person, on this screen: the exact frozen pages, clause by clause, then the sign-off.

A party reads and signs in it, on the user's computer; the sign-off room opens it. It shows the
frozen bytes and never a fresh rendering, as it is these that are signed for.
"""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSplitter, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import Answered
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.signoff.values import PartyState, PartyStatus, SignOffRoom
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.preview.page_view import PageView
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.clause_places import clause_anchors
from microbiz_desktop.ui.signoff.clause_sequence import ClauseSequence
from microbiz_desktop.ui.signoff.detail import Call
from microbiz_desktop.ui.signoff.sign_panel import SignPanel
from microbiz_desktop.ui.widgets.buttons import GhostButton, IconButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, row, wide


class ReadingRoom(QWidget):
    """Pages left, clause and signature right; nothing else to look at."""

    left = Signal()
    room_changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
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
        self.zoom_out = IconButton("zoom-out", "Smaller pages", size=30)
        self.zoom_in = IconButton("zoom-in", "Larger pages", size=30)
        self.steps = ClauseSequence()
        self.signing = SignPanel()
        self._lay_out()
        self._connect()

    def show_party(self, room: SignOffRoom, party: str, clause: str = "") -> None:
        """Begin to read for a party, recorded as opened; with a clause only that is looked at."""
        self._party = party
        signoffs = self._context.services.signoffs
        opened = room if clause else signoffs.opened(room.agreement_id, party)
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
        self.view.show_pdf(copy.content, ())
        anchors = clause_anchors(self.document, room)
        self._anchored = frozenset(anchor.id for anchor in anchors)
        self.view.set_zoom(self._context.settings.load().reading_zoom)
        self.view.show_pdf(copy.content, anchors)
        self._pdf_of = (room.agreement_id, room.revision)

    def _standing(self) -> PartyStatus:
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
        reasons, pages = _reasons(self._standing(), self._room.text.sign_by), not self._seen()
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

    def _answer(self, call: Call) -> None:
        try:
            room = call(self._context.services.signoffs)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            if not self._person():
                self.signing.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._take(room)
        self.room_changed.emit(room)
        self.steps.go_on()

    def _understood(self, clause: str) -> None:
        assert self._room is not None
        key, by = self._room.agreement_id, self._person()
        self._answer(lambda service: service.acknowledge(key, self._party, (clause,), by))

    def _asked(self, clause: str, words: str) -> None:
        assert self._room is not None
        key, by = self._room.agreement_id, self._person()
        self._answer(lambda service: service.ask(key, self._party, clause, words, by))

    def _wanted(self, clause: str, words: str) -> None:
        assert self._room is not None
        key, by = self._room.agreement_id, self._person()
        self._answer(lambda service: service.want_change(key, self._party, clause, words, by))

    def _person(self) -> str:
        return self.signing.who.person()

    def _sign(self, given: OnScreen) -> None:
        assert self._room is not None
        try:
            seen = replace(given, pages_seen=self._seen())
            room = self._context.services.signoffs.sign(self._room.agreement_id, seen)
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
        if standing.pill is PartyState.SIGNED_OFF:
            self.left.emit()
            return
        statement = self._context.services.signoffs.statement(room.agreement_id, self._party)
        self.signing.show_party(standing, statement, deed=room.text.deed)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.zoom_out.clicked.connect(self.view.zoom_out)
        self.zoom_in.clicked.connect(self.view.zoom_in)
        settings = self._context.settings
        self.view.zoom_changed.connect(lambda zoom: settings.change(reading_zoom=zoom))
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
        head = row(gap=12, pad=(16, 10, 20, 10))
        for part in (self.back, self.title, self.place, self.zoom_out, self.zoom_in):
            head.addWidget(part, int(part is self.title))
        panel = ScrollColumn(max_width=460, margin=16, gap=16)
        panel.add(self.signing.reader, self.steps, self.signing)
        panel.setMinimumWidth(theme().px(340))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.view)
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([theme().px(700), theme().px(440)])
        column(head, Line(), wide(self.splitter), gap=0, of=self)


_ON_PAPER = "This agreement is signed on paper only: record the paper when it comes back."


def _reasons(party: PartyStatus, sign_by: str) -> list[str]:
    """What of the way of signing and of the clauses is in the way."""
    states = [cell.state for cell in party.cells.values()]
    left = states.count(Answered.NOT_READ)
    raised = states.count(Answered.QUESTION) + states.count(Answered.CHANGE_WANTED)
    reasons = [_ON_PAPER] if sign_by == "paper" else []
    if left:
        word = "clause is" if left == 1 else "clauses are"
        reasons.append(f"{left} {word} not acknowledged yet.")
    if raised:
        word = "question or wanted change is" if raised == 1 else "questions or changes are"
        reasons.append(f"{raised} {word} open.")
    return reasons
