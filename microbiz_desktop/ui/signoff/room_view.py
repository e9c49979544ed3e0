"""What the sign-off room shows: header, matrix, the chosen cell, fingerprint, what happens next.

The page of the room fills it with one frozen value. It stores nothing and hands acts on as signals,
so that how the room looks can change without touching what it does.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.domain.words.short_names import short_names
from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.ui.forms.labelled import first_focus
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.detail import CellDetail, PartyDetail
from microbiz_desktop.ui.signoff.executed_card import ExecutedCard
from microbiz_desktop.ui.signoff.legend import Legend
from microbiz_desktop.ui.signoff.matrix_model import MatrixModel
from microbiz_desktop.ui.signoff.matrix_view import Matrix
from microbiz_desktop.ui.signoff.record_notes import RecordNotes
from microbiz_desktop.ui.signoff.what_next import FingerprintCard, NextCard
from microbiz_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import (
    SPRING,
    TOP,
    FlowLayout,
    ScrollColumn,
    column,
    put,
    row,
    wide,
)
from microbiz_desktop.ui.widgets.logos import Logos
from microbiz_desktop.ui.widgets.progress import Stepper, ThinBar

_LIVE = frozenset({AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF})
#: From this width (at 100 %) detail and fingerprint stand beside each other.
_WIDE_FROM = 860
#: From this width both stand beside the matrix, which then may be as high as the window.
_LARGE_FROM = 1900
#: Letters of a name on the button to sign.
_SHORT = 28
_MOST_MATRIX, _AROUND_MATRIX = 560, 240


class RoomView(QWidget):
    """One glance: who has understood, who has signed off, what is open."""

    sign_asked = Signal(str)
    returned_asked = Signal(str)
    decline_asked = Signal(str)
    change_asked = Signal()
    withdraw_asked = Signal()
    history_asked = Signal()
    save_asked = Signal(QWidget)
    changes_asked = Signal()
    executed_asked = Signal()
    call_asked = Signal(object)
    show_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._room: SignOffRoom | None = None
        self.title = ElidedLabel("", "title")
        self.second = ElidedLabel("", "form", "text_2")
        self.changes = LinkButton("What changed", "file-diff", act=self.changes_asked)
        self.save = SecondaryButton("Save or print", "download")
        self.returned = SecondaryButton("Record a returned copy", "inbox")
        self.sign = PrimaryButton("Sign here", "pen-line")
        self.keep = PrimaryButton("Save the executed copy", "download")
        self.stepper = Stepper()
        self.record = RecordNotes()
        self.heading = Label("", "card")
        self.bar = ThinBar()
        self.model = MatrixModel(self)
        self.matrix = Matrix(self.model, Logos(context.services.businesses))
        self.cell = CellDetail()
        self.party = PartyDetail()
        self.executed = ExecutedCard(lambda: context.services.clock.now().local().date())
        self.detail = QStackedWidget()
        self.fingerprint = FingerprintCard()
        self.next = NextCard()
        self._upper = row(gap=8)
        self._outer = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    def show_room(self, room: SignOffRoom) -> None:
        """Show a room; the chosen cell stays chosen until the executed copy is there."""
        before = self._room
        first = before is None or before.agreement_id != room.agreement_id
        done = before is not None and room.executed and not before.executed
        self._room = room
        self._show_head(room)
        self.model.set_room(room)
        self.matrix.fit()
        self._fit_matrix()
        self.heading.setText(_heading(room))
        self.bar.set_share(room.signed, len(room.parties), self.heading.text())
        self.fingerprint.show_room(room)
        self.next.show_room(room)
        if first or done or not self.matrix.currentIndex().isValid():
            self.matrix.choose(*_most_pressing(room))
        else:
            self._show_chosen()

    def show_executing(self, *, running: bool) -> None:
        """While the executed copy is made the main button waits."""
        self.sign.setEnabled(not running)
        if running:
            self.heading.setText("Making the executed copy")

    def chosen_party(self) -> str:
        """The party of the current cell, or empty."""
        index = self.matrix.currentIndex()
        return self.model.party(index.row()).key if index.isValid() else ""

    def party_to_sign(self) -> str:
        """The chosen party while it has to sign, else the next that has, or empty."""
        open_ = [p.key for p in self._room.parties if not p.through] if self._room else []
        chosen = self.chosen_party()
        return chosen if chosen in open_ else next(iter(open_), "")

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.matrix, self.detail, self.fingerprint, self.next]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side cards move below in a narrow window, everything beside in a large one."""
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        large = self.is_large()
        narrow = self.width() < theme().px(_WIDE_FROM)
        wide = not narrow and not large
        self._upper.setDirection(below if narrow else beside)
        self._outer.setDirection(beside if large else below)
        self._lower.setDirection(beside if wide else below)
        self._fit_matrix()

    def is_large(self) -> bool:
        """Whether detail and fingerprint stand beside the matrix."""
        return self.width() >= theme().px(_LARGE_FROM)

    def minimumSizeHint(self) -> QSize:
        """The matrix scrolls sideways, the rest downwards."""
        return QSize(theme().px(520), theme().px(400))

    def _show_head(self, room: SignOffRoom) -> None:
        self.title.setText(room.title)
        count = len(room.parties)
        self.second.setText(
            f"{room.kind_title} · {count} parties · revision {room.revision}, "
            f"offered {room.offered_when}"
        )
        self.record.show_room(room)
        live = room.state in _LIVE and not room.problem
        self.sign.setVisible(live)
        self.returned.setVisible(live)
        self.keep.setVisible(room.executed)
        self.changes.setVisible(room.revision > 1)
        _show_step(self.stepper, room)

    def _show_chosen(self) -> None:
        index = self.matrix.currentIndex()
        if self._room is None or not index.isValid():
            return
        _name_signer(self.sign, self._room, self.party_to_sign())
        party = self.model.party(index.row())
        clause = self.model.clause(index.column())
        if clause is None and self._room.executed:
            self.executed.show_room(self._room)
            self.detail.setCurrentWidget(self.executed)
        elif clause is None:
            self.party.show_party(self._room, party)
            self.detail.setCurrentWidget(self.party)
        else:
            self.cell.show_cell(self._room, party, clause)
            self.detail.setCurrentWidget(self.cell)

    def _fit_matrix(self) -> None:
        most = theme().px(_MOST_MATRIX)
        if self.is_large():
            most = max(most, self.height() - theme().px(_AROUND_MATRIX))
        self.matrix.setFixedHeight(min(self.matrix.whole_height(), most))

    def _connect(self) -> None:
        self.matrix.cell_chosen.connect(lambda _party, _clause: self._show_chosen())
        self.matrix.activated.connect(self._activated)
        self.sign.clicked.connect(lambda: self.sign_asked.emit(""))
        self.returned.clicked.connect(lambda: self.returned_asked.emit(self.chosen_party()))
        self.save.clicked.connect(lambda: self.save_asked.emit(self.save))
        self.keep.clicked.connect(self.executed_asked)
        self.cell.call_asked.connect(self.call_asked)
        self.cell.change_asked.connect(self.change_asked)
        self.cell.show_asked.connect(self.show_asked)
        self.party.sign_asked.connect(self.sign_asked)
        self.party.returned_asked.connect(self.returned_asked)
        self.party.decline_asked.connect(self.decline_asked)
        self.executed.save_asked.connect(self.executed_asked)
        self.executed.more_asked.connect(self.save_asked)
        self.next.change_asked.connect(self.change_asked)
        self.next.withdraw_asked.connect(self.withdraw_asked)
        self.next.history_asked.connect(self.history_asked)

    def _activated(self) -> None:
        """Enter on a cell goes to what can be done there."""
        if (target := first_focus(self.detail)) is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        lines = column(self._header(), Line(), gap=0, of=self)
        area = ScrollColumn(max_width=0, margin=24, gap=16)
        area.add(self.record)
        self._outer.setSpacing(16)
        self._outer.addWidget(self._matrix_card(), 3)
        self.detail.addWidget(self.cell)
        self.detail.addWidget(self.party)
        self.detail.addWidget(self.executed)
        self._lower.setSpacing(16)
        beside = column(self.fingerprint, self.next, SPRING, gap=16)
        put(self._lower, (self.detail, 5, TOP), (beside, 3))
        self._outer.addLayout(self._lower, 2)
        area.column.addLayout(self._outer)
        lines.addWidget(area, 1)

    def _header(self) -> QWidget:
        head = QWidget()
        buttons = FlowLayout(in_one_line=True)
        for button in (self.save, self.returned, self.sign, self.keep):
            buttons.addWidget(button)
        put(self._upper, wide(self.title), buttons)
        put(
            column(gap=8, pad=(24, 14, 24, 14), of=head),
            self._upper,
            row(wide(self.second), self.changes, self.stepper),
        )
        return head

    def _matrix_card(self) -> Card:
        card = Card()
        self.bar.setFixedWidth(theme().px(120))
        centre = Qt.AlignmentFlag.AlignVCenter
        card.column.addLayout(
            row(self.heading, (self.bar, 0, centre), SPRING, (Legend(), 0, centre), gap=14)
        )
        card.add(self.matrix)
        card.column.addStretch(1)  # beside higher cards the matrix stays under its heading
        return card


