"""Tab and F6 in the whole window: as it is read, also through what is made late, and in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.app import open_window
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.shell.main_window import MainWindow
from tests.builders import draft_of_three
from tests.ui.studio_help import became_active, wait_compiled


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, services: Services) -> Iterator[MainWindow]:
    """The smallest window, at the list of agreements, which holds one draft."""
    draft_of_three(services)
    running = open_window(qapp, services, theme="light")
    made = running.window
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: became_active(made))
    made.go(Link(Screen.AGREEMENTS))
    yield made
    made.close()
    made.shut()


@pytest.fixture
def studio(qtbot: QtBot, window: MainWindow, services: Services) -> Studio:
    """The studio with the draft, its first section built."""
    window.go(Link(Screen.STUDIO, services.agreements.rows()[0].id))
    inner = window.page("studio").inner
    assert isinstance(inner, Studio)
    wait_compiled(qtbot, inner)
    inner.interview.slices.finish()
    return inner


def names_by_tab(count: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """What the keyboard comes to, by its accessible name."""
    found = []
    for _ in range(count):
        QTest.keyClick(focus(), key)
        found.append(focus().accessibleName())
    return found


def focus() -> QWidget:
    where = QApplication.focusWidget()
    assert where is not None
    return where


def is_whole(widget: QWidget) -> bool:
    """Whether all of it is in sight of the area it scrolls in."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    place = QRect(widget.mapTo(area.viewport(), QPoint()), widget.size())
    return area.viewport().rect().contains(place)


def test_tab_reads_the_studio_as_it_is_laid_out(studio: Studio) -> None:
    """Questions and rows are made last, and stand before what was there first."""
    studio.body.drop_down.button.setFocus()
    found = names_by_tab(60)
    found = found[: found.index("Home")]  # the rest is the second round
    first = "What is this piece of work called?"
    row, add = "Deliverable, row 1", "Add a line: What is handed over, by whom, by when?"
    places = [found.index(name) for name in (first, row, add, "Next: The people", "Larger pages")]
    assert places[0] == 0
    assert places == sorted(places)
    last_row = max(i for i, name in enumerate(found) if name.startswith("Deliverable, row"))
    assert last_row < found.index(add)


def test_back_goes_the_same_way(studio: Studio) -> None:
    studio.body.drop_down.button.setFocus()
    there = names_by_tab(30)
    assert names_by_tab(29, Qt.Key.Key_Backtab) == there[-2::-1]


def test_what_tab_comes_to_is_seen_whole(studio: Studio) -> None:
    studio.interview.blocks["title"].editor.setFocus()
    for _ in range(25):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if studio.interview.isAncestorOf(focus()) and focus() is not studio.interview.next:
            assert is_whole(focus()), focus().accessibleName()


def test_f6_comes_back_to_where_the_keyboard_was_and_shows_it(
    window: MainWindow, studio: Studio
) -> None:
    studio.interview.blocks["title"].editor.setFocus()
    names_by_tab(8)
    left, area = focus(), studio.interview.findChild(QScrollArea)
    assert area is not None
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert not studio.interview.isAncestorOf(focus())
    area.verticalScrollBar().setValue(0)
    assert not is_whole(left)
    for _ in studio.panes():
        QTest.keyClick(window, Qt.Key.Key_F6)
        if studio.interview.isAncestorOf(focus()):
            break
    assert focus() is left
    assert is_whole(left)


def test_the_list_of_agreements_is_read_from_the_top(window: MainWindow) -> None:
    window.navigation.business.setFocus()
    found = names_by_tab(4)
    assert found == ["New agreement", "Search agreements", "Show: All", "Agreements"]
