"""Each test of the window begins in daylight at 100 %, on real services in an empty folder."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from microbiz_desktop.paths import resource
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.ui.context import Context
from microbiz_desktop.ui.messages import Messages
from microbiz_desktop.ui.notifier import Notifier
from microbiz_desktop.ui.settings import SettingsFile
from microbiz_desktop.ui.tasks import TaskRunner
from microbiz_desktop.ui.theme import ThemeManager
from microbiz_desktop.worker.in_process import InProcessWorker
from tests.builders import KeptWorker, StillClock


@pytest.fixture(autouse=True)
def daylight(qapp: QApplication) -> ThemeManager:
    """The application's theme manager, fresh."""
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return ThemeManager(qapp, choice="light")


@dataclass
class Visits:
    """Where links led."""

    seen: list[tuple[str, int, str]] = field(default_factory=list)

    def go(self, screen: str, key: int, detail: str) -> None:
        """Remember it."""
        self.seen.append((screen, key, detail))


@pytest.fixture(scope="session")
def window_worker() -> InProcessWorker:
    """One worker in this process: its libraries are loaded once for all tests of the window."""
    return InProcessWorker(resource("templates", "agreements"))


@pytest.fixture
def services(tmp_path: Path, window_worker: InProcessWorker) -> Iterator[Services]:
    """Everything a user can do, on an empty folder, at a moment that stands still."""
    folder = tmp_path / "data"
    folder.mkdir()
    built = build_services(folder, clock=StillClock(), worker=KeptWorker(window_worker))
    yield built
    built.close()


@pytest.fixture
def visits() -> Visits:
    """Where links led in this test."""
    return Visits()


@pytest.fixture
def context(services: Services, visits: Visits, qapp: QApplication) -> Iterator[Context]:
    """What every page is made with."""

    def fault(error: Exception) -> None:
        raise error

    tasks, notifier = TaskRunner(fault), Notifier()
    end = services.subscribe(notifier.announce)
    settings = SettingsFile(services.data_dir / "settings.ini")
    yield Context(services, tasks, Messages(), notifier, settings, visits.go)
    end()
    assert tasks.stop(60_000)
