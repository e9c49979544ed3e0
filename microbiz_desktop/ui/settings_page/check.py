"""Check a PDF: what a file is, and whether its text and data are whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.values import Report
from microbiz_desktop.ui.file_dialogs import ask_file
from microbiz_desktop.ui.widgets.buttons import TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label, Pill

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context


class CheckPart(QWidget):
    """Choose a file or drop it here; the verdict comes in plain words."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.choose = TonalButton("Choose a PDF", "shield-check")
        self.choose.clicked.connect(self._choose)
        self.pill = Pill("neutral", "", "")
        self.sentence = Label("", "body", wrap=True)
        self.details = Label("", "form", "text_2", wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result = Card("What it is")
        self.result.head.addWidget(self.pill)
        self.result.add(self.sentence)
        self.result.add(self.details)
        self.result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._question())
        column.addWidget(self.result)
        self.setAcceptDrops(True)

    def check(self, path: Path) -> None:
        """Look into the file off the window's thread and show the verdict."""
        self._context.tasks.run(
            lambda: self._context.services.documents.verify(path),
            done=self._show,
            failed=self._failed,
            key="check-pdf",
            owner=self,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A PDF may be dropped here."""
        urls = event.mimeData().urls()
        if urls and urls[0].toLocalFile().lower().endswith(".pdf"):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the dropped file."""
        self.check(Path(event.mimeData().urls()[0].toLocalFile()))

    def _question(self) -> Card:
        card = Card("Is this the text we agreed?")
        words = (
            "Choose an agreement made with this program, or drop it here. It is compared with its "
            "own embedded data, and with what is kept on this computer."
        )
        card.add(Label(words, "form", "text_2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        card.column.addLayout(row)
        return card

    def _choose(self) -> None:
        ask_file(self, "Which PDF should be checked?", "PDF files (*.pdf)", self.check)

    def _show(self, report: Report) -> None:
        kind, icon = ("ok", "check") if report.fine else ("problem", "circle-alert")
        if report.verdict == "cannot tell":
            kind, icon = "waiting", "info"
        self.pill.set_status(kind, icon, report.verdict.capitalize())
        self.sentence.setText(report.sentence)
        facts = (f"{name}: {fact}" for name, fact in report.facts.items())
        self.details.setText("\n".join([*report.details, *facts]))
        self.result.show()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            raise error
        self._context.messages.problem(error.message, error.hint)
