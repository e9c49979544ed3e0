"""The sign-off room on real services: the matrix, questions, papers, the ways out, the copy."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message, Notice
from microbiz_desktop.ui.signoff.changes_sheet import ChangesSheet
from microbiz_desktop.ui.signoff.dialogs import HistorySheet, ReturnedSheet, WordsSheet
from microbiz_desktop.ui.signoff.matrix_model import MatrixModel
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.widgets.painting import ALIGN_LEFT, write
from microbiz_desktop.ui.widgets.redline import RedlineLabel
from tests.builders import SCAN, SIGNATORIES, StillClock, sign, sign_all, understand_all
from tests.ui.conftest import Visits
from tests.ui.page_help import click, give, show, type_over, words_in

LONG = 60_000
OWN, FILM, JOINERY = "fernhill-design", "northlight-film", "whitcombe-joinery"
pytestmark = pytest.mark.usefixtures("offered")


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SignOffPage:
    """The room of revision 1, offered to three parties."""
    made = show(qtbot, SignOffPage(context))
    made.show_target(1)
    return made


def clauses(context: Context) -> list[str]:
    return [clause.id for clause in context.services.signoffs.room(1).clauses]


def answer_field(page: SignOffPage, qtbot: QtBot) -> TextArea:
    """The field for words, once it is in sight."""
    words = page.room_view.cell.words
    assert words is not None
    qtbot.waitUntil(words.isVisible)
    return words


def press(qtbot: QtBot, owner: QWidget, words: str) -> None:
    """Click the button that says this, once it is in sight."""

    def found() -> list[QAbstractButton]:
        buttons = owner.findChildren(QAbstractButton)
        return [b for b in buttons if b.text() == words and b.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    click(found()[0])


def press_first(owner: QWidget, words: str) -> None:
    """Click a button that says this."""
    click(next(b for b in owner.findChildren(QAbstractButton) if b.text() == words))


def sheet(kind: type[Any]) -> Any:
    """The dialog that is open."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def test_the_matrix_is_a_sound_table_of_sentences(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    model = MatrixModel(page)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    model.set_room(context.services.signoffs.room(1))
    understand_all(context.services, 1, OWN, "Priya Raman")
    model.set_room(context.services.signoffs.room(1))
    assert (model.rowCount(), model.columnCount()) == (3, len(clauses(context)) + 2)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [
        model.data(model.index(row, column), role) or ""
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert all(said)
    assert said[0].startswith("Fernhill Design, clause 1")
    assert said[0].endswith("understood")
    across = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    room = context.services.signoffs.room(1)
    assert across == [
        *(f"Clause {clause.number}, {clause.heading}" for clause in room.clauses),
        "Where it stands",
        "How, and when",
    ]
    down = [model.headerData(at, Qt.Orientation.Vertical) for at in range(model.rowCount())]
    assert down == ["Fernhill Design", "Northlight Film", "Whitcombe Joinery"]
    assert said[-2:] == ["Whitcombe Joinery: Not opened", "Whitcombe Joinery: no sign-off yet"]


def test_each_heading_of_the_matrix_is_painted_over_its_own_column(page: SignOffPage) -> None:
    """T10: the two last ones exchanged were not noticed."""
    header = page.room_view.matrix.horizontalHeader()
    model, rect = page.room_view.model, QRect(0, 0, 240, 160)
    for section, words in enumerate(("Where it stands", "How, and when"), model.status_column()):

        def ours(painter: QPainter, section: int = section) -> None:
            header.paintSection(painter, rect, section)

        def wanted(painter: QPainter, words: str = words) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = QRect(rect.x(), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, theme().colour("line"))
            foot = QRect(rect.x(), rect.bottom() - theme().px(26), rect.width(), theme().px(22))
            place = foot.adjusted(theme().px(8), 0, 0, 0)
            write(
                painter, place, words, theme().font("header"), theme().colour("text_2"), ALIGN_LEFT
            )

        assert _painted(rect, ours) == _painted(rect, wanted), words


def _painted(rect: QRect, paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(rect.size(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        paint(painter)
    finally:
        painter.end()
    return image


def test_the_head_says_where_it_stands(page: SignOffPage, context: Context) -> None:
    assert page.room_view.heading.text() == "0 of 3 parties have signed off"
    understand_all(context.services, 1, OWN, "Priya Raman")
    sign(context.services, 1, OWN, "Priya Raman", "director")
    page.reload()
    assert page.room_view.heading.text() == "1 of 3 parties has signed off"


def test_arrows_move_through_the_matrix_and_the_detail_follows(
    page: SignOffPage, qtbot: QtBot
) -> None:
    matrix = page.room_view.matrix
    matrix.choose(OWN, "who")
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert page.room_view.cell.title.text().startswith("Clause 2")
    QTest.keyClick(matrix, Qt.Key.Key_Down)
    assert page.room_view.cell.aside.text().startswith("Northlight Film")
    QTest.keyClick(matrix, Qt.Key.Key_End)
    assert page.room_view.detail.currentWidget() is page.room_view.party
    QTest.keyClick(matrix, Qt.Key.Key_Tab)
    assert not matrix.hasFocus()


def test_a_question_is_recorded_answered_and_read(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    page.room_view.matrix.choose(FILM, "money")
    press(qtbot, page.room_view.cell, "Record a question")
    QTest.keyClicks(answer_field(page, qtbot), "Do we wait?")
    press(qtbot, page.room_view.cell, "Record the question")
    (said,) = context.services.signoffs.room(1).exchanges
    assert (said.words, said.kind, said.outcome) == ("Do we wait?", "question", "")
    qtbot.waitUntil(lambda: "Do we wait?" in words_in(page.room_view.cell))
    QTest.keyClicks(answer_field(page, qtbot), "Everyone waits.")
    press(qtbot, page.room_view.cell, "Answer")
    press(qtbot, page.room_view.cell, "Read and understood")
    (said,) = context.services.signoffs.room(1).exchanges
    assert (said.answer, said.acknowledged) == ("Everyone waits.", True)


def test_an_answer_being_typed_survives_a_change_elsewhere(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    """The ledger grows while somebody types: words, cursor and keyboard stay."""
    context.services.signoffs.ask(1, FILM, "money", "Do we wait?", "Eilidh Fraser")
    page.reload()
    page.room_view.matrix.choose(FILM, "money")
    words = answer_field(page, qtbot)
    words.setFocus()
    QTest.keyClicks(words, "Everyone ")
    understand_all(context.services, 1, OWN, "Priya Raman")
    qtbot.waitUntil(lambda: page.room_view.model.party(0).pill == "ready to sign")
    assert words.hasFocus()
    QTest.keyClicks(words, "waits.")
    assert answer_field(page, qtbot).value() == "Everyone waits."


def test_a_wanted_change_is_kept_with_its_reason(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    context.services.signoffs.want_change(1, FILM, "money", "21 days", "Eilidh Fraser")
    page.reload()
    page.room_view.matrix.choose(FILM, "money")
    QTest.keyClicks(answer_field(page, qtbot), "The client pays in 14.")
    press(qtbot, page.room_view.cell, "Keep the text, because")
    (said,) = context.services.signoffs.room(1).exchanges
    assert (said.outcome, said.answer) == ("kept", "The client pays in 14.")


def test_changing_the_text_says_what_it_voids_before_it_happens(
    page: SignOffPage, context: Context, visits: Visits
) -> None:
    understand_all(context.services, 1, OWN, "Priya Raman")
    sign(context.services, 1, OWN, "Priya Raman", "director")
    page.reload()
    click(page.room_view.next.change)
    dialog = sheet(WordsSheet)
    assert context.services.offers.consequence(1) in words_in(dialog)
    assert context.services.agreements.get(1).state is AgreementState.PARTLY_SIGNED_OFF
    click(dialog.act)
    assert context.services.agreements.get(1).state is AgreementState.DRAFT
    assert visits.seen == [("studio", 1, "")]


def test_withdrawing_asks_once_and_can_be_left(page: SignOffPage, context: Context) -> None:
    click(page.room_view.next.withdraw)
    click(sheet(WordsSheet).leave)
    assert context.services.agreements.get(1).state is AgreementState.OFFERED
    click(page.room_view.next.withdraw)
    dialog = sheet(WordsSheet)
    QTest.keyClicks(dialog.words, "The client went elsewhere")
    click(dialog.act)
    assert context.services.agreements.get(1).state is AgreementState.WITHDRAWN
    assert page.room_view.sign.isHidden()


def test_a_refusal_closes_the_offer(page: SignOffPage, context: Context, qtbot: QtBot) -> None:
    page.room_view.matrix.choose(JOINERY)
    press(qtbot, page.room_view.party, "Decline")
    dialog = sheet(WordsSheet)
    assert "Whitcombe Joinery" in dialog.windowTitle()
    dialog.who.set_value("Ruth Whitcombe")
    click(dialog.act)
    assert context.services.agreements.get(1).state is AgreementState.DECLINED


def test_a_returned_paper_is_recorded_with_what_is_told_of_it(
    page: SignOffPage, context: Context, tmp_path: Path
) -> None:
    page.room_view.matrix.choose(FILM)
    click(page.room_view.returned)
    dialog = sheet(ReturnedSheet)
    assert dialog.received_by.value() == "Priya Raman"
    scan = tmp_path / "pages.pdf"
    scan.write_bytes(SCAN)
    missing = []
    for fill in (
        lambda: dialog.take_file(scan),
        lambda: type_over(dialog.signed_on, "21 November 2026"),
        lambda: dialog.how.set_value("by e-mail"),
        lambda: type_over(dialog.code, context.services.signoffs.room(1).check_code),
        lambda: click(dialog.understood),
    ):
        click(dialog.keep)
        missing.append(dialog.problem.text())
        fill()
    assert len(set(missing)) == 5
    click(dialog.keep)
    assert dialog.isHidden(), dialog.problem.text()
    party = next(p for p in context.services.signoffs.room(1).parties if p.key == FILM)
    assert (party.pill, party.how.startswith("Paper") or "paper" in party.how) == (
        "signed off",
        True,
    )


def test_the_history_shows_every_entry(page: SignOffPage, context: Context) -> None:
    click(page.room_view.next.link)
    dialog = sheet(HistorySheet)
    lines = context.services.signoffs.room(1).history
    assert [(line.sequence, line.when) for line in lines] == [
        (1, "21 November 2026, 10:00 GMT (+00:00)"),
        (2, "21 November 2026, 10:00 GMT (+00:00)"),
    ]
    rows = [f"{line.sequence} | {line.what} | {line.when} · {line.hash[:16]}…" for line in lines]
    assert words_in(dialog).endswith(f" | {' | '.join(rows)}")
    press_first(dialog, "Copy all")
    assert QGuiApplication.clipboard().text().splitlines() == [
        f"{line.sequence}  {line.when}  {line.what}  {line.hash}" for line in lines
    ]
    dialog.reject()


def test_the_executed_copy_makes_itself_once_all_have_signed(
    page: SignOffPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.room_view.keep.isHidden()
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    sign_all(context.services, 1)
    state = AgreementState.EXECUTED
    qtbot.waitUntil(lambda: context.services.agreements.get(1).state is state, timeout=LONG)
    qtbot.waitUntil(lambda: bool(notices), timeout=LONG)
    assert notices[-1].action == "Save it"
    assert page.room_view.heading.text() == "All 3 parties have signed off"
    actions = [action.text() for action in page.save_menu().actions()]
    assert "Save the executed copy" in actions
    assert "Save the offered PDF" in actions
    click(page.room_view.keep)
    give(qtbot, tmp_path / "executed.pdf")
    qtbot.waitUntil((tmp_path / "executed.pdf").exists)
    kept = context.services.documents.copy(1, "executed").content
    assert (tmp_path / "executed.pdf").read_bytes() == kept


def test_making_the_executed_copy_can_be_stopped_and_begun_again(
    page: SignOffPage, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not begun again by itself, and the notice offers to."""
    notices, asked, ended = list[Notice](), list[Message](), Event()
    context.messages.notice_posted.connect(notices.append)
    context.messages.message_posted.connect(asked.append)

    def ends(*_pages: object) -> None:
        assert ended.wait(20)
        raise WorkerStopped("The work was ended.")

    with monkeypatch.context() as slow:  # a worker that is at it until it is ended
        slow.setattr(context.services.worker, "render", ends)
        slow.setattr(context.services.worker, "cancel", ended.set)
        sign_all(context.services, 1)
        qtbot.waitUntil(lambda: bool(asked))
        assert asked[0].action == "Stop"
        assert asked[0].act is not None
        asked[0].act()
        qtbot.waitUntil(lambda: bool(notices) and notices[-1].action == "Make it")
    page.reload()
    assert context.services.agreements.get(1).state is not AgreementState.EXECUTED
    assert page.room_view.sign.isEnabled()
    again = notices[-1].act
    assert again is not None
    again()
    state = AgreementState.EXECUTED
    qtbot.waitUntil(lambda: context.services.agreements.get(1).state is state, timeout=LONG)


def test_a_copy_is_saved_where_the_user_says(
    page: SignOffPage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    copy = context.services.documents.copy(1, "offered")
    page.copies.save_to(copy, tmp_path / "offer.pdf")
    assert (tmp_path / "offer.pdf").read_bytes() == copy.content
    assert notices[-1].text == "Saved as offer.pdf."


def test_signatories_of_the_sample_match_the_room(context: Context) -> None:
    """What the other tests sign with is what the room expects."""
    room = context.services.signoffs.room(1)
    expected = {(p.key, s.name, s.capacity) for p in room.parties for s in p.signatories}
    assert expected == set(SIGNATORIES)


def test_a_record_that_does_not_hold_is_said_over_the_room_and_nobody_signs(
    page: SignOffPage, context: Context
) -> None:
    """V6: the sentence names the agreement, the entry and what to do."""
    view = page.room_view
    assert view.record.isHidden()
    assert view.sign.isVisibleTo(view)
    with closing(sqlite3.connect(context.services.database.path)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_entry_no_update")
        connection.execute("UPDATE ledger_entry SET signature = 'aa' WHERE sequence = 2")
    page.reload()
    said = words_in(view.record)
    assert said.startswith("The record of “Harbour Lane café")
    assert "does not hold. The signature of entry 2 is not valid. Keep a copy" in said
    assert said.endswith("Nobody can sign off here until then.")
    assert not view.sign.isVisibleTo(view)
    assert not view.returned.isVisibleTo(view)


def test_a_record_that_cannot_be_read_leads_back_to_the_list(
    page: SignOffPage, context: Context, visits: Visits
) -> None:
    heard: list[Message] = []
    context.messages.message_posted.connect(heard.append)
    with closing(sqlite3.connect(context.services.database.path)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_entry_no_update")
        connection.execute("UPDATE ledger_entry SET entry = 'odd' WHERE sequence = 2")
    page.show_target(1)
    assert "An entry of it cannot be read." in heard[-1].text
    assert visits.seen[-1] == ("agreements", 0, "")


def test_a_clock_that_moved_back_is_said_over_the_room_and_in_the_history(
    page: SignOffPage, context: Context
) -> None:
    """V7."""
    clock = context.services.clock
    assert isinstance(clock, StillClock)
    clock.forward(days=-2)
    context.services.signoffs.opened(1, FILM)
    page.reload()
    back = "the computer’s clock had been moved back"
    assert words_in(page.room_view.record) == f"Entry 3 is dated before an earlier entry: {back}."
    page.room_view.history_asked.emit()
    words = words_in(sheet(HistorySheet))
    assert f"19 November 2026, 10:00 GMT (+00:00); {back} by 2 days · " in words
    assert words.count(back) == 1


def test_the_main_button_says_for_whom_one_signs(page: SignOffPage, context: Context) -> None:
    view = page.room_view
    room = context.services.signoffs.room(1)
    assert view.sign.text() == "Sign here for Fernhill Design"
    view.matrix.choose(FILM)
    assert view.sign.text() == "Sign here for Northlight Film"
    assert view.sign.accessibleName() == view.sign.text()
    view.matrix.choose(JOINERY, room.clauses[4].id)
    assert view.sign.text() == "Sign here for Whitcombe Joinery"
    sign_party(context, JOINERY)
    page.reload()
    assert view.sign.text() == "Sign here for Fernhill Design", "the chosen one is through"
    view.matrix.choose(JOINERY)
    click(view.sign)
    assert page.reading.title.whole_text().startswith("Fernhill Design")


def test_a_long_name_leaves_the_head_its_room(page: SignOffPage, context: Context) -> None:
    view = page.room_view
    room = context.services.signoffs.room(1)
    long = "The Whitcombe and Daughters Joinery and Fine Furniture Company of Otley"
    named = tuple(replace(p, name=long) if p.key == JOINERY else p for p in room.parties)
    view.show_room(replace(room, parties=named))
    view.matrix.choose(JOINERY)
    assert len(view.sign.text()) < 45
    assert view.sign.accessibleName() == f"Sign here for {long}"


def sign_party(context: Context, key: str) -> None:
    """Everybody of it who must."""
    room = context.services.signoffs.room(1)
    party = next(p for p in room.parties if p.key == key)
    for person in party.signatories:
        understand_all(context.services, 1, key, person.name)
        sign(context.services, 1, key, person.name, person.capacity)


def test_the_room_shows_what_changed_since_an_earlier_revision(
    qtbot: QtBot, page: SignOffPage, context: Context
) -> None:
    assert page.room_view.changes.isHidden()  # there is nothing before revision 1
    services = context.services
    draft = services.offers.change_text(1)
    changed = services.agreements.answer(1, draft.version, "pay_within", "21 days")
    services.offers.offer(1, changed.version)
    page.show_target(1)
    click(page.room_view.changes)
    sheet = page.window().findChild(ChangesSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "Revision 1 to revision 2" in sheet.count.text(), timeout=LONG)
    assert (sheet.before.value(), sheet.after.value()) == ("1", "2")
    lines = [line.accessibleName() for line in sheet.list.findChildren(RedlineLabel)]
    assert any("[removed: 14] [new: 21]" in line for line in lines), lines
    sheet.before.set_value("2")
    sheet.look()
    qtbot.waitUntil(lambda: "nothing differs" in sheet.count.text(), timeout=LONG)
    saved: list[Copy] = []
    sheet.saved.disconnect()
    sheet.saved.connect(saved.append)
    sheet.before.set_value("1")
    click(sheet.save)
    qtbot.waitUntil(lambda: bool(saved), timeout=LONG)
    assert saved[0].content.startswith(b"%PDF")
    sheet.reject()
