"""What stops a sign-off is said under its button, which stays put, and goes with its cause."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microbiz_desktop.services.signoff.values import PartyStatus
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.signoff.sign_panel import SignPanel
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from tests.builders import offer_of_three


@pytest.fixture
def column(qtbot: QtBot) -> ScrollColumn:
    """Where a panel lies in the room."""
    made = ScrollColumn(max_width=0)
    qtbot.addWidget(made)
    made.resize(360, 1200)
    return made


@pytest.fixture
def party(services: Services) -> PartyStatus:
    """One that may sign."""
    return services.signoffs.room(offer_of_three(services).id).parties[0]


@pytest.fixture
def panel(column: ScrollColumn, party: PartyStatus) -> SignPanel:
    """For the first party, as a deed."""
    made = SignPanel()
    made.show_party(party, "I understand and agree.", deed=True)
    made.set_blocked("", pages=False)
    column.add(made)
    column.show()
    QApplication.processEvents()
    return made


def place(panel: SignPanel) -> QPoint:
    QApplication.processEvents()
    return panel.sign.mapTo(panel, QPoint())


def test_the_button_stays_under_the_pointer_whatever_is_said(panel: SignPanel) -> None:
    before = place(panel)
    for fill in (panel.agree.click, lambda: QTest.keyClicks(panel.typed, "Priya Raman")):
        QTest.mouseClick(panel.sign, Qt.MouseButton.LeftButton)
        assert not panel.problem.isHidden()
        assert place(panel) == before
        fill()
        assert panel.problem.isHidden(), "said after its cause has gone"
        assert place(panel) == before
    QTest.mouseClick(panel.sign, Qt.MouseButton.LeftButton)
    assert "witness" in panel.problem.text()
    QTest.keyClicks(panel.witness, "Ann Able, Otley")
    assert panel.problem.isHidden()
    assert place(panel) == before
