"""Whatever is taken out of a draft comes with a notice that brings it back."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message, Notice
from tests.ui.studio_help import open_studio, studio_of

pytestmark = pytest.mark.usefixtures("offered")


@pytest.fixture
def told(context: Context) -> list[Notice]:
    heard: list[Notice] = []
    context.messages.notice_posted.connect(heard.append)
    return heard


@pytest.fixture
def studio(qtbot: QtBot, context: Context) -> Studio:
    """A draft with a special term, wording of its own, deliverables and rows."""
    agreements = context.services.agreements
    made = agreements.create_from(1)
    made = agreements.add_special_term(made.id, made.version, "Keys", "Each party has a key.")
    unit = context.services.drafts.unit_texts(made.id)[0][0]
    agreements.reword(made.id, made.version, unit, "Other words of our own.", "")
    return studio_of(open_studio(qtbot, context, made.id))


def party(studio: Studio) -> None:
    parties: Any = studio.interview.special("parties")
    parties.cards["northlight-film"].removed.emit()


def term(studio: Studio) -> None:
    edits = studio.edits
    last = len(edits.deal.special_terms) - 1
    edits.run("Take a term out", lambda n, v: edits.agreements.remove_special_term(n, v, last))


def wording(studio: Studio) -> None:
    edits = studio.edits
    unit = edits.deal.rewordings[0].unit
    edits.run("The usual wording", lambda n, v: edits.agreements.remove_rewording(n, v, unit))


def deliverable(studio: Studio) -> None:
    plain = [{"title": d.title, "owner": d.owner, "due": d.due} for d in _deliverables(studio)[1:]]
    edit = Edit(("project", "deliverables"), plain)
    studio.edits.run("Take out", lambda n, v: studio.edits.agreements.edit(n, v, (edit,)))


def _deliverables(studio: Studio) -> tuple[Any, ...]:
    return studio.edits.deal.project.deliverables


TAKEN: dict[str, Callable[[Studio], None]] = {
    "Northlight Film": party,
    "Keys": term,
    "your own wording": wording,
    "": deliverable,
}


@pytest.mark.parametrize("name", TAKEN)
def test_taking_something_out_offers_undo(studio: Studio, told: list[Notice], name: str) -> None:
    before = studio.edits.deal
    named = name or _deliverables(studio)[0].title
    TAKEN[name](studio)
    assert studio.edits.deal != before
    assert [(n.text, n.action) for n in told] == [
        (f"Taken out of this agreement: {named}.", "Undo")
    ]
    assert told[0].act is not None
    told[0].act()
    assert studio.edits.deal == before


def test_undo_of_a_notice_takes_nothing_else_back(
    studio: Studio, context: Context, told: list[Notice]
) -> None:
    said: list[Message] = []
    context.messages.message_posted.connect(said.append)
    term(studio)
    studio.edits.answer("title", "Autumn menu", "Title")
    now = studio.edits.deal
    assert told[0].act is not None
    told[0].act()
    assert studio.edits.deal == now
    assert "step by step" in said[0].text


def test_a_change_takes_nothing_out(studio: Studio, told: list[Notice]) -> None:
    studio.edits.answer("title", "Autumn menu", "Title")
    edits = studio.edits
    last = len(edits.deal.special_terms) - 1
    edits.run(
        "Change", lambda n, v: edits.agreements.change_special_term(n, v, last, "Keys", "New.")
    )
    assert told == []
