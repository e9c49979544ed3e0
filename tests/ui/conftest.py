"""Each test of the window begins in daylight at 100 %, whatever the one before did."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from microbiz_desktop.ui.theme import ThemeManager


@pytest.fixture(autouse=True)
def daylight(qapp: QApplication) -> ThemeManager:
    """The application's theme manager, fresh."""
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return ThemeManager(qapp, choice="light")
