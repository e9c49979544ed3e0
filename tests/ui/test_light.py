"""Nothing blocks the window: what is large is made little by little, what is read is read aside."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microbiz_desktop.app import make_application, open_window
from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.questions import ColumnSpec
from microbiz_desktop.services.home import Home
from microbiz_desktop.services.program.sample_deals import sample_agreement
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.party_card import PartyCard
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.agreements.studio import StudioPage
from microbiz_desktop.ui.forms.editors import rows_editor
from microbiz_desktop.ui.forms.party_table import PerPartyEditor
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import Button
from tests.builders import draft_of_three
from tests.ui.studio_help import open_studio, studio_of

TITLE = ColumnSpec("title", AnswerKind.SHORT_TEXT, "Title")
MANY = 22


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[StudioPage]:
    """A studio that shows no agreement yet."""
    page = StudioPage(context)
    qtbot.addWidget(page)
    page.resize(1208, 900)
    page.show()
    yield page
    if isinstance(page.inner, Studio):
        page.inner.close_down()


def test_opening_makes_no_part_of_a_section_at_once(context: Context, page: StudioPage) -> None:
    context.services.sample.load()
    number = sample_agreement(context.services, "twenty-two-parties").id
    context.services.agreements.remember_place(number, "people", "parties")
    page.show_target(number)  # here and not in a fixture: behind one, events are processed
    many = page.inner
    assert isinstance(many, Studio)
    assert many.interview.current == "people"
    assert many.findChildren(QuestionBlock) == []
    assert many.findChildren(PartyCard) == []
    many.interview.slices.finish()
    assert len(many.findChildren(PartyCard)) == MANY
    made = {block.question.id for block in many.findChildren(QuestionBlock)}
    assert {many.interview.section_of(name) for name in made} == {"people"}
    assert many.interview.made("extra") is None
    many.interview.open("ownership")
    assert not many.interview.slices.is_done()
    many.interview.slices.finish()
    assert many.interview.slices.is_done()


def test_the_contact_list_is_compared_on_another_thread(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    agreements = type(context.services.agreements)
    real = agreements.stale_parties

    def watched(self: object, agreement_id: int) -> dict[str, tuple[str, ...]]:
        threads.append(threading.current_thread())
        return real(context.services.agreements, agreement_id)

    monkeypatch.setattr(agreements, "stale_parties", watched)
    page = open_studio(qtbot, context, draft_of_three(context.services).id)
    studio_of(page).interview.open("people")
    qtbot.waitUntil(lambda: bool(threads))
    assert threading.main_thread() not in threads


def test_shares_not_yet_made_are_part_of_the_answer(qtbot: QtBot) -> None:
    slices = Slices()
    table = ShareTable(slices=slices)
    qtbot.addWidget(table)
    names = [(f"party-{n}", f"Party {n}") for n in range(4)]
    table.set_parties(names)
    table.set_value({key: 250_000 for key, _ in names})
    assert table.parties() == names
    assert table.value() == dict.fromkeys((key for key, _ in names), 250_000)
    assert "exactly" in table.verdict()
    slices.finish()
    assert table.value() == dict.fromkeys((key for key, _ in names), 250_000)
    assert [row.field.value() for row in table.rows()] == [250_000] * 4


def test_rows_not_yet_made_are_part_of_the_answer(qtbot: QtBot) -> None:
    slices = Slices()
    rows = rows_editor("What?", (TITLE,), BRITISH, slices)
    qtbot.addWidget(rows)
    wanted = tuple({"title": f"Thing {n}"} for n in range(3))
    rows.set_value(wanted)
    assert rows.findChildren(Button) == [rows.add_link]  # no row has its own yet
    assert rows.value() == wanted
    assert rows.none_yet.isHidden()
    rows.add_row().cells["title"].set_value("Last")
    assert [row["title"] for row in rows.value()] == ["Thing 0", "Thing 1", "Thing 2", "Last"]


def test_parties_not_yet_made_are_part_of_the_answer(qtbot: QtBot) -> None:
    slices = Slices()
    editor = PerPartyEditor("Who does what?", (TITLE,), BRITISH, slices)
    qtbot.addWidget(editor)
    editor.set_parties([_party(n) for n in range(3)])
    wanted = {f"party-{n}": f"Work {n}" for n in range(3)}
    editor.set_value(wanted)
    assert editor.value() == wanted
    editor.set_parties([_party(n) for n in (2, 0)])
    assert editor.value() == {"party-0": "Work 0", "party-2": "Work 2"}
    slices.finish()
    assert editor.value() == {"party-0": "Work 0", "party-2": "Work 2"}


def test_steps_added_by_a_step_come_right_behind_it() -> None:
    slices = Slices()
    seen: list[str] = []

    def first() -> None:
        seen.append("a")
        slices.add([lambda: seen.append("b")])

    slices.add([first, lambda: seen.append("c")])
    slices.finish()
    assert seen == ["a", "b", "c"]
    assert slices.is_done()


def test_the_navigation_counts_on_another_thread(
    qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    real = Home.counts

    def watched(home: Home) -> dict[str, int]:
        threads.append(threading.current_thread())
        return real(home)

    monkeypatch.setattr(Home, "counts", watched)
    running = open_window(make_application(), services)
    qtbot.addWidget(running.window)
    try:
        qtbot.waitUntil(lambda: len(threads) == 1)
        for name in ("Ash Bakery", "Birch Books", "Cedar Clay"):  # three changes, counted once
            services.businesses.add_typed(name)
        associates = running.window.navigation.buttons["associates"]
        qtbot.waitUntil(lambda: associates.accessibleName().endswith(", 3"))
        assert len(threads) == 2
        assert threading.main_thread() not in threads
    finally:
        running.window.close()
        running.window.shut()


def _party(number: int) -> PartySnapshot:
    return PartySnapshot(f"party-{number}", f"Party {number}")
