"""The questions of the newer ways of sharing have editors that take and give what they mean."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.templates.catalogue import load_catalogue
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.forms.party_table import PerPartyEditor
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.share_table import ShareTable
from tests.drafting.till import write_till

from .page_help import seen

PARTIES = (PartySnapshot("p1", "Ann Ltd", own=True), PartySnapshot("p2", "Bo Ltd"))


@pytest.fixture
def blocks(qtbot: QtBot, tmp_path: Path) -> dict[str, QuestionBlock]:
    """A block for each question of money, with two parties."""
    template = load_catalogue(write_till(tmp_path)).templates["till"]
    made = {question.id: QuestionBlock(question, BRITISH) for question in template.questions}
    for block in made.values():
        qtbot.addWidget(block)
        block.set_parties(PARTIES)
    return made


def typed(widget: QWidget, text: str) -> None:
    """Type into a field."""
    QTest.keyClicks(widget, text)


@pytest.mark.parametrize(
    ("name", "cell", "text", "value"),
    [
        ("hours", ("p1", "hours"), "120", {"p1": 120}),
        ("royalties", ("p2", "royalty"), "7.5", {"p2": 75_000}),
        ("share_bounds", ("p1", "least"), "1500", {"p1": {"least": 150_000}}),
        ("share_bounds", ("p2", "most"), "£2,000", {"p2": {"most": 200_000}}),
    ],
)
def test_what_is_typed_for_a_party_is_the_answer(
    blocks: dict[str, QuestionBlock], name: str, cell: tuple[str, str], text: str, value: Any
) -> None:
    """A bound that is left empty is none, not zero."""
    editor = blocks[name].editor
    assert isinstance(editor, PerPartyEditor)
    typed(seen(editor.cells[cell]), text)
    assert blocks[name].current() == value


def test_royalties_are_no_share_table_because_they_leave_a_rest(
    blocks: dict[str, QuestionBlock],
) -> None:
    """A share table would ask for 100 % together."""
    assert isinstance(blocks["shares"].editor, ShareTable)
    assert not isinstance(blocks["royalties"].editor, ShareTable)


def test_a_line_of_a_swap_names_two_parties(blocks: dict[str, QuestionBlock]) -> None:
    editor = blocks["swaps"].editor
    assert isinstance(editor, RowsTable)
    row = editor.add_row()
    for column, value in (("giver", "p1"), ("receiver", "p2")):
        cell: Any = row.cells[column]
        cell.set_value(value)
    typed(seen(row.cells["what"]), "New menu cards")
    typed(seen(row.cells["value"]), "600")
    assert blocks["swaps"].current() == (
        {"giver": "p1", "what": "New menu cards", "receiver": "p2", "value": 60_000},
    )
