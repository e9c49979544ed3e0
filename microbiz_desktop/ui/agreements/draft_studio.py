"""The drafting studio for one draft: answers go down, pages and findings come up.

`studio` opens one for each draft that is looked at. Each answer is stored at once and the text made
anew aside, so that nothing is lost by leaving and typing never waits for the pages.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.findings import EXTRA, Finding, Severity
from microbiz_desktop.services.agreements.values import AgreementData, DraftView, Pages
from microbiz_desktop.ui.agreements.actions import AgreementActions
from microbiz_desktop.ui.agreements.checks_pane import ChecksPane, count_of, in_order
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.agreements.interview.going_on import GoingOn
from microbiz_desktop.ui.agreements.interview.idea_rows import dressed_questions
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.pointing import Pointing
from microbiz_desktop.ui.agreements.interview.progress_states import Found, states_of
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.agreements.interview.shown_findings import ShownFindings, Unsettled
from microbiz_desktop.ui.agreements.interview.terms_pane import TermsPane
from microbiz_desktop.ui.agreements.studio_body import StudioBody
from microbiz_desktop.ui.agreements.studio_header import StudioHeader
from microbiz_desktop.ui.agreements.studio_pieces import (
    fix_with_undo,
    parties_question,
    sections_of,
    shown_apart,
    special_editors,
    store_answers,
    studio_menu,
)
from microbiz_desktop.ui.preview.draft_updates import DraftUpdates
from microbiz_desktop.ui.preview.pane import PreviewPane
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.labels import Line
from microbiz_desktop.ui.widgets.layouts import column, wide
from microbiz_desktop.ui.widgets.main_step import enter_acts


class Studio(QWidget):
    """One draft. It stores every answer at once; leaving it loses nothing."""

    #: The agreement as shown, and how many warnings stay open.
    offer_asked = Signal(object, int)

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
        self._resuming, self._offer_waits = True, False
        self.edits = DraftEdits(services.agreements, agreement, self)
        self.feed = DraftUpdates(services.drafts, context.tasks, agreement.id, self)
        self._sections = sections_of(context, agreement.deal)
        self._slices = Slices(self)
        special = special_editors(context, self.edits, self._sections, self._slices)
        manner = services.agreements.manner_of(agreement.deal)
        dressed = dressed_questions(context, self.edits)
        self.interview = InterviewPages(self._sections, manner, special, self._slices, dressed)
        self.preview = PreviewPane(document)
        self.guide = Pointing(self.interview, self.preview.view, self._sections)
        self.going = GoingOn(self.interview, self.edits, self._sections)
        self.checks = ChecksPane()
        self.found = ShownFindings(self.interview)
        self.unsettled = Unsettled(self.interview)
        self._looked_at = set(agreement.looked_at)
        self.body = StudioBody(self.interview, self.preview, self.checks)
        self.actions_of = AgreementActions(context, agreement, self)
        menu = studio_menu(context, self.edits, self.actions_of, self)
        self.header = StudioHeader(menu, "Offer for sign-off")
        column(self.header, Line(), wide(self.body), gap=0, of=self)
        self._connect()
        self._show_stored(agreement)
        self._resume(agreement.resume)
        self.feed.refresh_now()

    def lead_to(self, place: str) -> None:
        """Open the interview at a question or section, as when a link from elsewhere leads here."""
        self.interview.open_question(place, place)

    def compiled_version(self) -> int:
        """The version of the agreement that the checks speak of; 0 before the first."""
        return self._view.version if self._view else 0

    def flush(self) -> None:
        """Store what is typed and still waits."""
        self.interview.flush()
        if (parties := self._parties()) is not None:
            parties.flush()

    def close_down(self) -> None:
        """The agreement is left: store, and listen to no more results."""
        self.flush()
        self.going.keys.drop()
        self._slices.clear()
        self.feed.stop()

    def reload(self) -> None:
        """Something changed elsewhere: show it, without losing what is typed here."""
        if self.edits.reload():
            self._show_stored(self.edits.agreement)
            self.feed.refresh()
            return
        if (parties := self._parties()) is not None:
            parties.show_parties(self.edits.deal.parties)
        self.feed.refresh()  # what the contact list has may be another thing now

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [*self.body.panes(), self.header]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the large preview, or closes the checks over it."""
        if event.key() == Qt.Key.Key_Escape:
            self.body.step_back()
        else:
            super().keyPressEvent(event)

    def offer(self) -> None:
        """With errors the button leads to the first one, else it asks for the offer.

        Pressed right after typing it waits a moment, for the checks of what was typed.
        """
        self.flush()
        self.found.leave_line()
        self._offer_waits = not self._is_checked()
        if self._offer_waits:
            return
        if errors := self._errors():
            self.show_finding(errors[0])
            return
        warnings = count_of(self.checks.findings(), Severity.WARNING)
        self.offer_asked.emit(self.edits.agreement, warnings)

    def go_on(self) -> None:
        """To the next thing that is left, and when nothing is to the button that offers."""
        if self.header.primary.hasFocus():
            self.offer()
        elif not self.going.stays():
            self.flush()
            self.going.go_on(self._errors() if self._is_checked() else ())

    def show_finding(self, finding: Finding) -> None:
        """Lead to the place of a finding, in the form and on the page, or show what it tells of."""
        if shown_apart(self._context, self.edits, finding, self):
            return
        self.guide.lead_to(finding, self._answers())
        self.body.close_overlay()

    def mend(self, finding: Finding) -> None:
        """Do what the finding offers, say what was done, and offer to take it back."""
        fix_with_undo(self._context, self.edits, finding)

    def _lead_to_offer(self) -> None:
        self.header.primary.setFocus(Qt.FocusReason.TabFocusReason)  # so that it is seen there

    def _errors(self) -> list[Finding]:
        return [one for one in self.checks.findings() if one.severity is Severity.ERROR]

    def _is_checked(self) -> bool:
        """Whether the checks are those of the draft as it is stored."""
        return self.compiled_version() == self.edits.agreement.version

    def _connect(self) -> None:
        enter_acts(self, self.go_on)
        self.going.finding_reached.connect(self.show_finding)
        self.going.end_reached.connect(self._lead_to_offer)
        self.interview.turned.connect(self.going.to_first_here)
        store_answers(self.interview, self.edits)
        self.interview.place_changed.connect(self._moved)
        self.interview.section_changed.connect(self._section_opened)
        self.body.section_chosen.connect(self.interview.open)
        self.edits.changed.connect(self._changed)
        messages = self._context.messages
        self.edits.taken_out.connect(lambda said, back: messages.notice(said, "Undo", back))
        self.edits.refused.connect(lambda e: self._context.messages.problem(e.message, e.hint))
        self.feed.compiled.connect(self._compiled)
        self.found.changed.connect(self._show_findings)
        self.unsettled.changed.connect(self._show_progress)
        self.interview.line_left.connect(self.found.leave_line)
        self.feed.rendered.connect(self._rendered)
        self.feed.busy_changed.connect(self.preview.set_busy)
        self.feed.failed.connect(self._feed_failed)
        self.checks.show_asked.connect(self.show_finding)
        self.checks.mend_asked.connect(self.mend)
        self.header.primary_clicked.connect(self.offer)

    def _parties(self) -> PartiesEditor | None:
        """The editor of the parties, once it has been needed."""
        found = self.interview.made(parties_question(self._sections).id)
        return found if isinstance(found, PartiesEditor) else None

    def _changed(self, agreement: AgreementData) -> None:
        self._context.messages.again()
        if self.edits.typing:
            self.found.typed()
        else:
            self.found.leave_line()
        self._show_stored(agreement)
        self.feed.refresh()

    def _show_stored(self, agreement: AgreementData) -> None:
        self._show_answers()
        if (parties := self._parties()) is not None:
            parties.show_parties(agreement.deal.parties)
        terms = self.interview.made(EXTRA)
        if isinstance(terms, TermsPane):
            terms.show_deal(agreement.deal)
        self.header.show_agreement(agreement, self._law())
        self._show_progress()

    def _law(self) -> str:
        return self._view.text.law if self._view is not None else ""

    def _show_progress(self) -> None:
        deal = self.edits.deal
        terms = len(deal.special_terms) + len(deal.rewordings)
        progress = self._view.progress if self._view is not None else ()
        found = Found(self.found.stored(), self.found.now(), self.unsettled.names)
        states = states_of(self._sections, progress, found, self._looked_at, terms)
        self.body.show_progress(states, self.interview.current)
        if self._view is not None:
            self.interview.show_left({state.key: state.left for state in states})
            self.checks.show_left(sum(state.left for state in states))

    def _compiled(self, view: DraftView) -> None:
        self._view = view
        self.interview.set_totals(view.shared)
        self.header.show_agreement(self.edits.agreement, self._law())
        self.guide.show_text(view)
        if self._is_checked():
            self.unsettled.checked()
        self.found.take(in_order(view.findings))
        if self._offer_waits:
            self.offer()

    def _show_findings(self) -> None:
        findings = self.found.now()
        self.checks.set_findings(findings)
        self.body.checks_bar.set_findings(findings)
        self.guide.take(findings, self._answers())
        self._show_progress()

    def _rendered(self, pages: Pages) -> None:
        first = self.preview.view.count() == 0
        self.preview.show_pages(pages)
        if first:
            self.guide.follow_section(self.interview.current)

    def _feed_failed(self, error: MicrobizError) -> None:
        self._offer_waits = False
        text = f"{error.sentence()} The last pages stay."
        self.preview.message.show_message(text, action="Try again", act=self.feed.refresh_now)

    def _section_opened(self, section: str) -> None:
        self._looked_at.add(section)
        self._show_progress()
        self._remember(section, "")
        self.guide.follow_section(section)

    def _moved(self, section: str, question: str) -> None:
        self._remember(section, question)
        self.guide.follow_question(question)

    def _remember(self, section: str, question: str) -> None:
        if not self._resuming:
            number = self.edits.agreement.id
            self._context.services.agreements.remember_place(number, section, question)

    def _answers(self) -> Mapping[str, object]:
        return self._context.services.agreements.asked(self.edits.deal).answers

    def _show_answers(self) -> None:
        deal = self.edits.deal
        self.interview.show_answers(self._context.services.agreements.asked(deal), deal.parties)

    def _resume(self, resume: tuple[str, str]) -> None:
        section, question = resume
        known = {s.id for s in self._sections}
        self.interview.open(section if section in known else self._sections[0].id)
        if question:
            self.interview.open_question(question, focus=False)
        self.interview.when_built(lambda: self._begin(question))

    def _begin(self, question: str) -> None:
        """Everything is there: one may type at once, where one does not already."""
        focus = QApplication.focusWidget()
        elsewhere = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        free = not elsewhere and (focus is None or not self.interview.isAncestorOf(focus))
        if free and (question or not self.going.to_first_here()):
            self.interview.take_keyboard(question)
        self._resuming = False
        self._remember(self.interview.current, question)
