"""The composition root of the window: Qt, theme, services, one instance for a data folder.

The command line starts the window here when no command is named. A window without data is painted
first and the rest comes in on another thread, so that the program shows itself at once.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from .domain.errors import BadInput, DamagedFile, MicrobizError, NotReady

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from .services.wiring import Services
    from .ui.runtime.tasks import TaskRunner
    from .ui.shell.errors import ErrorReporter
    from .ui.shell.first_look import FirstLook
    from .ui.shell.instance import OneInstance
    from .ui.shell.main_window import FirstContents, MainWindow
    from .ui.shell.opening import OpeningWindow

#: Automatic backups and expired offers are looked at this long after the start.
_AFTER_START = 1500
#: Seconds after which a thread that works hands over to the window's; Python's own is 0.005.
_TURN = 0.001
#: Opening a damaged or slow disk may take long; what was begun is always waited for.
_LONG = 60_000


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
        self.services.leave()
        self.window.shut()
        self.services.close()
        end(self.window)


def end(window: QWidget) -> None:
    """Delete a window with all that is in it while Qt is whole.

    Whatever of Qt Python still holds at its exit is ended in no order, which crashes now and then.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()
    gc.collect()


def has_display() -> bool:
    """Whether a window could be shown here at all."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_window(data_dir: Path) -> int:
    """Open the window and stay until it is closed.

    What cannot be opened is said in a window, as there may be no terminal, and then raised.
    """
    if not has_display():
        raise BadInput(
            "There is no display here to open a window on.",
            "Try `microbiz-desktop demo --out DIR`, or `--help` for the other commands.",
        )
    from .ui.shell.instance import OneInstance
    from .ui.shell.window_needs import refuse_no_window

    refuse_no_window(os.environ)
    app = make_application()
    instance = OneInstance(data_dir)
    if not instance.first():
        if instance.raise_the_first():
            return 0
        raise NotReady(
            "This data folder is open in another window, which does not answer.",
            "Close that window, and try again.",
        )
    try:
        return _until_closed(app, data_dir, instance)
    finally:
        instance.release()


def _until_closed(app: QApplication, data_dir: Path, instance: OneInstance) -> int:
    """One window after the other, as long as one closes to have a backup restored."""
    backup: Path | None = None
    while True:
        if backup is not None:
            _restore(data_dir, backup)
        try:
            code, backup = _run(app, data_dir, instance)
        except MicrobizError as error:
            backup = _rescue(data_dir, error)
            if backup is None:
                raise
        else:
            if backup is None:
                return code


def _run(app: QApplication, data_dir: Path, instance: OneInstance) -> tuple[int, Path | None]:
    """One window from opening to closing; a backup to restore when that is why it closed."""
    from PySide6.QtCore import QTimer

    from .ui.runtime.window_settings import SettingsFile
    from .ui.shell.opening import OpeningWindow

    settings = SettingsFile(data_dir / "settings.ini")
    shell = OpeningWindow(settings, _first_look(data_dir))
    launch = Launch(app, data_dir, shell)
    instance.asked.connect(shell.come_to_front)
    shell.painted.connect(lambda: QTimer.singleShot(0, lambda: _begin(launch, instance)))
    shell.show()
    try:
        code = int(app.exec())
    finally:
        launch.close()
        end(shell)
    if launch.failure is not None:
        raise launch.failure
    return code, launch.restore_from


def _begin(launch: Launch, instance: OneInstance) -> None:
    from .logs import start_logging

    start_logging(launch.data_dir)
    instance.listen()
    launch.begin()


def _first_look(data_dir: Path) -> FirstLook | None:
    """What the data file tells at once; None when it has to be made, mended or refused."""
    from .storage.first_rows import read_first_rows
    from .ui.shell.first_look import FirstLook

    rows = read_first_rows(data_dir)
    if rows is None:
        return None
    agreements = tuple((row.title, row.second_line, row.state) for row in rows.agreements)
    return FirstLook(rows.own_business, agreements)


class Launch:
    """From the first paint to the live window: what is heavy comes in on another thread."""

    def __init__(self, app: QApplication, data_dir: Path, shell: OpeningWindow) -> None:
        self.data_dir = data_dir
        self.failure: Exception | None = None
        #: The backup to restore when the window closed for that.
        self.restore_from: Path | None = None
        self.running: Running | None = None
        self._app = app
        self._shell = shell
        self._services: Services | None = None
        self._tasks: TaskRunner | None = None

    def begin(self) -> None:
        """Open the data folder; the window stays alive meanwhile and may be closed."""
        from .ui.runtime.tasks import TaskRunner

        self._tasks = TaskRunner(self._failed, self._shell)
        self._tasks.run(self._open, done=self._live)

    def close(self) -> None:
        """End what was opened, also when it came in after the window had been closed."""
        if self._tasks is not None:
            self._tasks.stop(_LONG)
        if self.running is not None:
            self.restore_from = self.running.window.restore_from
            self.running.close()
        elif self._services is not None:
            self._services.close()

    def _open(self) -> FirstContents:
        """On another thread: the data, the screens, and what the first of them shows."""
        from .services.wiring import build_services

        self._services = build_services(self.data_dir)
        import_module("microbiz_desktop.ui.shell.errors")
        return first_contents(self._services)

    def _live(self, first: FirstContents) -> None:
        assert self._services is not None, "the data is open by now"
        self.running = open_window(self._app, self._services, first=first)
        self.running.reporter.install()
        self._shell.take(self.running.window)
        _after_start(self.running)

    def _failed(self, error: Exception) -> None:
        self.failure = error
        self._shell.close()


def _restore(data_dir: Path, backup: Path) -> None:
    """Switch to the backup while nothing is open; when that is refused, say so and go on."""
    from .services.program.backups import restore_into
    from .ui.shell.rescue import show_not_restored

    try:
        restore_into(data_dir, backup)
    except MicrobizError as error:
        show_not_restored(error)


def _rescue(data_dir: Path, error: MicrobizError) -> Path | None:
    """Say what is wrong; the last good backup when the data is damaged and the user wants it."""
    from .services.program.backups import last_good
    from .ui.shell.rescue import show_cannot_start

    good = last_good(data_dir) if isinstance(error, DamagedFile) else None
    if good is None:
        show_cannot_start(error)
        return None
    return good.path if show_cannot_start(error, good.words) else None


def make_application() -> QApplication:
    """The Qt application, made once in a process; the theme brings the fonts."""
    from PySide6.QtWidgets import QApplication

    gc.disable()  # from the first thread on; the window looks by itself, see ui/runtime/garbage.py
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["microbiz-desktop"])
        app.setApplicationName("Microbiz Desktop")
        app.setDesktopFileName("microbiz-desktop")
    sys.setswitchinterval(_TURN)
    return app


def open_window(
    app: QApplication,
    services: Services,
    *,
    first: FirstContents | None = None,
    theme: str = "",
    scale: int = 0,
) -> Running:
    """The main window over these services, not yet shown; `theme` overrides the user's wish.

    `first` is what it shows at once, where that was read on another thread.
    """
    from .ui.look.theme import theme_manager
    from .ui.runtime.garbage import WindowGarbage
    from .ui.runtime.messages import Messages
    from .ui.runtime.notifier import Notifier
    from .ui.runtime.tasks import TaskRunner
    from .ui.runtime.window_settings import SettingsFile
    from .ui.shell.errors import ErrorReporter
    from .ui.shell.main_window import MainWindow

    settings = SettingsFile(services.data_dir / "settings.ini")
    wishes = settings.load()
    manager = theme_manager()
    manager.choose(theme or wishes.theme)
    manager.set_scale(scale or wishes.scale)
    manager.set_direction(right_to_left=wishes.right_to_left)
    messages = Messages()
    reporter = ErrorReporter(messages, lambda: window)
    notifier, tasks = Notifier(), TaskRunner(reporter.report)
    window = MainWindow(services, settings, messages, notifier, tasks)
    WindowGarbage(tasks, window)
    window.start(first)
    return Running(app, window, services, reporter)


def first_contents(services: Services) -> FirstContents:
    """What the window shows first, so that it waits for no data itself. [slow]"""
    from .domain.links import Screen
    from .ui.home.page import home_contents
    from .ui.shell.main_window import FirstContents, frame_of

    own = services.settings.own_in_use()
    if not own.id:
        return FirstContents(frame_of(own, services.home.counts()), Screen.FIRST_RUN)
    home = home_contents(services)
    return FirstContents(frame_of(own, home.view.counts), Screen.HOME, home)


def import_pages() -> None:
    """Imported ahead and aside, so that no page waits for its modules when it is first opened."""
    from .ui.shell.page_register import pages

    for page in pages():
        import_module(f"microbiz_desktop.ui.{page.module}")


def read_ahead(services: Services) -> None:
    """What the next minutes need, so that no screen waits for it. A bad template is told later."""
    import_pages()
    with suppress(MicrobizError):
        services.read_ahead()


def _after_start(running: Running) -> None:
    """What may wait until the first paint: the worker, the records, expired offers, the backup."""
    from PySide6.QtCore import QTimer

    from .ui.look.fonts import load_fallback_fonts

    services, tasks = running.services, running.window.context.tasks
    gc.freeze()  # what is loaded by now stays: no later look for garbage goes through it again

    def chores() -> str:
        damage = services.record_checks.at_start()
        try:
            services.offers.expire_due()
        except MicrobizError as error:
            damage = damage or error.sentence()
        with suppress(MicrobizError):
            services.backups.automatic()
        return damage

    def tell(damage: str) -> None:
        if damage:
            running.window.context.messages.problem(damage)

    def begin() -> None:
        load_fallback_fonts()
        tasks.run(services.warm_up, done=lambda _: None)
        tasks.run(chores, done=tell)
        tasks.run(lambda: read_ahead(services), done=lambda _: running.window.stack.make_ahead())

    QTimer.singleShot(_AFTER_START, running.window, begin)


def save_screenshots(out: Path, home: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    """Pictures of every screen over the sample network, in a scratch folder below `home`."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from .cli.screenshots import take_all

    return take_all(out, home, theme, size)
