"""Verify a PDF: what a file is, in one of the verdicts, and how to go on."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.verdicts import Outcome, Report
from microbiz_desktop.ui.look.pills import verdict_pill
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.page_pairs import PagePairs
from microbiz_desktop.ui.widgets.announce import announce
from microbiz_desktop.ui.widgets.buttons import SecondaryButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.drop_target import DropTarget
from microbiz_desktop.ui.widgets.file_dialogs import ask_file
from microbiz_desktop.ui.widgets.labels import Label, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row

_KEY, _ENDING = "check-pdf", frozenset({".pdf"})
_WORDS = (
    "Choose an agreement made with this program, or drop it here. It is compared with what is kept "
    "on this computer, page by page as pictures; a file that nobody kept here, with its own record."
)


class CheckPart(QWidget):
    """Choose a file or drop it here; the verdict comes in plain words."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.choose = TonalButton("Choose a PDF", "shield-check", act=self._choose)
        self.busy = Label("", "form", "text_2", wrap=True)
        self.cancel = SecondaryButton("Stop", act=self._stop)
        self.result = Card("What it is")
        self.pill = Pill("neutral", "", "")
        self.sentence = Label("", "body", wrap=True)
        self.next = Label("", "form_strong", wrap=True)
        self.details = CopyLabel("", "form")
        self.pairs = PagePairs(context.tasks)
        self.facts = CopyLabel("", "form", "text_2")
        self._lay_out()
        self._set_busy("")
        _take_files(self)

    def check(self, path: Path) -> None:
        """Look into the file off the window's thread and show the verdict."""
        self._set_busy(f"Looking at “{path.name}”. This takes some seconds.")
        self.result.hide()
        self._context.messages.again()
        self._context.tasks.run(
            lambda: self._context.services.documents.verify(path),
            done=self._show,
            failed=self._failed,
            key=_KEY,
            owner=self,
        )

    def _choose(self) -> None:
        ask_file(self, "Which PDF should be verified?", "PDF files (*.pdf)", self.check)

    def _stop(self) -> None:
        """Nothing is said of a file that was not looked at to the end."""
        self._context.tasks.cancel(_KEY)
        self._context.services.documents.stop_verifying()
        self._set_busy("")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, words: str) -> None:
        self.busy.setText(words)
        self.busy.setVisible(bool(words))
        self.cancel.setVisible(bool(words))

    def _show(self, report: Report) -> None:
        self._set_busy("")
        self.pill.set_status(*verdict_pill(report.outcome))
        self.sentence.setText(report.sentence)
        _say(self.next, _how_to_go_on(report))
        shown = {page.words for page in report.pages}
        details = [line for line in report.details if line not in shown]
        _say(self.details, "\n".join((*details, *report.notes)))
        _say(self.facts, "\n".join(f"{name}: {fact}" for name, fact in report.facts))
        self.pairs.set_pages(report.pages)
        self.result.show()
        announce(self.result, f"{self.pill.text()}. {report.sentence}")

    def _failed(self, error: Exception) -> None:
        self._set_busy("")
        if not isinstance(error, MicrobizError):
            raise error
        self._context.messages.problem(error.message, error.hint)

    def _lay_out(self) -> None:
        self.result.head.addWidget(self.pill)
        for widget in (self.sentence, self.next, self.details, self.pairs, self.facts):
            self.result.add(widget)
        self.result.hide()
        column(self._question(), self.result, gap=16, of=self)

    def _question(self) -> Card:
        card = Card("Is this the text we agreed?")
        card.add(Label(_WORDS, "form", "text_2", wrap=True))
        card.column.addLayout(row(self.choose, self.cancel, SPRING))
        card.add(self.busy)
        return card


def _how_to_go_on(report: Report) -> str:
    """What to do next; the words to be read out stand right below it."""
    if report.outcome is not Outcome.AGREES:
        return report.next
    said, wanted = dict(report.facts), ("Words of the key", "Words of the text")
    read_out = (f"{label}: {said[label]}" for label in wanted if label in said)
    return "\n".join((report.next, *read_out))


def _say(label: Label, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _take_files(part: CheckPart) -> None:
    DropTarget(part, "Drop to verify this PDF.", lambda paths: part.check(paths[0]), _ENDING)
