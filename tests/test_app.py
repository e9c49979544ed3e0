"""The window from process start to its end: first look, live, restore, rescue."""

import logging
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from microbiz_desktop.app import run_window
from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import ForeignFile
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.triggers import definitions
from microbiz_desktop.ui.runtime.window_settings import SettingsFile
from microbiz_desktop.ui.shell.main_window import MainWindow
from microbiz_desktop.ui.shell.opening import OpeningWindow
from microbiz_desktop.ui.shell.rescue import CannotStart
from tests.builders import fernhill
from tests.kept import (  # noqa: F401 - fixtures
    offered_folder,
    open_at_start,
    shelf,
    store,
    warm_worker,
)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program takes the hook for faults and a log file; a test gives both back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    known = list(root.handlers)
    yield
    for handler in [handler for handler in root.handlers if handler not in known]:
        root.removeHandler(handler)
        handler.close()


class Script:
    """Steps done one after the other, each as soon as the widget it needs is on the screen."""

    def __init__(self, *steps: Callable[[], bool]) -> None:
        self._steps = list(steps)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        if self._steps and self._steps[0]():
            self._steps.pop(0)
        if not self._steps:
            self._timer.stop()

    @property
    def done(self) -> bool:
        """Whether every step was done."""
        return not self._steps


def _shell() -> OpeningWindow | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, OpeningWindow)]
    return next((window for window in found if window.isVisible()), None)


def _live() -> MainWindow | None:
    shell = _shell()
    found = shell.findChild(MainWindow) if shell is not None else None
    return found if isinstance(found, MainWindow) and found.isVisible() else None


def _rescue() -> CannotStart | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, CannotStart)]
    return next((dialog for dialog in found if dialog.isVisible()), None)


def _names(window: MainWindow) -> list[str]:
    return [row.name for row in window.context.services.businesses.rows()]


def _save(data_dir: Path, name: str, backup: Path | None = None) -> None:
    services = build_services(data_dir)
    services.businesses.save(BusinessData(trading_name="Fernhill", own=True))
    services.businesses.save(BusinessData(trading_name=name))
    if backup is not None:
        services.backups.back_up(backup)
    services.close()


def _close_live() -> bool:
    if _live() is None:
        return False
    shell = _shell()
    assert shell is not None
    return bool(shell.close())


def test_the_window_shows_a_first_look_and_then_lives(data_dir: Path, qapp: QApplication) -> None:
    _save(data_dir, "Northlight Film")
    seen: list[bool] = []
    said: list[str] = []

    def first_look() -> bool:
        shell = _shell()
        if shell is None:
            return False
        seen.append(shell.findChild(MainWindow) is None)
        return True

    def live() -> bool:
        window = _live()
        if window is None:
            return False
        said.extend([window.current_key(), *_names(window)])
        return _close_live()

    script = Script(first_look, live)
    assert run_window(data_dir) == 0
    assert script.done
    assert seen == [True]
    assert said == ["home", "Northlight Film"]
    assert SettingsFile(data_dir / "settings.ini").kept_state("window") is not None


def test_closing_before_it_lives_ends_everything(data_dir: Path, qapp: QApplication) -> None:
    _save(data_dir, "Northlight Film")

    def close() -> bool:
        shell = _shell()
        return shell is not None and shell.close()

    script = Script(close)
    assert run_window(data_dir) == 0
    assert script.done
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        connection.execute("BEGIN EXCLUSIVE")


def test_a_backup_is_restored_through_the_window(
    data_dir: Path, tmp_path: Path, qapp: QApplication
) -> None:
    backup = tmp_path / "old.microbiz-backup"
    _save(data_dir, "From the backup", backup)
    _save(data_dir, "Later")
    seen: list[list[str]] = []

    def restore() -> bool:
        window = _live()
        if window is None:
            return False
        seen.append(_names(window))
        window.go(Link(Screen.RESTORE, 0, str(backup)))
        return True

    def after() -> bool:
        window = _live()
        if window is not None:
            seen.append(_names(window))
        return _close_live()

    script = Script(restore, after)
    assert run_window(data_dir) == 0
    assert script.done
    assert seen == [["From the backup", "Later"], ["From the backup"]]
    assert list(data_dir.glob(f"before-restore-*/{DATABASE_NAME}"))


def test_a_refused_restore_is_said_and_the_window_opens_on_what_was_there(
    data_dir: Path, tmp_path: Path, qapp: QApplication
) -> None:
    backup = tmp_path / "old.microbiz-backup"
    _save(data_dir, "From the backup", backup)
    _save(data_dir, "Later")
    others = build_services(data_dir)
    seen: list[str] = []
    said: list[str] = []

    def restore() -> bool:
        window = _live()
        if window is not None:
            window.go(Link(Screen.RESTORE, 0, str(backup)))
        return window is not None

    def refused() -> bool:
        dialog = _rescue()
        if dialog is None:
            return False
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.close_button.click()
        return True

    def after() -> bool:
        window = _live()
        if window is not None:
            seen.extend(_names(window))
        return _close_live()

    script = Script(restore, refused, after)
    assert run_window(data_dir) == 0
    others.close()
    assert script.done
    assert said[0] == "The backup was not put in place"
    assert "is open in a window or another command" in said[1]
    assert seen == ["From the backup", "Later"]


