"""“Add an idea” in the table of sealed ideas: it keeps the idea and fills in the row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microbiz_desktop.domain.deal import as_tables, as_text
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import Row
from microbiz_desktop.ui.records.idea_dialog import IdeaDialog
from microbiz_desktop.ui.widgets.buttons import TonalButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from microbiz_desktop.domain.deal import Deal
    from microbiz_desktop.services.transfer.ideas import IdeaRow
    from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
    from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
    from microbiz_desktop.ui.runtime.context import Context


def dressed_questions(
    context: Context, edits: DraftEdits
) -> Mapping[str, Callable[[QuestionBlock], object]]:
    """What code adds to questions of this agreement, by id; a kind without ideas has none."""
    question = context.services.agreements.idea_question(edits.deal)
    return {question: partial(offer_ideas, context, edits)} if question else {}


def offer_ideas(context: Context, edits: DraftEdits, block: QuestionBlock) -> TonalButton:
    """The button, before the one for an empty line."""
    table = block.editor
    assert isinstance(table, RowsTable)
    button = TonalButton("Add an idea", "lightbulb", small=True)
    button.clicked.connect(lambda: ask_idea(context, edits, block))
    table.offer(button)
    return button


def ask_idea(context: Context, edits: DraftEdits, block: QuestionBlock) -> IdeaDialog:
    """Ask for a new idea, or for one kept before that is not in this agreement."""
    services = context.services
    own = edits.agreement.own_business_id or services.settings.current_business()
    used = {
        as_text(row.get("number")) for row in as_tables(edits.deal.answers.get(block.question.id))
    }
    there = [
        one
        for one in services.ideas.rows(placed=False)
        if one.owner_id == own and one.number not in used
    ]
    dialog = IdeaDialog(context, own, block, there)
    dialog.kept.connect(partial(_put, context, edits, block))
    dialog.open()
    return dialog


def _owner(deal: Deal, one: IdeaRow) -> str:
    """The party that keeps the idea; an own one of a deal file is tied to no business."""
    keys = [party.key for party in deal.parties if party.business_id == str(one.owner_id)]
    untied = [party.key for party in deal.parties if party.own and not party.business_id]
    return next(iter(keys or untied), "")


def _put(context: Context, edits: DraftEdits, block: QuestionBlock, one: IdeaRow) -> None:
    """Fill in a row, and say where the idea is now."""
    row: Row = {"name": one.title, "party": _owner(edits.deal, one), "number": one.number}
    assert isinstance(block.editor, RowsTable)
    block.editor.put_row(row)
    context.messages.notice(
        f"“{one.title}” is kept with its key under Sealed ideas.",
        "Show",
        partial(context.go, Link(Screen.SETTINGS, 0, "ideas")),
    )
