"""Where the parts of the sign-off room stand, and what the matrix draws of itself."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.ui.agreements.frozen import FrozenView
from microbiz_desktop.ui.agreements.studio import StudioPage
from microbiz_desktop.ui.look.theme import ThemeManager, theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.answer_pills import pill_look
from microbiz_desktop.ui.signoff.dialogs import ReturnedSheet
from microbiz_desktop.ui.signoff.matrix_view import Matrix
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.signoff.room_view import RoomView
from microbiz_desktop.ui.widgets.labels import pill_width
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from microbiz_desktop.ui.widgets.painting import text_width
from tests.builders import returned, sign, understand_all

pytestmark = pytest.mark.usefixtures("offered")


def opened(qtbot: QtBot, context: Context, width: int, height: int) -> RoomView:
    """The room of the offered agreement in a page of this size."""
    page = SignOffPage(context)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.show_target(1, "")
    qtbot.waitUntil(lambda: bool(page.findChildren(RoomView)))
    (room,) = page.findChildren(RoomView)
    qtbot.waitUntil(room.matrix.isVisible)
    return room


@pytest.mark.parametrize(("width", "beside"), [(1208, False), (2328, True)])
def test_a_large_window_has_the_detail_beside_the_matrix(
    qtbot: QtBot, context: Context, width: int, *, beside: bool
) -> None:
    room = opened(qtbot, context, width, 1380)

    def left_of(part: QPoint) -> bool:
        return part.x() > room.matrix.mapTo(room, room.matrix.rect().topRight()).x()

    def place() -> bool:
        return left_of(room.detail.mapTo(room, QPoint()))

    qtbot.waitUntil(lambda: place() is beside)
    assert left_of(room.fingerprint.mapTo(room, QPoint())) is beside or not beside


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_nothing_is_drawn_above_the_party_column(
    qtbot: QtBot, context: Context, daylight: ThemeManager, choice: str
) -> None:
    daylight.choose(choice)
    matrix = opened(qtbot, context, 1208, 840).matrix
    assert len(colours_of_corner(matrix)) == 1


def colours_of_corner(matrix: Matrix) -> set[str]:
    """What stands where the two headers meet."""
    width, height = matrix.verticalHeader().width(), matrix.horizontalHeader().height()
    corner = QRect(0, 0, width, height - 2)
    picture = matrix.grab(corner).toImage()
    return {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width() - 60, 7)
        for y in range(picture.height())
    }


def test_in_a_large_window_the_matrix_stays_under_its_heading(
    qtbot: QtBot, context: Context
) -> None:
    """Beside higher cards its own is as high as they are."""
    room = opened(qtbot, context, 2328, 1380)
    qtbot.waitUntil(lambda: room.detail.height() > 0)
    card = room.heading.parentWidget()
    assert card is not None
    assert card is room.matrix.parentWidget()
    assert card.height() > room.matrix.height() + 120, "the cards beside are higher"
    assert room.heading.geometry().bottom() < 60
    assert room.matrix.y() < 100


def test_the_fields_of_a_returned_copy_stand_in_rows(qtbot: QtBot, context: Context) -> None:
    room = context.services.signoffs.room(1)
    holder = QWidget()
    qtbot.addWidget(holder)
    sheet = ReturnedSheet(room, room.parties[1].key, "Priya Raman", holder)
    sheet.open()
    rows = ((sheet.signed_on, sheet.how), (sheet.received_by, sheet.code))
    for left, right in rows:
        assert left.mapTo(sheet, QPoint()).y() == right.mapTo(sheet, QPoint()).y()
    sheet.reject()


def test_the_steps_say_the_same_in_the_room_and_over_the_frozen_pages(
    qtbot: QtBot, context: Context
) -> None:
    """One of three has signed off: the agreement is offered, and not yet signed off."""
    services = context.services
    first = services.signoffs.room(1).parties[0]
    person = first.signatories[0]
    understand_all(services, 1, first.key, person.name)
    sign(services, 1, first.key, person.name, person.capacity)
    assert services.agreements.get(1).state is AgreementState.PARTLY_SIGNED_OFF
    frozen = StudioPage(context)
    qtbot.addWidget(frozen)
    frozen.show_target(1)
    assert isinstance(frozen.inner, FrozenView)
    over_pages = frozen.inner.header.stepper.accessibleName()
    assert over_pages == opened(qtbot, context, 1208, 900).stepper.accessibleName()


def test_how_and_when_is_in_sight_in_the_smallest_window(qtbot: QtBot, context: Context) -> None:
    """Beside the narrow navigation of a window of 1100; a paper has the longest words."""
    services = context.services
    first, second, third = services.signoffs.room(1).parties
    understand_all(services, 1, first.key, first.signatories[0].name)
    sign(services, 1, first.key, first.signatories[0].name, "director")
    returned(services, 1, third.key, "Ruth Whitcombe", signed_on="2026-11-21")
    clause = services.signoffs.room(1).clauses[2].id
    asked = services.signoffs.ask(1, second.key, clause, "Who?", "Eilidh Fraser")
    services.signoffs.answer(1, asked.exchanges[0].sequence, "Both.")
    matrix = opened(qtbot, context, 1100 - 60, 700).matrix
    header, model = matrix.horizontalHeader(), matrix.model()
    qtbot.waitUntil(lambda: header.count() > 0)
    assert header.length() <= matrix.viewport().width(), "it scrolls sideways"
    assert matrix.horizontalScrollBar().maximum() == 0
    last = header.sectionSize(header.count() - 1)
    for row in range(model.rowCount()):
        party = services.signoffs.room(1).parties[row]
        for words in (party.how, party.when):
            assert text_width(theme().font("second", figures=True), words) + 12 <= last, words
        pill = pill_look(party)
        assert pill_width(pill[2], pill[1]) + 12 <= header.sectionSize(header.count() - 2)


def test_with_large_text_no_part_of_the_room_is_beyond_its_edge(
    qtbot: QtBot, context: Context, daylight: ThemeManager
) -> None:
    """Only the matrix goes sideways; what stands around it takes more lines."""
    daylight.set_scale(150)
    room = opened(qtbot, context, 1050, 700)
    (area,) = [one for one in room.findChildren(ScrollColumn) if one.isAncestorOf(room.matrix)]
    least = area.body.minimumSizeHint().width()
    assert least <= area.viewport().width() - 2 * 24
