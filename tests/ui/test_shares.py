"""Shares: slider and field agree, equal shares add up, a wrong total is said and not barred."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.money.money import allocate
from microbiz_desktop.ui.agreements.interview.question_block import amounts_of
from microbiz_desktop.ui.forms.share_table import ShareTable

_PARTIES = [("fernhill", "Fernhill Design"), ("northlight", "Northlight Film"), ("w", "Whitcombe")]


def _amounts(shares: Mapping[str, int]) -> dict[str, int]:
    """12,431.65 by shares."""
    return dict(zip(shares, allocate(1243165, list(shares.values())), strict=True))


@pytest.fixture
def table(qtbot: QtBot) -> ShareTable:
    """Three parties, 42.5, 22.5 and 35 %."""
    made = ShareTable(amounts_for=_amounts)
    qtbot.addWidget(made)
    made.set_parties(_PARTIES)
    made.set_value({"fernhill": 425_000, "northlight": 225_000, "w": 350_000})
    return made


def test_exact_shares_say_so_with_both_sums(table: ShareTable) -> None:
    """Amounts come from the one place that computes them."""
    assert table.verdict() == "Adds up exactly"
    assert [row.amount.text() for row in table.rows()] == ["£5,283.45", "£2,797.12", "£4,351.08"]


def test_typing_a_share_tells_all_shares(table: ShareTable, qtbot: QtBot) -> None:
    """What is still to share is said in words, and the amounts wait."""
    told: list[dict[str, int]] = []
    table.edited.connect(lambda: told.append(table.value()))
    field = table.rows()[1].field
    field.clear()
    QTest.keyClicks(field, "21")
    assert told[-1] == {"fernhill": 425_000, "northlight": 210_000, "w": 350_000}
    assert table.verdict() == "1.5 % still to share"
    assert table.rows()[0].amount.text() == "–"
    assert field.text() == "21"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "21.0 %"


def test_too_much_is_said(table: ShareTable) -> None:
    """In words, never red."""
    table.set_value({"fernhill": 600_000, "northlight": 225_000, "w": 350_000})
    assert table.verdict() == "17.5 % too much"


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ((350_000, 0, 0), "65.0 % still to share"),
        ((400_000, 350_000, 300_000), "5.0 % too much"),
        ((0, 0, 0), "100.0 % still to share"),
        ((1_200_000, -100_000, -100_000), "A share is below zero"),
    ],
)
def test_while_shares_do_not_add_up_there_is_a_dash_instead_of_sums(
    qtbot: QtBot, shares: tuple[int, ...], verdict: str
) -> None:
    """35 % of 8,400 alone is not 8,400, and 40/35/30 is not 3,200/2,800/2,400."""
    made = ShareTable(amounts_for=amounts_of(840_000))
    qtbot.addWidget(made)
    made.set_parties(_PARTIES)
    made.set_value(dict(zip(("fernhill", "northlight", "w"), shares, strict=True)))
    assert [row.amount.text() for row in made.rows()] == ["–", "–", "–"]
    assert made.total_shown() == "–"
    assert made.verdict() == verdict
    made.set_value({"fernhill": 400_000, "northlight": 350_000, "w": 250_000})
    assert [row.amount.text() for row in made.rows()] == ["£3,360.00", "£2,940.00", "£2,100.00"]
    assert (made.total_shown(), made.verdict()) == ("£8,400.00", "Adds up exactly")


def test_slider_moves_by_keyboard(table: ShareTable) -> None:
    """Half a percent a key, and the field follows."""
    row = table.rows()[0]
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert table.value()["fernhill"] == 430_000
    assert row.field.text() == "43.0 %"


def test_exact_share_is_not_rounded_by_the_slider(table: ShareTable) -> None:
    """The slider shows a third as nearly as it can and leaves the value alone."""
    table.set_value({"fernhill": 333_334, "northlight": 333_333, "w": 333_333})
    assert table.value()["northlight"] == 333_333
    assert table.verdict() == "Adds up exactly"


def test_share_equally_adds_up(table: ShareTable, qtbot: QtBot) -> None:
    """Thirds, with the odd ten-thousandth given to the first."""
    with qtbot.waitSignal(table.edited):
        table.equal_link.click()
    assert list(table.value().values()) == [333_334, 333_333, 333_333]
    assert table.verdict() == "Adds up exactly"


def test_parties_that_stay_keep_their_share(table: ShareTable) -> None:
    """A new party begins with nothing."""
    table.set_parties([_PARTIES[1], ("new", "New Party")])
    assert table.value() == {"northlight": 225_000, "new": 0}


def test_every_part_of_a_row_has_a_name(table: ShareTable) -> None:
    """A screen reader can tell slider from field and party from party."""
    names = [widget.accessibleName() for row in table.rows() for widget in row.widgets()[1:3]]
    assert len(set(names)) == len(names)
    assert all("Fernhill Design" in name for name in names[:2])
