"""The sign-off room: where everybody stands, what is open, and the way to the executed copy.

The window opens this page for an agreement from its offer on. Each act gives back the whole room,
which is shown as it is, so that the screen never says more than the record.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.domain.edition import Standing
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.ui.records.copy_output import Copies
from microbiz_desktop.ui.records.page_keys import add_page_keys, find_anything, new_agreement
from microbiz_desktop.ui.records.stoppable import run_stoppable
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.acts import RoomActs
from microbiz_desktop.ui.signoff.changes_sheet import ChangesSheet
from microbiz_desktop.ui.signoff.detail import Call
from microbiz_desktop.ui.signoff.dialogs import HistorySheet
from microbiz_desktop.ui.signoff.reading import ReadingRoom
from microbiz_desktop.ui.signoff.room_view import RoomView
from microbiz_desktop.ui.widgets.layouts import column
from microbiz_desktop.ui.widgets.menus import Menu

_ROOM, _READING = 0, 1


class SignOffPage(QWidget):
    """The room of one agreement; the reading room opens in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown = 0
        self._room: SignOffRoom | None = None
        self._executing = self._not_made = 0
        self.copies = Copies(context, self)
        self.acts = RoomActs(context, self, self._take, self._say)
        self.room_view = RoomView(context)
        self.reading = ReadingRoom(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.room_view)
        self.stack.addWidget(self.reading)
        column(self.stack, of=self)
        self._connect()
        add_page_keys(
            self,
            find=find_anything(context),
            new=new_agreement(context),
            printing=self.print_shown,
        )

    def opened(self) -> None:
        """Show what is stored now."""
        if self._shown:
            self.reload()

    def print_shown(self) -> None:
        """The executed copy where there is one, else the offered pages."""
        if self._room is not None:
            form = Standing.EXECUTED if self._room.executed else Standing.OFFERED
            self.copies.print(self._shown, form)

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        if self.stack.currentIndex() == _READING:
            return self.reading.panes()
        return self.room_view.panes()

    def show_target(self, agreement_id: int, detail: str = "") -> None:
        """Open the room of an agreement; detail is "party/clause", a party, "read" or "execute"."""
        self._shown, self._not_made = agreement_id, 0
        self.stack.setCurrentIndex(_ROOM)
        self.reload()
        party, _, clause = detail.partition("/")
        if detail == "execute":
            self.execute()
        elif detail == "read":
            self.sign_here()
        elif party:
            self.room_view.matrix.choose(party, clause)

    def reload(self) -> None:
        """Ask for the room again; when everybody has signed off, make the executed copy."""
        try:
            room = self._context.services.signoffs.room(self._shown)
        except MicrobizError as error:  # its record cannot even be read
            self._say(error)
            self._context.go(Link(Screen.AGREEMENTS))
            return
        self._take(room)

    def sign_here(self, party: str = "", clause: str = "") -> None:
        """Open the reading room for a party: the chosen one, else the next that has to sign.

        With a clause the pages are only looked at.
        """
        room = self._room
        if room is None:
            return
        key = party or self.room_view.party_to_sign()
        if not key:
            self._context.messages.notice("Every party has signed off already")
            return
        try:
            self.reading.show_party(room, key, clause)
        except MicrobizError as error:
            self._say(error)
            return
        self.stack.setCurrentIndex(_READING)
        self.reading.steps.repeat()
        self.reading.steps.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def execute(self) -> None:
        """Make, verify and store the executed copy, off the window's thread; it can be stopped."""
        key, signoffs = self._shown, self._context.services.signoffs
        if self._executing or not signoffs.ready_to_execute(key):
            return
        self._executing = key
        self.room_view.show_executing(running=True)
        run_stoppable(
            self._context,
            self,
            "Making and checking the executed copy.",
            lambda: signoffs.execute(key),
            self._executed,
            self._context.services.worker.cancel,
            undone=self._not_executed,
        )

    def _take(self, room: SignOffRoom) -> None:
        self._room = room
        self.room_view.show_room(room)
        if self._executing == room.agreement_id:
            self.room_view.show_executing(running=True)
        elif self._not_made == room.agreement_id:
            return  # begun again when asked, or when the room is opened anew
        elif not (room.executed or room.problem) and room.signed == len(room.parties):
            self.execute()

    def _call(self, call: Call) -> None:
        try:
            self._take(call(self._context.services.signoffs))
        except MicrobizError as error:
            self._say(error)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.AGREEMENT in kinds and self._shown and self.isVisible():
            self.reload()

    def _connect(self) -> None:
        view, acts = self.room_view, self.acts
        view.sign_asked.connect(self.sign_here)
        view.returned_asked.connect(lambda party: acts.returned(self._here(), party))
        view.decline_asked.connect(lambda party: acts.decline(self._here(), party))
        view.change_asked.connect(lambda: acts.change_text(self._here()))
        view.withdraw_asked.connect(lambda: acts.withdraw(self._here()))
        view.history_asked.connect(lambda: HistorySheet(self._here(), self.window()).open())
        view.save_asked.connect(self._save_menu)
        view.changes_asked.connect(self._show_changes)
        view.executed_asked.connect(lambda: self.copies.save(self._shown, Standing.EXECUTED))
        view.executed.print_asked.connect(lambda: self.copies.print(self._shown, Standing.EXECUTED))
        view.executed.copied.connect(
            lambda words: self._context.messages.notice(f"Copied: {words}")
        )
        view.call_asked.connect(self._call)
        view.show_asked.connect(self._show_clause)
        self.reading.left.connect(self._leave_reading)
        self.reading.room_changed.connect(self._take)
        self._context.notifier.changed.connect(self._changed)

    def _here(self) -> SignOffRoom:
        assert self._room is not None, "the buttons of the room are in sight only with a room"
        return self._room

    def _show_changes(self) -> None:
        """What changed from one revision to another."""
        sheet = ChangesSheet(self._context, self._shown, self.window())
        sheet.saved.connect(self.copies.ask_path)
        sheet.open()

    def _show_clause(self, clause: str) -> None:
        room = self._here()
        self.sign_here(self.room_view.chosen_party() or room.parties[0].key, clause)

    def _leave_reading(self) -> None:
        self.stack.setCurrentIndex(_ROOM)
        self.reload()
        self.room_view.matrix.setFocus()

    def _executed(self, copy: Copy) -> None:
        self._executing = 0
        self.room_view.show_executing(running=False)
        self.reload()
        self._context.messages.notice(
            "Every party has signed off. The executed copy is made.",
            "Save it",
            lambda: self.copies.ask_path(copy),
        )

    def _not_executed(self) -> None:
        self._executing, self._not_made = 0, self._executing
        self.room_view.show_executing(running=False)
        self.reload()
        said = "Every party has signed off. The executed copy is not made yet."
        self._context.messages.notice(said, "Make it", self.execute)

    def _say(self, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            raise error
        self._context.messages.problem(error.message, error.hint)

    def save_menu(self) -> Menu:
        """Every form that there is now, and the offered pages for parties who sign on paper."""
        room, menu = self._here(), Menu(self)
        self.copies.fill(menu, room.agreement_id, room.state, room.revision)
        menu.addSeparator()
        offered = partial(self.copies.print, room.agreement_id, Standing.OFFERED)
        menu.addAction("Print the offered pages", offered)
        return menu

    def _save_menu(self, button: QWidget) -> None:
        self.save_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
