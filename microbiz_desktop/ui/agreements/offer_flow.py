"""From the primary button of the studio to the offer: ask, wait, say what stops it."""

from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.agreements.offer_dialog import OfferDialog
from microbiz_desktop.ui.runtime.context import Context


class OfferFlow(QObject):
    """Owns the dialog while an offer is made elsewhere.

    `window` outlives the studio: the commit of an offer replaces the studio by the frozen pages,
    often before the result is here.
    """

    offered = Signal(int)
    place_asked = Signal(str)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.dialog: OfferDialog | None = None

    def ask(self, agreement: AgreementData, warnings: int) -> None:
        """Say which revision goes to whom, and what happens then."""
        in_force = self._context.services.agreements.in_force(agreement.deal)
        dialog = OfferDialog(agreement, warnings, in_force, self._window)
        dialog.place_asked.connect(self.place_asked)
        dialog.offer_asked.connect(lambda until: self._send(dialog, agreement, until))
        dialog.finished.connect(self._closed)
        dialog.open()
        self.dialog = dialog

    def _send(self, dialog: OfferDialog, agreement: AgreementData, until: str) -> None:
        offers, cancelled = self._context.services.offers, Event()
        dialog.rejected.connect(cancelled.set)
        self._context.tasks.run(
            lambda: offers.offer(agreement.id, agreement.version, until, cancelled.is_set),
            done=lambda made: self._made(dialog, made),
            failed=lambda error: self._refused(dialog, error),
            owner=self,
        )

    def _made(self, dialog: OfferDialog, made: AgreementData) -> None:
        if isValid(dialog):
            dialog.accept()
        else:
            self._context.messages.notice("The offer was made already. You can withdraw it here.")
        self.offered.emit(made.id)

    def _refused(self, dialog: OfferDialog, error: Exception) -> None:
        shown = isValid(dialog)
        if not isinstance(error, MicrobizError):
            if shown:
                dialog.reject()
            raise error
        if shown:
            dialog.say_problem(error)

    def _closed(self, _result: int) -> None:
        self.dialog = None
