"""Reading and signing on this screen: exact pages, each clause, the last page, the signature."""

import re
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.states import Answered
from microbiz_desktop.domain.text import plain
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.clause_places import clause_anchors
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.signoff.reading import ReadingRoom
from tests.builders import understand_all
from tests.ui.page_help import click, show

OWN, FILM, JOINERY = "fernhill-design", "northlight-film", "whitcombe-joinery"
pytestmark = pytest.mark.usefixtures("offered")


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SignOffPage:
    """The room of revision 1, offered to three parties."""
    made = show(qtbot, SignOffPage(context))
    made.show_target(1)
    return made


def read(page: SignOffPage, party: str) -> ReadingRoom:
    """Begin to read for a party."""
    page.sign_here(party)
    return page.reading


def party_of(context: Context, key: str) -> Any:
    """Where a party stands."""
    return next(p for p in context.services.signoffs.room(1).parties if p.key == key)


def to_the_end(reading: ReadingRoom, qtbot: QtBot) -> None:
    """By the End key, as a reader in a hurry."""
    qtbot.waitUntil(lambda: reading.view.count() > 0)
    reading.view.setFocus()
    bar = reading.view.verticalScrollBar()
    while bar.value() < bar.maximum():
        QTest.keyClick(reading.view, Qt.Key.Key_PageDown)


