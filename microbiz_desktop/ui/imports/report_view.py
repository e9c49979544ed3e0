"""What an import did and what could not be read, line by line; to be saved as text."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.files import write_atomically
from microbiz_desktop.services.transfer.imports import report
from microbiz_desktop.services.transfer.values import ImportOutcome, Proposal
from microbiz_desktop.ui.imports.troubles_list import TroublesList
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import Band
from microbiz_desktop.ui.widgets.file_dialogs import ask_new_file
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import column, put, wide


class ReportView(QWidget):
    """A sentence on what was done, the troubles below it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.band = Band("ok", "circle-check", "")
        self.note = Label("", "form", "text_2", wrap=True)
        self.heading = Label("", "card")
        self.save = SecondaryButton("Save the report", "save")
        self.list = TroublesList()
        head = QHBoxLayout()
        put(head, wide(self.heading), self.save)
        self._rest = QWidget()  # takes the room of the list where there is none
        column(
            self.band,
            self.note,
            head,
            Line(),
            wide(self.list),
            wide(self._rest),
            gap=12,
            pad=(24, 8, 24, 16),
            of=self,
        )

    def show_outcome(self, proposal: Proposal, outcome: ImportOutcome) -> None:
        """What happened."""
        self.text = report(proposal, outcome)
        self.band.text.setText(outcome.sentence())
        self.band.setAccessibleName(outcome.sentence())
        self.note.setText(proposal.note)
        self.note.setVisible(bool(proposal.note))
        count = len(outcome.troubles)
        words = f"{count:,} not read or kept in full" if count else "Everything could be read."
        self.heading.setText(words)
        self.list.set_troubles(outcome.troubles)
        self.list.setVisible(bool(count))
        self._rest.setVisible(not count)

    def minimumSizeHint(self) -> QSize:
        """The list scrolls."""
        return QSize(theme().px(420), theme().px(240))


def save_report(context: Context, text: str, parent: QWidget) -> None:
    """Ask where, and write the report there."""

    def write(path: Path) -> None:
        context.tasks.run(
            lambda: write_atomically(path, text.encode("utf-8")),
            done=lambda _none: context.messages.notice(f"{path.name} is saved"),
            owner=parent,
        )

    ask_new_file(parent, "Save the report", "Text (*.txt)", "Import report.txt", "txt", write)
