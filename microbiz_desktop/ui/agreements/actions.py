"""What the "more" menu of an agreement does: copies out, another one from this, delete."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.shared.values import Copy, DraftView
from microbiz_desktop.ui.records.copy_output import as_text, choose_path, choose_printer, draw_pages
from microbiz_desktop.ui.runtime.context import Context


class AgreementActions(QObject):
    """Acts on one agreement; slow parts run elsewhere and come back."""

    def __init__(self, context: Context, agreement_id: int, standing: str, parent: QWidget) -> None:
        """`standing` says which copy goes out: "draft" or "offered"."""
        super().__init__(parent)
        self._context, self._id, self._standing = context, agreement_id, standing
        self._window = parent

    def fill(self, menu: QMenu) -> QMenu:
        """Add the entries that every agreement has."""
        word = "draft" if self._standing == "draft" else "offer"
        menu.addAction(f"Save the {word} as PDF", self.save_pdf)
        printing = menu.addAction("Print", self.print_pages)
        printing.setShortcut(QKeySequence.StandardKey.Print)
        printing.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._window.addAction(printing)  # a key in a pop-up menu alone is never heard
        menu.addAction("Copy as text", self.copy_text)
        menu.addSeparator()
        menu.addAction("Start another from this", self.start_another)
        menu.addAction("Delete", self.delete)
        return menu

    def save_pdf(self) -> None:
        """Make the copy, then ask where to put it."""
        self._with_copy(self._ask_path)

    def print_pages(self) -> None:
        """Make the copy, then ask for a printer."""
        self._with_copy(self._print)

    def copy_text(self) -> None:
        """The whole agreement in plain words onto the clipboard."""
        drafts, number = self._context.services.drafts, self._id
        self._context.tasks.run(lambda: drafts.compile(number), done=self._put_text, owner=self)

    def start_another(self) -> None:
        """A new draft with the same deal."""
        made = self._context.services.agreements.create_from(self._id)
        self._context.go(Link(Screen.STUDIO, made.id))

    def delete(self) -> None:
        """Out of the lists, with the way back in the notice."""
        delete_with_undo(self._context, self._id)
        self._context.go(Link(Screen.AGREEMENTS))

    def _with_copy(self, then: Callable[[Copy], None]) -> None:
        documents, number, standing = self._context.services.documents, self._id, self._standing
        self._context.tasks.run(
            lambda: documents.copy(number, standing), done=then, key="copy", owner=self
        )

    def _ask_path(self, copy: Copy) -> None:
        choose_path(self._window, copy, lambda path: self.save(copy, path))

    def save(self, copy: Copy, path: Path) -> None:
        """Write the copy whole or not at all, and say where it is."""
        try:
            saved = self._context.services.documents.save_copy(copy, path)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self._context.messages.notice(f"Saved as {saved.name}.")

    def _print(self, copy: Copy) -> None:
        choose_printer(self._window, lambda printer: self._send(copy, printer))

    def _send(self, copy: Copy, printer: QPrinter) -> None:
        self._context.tasks.run(
            lambda: draw_pages(copy.pdf, printer),
            done=lambda _none: self._context.messages.notice("Sent to the printer."),
            owner=self,
        )

    def _put_text(self, view: DraftView) -> None:
        QGuiApplication.clipboard().setText(as_text(view.text))
        self._context.messages.notice("The whole text is on the clipboard.")


def delete_with_undo(context: Context, agreement_id: int) -> None:
    """Delete softly and offer to bring it back."""
    agreements = context.services.agreements
    title = agreements.get(agreement_id).title or "The agreement"
    agreements.delete(agreement_id)
    context.messages.notice(
        f"{title} is deleted.", "Undo", lambda: agreements.undelete(agreement_id)
    )
