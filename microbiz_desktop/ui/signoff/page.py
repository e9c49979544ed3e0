"""The sign-off room: where everybody stands, what is open, and the way to the executed copy."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.values import Copy, SignOffRoom
from microbiz_desktop.ui.agreements.output import choose_path, print_pdf
from microbiz_desktop.ui.signoff.detail import Call, speaker
from microbiz_desktop.ui.signoff.dialogs import (
    HistorySheet,
    ReturnedPaper,
    ReturnedSheet,
    WordsSheet,
)
from microbiz_desktop.ui.signoff.reading import ReadingRoom
from microbiz_desktop.ui.signoff.room_view import RoomView

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

_ROOM, _READING = 0, 1
#: Which copies can be saved, and the words in the menu.
_COPIES = {
    "offered": "Save the offered PDF",
    "progress": "Save a progress copy",
    "executed": "Save the executed copy",
}


class SignOffPage(QWidget):
    """The room of one agreement; the reading room opens in its place."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = 0
        self._room: SignOffRoom | None = None
        self._executing = False
        self.room_view = RoomView(context)
        self.reading = ReadingRoom(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.room_view)
        self.stack.addWidget(self.reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def opened(self) -> None:
        """Show what is stored now."""
        if self._shown:
            self.reload()

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        if self.stack.currentIndex() == _READING:
            return self.reading.panes()
        return self.room_view.panes()

    def show_target(self, agreement_id: int, detail: str = "") -> None:
        """Open the room of an agreement; detail is "party/clause", a party, or "execute"."""
        self._shown = agreement_id
        self.stack.setCurrentIndex(_ROOM)
        self.reload()
        party, _, clause = detail.partition("/")
        if detail == "execute":
            self.execute()
        elif party:
            self.room_view.matrix.choose(party, clause)

    def reload(self) -> None:
        """Ask for the room again; when everybody has signed off, make the executed copy."""
        room = self._context.services.signoffs.room(self._shown)
        self._take(room)

    def sign_here(self, party: str = "") -> None:
        """Open the reading room for a party: the chosen one, else the next that has to sign."""
        room = self._room
        if room is None:
            return
        key = party or self._next_party(room)
        if not key:
            self._context.messages.notice("Every party has signed off already")
            return
        try:
            self.reading.show_party(room, key)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self.stack.setCurrentIndex(_READING)
        self.reading.steps.repeat()
        self.reading.steps.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def execute(self) -> None:
        """Make, verify and store the executed copy, off the window's thread."""
        key, signoffs = self._shown, self._context.services.signoffs
        if self._executing or not signoffs.ready_to_execute(key):
            return
        self._executing = True
        self.room_view.show_executing(running=True)
        self._context.tasks.run(
            lambda: signoffs.execute(key),
            done=self._executed,
            failed=self._not_executed,
            owner=self,
        )

    def save(self, standing: str) -> None:
        """Make the copy off the window's thread, then ask where to."""
        key, documents = self._shown, self._context.services.documents
        self._context.tasks.run(
            lambda: documents.copy(key, standing),
            done=self._choose_path,
            failed=self._say,
            owner=self,
        )

    def save_copy(self, copy: Copy, path: Path) -> None:
        """Write a copy; the old file survives every failure."""
        try:
            self._context.services.documents.save_copy(copy, path)
        except MicrobizError as error:
            self._say(error)
            return
        self._context.messages.notice(f"Saved: {path.name}")

    def record_returned(self, paper: ReturnedPaper) -> None:
        """Record a returned paper or scan; what does not fit is said in the sheet."""
        try:
            content = paper.path.read_bytes()
            room = self._context.services.signoffs.record_returned(
                self._shown,
                paper.party,
                paper.signatory,
                capacity=paper.capacity,
                file_name=paper.path.name,
                file_bytes=content,
                signed_on_iso=paper.signed_on,
                received_how=paper.received_how,
                received_by=paper.received_by,
                check_code=paper.check_code,
            )
        except MicrobizError as error:
            self.sheet.say_problem(error.sentence())
            return
        except OSError:
            self.sheet.say_problem("The file cannot be read. Choose it again.")
            return
        self.sheet.accept()
        self._take(room)
        self._context.messages.notice(f"Recorded: {paper.signatory} signed off on paper")

    def _take(self, room: SignOffRoom) -> None:
        self._room = room
        self.room_view.show_room(room)
        if not room.executed and room.signed == len(room.parties):
            self.execute()

    def _next_party(self, room: SignOffRoom) -> str:
        chosen = self.room_view.chosen_party()
        open_ = [p.key for p in room.parties if p.pill not in ("signed off", "declined")]
        return chosen if chosen in open_ else next(iter(open_), "")

    def _call(self, call: Call) -> None:
        try:
            self._take(call(self._context.services.signoffs))
        except MicrobizError as error:
            self._say(error)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.AGREEMENT in kinds and self._shown and self.isVisible():
            self.reload()

    def _connect(self) -> None:
        view = self.room_view
        view.sign_asked.connect(self.sign_here)
        view.returned_asked.connect(self._returned)
        view.decline_asked.connect(self._decline)
        view.change_asked.connect(self._change_text)
        view.withdraw_asked.connect(self._withdraw)
        view.history_asked.connect(self._history)
        view.save_asked.connect(self._save_menu)
        view.call_asked.connect(self._call)
        view.show_asked.connect(self._show_clause)
        self.reading.left.connect(self._leave_reading)
        self.reading.room_changed.connect(self._take)
        self._context.notifier.changed.connect(self._changed)

    def _show_clause(self, clause: str) -> None:
        party = self.room_view.chosen_party() or self._first_party()
        if self._room is not None and party:
            self.sign_here(party)
            self.reading.steps.show_clause(clause)

    def _first_party(self) -> str:
        return self._room.parties[0].key if self._room and self._room.parties else ""

    def _leave_reading(self) -> None:
        self.stack.setCurrentIndex(_ROOM)
        self.reload()
        self.room_view.matrix.setFocus()

    def _executed(self, copy: Copy) -> None:
        self._executing = False
        self.room_view.show_executing(running=False)
        self.reload()
        self._context.messages.notice(
            "Every party has signed off. The executed copy is made.",
            "Save it",
            lambda: self._choose_path(copy),
        )

    def _not_executed(self, error: Exception) -> None:
        self._executing = False
        self.room_view.show_executing(running=False)
        self._say(error)

    def _say(self, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            raise error
        self._context.messages.problem(error.message, error.hint)

    def _choose_path(self, copy: Copy) -> None:
        self.file_dialog = choose_path(self, copy, lambda path: self.save_copy(copy, path))

    def _save_menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        available = self._context.services.documents.copies(self._shown)
        for standing, words in _COPIES.items():
            if standing in available:
                menu.addAction(words, partial(self.save, standing))
        menu.addSeparator()
        menu.addAction("Print the offered pages", self._print)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _print(self) -> None:
        print_pdf(self._context.services.offers.offered_pdf(self._shown).pdf, self)

    def _returned(self, party: str) -> None:
        if self._room is None:
            return
        own = next((p for p in self._room.parties if p.own), None)
        person = speaker(own) if own else ""
        self.sheet = ReturnedSheet(self._room, party, person, self.window())
        self.sheet.given.connect(self.record_returned)
        self.sheet.open()

    def _decline(self, party: str) -> None:
        room = self._room
        if room is None:
            return
        standing = next(p for p in room.parties if p.key == party)
        words = WordsSheet(
            f"Record that {standing.name} declines?",
            "The offer is then closed for every party. The text can be changed and offered again.",
            "Why?",
            "Record the refusal",
            self.window(),
        )
        words.given.connect(
            lambda reason: self._do_decline(words, party, speaker(standing), reason)
        )
        words.open()

    def _do_decline(self, sheet: WordsSheet, party: str, by: str, reason: str) -> None:
        sheet.accept()
        key = self._shown
        self._call(lambda service: service.decline(key, party, by, reason))

    def _withdraw(self) -> None:
        sheet = WordsSheet(
            "Withdraw the offer?",
            "Nobody can sign off this revision any more, and its number is not used again.",
            "Why?",
            "Withdraw the offer",
            self.window(),
        )
        sheet.given.connect(lambda reason: self._do_withdraw(sheet, reason))
        sheet.open()

    def _do_withdraw(self, sheet: WordsSheet, reason: str) -> None:
        sheet.accept()
        try:
            self._context.services.offers.withdraw(self._shown, reason)
        except MicrobizError as error:
            self._say(error)
            return
        self.reload()

    def _change_text(self) -> None:
        """Said before it happens: what is void afterwards."""
        consequence = self._context.services.offers.consequence(self._shown)
        sheet = WordsSheet(
            "Change the text?", consequence, "Why?", "Change the text", self.window()
        )
        sheet.given.connect(lambda _reason: self._do_change(sheet))
        sheet.open()

    def _do_change(self, sheet: WordsSheet) -> None:
        sheet.accept()
        try:
            self._context.services.offers.change_text(self._shown)
        except MicrobizError as error:
            self._say(error)
            return
        self._context.go("studio", self._shown, "")

    def _history(self) -> None:
        if self._room is not None:
            HistorySheet(self._room, self.window()).open()