def test_a_record_that_does_not_hold_is_said_soon_after_the_start(
    data_dir: Path,
    offered_folder: Path,  # noqa: F811 - the fixture
    qapp: QApplication,
) -> None:
    """V6: the file is whole, the window opens, and the bar names agreement, entry, what to do."""
    shutil.copytree(offered_folder, data_dir, dirs_exist_ok=True)
    (trigger,) = [sql for name, sql in definitions().items() if name == "ledger_entry_no_update"]
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_entry_no_update")
        connection.execute("UPDATE ledger_entry SET revision = 7 WHERE sequence = 2")
        connection.execute(trigger)
    said: list[str] = []

    def told() -> bool:
        window = _live()
        if window is None or not window.bar.isVisible():
            return False
        said.append(window.bar.text.text())
        return _close_live()

    script = Script(told)
    assert run_window(data_dir) == 0
    assert script.done
    assert said[0].startswith("The record of “Harbour Lane café")
    assert "does not hold. Entry 2 was changed. Keep a copy of the data folder" in said[0]


def test_a_damaged_file_is_rescued_from_the_last_good_backup(
    data_dir: Path, qapp: QApplication
) -> None:
    services = build_services(data_dir)
    services.businesses.save(BusinessData(trading_name="Fernhill", own=True))
    services.businesses.save(BusinessData(trading_name="Kept"))
    assert services.backups.automatic()
    services.close()
    path = data_dir / DATABASE_NAME
    torn = bytearray(path.read_bytes())
    torn[100:4000] = b"\xa5" * 3900
    path.write_bytes(bytes(torn))
    seen: list[str] = []

    def rescue() -> bool:
        dialog = _rescue()
        if dialog is None:
            return False
        assert dialog.restore_button.isVisible()
        dialog.restore_button.click()
        return True

    def after() -> bool:
        window = _live()
        if window is not None:
            seen.extend(_names(window))
        return _close_live()

    script = Script(rescue, after)
    assert run_window(data_dir) == 0
    assert script.done
    assert seen == ["Kept"]
    (kept,) = data_dir.glob(f"before-restore-*/{DATABASE_NAME}")
    assert kept.read_bytes() == bytes(torn)


def test_a_newer_file_is_refused_in_a_window_and_left_alone(
    data_dir: Path, qapp: QApplication
) -> None:
    build_services(data_dir).close()
    path = data_dir / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    def close() -> bool:
        dialog = _rescue()
        if dialog is None:
            return False
        assert not dialog.restore_button.isVisible()
        dialog.close_button.click()
        return True

    script = Script(close)
    with pytest.raises(ForeignFile, match="newer"):
        run_window(data_dir)
    assert script.done
    assert path.read_bytes() == before


_AT_FIRST_PAINT = """
import os, sys
from microbiz_desktop.cli.main import main
from microbiz_desktop.ui.shell.opening import OpeningWindow
paint = OpeningWindow.paintEvent
def painted(self, event):
    paint(self, event)
    heavy = "sqlalchemy alembic babel jinja2 pikepdf PIL phonenumbers weasyprint".split()
    ours = "services worker drafting rendering records".split()
    ours += "ui.shell.frame ui.look.theme ui.home.page".split()
    names = [*heavy, "PySide6.QtNetwork", *(f"microbiz_desktop.{name}" for name in ours)]
    print(" ".join(name for name in names if name in sys.modules), flush=True)
    print("Qt" in vars(sys.modules["PySide6.QtCore"]), flush=True)
    os._exit(0)
OpeningWindow.paintEvent = painted
main(["--data-dir", sys.argv[1]])
"""


_AT_HOME = """
import os, sys
from microbiz_desktop.cli.main import main
from microbiz_desktop.app import Launch
live = Launch._live
def seen(self, first):
    live(self, first)
    assert self.running.window.current_key() == "home"
    heavy = "alembic babel cryptography jinja2 markdown_it pikepdf PIL phonenumbers".split()
    ours = "drafting evidence interchange rendering worker.process cli.doctor".split()
    ours += "services.transfer services.copies services.agreements.drafts".split()
    ours += "services.contacts.businesses services.signoff.ledgers services.network.map".split()
    ours += [f"ui.{page}" for page in "associates.page network.page signoff.page".split()]
    ours += [f"ui.{page}" for page in "agreements.studio settings_page.page".split()]
    names = [*heavy, *(f"microbiz_desktop.{name}" for name in ours)]
    print(" ".join(name for name in names if name in sys.modules), flush=True)
    os._exit(0)
Launch._live = seen
main(["--data-dir", sys.argv[1]])
"""


def test_a_live_home_has_imported_nothing_it_does_not_need(data_dir: Path) -> None:
    services = build_services(data_dir)
    services.businesses.save(fernhill())
    services.close()
    command = [sys.executable, "-c", _AT_HOME, str(data_dir)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == [""], done.stderr


def test_nothing_heavy_is_imported_before_the_first_paint(data_dir: Path) -> None:
    _save(data_dir, "Northlight Film")
    command = [sys.executable, "-c", _AT_FIRST_PAINT, str(data_dir)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    # `Qt` is made when first asked for, with all its enumerations.
    assert done.stdout.splitlines() == ["", "False"]


def test_pages_are_imported_ahead() -> None:
    """Every page the window can open is named, and importing them twice does no harm."""
    from microbiz_desktop.app import import_pages
    from microbiz_desktop.ui.shell.page_register import pages

    import_pages()
    assert pages()
    assert all(f"microbiz_desktop.ui.{page.module}" in sys.modules for page in pages())
