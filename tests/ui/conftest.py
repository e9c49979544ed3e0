"""Each test of the window begins in daylight at 100 %, on real services in an empty folder."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from microbiz_desktop.domain.edition import Edition, Standing
from microbiz_desktop.domain.links import Link
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Messages
from microbiz_desktop.ui.runtime.notifier import Notifier
from microbiz_desktop.ui.runtime.tasks import TaskRunner
from microbiz_desktop.ui.runtime.window_settings import SettingsFile
from microbiz_desktop.worker.protocol import Rendered, Worker
from tests.builders import KeptWorker, StillClock
from tests.kept import (  # noqa: F401 - fixtures
    Opener,
    Store,
    fresh_folder,
    offered_folder,
    open_at_start,
    shelf,
    store,
    warm_worker,
)
from tests.ui.walk.ground import data_of, make_filled


@pytest.fixture(autouse=True)
def daylight(qapp: QApplication) -> ThemeManager:
    """The application's theme manager, fresh."""
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return ThemeManager(qapp, choice="light")


@dataclass
class Visits:
    """Where links led."""

    seen: list[Link] = field(default_factory=list)

    def go(self, link: Link) -> None:
        """Remember it."""
        self.seen.append(link)


class QuickDrafts(KeptWorker):
    """A worker that renders its first draft for real and then gives those pages again.

    Rendering takes seconds here and no test but one looks at what the pages of a draft say.
    Offers, copies and everything else are made for real each time.
    """

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._first: Rendered | None = None
        self.render = self.preview = self.render_quickly

    def render_quickly(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The first draft's pages for every draft."""
        if edition.standing is not Standing.DRAFT:
            return self._worker.render(text, edition, logos)
        if self._first is None:
            self._first = self._worker.render(text, edition, logos)
        return self._first


@pytest.fixture(scope="session")
def window_worker(warm_worker: Worker) -> KeptWorker:  # noqa: F811 - fixtures
    """The worker of the services of a window under test."""
    return QuickDrafts(warm_worker)


@pytest.fixture
def services(
    tmp_path: Path,
    window_worker: KeptWorker,
    shelf: TemplateCatalogue,  # noqa: F811 - fixtures
    request: pytest.FixtureRequest,
) -> Iterator[Services]:
    """Everything a user can do, at a moment that stands still.

    The folder is fresh, or a copy of `offered_folder` for a test marked `usefixtures("offered")`.
    """
    folder = tmp_path / "data"
    start = "offered_folder" if "offered" in request.fixturenames else "fresh_folder"
    shutil.copytree(request.getfixturevalue(start), folder)
    built = build_services(folder, clock=StillClock(), worker=window_worker, shelf=shelf)
    yield built
    built.close()


@pytest.fixture
def offered() -> None:
    """Asks `services` to begin with revision 1 of agreement 1 offered."""


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


@pytest.fixture(scope="session")
def filled_folder(store: Store, open_at_start: Opener) -> Path:  # noqa: F811 - fixtures
    """What the walks begin with; each works on a copy."""
    return store.folder("filled", lambda new: make_filled(new, open_at_start(data_of(new))))
