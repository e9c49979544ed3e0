"""The composition root of the window: Qt, theme, services, one instance for a data folder."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .domain.errors import BadInput, MicrobizError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from .services.wiring import Services
    from .ui.errors import ErrorReporter
    from .ui.instance import OneInstance
    from .ui.main_window import MainWindow

#: Automatic backups and expired offers are looked at this long after the start.
_AFTER_START = 1500


@dataclass(frozen=True)
class Running:
    """A window with everything it stands on; `close()` ends it all in the right order."""

    app: QApplication
    window: MainWindow
    services: Services
    reporter: ErrorReporter

    def close(self) -> None:
        """Save, stop what runs, end the worker, close the database."""
        self.window.close()
        self.window.shut()
        self.services.close()


def has_display() -> bool:
    """Whether a window could be shown here at all."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_window(data_dir: Path) -> int:
    """Open the window and stay until it is closed. Raises BadInput where there is no display."""
    if not has_display():
        raise BadInput(
            "There is no display here to open a window on.",
            "Try `microbiz-desktop demo --out DIR`, or `--help` for the other commands.",
        )
    from .logs import start_logging
    from .ui.instance import OneInstance

    app = make_application()
    instance = OneInstance(data_dir)
    if not instance.first():
        instance.raise_the_first()
        return 0
    start_logging(data_dir)
    try:
        code, restore_from = _run(app, data_dir, instance)
        while restore_from is not None:
            code, restore_from = _restored(app, data_dir, instance, restore_from)
        return code
    except MicrobizError as error:
        return _cannot_start(error)
    finally:
        instance.release()


def _run(app: QApplication, data_dir: Path, instance: OneInstance) -> tuple[int, Path | None]:
    """One window from opening to closing; a backup to restore when that is why it closed."""
    running = _opened(app, data_dir)
    instance.asked.connect(running.window.come_to_front)
    running.window.show()
    _after_start(running)
    try:
        code = app.exec()
    finally:
        running.close()
    return int(code), running.window.restore_from


def _restored(
    app: QApplication, data_dir: Path, instance: OneInstance, backup: Path
) -> tuple[int, Path | None]:
    """Switch to the backup while nothing is open, then open the window again."""
    from .services.backups import restore_into

    restore_into(data_dir, backup)
    return _run(app, data_dir, instance)


def make_application() -> QApplication:
    """The Qt application, made once in a process; the theme brings the fonts."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["microbiz-desktop"])
        app.setApplicationName("Microbiz Desktop")
        app.setDesktopFileName("microbiz-desktop")
    return app


def open_window(
    app: QApplication, services: Services, *, theme: str = "", scale: int = 0
) -> Running:
    """The main window over these services, not yet shown; `theme` overrides the user's wish."""
    from .ui.errors import ErrorReporter
    from .ui.main_window import MainWindow
    from .ui.messages import Messages
    from .ui.notifier import Notifier
    from .ui.settings import SettingsFile
    from .ui.tasks import TaskRunner
    from .ui.theme import theme_manager

    settings = SettingsFile(services.data_dir / "settings.ini")
    wishes = settings.load()
    manager = theme_manager()
    manager.choose(theme or wishes.theme)
    manager.set_scale(scale or wishes.scale)
    messages = Messages()
    reporter = ErrorReporter(messages, lambda: window)
    notifier, tasks = Notifier(), TaskRunner(reporter.report)
    window = MainWindow(services, settings, messages, notifier, tasks)
    window.start()
    return Running(app, window, services, reporter)


def _opened(app: QApplication, data_dir: Path) -> Running:
    from .services.wiring import build_services

    running = open_window(app, build_services(data_dir))
    running.reporter.install()
    return running


def _after_start(running: Running) -> None:
    """What may wait until the first paint: the worker, expired offers, the automatic backup."""
    from PySide6.QtCore import QTimer

    from .ui.fonts import load_fallback_fonts

    services, tasks = running.services, running.window.context.tasks

    def chores() -> None:
        services.offers.expire_due()
        with suppress(MicrobizError):
            services.backups.automatic()

    def begin() -> None:
        load_fallback_fonts()
        tasks.run(services.warm_up, done=lambda _: None)
        tasks.run(chores, done=lambda _: None)

    QTimer.singleShot(_AFTER_START, running.window, begin)


def _cannot_start(error: MicrobizError) -> int:
    """Say why in a window, as there may be no terminal."""
    from .ui.rescue import show_cannot_start

    show_cannot_start(error)
    return 2


def save_screenshots(out: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    """Pictures of every screen over the sample network, in a scratch folder."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from .screenshots import take_all

    return take_all(out, theme, size)