def test_the_pages_are_the_frozen_bytes_of_the_offer(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    reading = read(page, FILM)
    assert party_of(context, FILM).pill == "reading"
    assert reading.title.whole_text() == "Northlight Film: read and sign off revision 1"
    assert reading.view.count() == reading.document.pageCount() > 4
    assert reading.document.getAllText(0).text()
    assert "Revision 1" in reading.document.getAllText(0).text()


def test_every_clause_leads_to_its_place_on_the_pages(page: SignOffPage, context: Context) -> None:
    reading = read(page, FILM)
    for clause in context.services.signoffs.room(1).clauses:
        reading.steps.show_clause(clause.id)
        assert reading.view.marked() == {clause.id}
    ids = {clause.id for clause in context.services.signoffs.room(1).clauses}
    assert set(reading.anchored()) == ids


def places_of(document: QPdfDocument, words: str) -> list[tuple[int, QRectF]]:
    """Pages on which these words stand, and where, in points."""
    wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = []
    for page in range(document.pageCount()):
        for match in wanted.finditer(document.getAllText(page).text()):
            chosen = document.getSelectionAtIndex(page, match.start(), len(match.group()))
            found.append((page, chosen.bounds()[0].boundingRect()))
    return found


def test_the_tint_holds_every_line_of_the_clause_in_each_column_and_none_of_another(
    page: SignOffPage, context: Context
) -> None:
    reading = read(page, FILM)
    room = context.services.signoffs.room(1)
    bands = clause_anchors(reading.document, room)
    assert any(sum(band.id == clause.id for band in bands) > 1 for clause in room.clauses)

    def tinted(place: int, spot: QRectF) -> set[str]:
        """The clauses whose band holds the middle of this spot."""
        middle = spot.center()
        return {
            band.id
            for band in bands
            if band.page == place
            and band.left - 8 <= middle.x() <= band.right
            and band.top - 4 <= middle.y() <= band.bottom + 4
        }

    for clause in room.text.clauses:
        for line in clause.subclauses:
            words = plain(line.runs).split()
            for part in (words[:6], words[-6:]):
                spots = places_of(reading.document, " ".join(part).replace("\u2011", "-"))
                seen = [tinted(*spot) for spot in spots]
                assert {clause.id} in seen, (line.number, part, seen)


def test_pages_are_made_larger_by_buttons_and_stay_so(page: SignOffPage, context: Context) -> None:
    reading = read(page, FILM)
    click(reading.zoom_in)
    click(reading.zoom_in)
    click(reading.zoom_out)
    assert reading.view.zoom() == 1.25
    assert context.settings.load().reading_zoom == 1.25
    other = SignOffPage(context)
    other.show_target(1)
    assert read(other, JOINERY).view.zoom() == 1.25


def test_the_way_to_the_last_page_leaves_the_keyboard_in_the_panel(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    """The link is not there any more afterwards."""
    understand_all(context.services, 1, FILM, "Eilidh Fraser")
    reading = read(page, FILM)
    qtbot.waitUntil(lambda: reading.view.count() > 0)
    reading.signing.last_page.setFocus()
    QTest.keyClick(reading.signing.last_page, Qt.Key.Key_Space)
    assert not reading.signing.last_page.isVisible()
    assert reading.signing.agree.hasFocus()


def test_understood_goes_on_to_the_next_clause(page: SignOffPage, context: Context) -> None:
    reading = read(page, FILM)
    first, second = context.services.signoffs.room(1).clauses[:2]
    assert reading.steps.title.text().endswith(first.heading)
    click(reading.steps.yes)
    assert reading.steps.title.text().endswith(second.heading)
    assert party_of(context, FILM).cells[first.id].state is Answered.UNDERSTOOD
    click(reading.steps.before)
    assert reading.steps.title.text().endswith(first.heading)


def test_coming_back_resumes_at_the_first_clause_not_read(
    page: SignOffPage, context: Context
) -> None:
    clauses = context.services.signoffs.room(1).clauses
    context.services.signoffs.acknowledge(1, FILM, [c.id for c in clauses[:4]], "Eilidh Fraser")
    reading = read(page, FILM)
    assert reading.steps.title.text().endswith(clauses[4].heading)


def test_a_question_and_a_wanted_change_block_and_say_so(
    page: SignOffPage, context: Context
) -> None:
    reading = read(page, FILM)
    for button, words in ((reading.steps.question, "Why?"), (reading.steps.change, "Not this")):
        click(button)
        assert reading.steps.words.hasFocus()
        QTest.keyClicks(reading.steps.words, words)
        click(reading.steps.send)
    kinds = [(e.kind, e.words) for e in context.services.signoffs.room(1).exchanges]
    assert kinds == [("question", "Why?"), ("change wanted", "Not this")]
    assert "2 questions or changes are open." in reading.signing.blocked.text()


def test_signing_waits_for_clauses_and_for_the_last_page(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    reading = read(page, FILM)
    assert "clauses are not acknowledged yet" in reading.signing.blocked.text()
    understand_all(context.services, 1, FILM, "Eilidh Fraser")
    page.sign_here(FILM)
    assert reading.signing.blocked.text() == "The last page has not been shown yet."
    to_the_end(reading, qtbot)
    assert reading.signing.blocked.isHidden()


def test_a_signature_needs_the_statement_and_a_name_or_a_drawing(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    understand_all(context.services, 1, FILM, "Eilidh Fraser")
    reading = read(page, FILM)
    to_the_end(reading, qtbot)
    signing = reading.signing
    click(signing.sign)
    assert "I say this" in signing.problem.text()
    assert signing.agree.hasFocus()
    QTest.keyClick(signing.agree, Qt.Key.Key_Space)
    click(signing.sign)
    assert "full name" in signing.problem.text()
    pad = signing.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 80))
    for at in (QPoint(60, 30), QPoint(100, 90)):
        QTest.mouseMove(pad, at)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(100, 90))
    click(signing.sign)
    assert party_of(context, FILM).pill == "signed off"
    assert page.stack.currentWidget() is page.room_view


def test_two_who_must_both_sign_do_so_one_after_the_other(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    understand_all(context.services, 1, JOINERY, "Dan Whitcombe")
    reading = read(page, JOINERY)
    to_the_end(reading, qtbot)
    click(reading.signing.sign)
    assert "Choose above who is here" in reading.signing.problem.text()
    QTest.keyClicks(reading.signing.who, "Dan")
    for name in ("Dan Whitcombe", "Ruth Whitcombe"):
        assert reading.signing.sign.text() == f"Sign off as {name}"
        assert reading.signing.capacity.value() == "partner"
        assert not reading.signing.agree.value()
        click(reading.signing.agree)
        QTest.keyClicks(reading.signing.typed, name)
        click(reading.signing.sign)
    assert party_of(context, JOINERY).pill == "signed off"
    assert page.stack.currentWidget() is page.room_view


def test_having_seen_the_pages_counts_for_one_party_only(
    page: SignOffPage, context: Context, qtbot: QtBot
) -> None:
    for party, name in ((FILM, "Eilidh Fraser"), (OWN, "Priya Raman")):
        understand_all(context.services, 1, party, name)
    reading = read(page, FILM)
    to_the_end(reading, qtbot)
    assert reading.signing.blocked.isHidden()
    page.sign_here(OWN)
    assert reading.signing.blocked.text() == "The last page has not been shown yet."
