"""An agreement that is no draft any more: its frozen pages, where it stands, what can be done."""

from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import AgreementState, may_become
from microbiz_desktop.services.agreements.values import AgreementData, Pages
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.ui.agreements.actions import AgreementActions
from microbiz_desktop.ui.agreements.studio_header import StudioHeader
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.preview.pane import PreviewPane
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import DangerButton, GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Band
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog
from microbiz_desktop.ui.widgets.menus import Menu

_SAID = {
    AgreementState.OFFERED: "Revision {n} is offered. Its text is frozen.",
    AgreementState.PARTLY_SIGNED_OFF: "Revision {n} is partly signed off. Its text is frozen.",
    AgreementState.EXECUTED: "Every party has signed off revision {n}. It never changes.",
    AgreementState.DECLINED: "Revision {n} was declined.",
    AgreementState.WITHDRAWN: "The offer of revision {n} was withdrawn.",
    AgreementState.EXPIRED: "The offer of revision {n} has run out.",
}


def state_sentence(agreement: AgreementData) -> str:
    """Where it stands, in one sentence."""
    pattern = _SAID.get(agreement.state, "Revision {n} is {state}.")
    return pattern.format(n=agreement.revision, state=agreement.state.value)


class ConsequenceDialog(Dialog):
    """Says what a change of the text will void, before it happens; Esc changes nothing."""

    def __init__(self, consequence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Change the text?")
        self.setModal(True)
        self.setFixedWidth(theme().px(480))
        self.keep = GhostButton("Keep the offer", act=self.reject)
        self.change = DangerButton("Change the text", act=self.accept)
        column(
            Label("Change the text?", "section"),
            Label(consequence, "body", wrap=True),
            row(SPRING, self.keep, self.change),
            gap=14,
            pad=(24, 20, 24, 20),
            of=self,
        )
        self.keep.setFocus()


class FrozenView(QWidget):
    """The frozen pages as they were offered."""

    def __init__(
        self,
        context: Context,
        agreement: AgreementData,
        document: QPdfDocument,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self.agreement = context, agreement
        self.actions_of = AgreementActions(context, agreement, self)
        self.header = StudioHeader(self.actions_of.fill(Menu(self)), "Open sign-off room")
        self.header.show_agreement(agreement, "")
        self.header.primary_clicked.connect(self._open_room)
        self.preview = PreviewPane(document, "The pages as offered")
        self.preview.expand.hide()
        self.preview.set_busy(True)
        column(self.header, Line(), self._standing(), wide(self.preview), gap=0, of=self)
        offers, number = context.services.offers, agreement.id
        context.tasks.run(
            lambda: offers.offered_pdf(number),
            done=self._show,
            failed=self._cannot,
            key="frozen-pages",
            owner=self,
        )

    def flush(self) -> None:
        """Nothing can be typed here."""

    def close_down(self) -> None:
        """Nothing goes on here."""

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [self.header, self.preview]

    def ask_change(self) -> None:
        """Say the consequence, then go back to the draft."""
        words = self._context.services.offers.consequence(self.agreement.id)
        dialog = ConsequenceDialog(words, self)
        dialog.accepted.connect(self._change)
        dialog.open()
        self.dialog = dialog

    def _standing(self) -> QHBoxLayout:
        line = row(pad=(16, 10, 16, 10))
        band = Band("accent", "lock", state_sentence(self.agreement))
        if may_become(self.agreement.state, AgreementState.DRAFT):
            self.change = SecondaryButton("Change the text", small=True, act=self.ask_change)
            band.row.addWidget(self.change)
        line.addWidget(band)
        return line

    def _open_room(self) -> None:
        self._context.go(Link(Screen.SIGN_OFF, self.agreement.id))

    def _change(self) -> None:
        try:
            self._context.services.offers.change_text(self.agreement.id)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self._context.go(Link(Screen.STUDIO, self.agreement.id))

    def _show(self, copy: Copy) -> None:
        self.preview.set_busy(False)
        self.preview.show_pages(Pages(copy.content, 0, ()))

    def _cannot(self, error: Exception) -> None:
        self.preview.set_busy(False)
        if not isinstance(error, MicrobizError):
            raise error
        self.preview.message.show_message(error.sentence())
