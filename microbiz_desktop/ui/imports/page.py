"""Import: files to a proposal, the proposal to the list, and what was done as a report.

Whoever brings contacts in goes through these steps, one after the other, on one page. The list is
left alone until Import is pressed, so that what a file brings can be looked through first.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.transfer.values import ImportOutcome, Proposal, Undone
from microbiz_desktop.ui.imports.columns_step import ColumnsStep
from microbiz_desktop.ui.imports.files import PASTED, Coming, proposal_of, read_files
from microbiz_desktop.ui.imports.job_page import JobPage
from microbiz_desktop.ui.imports.mapping import MappingView
from microbiz_desktop.ui.imports.proposal import ProposalView, proposal_words
from microbiz_desktop.ui.imports.report_view import ReportView, save_report
from microbiz_desktop.ui.imports.start import StartView
from microbiz_desktop.ui.records.page_heading import PageHeading
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.file_dialogs import ask_files

_FILTER = "Contacts (*.vcf *.vcard *.csv *.tsv *.txt);;All files (*)"
_EMPTY = "There is no contact card on the clipboard."


class ImportPage(JobPage):
    """One stack: start, columns of a table, proposal, report. Nothing changes before Import."""

    def __init__(self, context: Context) -> None:
        self.act = PrimaryButton("Import")
        self.other = SecondaryButton("Other files", "folder")
        self.columns = SecondaryButton("Columns", "columns-2")
        super().__init__(context, PageHeading("Import", self.columns, self.other, self.act))
        self._coming: list[Coming] = []
        self._outcome: ImportOutcome | None = None
        self.begin = StartView()
        self.mapping = MappingView()
        self.asking = ColumnsStep(context, self.mapping)
        self.proposal = ProposalView(context)
        self.report = ReportView()
        for view in (self.begin, self.mapping, self.proposal, self.report):
            self.stack.addWidget(view)
        self._connect()
        self._show(self.begin)

    def opened(self) -> None:
        """The history may have grown since."""
        if self.stack.currentWidget() is self.begin:
            self._read_history()

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        if self.stack.currentWidget() is self.proposal:
            return [self.head, self.proposal.list, self.proposal.detail]
        return [self.head, self.stack]

    def show_target(self, _key: int, detail: str) -> None:
        """choose, paste, history, or the paths of files, a line each."""
        if detail == "choose":
            self.restart()
            self.choose()
        elif detail == "paste":
            self.paste()
        elif detail == "history":
            self.restart()
        elif detail:
            self.start([Path(line) for line in detail.splitlines()])

    def start(self, files: Sequence[Path]) -> None:
        """Read files and show what they would change."""
        imports = self.context.services.imports
        self.job.run(
            "Reading", lambda progress, _stop: read_files(imports, files, progress), self._go_on
        )

    def choose(self) -> None:
        """Ask for files."""
        ask_files(self, "Import contacts", _FILTER, self.start)

    def paste(self) -> None:
        """Take contact cards from the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        content = b""
        if data is not None:  # nothing was ever copied
            content = bytes(data.data("text/vcard").data()) or data.text().encode("utf-8")
        if b"BEGIN:VCARD" not in content.upper():
            self.context.messages.problem(_EMPTY, "Copy one in the other program first.")
            return
        self._go_on([Coming(PASTED, content)])

    def restart(self) -> None:
        """Back to the beginning; what was read is let go of."""
        self._coming, self._outcome = [], None
        self.asking.forget()
        self.proposal.show_proposal(Proposal(()))
        self._show(self.begin)
        self._read_history()

    def _go_on(self, coming: list[Coming]) -> None:
        """Ask about the next table that nobody has explained, then compare."""
        self._coming = coming
        asked = next((one for one in coming if one.asks), None)
        if asked is not None:
            self._ask_columns(asked)
            return
        imports = self.context.services.imports
        self.job.run(
            "Comparing",
            lambda progress, stop: proposal_of(imports, coming, progress, stop),
            self._show_proposal,
            self._after_stop,
        )

    def _ask_columns(self, coming: Coming | None) -> None:
        if coming is not None and self.asking.ask(coming):
            self._show(self.mapping)
            self.mapping.encoding.setFocus()

    def _after_stop(self) -> None:
        if self.stack.currentWidget() is not self.mapping:
            self._show(self.begin)
            self._read_history()

    def _show_proposal(self, proposal: Proposal) -> None:
        self.proposal.show_proposal(proposal)
        self._show(self.proposal)
        self.proposal.list.setFocus()

    def _import(self) -> None:
        proposal, choices = self.proposal.proposal, dict(self.proposal.choices)
        imports = self.context.services.imports
        self.job.run(
            "Bringing in",
            lambda progress, stop: imports.apply(proposal, choices, progress, stop),
            self._done,
            changes=True,
        )

    def _done(self, outcome: ImportOutcome) -> None:
        self._outcome = outcome
        self.report.show_outcome(self.proposal.proposal, outcome)
        self._show(self.report)
        if outcome.step_id:
            tell(self.context, outcome.sentence(), lambda: self.undo(outcome.step_id))

    def undone(self, undone: Undone) -> None:
        self._outcome = None
        self.context.messages.notice(undone.sentence())
        if undone.kept:
            shown = " ".join(undone.kept[:3])
            more = f" And {len(undone.kept) - 3:,} more." if len(undone.kept) > 3 else ""
            self.context.messages.warn(f"Kept: {shown}{more}")
        self.restart()

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        self._say()

    def _say(self) -> None:
        """Title, line and buttons for what is shown."""
        view = self.stack.currentWidget()
        self.other.setVisible(view in (self.proposal, self.report))
        self.columns.setVisible(view is self.proposal and self._a_table() is not None)
        self.act.setVisible(view is not self.begin)
        if view is self.begin:
            self.head.say("Import")
        elif view is self.mapping:
            self.head.say("What is in which column?", self.asking.name)
            self.act.set_text("Compare with what is here")
        elif view is self.proposal:
            line, button = proposal_words(self.proposal.proposal, self.proposal.counts())
            self.head.say("Nothing is changed yet", line)
            self.act.set_text(button)
        else:
            self.head.say("Imported", self.proposal.proposal.title)
            self.act.set_text("Show the associates")

    def _primary(self) -> None:
        view = self.stack.currentWidget()
        if self.job.is_busy():
            return
        if view is self.mapping:
            self.asking.take()
        elif view is self.proposal:
            self._import()
        elif view is self.report:
            self.context.go(Link(Screen.ASSOCIATES))

    def _a_table(self) -> Coming | None:
        return next((one for one in self._coming if one.look is not None), None)

    def _read_history(self) -> None:
        self.context.tasks.run(
            self.context.services.imports.history,
            done=self.begin.show_history,
            key="import-history",
            owner=self,
        )

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.BUSINESS in kinds and self.isVisible():
            self.opened()

    def _connect(self) -> None:
        self.act.clicked.connect(self._primary)
        self.other.clicked.connect(self.restart)
        self.columns.clicked.connect(lambda: self._ask_columns(self._a_table()))
        self.begin.place.choose.clicked.connect(self.choose)
        self.begin.place.paste.clicked.connect(self.paste)
        self.begin.undo_asked.connect(lambda step, _title: self.undo(step))
        self.asking.taken.connect(lambda: self._go_on(self._coming))
        self.proposal.changed.connect(self._say)
        self.report.save.clicked.connect(lambda: save_report(self.context, self.report.text, self))
        self.context.notifier.changed.connect(self._changed)
        for keys, act in (("Ctrl+O", self.choose), ("Ctrl+Return", self._primary)):
            QShortcut(
                QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
