"""Keys typed before the screens are there are kept, and played once they are."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from microbiz_desktop.app import run_window
from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.ui.first_run.page import FirstRunPage
from microbiz_desktop.ui.shell.main_window import MainWindow
from microbiz_desktop.ui.shell.opening import OpeningWindow
from tests.test_app import Script, _as_before, _close_live, _live, _shell

__all__ = ["_as_before"]


def during_the_first_look(data_dir: Path, keys: Callable[[OpeningWindow], None]) -> list[str]:
    """Type before the window lives; gives what it shows then, as `said` tells it."""
    seen: list[str] = []

    def first_look() -> bool:
        shell = _shell()
        if shell is None:
            return False
        assert shell.findChild(MainWindow) is None, "it lives already"
        keys(shell)
        return True

    def live() -> bool:
        window = _live()
        if window is None or not played():
            return False
        seen.extend(said(window))
        return _close_live()

    script = Script(first_look, live)
    assert run_window(data_dir) == 0
    assert script.done
    return seen


def played() -> bool:
    """Whether what was typed has been given on."""
    shell = _shell()
    return shell is not None and not shell.early


def said(window: MainWindow) -> list[str]:
    page = window.stack.currentWidget()
    if isinstance(page, FirstRunPage):
        fields = (page.legal_name, page.person, page.trading_name)
        place = [str(at) for at, field in enumerate(fields) if field.hasFocus()]
        return [*(field.value() for field in fields), *place]
    return [
        window.current_key(),
        str(window.command_box.isVisible()),
        window.command_box.field.text(),
    ]


def test_the_first_letters_stand_in_the_first_field(data_dir: Path, qapp: QApplication) -> None:
    def keys(shell: OpeningWindow) -> None:
        QTest.keyClicks(shell, "Fernhil")
        QTest.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(shell, Qt.Key.Key_Backspace)
        QTest.keyClicks(shell, "l Design")

    assert during_the_first_look(data_dir, keys) == ["Fernhill Design", "", "", "0"]


def test_tab_goes_on_to_the_next_field(data_dir: Path, qapp: QApplication) -> None:
    def keys(shell: OpeningWindow) -> None:
        QTest.keyClicks(shell, "Priya Raman")
        QTest.keyClick(shell, Qt.Key.Key_Tab)
        QTest.keyClicks(shell, "Fernhill")

    assert during_the_first_look(data_dir, keys) == ["Priya Raman", "Fernhill", "", "1"]


def test_without_keys_the_first_field_has_the_keyboard(data_dir: Path, qapp: QApplication) -> None:
    assert during_the_first_look(data_dir, lambda _shell: None) == ["", "", "", "0"]


def test_a_shortcut_is_played_and_what_follows_goes_where_it_leads(
    data_dir: Path, qapp: QApplication
) -> None:
    services = build_services(data_dir)
    services.businesses.save(BusinessData(trading_name="Fernhill", own=True))
    services.close()

    def keys(shell: OpeningWindow) -> None:
        QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(shell, "harbour")

    assert during_the_first_look(data_dir, keys) == ["home", "True", "harbour"]
