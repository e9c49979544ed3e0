"""The pages beside the answers: sharp, at the column that is asked about, turned by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.services.agreements.values import PageAnchor
from microbiz_desktop.ui.preview.page_view import PageView

#: One clause in two columns, its end at the top of the second; one that stands there alone.
LEFT, RIGHT = (68.0, 290.0), (304.0, 527.0)
ANCHORS = (
    PageAnchor("money", 1, 62, 160, *RIGHT),
    PageAnchor("money", 1, 600, 780, *LEFT),
    PageAnchor("owns", 2, 300, 420, *RIGHT),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Four pages, with lines all over them."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for page in range(4):
        for line in range(60):
            painter.drawText(600, 600 + line * 200, f"Page {page}, line {line} of the words on it")
        if page < 3:
            writer.newPage()
    painter.end()
    return bytes(data.data())


@pytest.fixture
def view(qtbot: QtBot, pdf: bytes) -> Iterator[PageView]:
    """The pages in a view as wide as in the studio, drawn."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = PageView(QPdfDocument(owner), owner)
    owner.resize(349, 600)
    made.resize(349, 600)
    owner.show()
    with qtbot.waitSignal(made.pages_drawn):
        made.show_pdf(pdf, ANCHORS)
    yield made
    owner.close()


def in_sight(view: PageView, anchor: PageAnchor) -> bool:
    """Whether a band begins within the view, all its width too."""
    band = view._band(anchor)
    across, down = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    wide = across <= band.left() and band.right() <= across + view.viewport().width()
    return wide and down <= band.top() < down + view.viewport().height()


def test_letters_are_painted_as_they_were_drawn(qtbot: QtBot, view: PageView) -> None:
    """Between two pixels they would be smeared over both: dark lines would turn grey."""
    with qtbot.waitSignal(view.pages_drawn):
        QTest.keyClick(view, Qt.Key.Key_End)
    drawn = view._images.image(3)
    assert drawn is not None
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    seen = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    place = view._placed.pages[3].translated(0, -view.verticalScrollBar().value())
    top, height = round(place.top()), paper.height() - 20
    part = QRect(0, 10, paper.width(), height)
    assert seen.copy(part.translated(round(place.left()), top)) == paper.copy(part)


def test_a_clause_is_shown_from_its_beginning_not_from_the_next_column(
    qtbot: QtBot, view: PageView
) -> None:
    view.mark(("money",))
    qtbot.waitUntil(lambda: in_sight(view, ANCHORS[1]))


def test_large_pages_show_the_column_of_the_clause(qtbot: QtBot, view: PageView) -> None:
    view.set_zoom(2.0)
    view.mark(("owns",))
    qtbot.waitUntil(lambda: in_sight(view, ANCHORS[2]))
    view.mark(("money",))
    qtbot.waitUntil(lambda: in_sight(view, ANCHORS[1]))


@pytest.mark.parametrize("width", [300, 560, 900])
def test_the_marked_clause_stays_in_sight_in_another_width(
    qtbot: QtBot, view: PageView, width: int
) -> None:
    view.mark(("owns",))
    qtbot.waitUntil(lambda: in_sight(view, ANCHORS[2]))
    view.resize(QSize(width, 600))
    assert in_sight(view, ANCHORS[2])
    view.zoom_in()
    assert in_sight(view, ANCHORS[2])


def test_keys_turn_pages_and_go_to_both_ends(view: PageView) -> None:
    bar, height = view.verticalScrollBar(), view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
        before = bar.value()
        QTest.keyClick(view, key)
        assert height - 80 < bar.value() - before < height, "the last line stays in sight"


def test_only_the_user_is_heard_on_how_large_the_pages_are(view: PageView) -> None:
    heard: list[float] = []
    view.zoom_changed.connect(heard.append)
    view.set_zoom(1.5)
    assert heard == []
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert heard == [2.0]


def test_a_second_view_of_the_document_draws_its_own_pages(
    qtbot: QtBot, view: PageView, pdf: bytes
) -> None:
    """The studio gives its document on to the frozen pages, which come a moment later."""
    other = PageView(view._images._document, view.parentWidget())
    other.resize(349, 600)
    other.set_zoom(1.25)
    other.show()
    assert other.count() == 0
    with qtbot.waitSignal(other.pages_drawn):
        other.show_pdf(pdf, ())
    assert other.count() == 4
