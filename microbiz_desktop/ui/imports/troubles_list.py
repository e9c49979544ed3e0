"""What of a file could not be taken, a row for each: in the proposal and in the report."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import Trouble
from microbiz_desktop.ui.records.rows_model import RowsModel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, wide
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook


class TroublesList(QWidget):
    """Lines with what is wrong with them; below, all that is said of the one that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: RowsModel[tuple[int, Trouble]] = RowsModel(_look, lambda row: row[0], self)
        self.list = RowList("What was not read in full", height=52)
        self.list.setModel(self.rows)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.whole = Label("", "form", wrap=True)
        column(wide(self.list), self.whole, gap=8, of=self)

    def set_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Show these."""
        self.rows.set_rows(list(enumerate(troubles)))
        self.whole.setText("")
        self.whole.hide()
        if troubles:
            self.list.setCurrentIndex(self.rows.index(0))

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.rows.row_at(current)
        if row is not None:
            self.whole.setText(row[1].sentence())
            self.whole.show()


def _look(row: tuple[int, Trouble]) -> RowLook:
    trouble = row[1]
    return RowLook(trouble.words, trouble.where(), icon="triangle-alert")
