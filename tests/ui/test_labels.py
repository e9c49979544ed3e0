"""Labels in the window: typed, seen in list and card, filtered by, called otherwise."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.contacts.labels import COLOURS, usual_colour
from microbiz_desktop.services.contacts.contacts import Query
from microbiz_desktop.ui.associates.labels_field import LabelsField
from microbiz_desktop.ui.associates.page import AssociatesPage
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from microbiz_desktop.ui.settings_page.labels import LabelsPart
from microbiz_desktop.ui.widgets.label_marks import LabelMark
from microbiz_desktop.ui.widgets.row_delegate import LOOK_ROLE, RowLook
from tests.ui.page_help import click, show, type_over, words_in


@pytest.fixture
def labelled(context: Context) -> Context:
    """Two associates, one with two labels."""
    save = context.services.businesses.save
    save(BusinessData(trading_name="Amara Bread", labels=("Fair", "Guild")))
    save(BusinessData(trading_name="Bruno Boats"))
    return context


def _looks(page: AssociatesPage) -> list[RowLook]:
    model = page.pane.model
    model.need(0, model.rowCount())
    return [model.data(model.index(at), LOOK_ROLE) for at in range(model.rowCount())]


def _chosen(menu: QMenu, *words: str) -> QAction:
    """The action below these words, menu by menu."""
    for word in words[:-1]:
        below = next(action for action in menu.actions() if action.text() == word).menu()
        assert isinstance(below, QMenu)
        menu = below
    return next(action for action in menu.actions() if action.text() == words[-1])


def _words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def _undo(context: Context) -> Callable[[], None]:
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)

    def act() -> None:
        assert notices[-1].act is not None
        notices[-1].act()

    return act


def test_list_and_card_show_them_with_their_colours(qtbot: QtBot, labelled: Context) -> None:
    page = show(qtbot, AssociatesPage(labelled))
    page.reload()
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 2)
    looks = _looks(page)
    assert [look.labels for look in looks] == [
        (("Fair", usual_colour("Fair")), ("Guild", usual_colour("Guild"))),
        (),
    ]
    assert looks[0].sentence().endswith("Fair, Guild")
    qtbot.waitUntil(lambda: len(page.card.findChildren(LabelMark)) == 2)
    marks = page.card.findChildren(LabelMark)
    assert [mark.accessibleName() for mark in marks] == ["Label: Fair", "Label: Guild"]


def test_the_list_is_narrowed_by_a_label_and_the_chip_takes_it_away(
    qtbot: QtBot, labelled: Context
) -> None:
    page = show(qtbot, AssociatesPage(labelled))
    page.reload()
    qtbot.waitUntil(lambda: "Label" in _words(page.pane.filters.menu()))
    _chosen(page.pane.filters.menu(), "Label", "Fair  (1)").trigger()
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 1)
    assert page.pane.query() == Query(labels=("Fair",))
    (chip,) = page.pane.filters.chips()
    assert chip.text() == "Label Fair"
    click(chip)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 2)


def test_the_menu_of_the_list_puts_one_on_and_takes_it_off(qtbot: QtBot, labelled: Context) -> None:
    page = show(qtbot, AssociatesPage(labelled))
    page.reload()
    qtbot.waitUntil(lambda: page.labelling.names == ("Fair", "Guild"))
    undo, notices = _undo(labelled), labelled.messages.notice_posted
    page.pane.found_list.selectAll()
    menu = page.menu()
    assert menu is not None
    assert not _chosen(menu, "Labels", "Fair").isChecked()  # one of the two has it not
    with qtbot.waitSignal(notices):
        _chosen(menu, "Labels", "Fair").trigger()
    assert [row.labels for row in labelled.services.contacts.rows((1, 2))][1] == ("Fair",)
    undo()
    assert [row.labels for row in labelled.services.contacts.rows((1, 2))][1] == ()
    page.pane.found_list.clearSelection()
    page.pane.choose(1)
    menu = page.menu()
    assert menu is not None
    assert _chosen(menu, "Labels", "Guild").isChecked()
    with qtbot.waitSignal(notices):
        _chosen(menu, "Labels", "Guild").trigger()
    assert labelled.services.businesses.get(1).labels == ("Fair",)
    undo()
    assert labelled.services.businesses.get(1).labels == ("Fair", "Guild")


def test_the_menu_offers_labels_that_nobody_listed_has(qtbot: QtBot, labelled: Context) -> None:
    """The list is narrowed to an associate without any: the labels are there all the same."""
    page = show(qtbot, AssociatesPage(labelled))
    page.reload()
    type_over(page.pane.search, "Bruno")
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 1 and not labelled.tasks.is_busy())
    page.pane.choose(2)
    qtbot.waitUntil(lambda: "Label" not in _words(page.pane.filters.menu()))
    menu = page.menu()
    assert menu is not None
    assert not _chosen(menu, "Labels", "Guild").isChecked()


def test_typing_offers_those_there_are_and_a_new_one_is_kept(
    qtbot: QtBot, labelled: Context
) -> None:
    field = show(qtbot, LabelsField(labelled, "Labels", "Market"))
    qtbot.waitUntil(lambda: field.offered() == ["Fair", "Guild"])
    QTest.keyClicks(field.line, "Spring fair, 2027")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == ("Spring fair, 2027",)


def test_settings_rename_colour_and_take_off_and_all_can_be_undone(
    qtbot: QtBot, labelled: Context
) -> None:
    part = show(qtbot, LabelsPart(labelled))
    qtbot.waitUntil(lambda: [row.called for row in part.rows] == ["Fair", "Guild"])
    undo, businesses = _undo(labelled), labelled.services.businesses
    fair = part.rows[0]
    type_over(fair.name, "Spring fair")
    QTest.keyClick(fair.name, Qt.Key.Key_Return)
    assert businesses.get(1).labels == ("Spring fair", "Guild")
    assert (fair.mark.text(), fair.called) == ("Spring fair", "Spring fair")
    undo()
    assert businesses.get(1).labels == ("Guild", "Fair")
    qtbot.waitUntil(lambda: [row.called for row in part.rows] == ["Fair", "Guild"])
    other = next(one for one in COLOURS if one != usual_colour("Guild"))
    part.rows[1].colour.set_value(other)
    part.rows[1].colour.chosen.emit(other)
    assert labelled.services.labels.colours(("Guild",)) == {"Guild": other}
    click(part.rows[1].gone)
    assert businesses.get(1).labels == ("Fair",)
    undo()
    assert businesses.get(1).labels == ("Fair", "Guild")
    assert labelled.services.labels.colours(("Guild",)) == {"Guild": other}


def test_without_any_the_settings_say_where_one_is_put_on(qtbot: QtBot, context: Context) -> None:
    part = show(qtbot, LabelsPart(context))
    qtbot.waitUntil(lambda: "No labels yet" in words_in(part))