def _name_signer(button: PrimaryButton, room: SignOffRoom, key: str) -> None:
    """The button says for whom one would sign; a long name whole to a screen reader."""
    names = [party.name for party in room.parties]
    short = dict(zip((p.key for p in room.parties), short_names(names, _SHORT), strict=True))
    if key in short:
        button.set_text(f"Sign here for {short[key]}")
        whole = f"Sign here for {next(p.name for p in room.parties if p.key == key)}"
        button.setAccessibleName(whole)
        button.setToolTip(whole)


def _most_pressing(room: SignOffRoom) -> tuple[str, str]:
    """Party and clause of what waits for an answer first, else the party that has still to sign."""
    for exchange in room.exchanges:
        if not exchange.outcome:
            return exchange.party, exchange.clause
    waiting = [p.key for p in room.parties if not p.through]
    return next(iter(waiting), room.parties[0].key if room.parties else ""), ""


def _heading(room: SignOffRoom) -> str:
    count = len(room.parties)
    if room.executed:
        return f"{'Both' if count == 2 else f'All {count}'} parties have signed off"
    verb = "has" if room.signed == 1 else "have"
    return f"{room.signed} of {count} parties {verb} signed off"


def _show_step(stepper: Stepper, room: SignOffRoom) -> None:
    exits = {
        AgreementState.DECLINED: ("problem", "circle-x", "Declined"),
        AgreementState.WITHDRAWN: ("neutral", "undo-2", "Withdrawn"),
        AgreementState.EXPIRED: ("waiting", "clock", "Expired"),
    }
    if room.state in exits:
        stepper.set_exit(*exits[room.state])
    elif room.executed:
        stepper.set_step(3, finished=True)
    else:
        stepper.set_step(2 if room.signed == len(room.parties) else 1)
