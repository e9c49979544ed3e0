"""Where the parts of the sign-off room stand, and what the matrix draws of itself."""

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.context import Context
from microbiz_desktop.ui.signoff.matrix_view import Matrix
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.signoff.room_view import RoomView
from microbiz_desktop.ui.theme import ThemeManager

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
