"""What the "more" menu of an agreement does: copies out, another one from this, delete."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.edition import Standing
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.agreements.values import AgreementData, DraftView
from microbiz_desktop.ui.records.copy_output import Copies, as_text
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.menus import Menu


class AgreementActions(QObject):
    """Acts on one agreement; slow parts run elsewhere and come back."""

    def __init__(self, context: Context, agreement: AgreementData, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._id, self._window = context, agreement.id, parent
        self._state, self._revision = agreement.state, agreement.revision
        self.copies = Copies(context, parent)

    def fill(self, menu: Menu) -> Menu:
        """Add the entries that every agreement has."""
        self.copies.fill(menu, self._id, self._state, self._revision)
        printing = menu.addAction("Print", self.print_pages)
        printing.setShortcut(QKeySequence.StandardKey.Print)  # to be read here; the page hears it
        menu.addAction("Copy as text", self.copy_text)
        menu.addSeparator()
        menu.addAction("Start another from this", self.start_another)
        menu.addAction("Delete", self.delete)
        return menu

    def print_pages(self) -> None:
        """The pages that are shown: those of the draft, or those that were offered."""
        drafted = self._state is AgreementState.DRAFT
        self.copies.print(self._id, Standing.DRAFT if drafted else Standing.OFFERED)

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

    def _put_text(self, view: DraftView) -> None:
        QGuiApplication.clipboard().setText(as_text(view.text))
        self._context.messages.notice("The whole text is on the clipboard.")


def delete_with_undo(context: Context, agreement_id: int) -> None:
    """Delete softly and offer to bring it back."""
    agreements = context.services.agreements
    title = agreements.get(agreement_id).title or "The agreement"
    agreements.delete(agreement_id)
    tell(
        context,
        f"{title} is deleted.",
        lambda: agreements.undelete(agreement_id),
        lambda: agreements.delete(agreement_id),
    )
