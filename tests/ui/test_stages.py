"""The board of stages: by dragging, by "Move to…" and by keys, and back again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData, Stage
from microbiz_desktop.domain.links import Screen
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.associates.stage_column import StageList, _ids
from microbiz_desktop.ui.associates.stages_page import StagesPage
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import northlight, whitcombe

from .conftest import Visits
from .page_help import show, type_over


@pytest.fixture
def film(services: Services) -> BusinessData:
    services.businesses.save(replace(whitcombe(), stage=Stage.TRUSTED))
    return services.businesses.save(replace(northlight(), stage=Stage.TALKING))


@pytest.fixture
def page(qtbot: QtBot, context: Context, film: BusinessData) -> StagesPage:
    made = show(qtbot, StagesPage(context))
    qtbot.waitUntil(lambda: made.board.columns[Stage.TALKING].model.rowCount() == 1)
    return made


def _stand(page: StagesPage) -> dict[str, int]:
    return {s.value: n for s, one in page.board.columns.items() if (n := one.model.rowCount())}


def _drop(onto: StageList, data: QMimeData) -> QDropEvent:
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    onto.dropEvent(event)
    return event


def test_each_stage_shows_who_stands_there(page: StagesPage) -> None:
    assert _stand(page) == {"talking": 1, "trusted": 1}
    assert page.board.columns[Stage.TALKING].count.text() == "1"


def test_dropping_on_a_column_moves_and_undo_brings_back(
    page: StagesPage, qtbot: QtBot, services: Services, film: BusinessData, context: Context
) -> None:
    target = page.board.columns[Stage.PAUSED].list
    assert _drop(target, _ids([film.id])).isAccepted()
    qtbot.waitUntil(lambda: _stand(page) == {"paused": 1, "trusted": 1})
    now = services.businesses.get(film.id)
    assert (now.stage, now.stage_history[-1].stage) == (Stage.PAUSED, Stage.PAUSED)
    QTest.keySequence(target, "Ctrl+Z")
    qtbot.waitUntil(lambda: _stand(page) == {"talking": 1, "trusted": 1})
    back = services.businesses.get(film.id)
    assert (back.stage, back.stage_history) == (film.stage, film.stage_history)
    QTest.keySequence(page, "Ctrl+Shift+Z")
    assert services.businesses.get(film.id).stage is Stage.PAUSED


def test_what_is_no_associate_of_ours_is_not_taken(page: StagesPage, services: Services) -> None:
    data = QMimeData()
    data.setText("1")
    assert not _drop(page.board.columns[Stage.PAUSED].list, data).isAccepted()
    assert _stand(page) == {"talking": 1, "trusted": 1}


def test_the_keyboard_alone_moves_one_stage_on_and_stays_with_it(
    page: StagesPage, qtbot: QtBot, services: Services, film: BusinessData
) -> None:
    page.board.columns[Stage.TALKING].take_keyboard()
    QTest.keyClick(
        page.board.columns[Stage.TALKING].list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier
    )
    qtbot.waitUntil(lambda: _stand(page) == {"first-work": 1, "trusted": 1})
    assert QApplication.focusWidget() is page.board.columns[Stage.FIRST_WORK].list
    assert page.board.chosen() == (film.id, Stage.FIRST_WORK)
    assert services.businesses.get(film.id).stage is Stage.FIRST_WORK


def test_move_to_names_every_stage_but_its_own(
    page: StagesPage, services: Services, film: BusinessData
) -> None:
    page.board.columns[Stage.TALKING].take_keyboard()
    menu = page.board.menu()
    assert [(one.text(), one.isEnabled()) for one in menu.actions()][:2] == [
        ("Prospect", True),
        ("Talking", False),
    ]
    menu.actions()[-1].trigger()
    assert services.businesses.get(film.id).stage is Stage.NOT_AGAIN


@pytest.mark.parametrize("key", [Qt.Key.Key_M, Qt.Key.Key_Menu])
def test_a_key_opens_move_to(page: StagesPage, qtbot: QtBot, key: Qt.Key) -> None:
    rows = page.board.columns[Stage.TALKING]
    rows.take_keyboard()
    QTest.keyClick(rows.list, key)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_arrows_go_from_column_to_column_and_end_at_the_ends(page: StagesPage) -> None:
    stages = list(page.board.columns.values())
    stages[0].take_keyboard()
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is stages[-1].list


def test_search_narrows_every_column_and_enter_opens(
    page: StagesPage, qtbot: QtBot, film: BusinessData, visits: Visits
) -> None:
    type_over(page.search, "northlight")
    qtbot.waitUntil(lambda: _stand(page) == {"talking": 1})
    rows = page.board.columns[Stage.TALKING]
    rows.take_keyboard()
    QTest.keyClick(rows.list, Qt.Key.Key_Return)
    assert visits.seen[-1] == (Screen.ASSOCIATE, film.id, "")


def test_nobody_is_moved_where_one_stands_already(
    page: StagesPage, context: Context, film: BusinessData
) -> None:
    page.move_on(film.id, Stage.TALKING)
    assert not context.undo.canUndo()


def test_move_to_without_anybody_says_whom_it_asks_for(page: StagesPage, context: Context) -> None:
    said: list[str] = []
    context.messages.notice_posted.connect(lambda one: said.append(one.text))
    page.move_button.click()
    assert said == ["Choose who is to be moved first."]
