"""Adding by a typed line says what it would make, and that one of that name is there already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.agreements.interview.party_picker import PartyPicker
from microbiz_desktop.ui.associates.add_by_name import AddByName
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import northlight
from tests.ui.page_help import show, type_over, words_in

LINE = "Northlight Film, Eilidh Fraser, 07700 900342"


def test_the_band_says_who_the_legal_name_is_and_who_may_sign(
    qtbot: QtBot, context: Context
) -> None:
    band = show(qtbot, AddByName(context))
    band.open()
    type_over(band.field, LINE)
    said = words_in(band)
    assert "Eilidh Fraser, a sole trader, trading as Northlight Film." in said
    assert "Eilidh Fraser is the contact and may sign." in said
    QTest.keyClick(band.field, Qt.Key.Key_Return)
    (row,) = context.services.businesses.rows()
    kept = context.services.businesses.get(row.id)
    assert (kept.legal_name, kept.trading_name) == ("Eilidh Fraser", "Northlight Film")
    band.open()
    assert "sole trader" not in words_in(band), "what was said of the last line"


@pytest.fixture
def picker(qtbot: QtBot, context: Context) -> PartyPicker:
    made = show(qtbot, PartyPicker(context.services.businesses, lambda _ids: ()))
    made.start(frozenset())
    return made


def test_the_search_for_a_party_says_what_a_new_one_would_be(picker: PartyPicker) -> None:
    type_over(picker.search, LINE)
    new = picker.rows[-1]
    assert new.candidate.id == 0
    said = words_in(picker)
    assert "New: Eilidh Fraser, a sole trader, trading as Northlight Film." in said
    assert "Eilidh Fraser is the contact and may sign." in said


@pytest.mark.parametrize("taken", [True, False])
def test_a_second_business_of_one_name_is_said_before_it_is_made(
    picker: PartyPicker, context: Context, qtbot: QtBot, *, taken: bool
) -> None:
    there = context.services.businesses.save(northlight())
    if taken:
        picker.start(frozenset({there.id}))
    made: list[str] = []
    picked: list[int] = []
    picker.typed_new.connect(made.append)
    picker.picked.connect(picked.append)
    type_over(picker.search, "northlight film, Jo Bell")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert (made, picked) == ([], [])
    what = "a party already" if taken else "in your list already"
    assert f"Northlight Film is {what}" in words_in(picker)
    if not taken:
        assert picker.rows[0].candidate.id == there.id
        QTest.keyClick(picker.search, Qt.Key.Key_Return)
        assert (made, picked) == ([], [there.id])
    else:
        QTest.keyClick(picker.search, Qt.Key.Key_Return)
        assert made == ["northlight film, Jo Bell"]


def test_who_wants_a_second_one_all_the_same_gets_it(picker: PartyPicker, context: Context) -> None:
    context.services.businesses.save(northlight())
    made: list[str] = []
    picker.typed_new.connect(made.append)
    type_over(picker.search, "northlight film, Jo Bell")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    picker.rows[-1].click()
    assert made == ["northlight film, Jo Bell"]
