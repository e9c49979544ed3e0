"""The copy of an agreement dragged out of its row: what is frozen goes out as its PDF."""

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QUrl

from microbiz_desktop.domain.edition import Standing
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.values import AgreementRow
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.ui.records.copy_output import printed_form
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.runtime.context import Context

_DRAFT = "A draft has no frozen pages to drag out. Save it as PDF from its menu."


class CopyDrag(QObject):
    """Makes the file before the drag begins, and records that it left once somebody took it."""

    def __init__(self, context: Context, pane: ListPane[AgreementRow]) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self._copy: Copy | None = None
        pane.rows.let_carry(self.mime)
        pane.rows.carried.connect(self.left)

    def mime(self, at: QModelIndex) -> QMimeData | None:
        """The offered or the executed copy as a file; a draft says where its PDF is made."""
        row = self._pane.model.row_at(at)
        if row is None:
            return None
        form = printed_form(row.state, row.revision)
        if form == Standing.DRAFT:
            self._context.messages.warn(_DRAFT)
            return None
        services = self._context.services
        try:
            self._copy = services.documents.copy(row.id, form)
            path = services.dragged.file(self._copy.file_name, self._copy.content)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return None
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        return data

    def left(self) -> None:
        """Somebody took it: that is recorded as a saved copy is."""
        if self._copy is not None:
            self._context.services.documents.note_left(self._copy, self._copy.file_name)
            self._copy = None
