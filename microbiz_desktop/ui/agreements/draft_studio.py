"""The drafting studio for one draft: answers go down, pages and findings come up."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.drafting.questions import Section
from microbiz_desktop.services.values import AgreementData, DraftView, Pages
from microbiz_desktop.ui.agreements.actions import AgreementActions
from microbiz_desktop.ui.agreements.checks_pane import ChecksPane, count_of, in_order
from microbiz_desktop.ui.agreements.editing import DraftEdits
from microbiz_desktop.ui.agreements.feed import DraftFeed
from microbiz_desktop.ui.agreements.finding_places import place_of, problems_of
from microbiz_desktop.ui.agreements.interview import Interview
from microbiz_desktop.ui.agreements.offer_dialog import OfferDialog
from microbiz_desktop.ui.agreements.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.preview import PreviewPane
from microbiz_desktop.ui.agreements.progress_states import states_of
from microbiz_desktop.ui.agreements.studio_body import StudioBody
from microbiz_desktop.ui.agreements.studio_header import StudioHeader
from microbiz_desktop.ui.agreements.terms_pane import TermsPane
from microbiz_desktop.ui.context import Context
from microbiz_desktop.ui.widgets.labels import Line

EXTRA = "extra"


class Studio(QWidget):
    """One draft. It stores every answer at once; leaving it loses nothing."""

    offered = Signal(int)

    def __init__(
        self,
        context: Context,
        agreement: AgreementData,
        document: QPdfDocument,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        services = context.services
        self._context = context
        self._view: DraftView | None = None
        self._pointed: frozenset[str] = frozenset()
        self.edits = DraftEdits(services.agreements, agreement, self)
        self.feed = DraftFeed(services.drafts, context.tasks, agreement.id, self)
        template = services.agreements.questions(agreement.id)
        intro = "What only this agreement says, and wording that differs from the usual."
        self._sections = (*template, Section(EXTRA, "Extra terms", intro))
        self.interview = Interview(self._sections, agreement.deal.currency, self._specials())
        self.preview = PreviewPane(document)
        self.checks = ChecksPane()
        self.body = StudioBody(self.interview, self.preview, self.checks)
        self.actions_of = AgreementActions(context, agreement.id, "draft", self)
        self.header = StudioHeader(self._menu(), "Offer for sign-off")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line())
        column.addWidget(self.body, 1)
        self._connect()
        self._show_stored(agreement)
        self._resume(agreement.resume)
        self.feed.refresh_now()

    def lead_to(self, question: str) -> None:
        """Open the interview at a question, as when a link from elsewhere leads here."""
        self.interview.open_question(question)

    def flush(self) -> None:
        """Store what is typed and still waits."""
        self.interview.flush()
        self._parties().flush()

    def close_down(self) -> None:
        """The agreement is left: store, and listen to no more results."""
        self.flush()
        self.feed.stop()

    def reload(self) -> None:
        """Something changed elsewhere: show it, without losing what is typed here."""
        if self.edits.reload():
            self._show_stored(self.edits.agreement)
            self.feed.refresh()
        else:
            self._parties().show_parties(self.edits.deal.parties)

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [*self.body.panes(), self.header]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the large preview, or closes the checks over it."""
        if event.key() == Qt.Key.Key_Escape and self.body.is_large():
            self.body.toggle_large()
        elif event.key() == Qt.Key.Key_Escape:
            self.body.close_overlay()
        else:
            super().keyPressEvent(event)

    def offer(self) -> None:
        """With errors the button leads to the first one, else it asks for the offer."""
        self.flush()
        errors = [f for f in self.checks.findings() if f.severity is Severity.ERROR]
        if self._view is None:
            return
        if errors:
            self.show_finding(errors[0])
            return
        warnings = count_of(self.checks.findings(), Severity.WARNING)
        dialog = OfferDialog(self.edits.agreement, warnings, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.offer_asked.connect(lambda until: self._send_offer(dialog, until))
        dialog.open()
        self.offer_dialog = dialog

    def show_finding(self, finding: Finding) -> None:
        """Lead to the place of a finding, in the form and on the page."""
        section, question = place_of(finding, self._sections)
        self._pointed |= {question}
        self._say_problems()
        self.interview.open_question(question, section)
        if finding.place.party and question == self._parties().question.id:
            self._parties().lead_to(finding.place.party)
        self.preview.view.mark(self._clauses_of(question, finding.place.clause))
        self.body.close_overlay()

    def mend(self, finding: Finding) -> None:
        """Do what the finding offers, say what was done, and offer to take it back."""
        if finding.mend is None:
            return
        mend, agreements = finding.mend, self._context.services.agreements
        done = self.edits.run(mend.label, lambda n, v: agreements.edit(n, v, mend.edits))
        if done:
            label = mend.label[:1].upper() + mend.label[1:]
            self._context.messages.notice(f"Mended: {label}.", "Undo", self.edits.stack.undo)

    def _connect(self) -> None:
        self.interview.answered.connect(self._answer)
        self.interview.place_changed.connect(self._moved)
        self.interview.section_changed.connect(self._section_opened)
        self.body.section_chosen.connect(self.interview.open)
        self.edits.changed.connect(self._changed)
        self.edits.refused.connect(self._refuse)
        self.feed.compiled.connect(self._compiled)
        self.feed.rendered.connect(self._rendered)
        self.feed.busy_changed.connect(self.preview.set_busy)
        self.feed.failed.connect(self._feed_failed)
        self.checks.show_asked.connect(self.show_finding)
        self.checks.mend_asked.connect(self.mend)
        self.header.primary_clicked.connect(self.offer)

    def _specials(self) -> "Mapping[str, Any]":
        services = self._context.services

        def parties() -> QWidget:
            question = next(q for s in self._sections for q in s.questions if q.kind == "parties")
            return PartiesEditor(question, self.edits, services.agreements, services.businesses)

        def extra() -> QWidget:
            tasks = self._context.tasks
            return TermsPane(self.edits, services.agreements, services.drafts, tasks)

        names = [q.id for s in self._sections for q in s.questions if q.kind == "parties"]
        return {**dict.fromkeys(names, parties), EXTRA: extra}

    def _parties(self) -> PartiesEditor:
        name = next(q.id for s in self._sections for q in s.questions if q.kind == "parties")
        found = self.interview.special(name)
        assert isinstance(found, PartiesEditor)
        return found

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for action, key in (
            (self.edits.stack.createUndoAction(self, "Undo"), QKeySequence.StandardKey.Undo),
            (self.edits.stack.createRedoAction(self, "Do again"), QKeySequence("Ctrl+Shift+Z")),
        ):
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        self.actions_of.fill(menu)
        return menu

    def _answer(self, question: str, value: object, typed: bool) -> None:
        self.edits.answer(question, value, "Answer", typed=typed)

    def _changed(self, agreement: AgreementData) -> None:
        self._show_stored(agreement)
        self.feed.refresh()

    def _show_stored(self, agreement: AgreementData) -> None:
        agreements = self._context.services.agreements
        answers, shown = agreements.effective(agreement.id), agreements.shown(agreement.id)
        parties = agreement.deal.parties
        self.interview.show_answers(answers, shown, parties)
        self._parties().show_parties(parties)
        terms = self.interview.special(EXTRA)
        assert isinstance(terms, TermsPane)
        terms.show_deal(agreement.deal)
        self.header.show_agreement(agreement, self._law())
        self._show_progress()

    def _law(self) -> str:
        return self._view.text.law if self._view is not None else ""

    def _show_progress(self) -> None:
        deal = self.edits.deal
        extra = len(deal.special_terms) + len(deal.rewordings)
        progress = self._view.progress if self._view is not None else ()
        states = states_of(self._sections, progress, EXTRA, extra)
        for pane in (self.body.sections, self.body.drop_down):
            pane.set_states(states)
            pane.set_current(self.interview.current)

    def _compiled(self, view: DraftView) -> None:
        self._view = view
        self.checks.set_findings(in_order(view.findings))
        self.body.checks_bar.set_findings(view.findings)
        self.interview.set_total(view.left)
        self.header.show_agreement(self.edits.agreement, self._law())
        self._say_problems()
        self._show_progress()

    def _rendered(self, pages: Pages) -> None:
        self.preview.show_pages(pages)

    def _feed_failed(self, error: MicrobizError) -> None:
        text = f"{error.sentence()} The last pages stay."
        self.preview.message.show_message(text, action="Try again", act=self.feed.refresh_now)

    def _say_problems(self) -> None:
        if self._view is not None:
            answers = self._context.services.agreements.effective(self.edits.agreement.id)
            found = problems_of(self._view.findings, self._sections, answers, self._pointed)
            self.interview.set_problems(found)

    def _section_opened(self, section: str) -> None:
        for pane in (self.body.sections, self.body.drop_down):
            pane.set_current(section)
        number = self.edits.agreement.id
        self._context.services.agreements.remember_place(number, section, "")
        if self._view is not None:
            self._show_answers_left()

    def _show_answers_left(self) -> None:
        agreements, number = self._context.services.agreements, self.edits.agreement.id
        answers, shown = agreements.effective(number), agreements.shown(number)
        self.interview.show_answers(answers, shown, self.edits.deal.parties)

    def _moved(self, section: str, question: str) -> None:
        number = self.edits.agreement.id
        self._context.services.agreements.remember_place(number, section, question)
        self.preview.view.mark(self._clauses_of(question))

    def _clauses_of(self, question: str, clause: str = "") -> tuple[str, ...]:
        if clause or self._view is None:
            return (clause,) if clause else ()
        return tuple(self._view.places.get(question, ()))

    def _resume(self, resume: tuple[str, str]) -> None:
        section, question = resume
        known = {s.id for s in self._sections}
        self.interview.open(section if section in known else self._sections[0].id)
        if question:
            self.interview.open_question(question, focus=False)

    def _refuse(self, error: MicrobizError) -> None:
        self._context.messages.problem(error.message, error.hint)

    def _send_offer(self, dialog: OfferDialog, until: str) -> None:
        offers, agreement = self._context.services.offers, self.edits.agreement
        self._context.tasks.run(
            lambda: offers.offer(agreement.id, agreement.version, until),
            done=lambda made: self._offer_made(dialog, made),
            failed=lambda error: self._offer_refused(dialog, error),
            owner=self,
        )

    def _offer_made(self, dialog: OfferDialog, made: AgreementData) -> None:
        dialog.accept()
        self.offered.emit(made.id)

    def _offer_refused(self, dialog: OfferDialog, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            dialog.reject()
            raise error
        dialog.say_problem(error)
