"""What the studio is put together from: special editors and the menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.findings import EXTRA, Finding
from microbiz_desktop.services.agreements.asked import AnswerKind, Question, Section
from microbiz_desktop.services.agreements.wording_findings import EARLIER_WORDING, OTHER_VERSION
from microbiz_desktop.services.agreements.wordings import WordingChanges
from microbiz_desktop.ui.agreements.actions import AgreementActions
from microbiz_desktop.ui.agreements.differences import DifferencesDialog
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.party_acts import PartiesServices
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages, MakeSpecial
from microbiz_desktop.ui.agreements.interview.terms_pane import TermsPane
from microbiz_desktop.ui.agreements.wording_dialog import WordingDialog
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.slices import Slices


def store_answers(interview: InterviewPages, edits: DraftEdits) -> None:
    """Each answer goes to the services as it is given."""

    def store(question: str, typed: bool) -> None:
        value = interview.blocks[question].current()
        edits.answer(question, value, "Answer", typed=typed)

    interview.answered.connect(store)


def sections_of(context: Context, deal: Deal) -> tuple[Section, ...]:
    """The template's sections and the one for terms of this agreement only."""
    template = context.services.agreements.sections_of(deal)
    intro = "What only this agreement says, wording that differs from the usual, and its law."
    return (*template, Section(EXTRA, "Extra terms", intro))


def parties_question(sections: Sequence[Section]) -> Question:
    """The one question whose answer is the list of parties."""
    return next(q for s in sections for q in s.questions if q.kind is AnswerKind.PARTIES)


def special_editors(
    context: Context, edits: DraftEdits, sections: Sequence[Section], slices: Slices
) -> Mapping[str, MakeSpecial]:
    """Editors that are more than one answer: the parties, and the extra terms."""
    services, question = context.services, parties_question(sections)

    def parties() -> QWidget:
        desk = PartiesServices(
            *(services.agreements, services.businesses, context.tasks),
            *(context.messages, services.choosing),
        )
        editor = PartiesEditor(question, edits, desk, slices)
        editor.show_parties(edits.deal.parties)
        return editor

    def extra() -> QWidget:
        pane = TermsPane(edits, services.agreements, services.drafts, context.tasks)
        pane.show_deal(edits.deal)
        return pane

    return {question.id: parties, EXTRA: extra}


def studio_menu(
    context: Context, edits: DraftEdits, actions: AgreementActions, window: QWidget
) -> Menu:
    """Undo and redo, then what every agreement has."""
    menu = Menu(window)
    undo = edits.stack.createUndoAction(window, "Undo")
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    redo = edits.stack.createRedoAction(window, "Do again")
    redo.setShortcut(QKeySequence("Ctrl+Shift+Z"))
    for action in (undo, redo):
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        window.addAction(action)
        menu.addAction(action)
    menu.addSeparator()
    if edits.agreement.started_from:
        menu.addAction(
            "What differs from the past one", partial(show_differences, context, edits, window)
        )
        menu.addSeparator()
    return actions.fill(menu)


def show_differences(context: Context, edits: DraftEdits, window: QWidget) -> DifferencesDialog:
    """This deal beside the one it started from."""
    agreements, now = context.services.agreements, edits.agreement
    past = agreements.get(now.started_from)
    found = agreements.differences(now.id, past.id)
    dialog = DifferencesDialog(past.title, found, window)
    dialog.open()
    return dialog


def shown_apart(context: Context, edits: DraftEdits, finding: Finding, window: QWidget) -> bool:
    """Show what no question can: what another wording changes; whether that is what it tells of.

    The wording is taken there, and by undo given back.
    """
    if finding.code not in (EARLIER_WORDING, OTHER_VERSION):
        return False
    wordings, number = context.services.wordings, edits.agreement.id

    def show(changes: WordingChanges) -> None:
        dialog = WordingDialog(changes, window)
        dialog.taken.connect(lambda: fix_with_undo(context, edits, finding))
        dialog.open()

    context.tasks.run(lambda: wordings.changes(number), done=show, key="wording", owner=window)
    return True


def fix_with_undo(context: Context, edits: DraftEdits, finding: Finding) -> None:
    """Do what a finding offers; the notice says what was done and takes it back."""
    if finding.mend is None:
        return
    mend, agreements = finding.mend, context.services.agreements
    if edits.run(mend.label, lambda n, v: agreements.edit(n, v, mend.edits)):
        label = mend.label[:1].upper() + mend.label[1:]
        context.messages.notice(
            f"Mended: {label}.", "Undo", partial(edits.bring_back, edits.stack.index())
        )
