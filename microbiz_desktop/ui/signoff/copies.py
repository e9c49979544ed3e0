"""Copies out of the room: saved to the disk or printed, off the window's thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.ledger import SIGN_OFF_SHEET
from microbiz_desktop.services.shared.values import Copy
from microbiz_desktop.ui.records.copy_output import choose_path, choose_printer, draw_pages
from microbiz_desktop.ui.runtime.context import Context

#: Which copies can be saved, and the words in the menu.
_COPIES = {
    "offered": "Save the offered PDF",
    SIGN_OFF_SHEET: "Save a sign-off sheet",
    "executed": "Save the executed copy",
}


class CopyDesk:
    """Belongs to the page of the room, which is the owner of its tasks and dialogs."""

    def __init__(self, context: Context, owner: QWidget, say: Callable[[Exception], None]) -> None:
        """`say` tells what went wrong."""
        self._context, self._owner, self._say = context, owner, say

    def menu(self, agreement_id: int) -> QMenu:
        """The copies that there are, and printing."""
        menu = QMenu(self._owner)
        available = self._context.services.documents.copies(agreement_id)
        for standing, words in _COPIES.items():
            if standing in available:
                menu.addAction(words, partial(self.save, agreement_id, standing))
        menu.addSeparator()
        menu.addAction("Print the offered pages", partial(self.print_offered, agreement_id))
        return menu

    def save(self, agreement_id: int, standing: str) -> None:
        """Make the copy, then ask where to."""
        documents = self._context.services.documents
        self._context.tasks.run(
            lambda: documents.copy(agreement_id, standing),
            done=self.ask_path,
            failed=self._say,
            owner=self._owner,
        )

    def ask_path(self, copy: Copy) -> None:
        """Where to save it?"""
        choose_path(self._owner, copy, lambda path: self.save_to(copy, path))

    def save_to(self, copy: Copy, path: Path) -> None:
        """Write a copy; the old file survives every failure."""
        try:
            self._context.services.documents.save_copy(copy, path)
        except MicrobizError as error:
            self._say(error)
            return
        self._context.messages.notice(f"Saved: {path.name}")

    def print_offered(self, agreement_id: int) -> None:
        """The frozen bytes of the offer on paper, for parties who sign there."""
        pdf = self._context.services.offers.offered_pdf(agreement_id).pdf
        choose_printer(self._owner, lambda printer: self._print(pdf, printer))

    def _print(self, pdf: bytes, printer: QPrinter) -> None:
        self._context.tasks.run(
            lambda: draw_pages(pdf, printer),
            done=lambda _: self._context.messages.notice("Handed to the printer"),
            failed=self._say,
            owner=self._owner,
        )
