"""Import: files to a proposal, the proposal to the list, and what was done as a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.states import Kind
from microbiz_desktop.files import write_atomically
from microbiz_desktop.services.import_values import Choice, Outcome, Proposal, Undone
from microbiz_desktop.ui.file_dialogs import ask_files, ask_new_file
from microbiz_desktop.ui.imports.files import PASTED, Coming, looked_at, proposal_of, read_files
from microbiz_desktop.ui.imports.head import PageHead
from microbiz_desktop.ui.imports.job import JobBar
from microbiz_desktop.ui.imports.mapping import MappingView
from microbiz_desktop.ui.imports.proposal import ProposalView
from microbiz_desktop.ui.imports.report_view import ReportView
from microbiz_desktop.ui.imports.start import StartView
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

_FILTER = "Contacts (*.vcf *.vcard *.csv *.tsv *.txt);;All files (*)"
_EMPTY = "There is no contact card on the clipboard."


class ImportPage(QWidget):
    """One stack: start, columns of a table, proposal, report. Nothing changes before Import."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._coming: list[Coming] = []
        self._asked: Coming | None = None
        self._outcome: Outcome | None = None
        self.act = PrimaryButton("Import")
        self.other = SecondaryButton("Other files", "folder")
        self.columns = SecondaryButton("Columns", "columns-2")
        self.head = PageHead("Import", self.columns, self.other, self.act)
        self.job = JobBar(context)
        self.begin = StartView()
        self.mapping = MappingView()
        self.proposal = ProposalView(context)
        self.report = ReportView()
        self.stack = QStackedWidget()
        for view in (self.begin, self.mapping, self.proposal, self.report):
            self.stack.addWidget(view)
        self._lay_out()
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
        """Take contact cards, or a table, from the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        card = bytes(data.data("text/vcard").data()) if data.hasFormat("text/vcard") else b""
        content = card or data.text().encode("utf-8")
        if b"BEGIN:VCARD" not in content.upper():
            self.context.messages.problem(_EMPTY, "Copy one in the other program first.")
            return
        self._go_on([Coming(PASTED, content)])

    def restart(self) -> None:
        """Back to the beginning; what was read is let go of."""
        self._coming, self._asked, self._outcome = [], None, None
        self.proposal.show_proposal(Proposal(()))
        self._show(self.begin)
        self._read_history()

    def minimumSizeHint(self) -> QSize:
        """Its parts scroll."""
        return QSize(theme().px(760), theme().px(440))

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

    def _after_stop(self) -> None:
        if self.stack.currentWidget() is not self.mapping:
            self._show(self.begin)
            self._read_history()

    def _ask_columns(self, coming: Coming) -> None:
        if coming.look is None:
            return
        self._asked = coming
        self.mapping.show_table(coming.look, coming.uses)
        self._show(self.mapping)
        self.mapping.encoding.setFocus()

    def _read_again(self, encoding: str) -> None:
        """The same table in another encoding."""
        asked, imports = self._asked, self.context.services.imports
        if asked is None:
            return

        def done(found: Coming) -> None:
            if found.look is None:
                self.context.messages.problem(found.refused)
                return
            asked.look, asked.uses = found.look, found.uses
            self.mapping.show_table(found.look, found.uses)

        self.context.tasks.run(
            lambda: looked_at(imports, asked.name, asked.content, encoding),
            done=done,
            key="import-look",
            owner=self,
        )

    def _take_columns(self) -> None:
        if self._asked is None:
            return
        if not self.mapping.has_name():
            self.context.messages.problem(
                "No column is a name yet.", "Choose which column holds the names."
            )
            return
        self._asked.table = table = self.mapping.table()
        if self.mapping.remember.value():
            imports, signature = self.context.services.imports, self.mapping.signature()
            self.context.tasks.run(
                lambda: imports.remember_mapping(signature, table.mapping),
                done=lambda _none: None,
                owner=self,
            )
        self._go_on(self._coming)

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
        )

    def _done(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self.report.show_outcome(self.proposal.proposal, outcome)
        self._show(self.report)
        if outcome.step_id:
            self.context.messages.notice(
                outcome.sentence(), "Undo", lambda: self.undo(outcome.step_id)
            )

    def undo(self, step_id: int) -> None:
        """Take an import or a merge back."""
        imports = self.context.services.imports
        self.job.run("Taking back", lambda _progress, _stop: imports.undo(step_id), self._undone)

    def _undone(self, undone: Undone) -> None:
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
            name = self._asked.name if self._asked else ""
            self.head.say("What is in which column?", name)
            self.act.set_text("Compare with what is here")
        elif view is self.proposal:
            self._say_proposal()
        else:
            self.head.say("Imported", self.proposal.proposal.title)
            self.act.set_text("Show the associates")

    def _say_proposal(self) -> None:
        proposal, counts = self.proposal.proposal, self.proposal.counts()
        adding = counts[Choice.ADD] + counts[Choice.KEEP_BOTH]
        changing = counts[Choice.MERGE] + counts[Choice.UPDATE]
        troubles = len(proposal.troubles)
        bad = f" · {troubles:,} could not be read" if troubles else ""
        self.head.say(
            "Nothing is changed yet",
            f"{proposal.title} · adds {adding:,}, changes {changing:,},"
            f" leaves {counts[Choice.SKIP]:,}{bad}",
        )
        self.act.set_text(f"Import {adding + changing:,}")

    def _primary(self) -> None:
        view = self.stack.currentWidget()
        if self.job.is_busy():
            return
        if view is self.mapping:
            self._take_columns()
        elif view is self.proposal:
            self._import()
        elif view is self.report:
            self.context.go("associates", 0, "")

    def _a_table(self) -> Coming | None:
        return next((one for one in self._coming if one.look is not None), None)

    def _change_columns(self) -> None:
        table = self._a_table()
        if table is not None:
            if table.table is not None:
                table.uses = table.table.mapping
            self._ask_columns(table)

    def _read_history(self) -> None:
        self.context.tasks.run(
            self.context.services.imports.history,
            done=self.begin.show_history,
            key="import-history",
            owner=self,
        )

    def _save_report(self) -> None:
        text = self.report.text
        ask_new_file(
            self,
            "Save the report",
            "Text (*.txt)",
            "Import report.txt",
            "txt",
            lambda path: self._write(path, text),
        )

    def _write(self, path: Path, text: str) -> None:
        self.context.tasks.run(
            lambda: write_atomically(path, text.encode("utf-8")),
            done=lambda _none: self.context.messages.notice(f"{path.name} is saved"),
            owner=self,
        )

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.BUSINESS in kinds and self.isVisible():
            self.opened()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        holder = QVBoxLayout()
        holder.setContentsMargins(20, 0, 24, 8)
        holder.addWidget(self.job)
        column.addLayout(holder)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.head.back_asked.connect(lambda: self.context.go("associates", 0, ""))
        self.act.clicked.connect(self._primary)
        self.other.clicked.connect(self.restart)
        self.columns.clicked.connect(self._change_columns)
        self.begin.place.choose.clicked.connect(self.choose)
        self.begin.place.paste.clicked.connect(self.paste)
        self.begin.undo_asked.connect(lambda step, _title: self.undo(step))
        self.mapping.encoding_asked.connect(self._read_again)
        self.proposal.changed.connect(self._say)
        self.report.save.clicked.connect(self._save_report)
        self.context.notifier.changed.connect(self._changed)
        for keys, act in (("Ctrl+O", self.choose), ("Ctrl+Return", self._primary)):
            QShortcut(
                QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
