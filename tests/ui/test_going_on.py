"""Enter in a draft goes on: through what is left, in the order in which one works, to the offer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.questions import ColumnSpec
from microbiz_desktop.paths import resource
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.forms.editors import offer_parties, rows_editor
from microbiz_desktop.ui.forms.field import widget_of
from microbiz_desktop.ui.forms.fields import MoneyField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.forms.table_row import Row
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.shell.shortcuts import EVERYWHERE
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.key_words import key_words
from microbiz_desktop.ui.widgets.layouts import column
from microbiz_desktop.ui.widgets.main_step import enter_acts
from tests.builders import draft_of_three, fernhill, northlight

from .studio_help import became_active, block, open_studio, studio_of, wait_compiled

PARTIES = (
    PartySnapshot("fernhill", "Fernhill Design Ltd", "Fernhill Design"),
    PartySnapshot("northlight", "Eilidh Fraser", "Northlight Film"),
)


def focus() -> QWidget:
    where = QApplication.focusWidget()
    assert where is not None
    return where


def question_of(part: QWidget | None) -> str:
    """The question that a part of the interview belongs to."""
    while part is not None and not part.objectName().startswith("question-"):
        part = part.parentWidget()
    return part.objectName().removeprefix("question-") if part is not None else ""


def enter(qtbot: QtBot, studio: Studio) -> None:
    """Enter, with Ctrl in a text of several lines, and what it leads to is there."""
    several = isinstance(focus(), QPlainTextEdit)
    QTest.keySequence(focus(), "Ctrl+Return" if several else "Return")
    settled(qtbot, studio)


def settled(qtbot: QtBot, studio: Studio) -> None:
    qtbot.waitUntil(studio.interview.slices.is_done)
    qtbot.waitUntil(lambda: not studio.going.keys.is_holding())


def begun(qtbot: QtBot, context: Context, kind: str) -> Studio:
    """The studio with a new draft of this kind, of which only the name was said."""
    own = context.services.businesses.save(fernhill())
    made = context.services.agreements.create(own.id, kind, 0, "Harbour Lane")
    studio = studio_of(open_studio(qtbot, context, made.id))
    settled(qtbot, studio)
    return studio


@pytest.fixture
def whole(qtbot: QtBot, context: Context, services: Services) -> Iterator[Studio]:
    """The studio with a draft in which nothing is left."""
    yield studio_of(open_studio(qtbot, context, draft_of_three(services).id))


def kinds() -> list[str]:
    """Every kind that is shipped."""
    return [kind.id for kind in TemplateCatalogue(resource("templates", "agreements")).kinds()]


@pytest.mark.parametrize("kind", kinds())
def test_enter_leads_through_everything_that_is_left(
    qtbot: QtBot, context: Context, kind: str
) -> None:
    """Nothing is answered here: each open question is come to once, and then the first again."""
    studio = begun(qtbot, context, kind)
    order = studio.edits.agreements.work_order(studio.edits.deal)
    left = [name for name, is_left in order.items() if is_left]
    assert left
    come_to = [question_of(focus())]
    while len(come_to) <= len(left):
        QTest.keySequence(focus(), "Ctrl+Return")
        settled(qtbot, studio)
        if (now := question_of(focus())) != come_to[-1]:  # a table has several fields
            come_to.append(now)
    assert come_to[:-1] == left
    assert come_to[-1] == left[0]


@pytest.mark.parametrize("kind", kinds())
def test_what_is_left_is_what_the_checks_say(qtbot: QtBot, context: Context, kind: str) -> None:
    studio = begun(qtbot, context, kind)
    wait_compiled(qtbot, studio)
    order = studio.edits.agreements.work_order(studio.edits.deal)
    said = {
        finding.place.question
        for finding in studio.checks.findings()
        if finding.severity is Severity.ERROR
        and finding.code in ("missing-answer", "too-few-parties")
    }
    assert {name for name, is_left in order.items() if is_left} == said


def test_where_nothing_is_left_enter_leads_to_the_offer(qtbot: QtBot, whole: Studio) -> None:
    block(whole, "client").lead_here()
    settled(qtbot, whole)
    enter(qtbot, whole)
    assert focus() is whole.header.primary
    with qtbot.waitSignal(whole.offer_asked):
        QTest.keyClick(focus(), Qt.Key.Key_Return)


def test_what_a_check_says_is_led_to_when_no_question_is_open(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    made = draft_of_three(services)
    made = services.agreements.set_signer(
        made.id, made.version, "fernhill-design", "Priya Raman", False
    )
    studio = studio_of(open_studio(qtbot, context, made.id))
    assert not any(studio.edits.agreements.work_order(studio.edits.deal).values())
    block(studio, "client").lead_here()
    settled(qtbot, studio)
    enter(qtbot, studio)
    parties = studio.interview.special("parties")
    assert isinstance(parties, PartiesEditor)
    signing = parties.cards["fernhill-design"].signing
    qtbot.waitUntil(lambda: focus() in signing.rows.values())


def test_enter_stays_in_what_cannot_be_read(qtbot: QtBot, context: Context) -> None:
    studio = begun(qtbot, context, "joint-venture")
    field = block(studio, "start").editor
    field.setFocus()
    QTest.keyClicks(field, "when it rains")
    enter(qtbot, studio)
    assert focus() is field
    assert block(studio, "start").problem_shown()


def test_in_a_text_of_several_lines_enter_is_a_new_line(qtbot: QtBot, context: Context) -> None:
    studio = begun(qtbot, context, "joint-venture")
    brief = focus()
    assert question_of(brief) == "brief"
    QTest.keyClicks(brief, "the brand")
    QTest.keyClick(brief, Qt.Key.Key_Return)
    assert focus() is brief
    enter(qtbot, studio)
    assert question_of(focus()) == "client"


def test_what_is_typed_on_goes_where_enter_leads(qtbot: QtBot, context: Context) -> None:
    """The section of the money is still to be made: no letter stays behind or is lost."""
    studio = begun(qtbot, context, "mutual-nda")
    purpose = focus()
    QTest.keyClicks(purpose, "a film")
    QTest.keySequence(focus(), "Ctrl+Return")
    for letter in "Northlight Film, Eilidh Fraser":
        QTest.keyClicks(focus(), letter)
    settled(qtbot, studio)
    parties = studio.interview.special("parties")
    assert isinstance(parties, PartiesEditor)
    assert parties.picker.search.value() == "Northlight Film, Eilidh Fraser"
    assert studio.edits.deal.project.brief == "a film"


def test_enter_goes_through_a_table_and_then_on(qtbot: QtBot, whole: Studio) -> None:
    shares = block(whole, "shares").editor
    assert isinstance(shares, ShareTable)
    first, *others = (row.field for row in shares.rows())
    settled(qtbot, whole)
    qtbot.waitUntil(first.isVisible)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for field in others:
        enter(qtbot, whole)
        assert focus() is field
        assert field.selectedText() == field.text()
    enter(qtbot, whole)
    assert focus() is whole.header.primary


def test_a_button_at_the_foot_puts_the_keyboard_to_what_is_left(
    qtbot: QtBot, context: Context
) -> None:
    studio = begun(qtbot, context, "joint-venture")
    QTest.mouseClick(studio.interview.next, Qt.MouseButton.LeftButton)
    settled(qtbot, studio)
    parties = studio.interview.special("parties")
    assert isinstance(parties, PartiesEditor)
    assert focus() is parties.picker.search
    QTest.mouseClick(studio.interview.back, Qt.MouseButton.LeftButton)
    settled(qtbot, studio)
    assert question_of(focus()) == "brief"


def test_where_nothing_is_left_the_button_at_the_foot_keeps_the_keyboard(
    qtbot: QtBot, whole: Studio
) -> None:
    whole.interview.next.setFocus()
    QTest.keyClick(whole.interview.next, Qt.Key.Key_Space)
    settled(qtbot, whole)
    assert focus() is whole.interview.next


def test_enter_with_nothing_typed_adds_nobody(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    """The search shows whom one could add; with nothing typed nobody is meant."""
    services.businesses.save(northlight())
    studio = begun(qtbot, context, "mutual-nda")
    studio.interview.open_question("parties")
    parties = studio.interview.special("parties")
    assert isinstance(parties, PartiesEditor)
    qtbot.waitUntil(lambda: focus() is parties.picker.search)
    assert parties.picker.rows
    enter(qtbot, studio)
    assert len(studio.edits.deal.parties) == 1
    assert not parties.picker.isVisible()
    assert question_of(focus()) == "purpose"


def test_an_offer_asked_right_after_typing_is_of_what_was_typed(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    """The checks come a moment later; their older word must not lead back to what is answered."""
    made = draft_of_three(services)
    made = services.agreements.clear_answer(made.id, made.version, "client")
    studio = studio_of(open_studio(qtbot, context, made.id))
    field = block(studio, "client").editor
    settled(qtbot, studio)
    field.setFocus()
    with qtbot.waitSignal(studio.offer_asked, timeout=30_000):
        QTest.keyClick(field, Qt.Key.Key_X)  # one key: the checks cannot be so far
        studio.offer()
        assert studio.compiled_version() != studio.edits.agreement.version


def test_enter_held_down_is_one_step(qtbot: QtBot) -> None:
    """Else a key held too long would press the button that a step has just led to."""
    form, done = QWidget(), []
    button = SecondaryButton("Again", act=lambda: done.append("button"))
    inside = QWidget()
    column(button, inside, of=form)
    enter_acts(form, lambda: done.append("form"))
    qtbot.addWidget(form)
    for part, wanted in ((button, "button"), (inside, "form")):
        done.clear()
        for again in (False, True, True):
            key = QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_Return,
                Qt.KeyboardModifier.NoModifier,
                autorep=again,
            )
            QApplication.sendEvent(part, key)
        assert done == [wanted]


def test_ctrl_enter_on_a_button_is_the_main_step_of_the_form(qtbot: QtBot) -> None:
    form, done = QWidget(), []
    button = SecondaryButton("Add", act=lambda: done.append("button"))
    column(button, of=form)
    enter_acts(form, lambda: done.append("form"))
    qtbot.addWidget(form)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == ["form"]


# A row as one line ---------------------------------------------------------------------------

TITLE = ColumnSpec("title", AnswerKind.SHORT_TEXT, "Title")
WHO = ColumnSpec("owner", AnswerKind.PARTY, "Who")
DUE = ColumnSpec("due", AnswerKind.DATE, "By")
SUM = ColumnSpec("amount", AnswerKind.MONEY, "Sum")


def table_of(qtbot: QtBot, *columns: ColumnSpec) -> RowsTable[Row]:
    table = rows_editor("What?", columns, BRITISH)
    qtbot.addWidget(table)
    table.each_row(lambda row: offer_parties(row, PARTIES))
    table.show()
    qtbot.waitUntil(lambda: became_active(table))
    return table


def type_line(table: RowsTable[Row], line: str) -> None:
    assert table.line is not None
    table.line.setFocus()
    QTest.keyClicks(table.line, line)
    QTest.keyClick(table.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (
            "Brand and menus, Fernhill, 15 January 2027",
            {"title": "Brand and menus", "owner": "fernhill", "due": "2027-01-15"},
        ),
        (
            "15/1/2027, northlight film, Opening film",
            {"title": "15/1/2027, Opening film", "owner": "northlight"},
        ),
        (
            "Opening film, 90 seconds · Northlight Film · 19 February 2027",
            {"title": "Opening film, 90 seconds", "owner": "northlight", "due": "2027-02-19"},
        ),
        (
            "Signs, menus, cards, 19 Feb 2027, fern",
            {"title": "Signs, menus, cards", "owner": "fernhill", "due": "2027-02-19"},
        ),
        ("Signs", {"title": "Signs"}),
        ("Signs, Nobody & Co", {"title": "Signs, Nobody & Co"}),
        (" , ,", None),
    ],
)
def test_a_line_becomes_a_row(qtbot: QtBot, line: str, row: dict[str, str] | None) -> None:
    table = table_of(qtbot, TITLE, WHO, DUE)
    type_line(table, line)
    said = [{key: cell for key, cell in one.items() if cell} for one in table.value()]
    assert said == ([row] if row else [])


def test_a_sum_keeps_its_comma(qtbot: QtBot) -> None:
    table = table_of(qtbot, TITLE, SUM)
    type_line(table, "First half, £1,250.50")
    assert table.value() == ({"title": "First half", "amount": 125_050},)


def test_a_name_that_two_parties_begin_with_is_nobodys(qtbot: QtBot) -> None:
    """Who is meant is asked and not guessed: the keyboard goes to the empty field."""
    table = rows_editor("What?", (TITLE, WHO), BRITISH)
    qtbot.addWidget(table)
    twins = [PARTIES[0], PartySnapshot("fernhill-two", "Fernhill Two")]
    table.each_row(lambda row: offer_parties(row, twins))
    table.show()
    qtbot.waitUntil(lambda: became_active(table))
    type_line(table, "Signs, Fernhill")
    assert table.value() == ({"title": "Signs, Fernhill", "owner": ""},)
    assert focus() is widget_of(table.rows()[0].cells["owner"])


def test_a_whole_line_leaves_the_keyboard_for_the_next(qtbot: QtBot) -> None:
    table = table_of(qtbot, TITLE, WHO, DUE)
    type_line(table, "Signs, Fernhill, 15 January 2027")
    assert focus() is table.line
    type_line(table, "Film, Northlight, 15 January 2027")
    assert [row["title"] for row in table.value()] == ["Signs", "Film"]


def test_a_line_that_was_not_entered_is_kept(qtbot: QtBot, whole: Studio) -> None:
    """Leaving the draft stores what stands there, as it does for any field."""
    table = block(whole, "deliverables").editor
    assert isinstance(table, RowsTable)
    assert table.line is not None
    before = len(whole.edits.deal.project.deliverables)
    table.line.setFocus()
    QTest.keyClicks(table.line, "Signs, Fernhill, 15 January 2027")
    whole.flush()
    assert len(whole.edits.deal.project.deliverables) == before + 1


# Fields and words ----------------------------------------------------------------------------


def test_a_click_takes_a_figure_whole_and_a_second_one_goes_inside(qtbot: QtBot) -> None:
    window, first, other = QWidget(), MoneyField("Sum"), QPushButton("Other")
    column(first, other, of=window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: became_active(window))
    other.setFocus()
    first.set_value(125_000)
    at = QPoint(first.width() - 20, first.height() // 2)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=at)
    assert first.selectedText() == "£1,250.00"
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=at)
    assert not first.selectedText()


def test_the_keys_stand_in_the_sheet_and_in_tool_tips(whole: Studio) -> None:
    assert {"Enter", "Ctrl+Enter"} <= {keys for keys, _ in EVERYWHERE}
    assert isinstance(whole.header.primary, PrimaryButton)
    for part in (whole.header.primary, whole.interview.next):
        assert key_words("Ctrl+Enter") in part.toolTip()


def test_a_mac_has_its_own_marks() -> None:
    assert key_words("Ctrl+Enter", "darwin") == "⌘Enter"
    assert key_words("Ctrl+Shift+Z", "darwin") == "⇧⌘Z"
    assert key_words("Ctrl+Enter", "linux") == "Ctrl+Enter"
