"""Real services on real files: a clock that stands still, and one warm worker for all tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.worker.protocol import Worker
from tests.builders import KeptWorker, StillClock
from tests.kept import (  # noqa: F401 - fixtures
    Opener,
    draft_folder,
    fresh_folder,
    offered_folder,
    open_at_start,
    shelf,
    signed_folder,
    store,
    warm_worker,
)


@pytest.fixture
def still() -> StillClock:
    """The clock of every service opened in a test."""
    return StillClock()


@pytest.fixture
def open_services(
    still: StillClock,
    warm_worker: Worker,  # noqa: F811 - fixture
    shelf: TemplateCatalogue,  # noqa: F811 - fixture
) -> Iterator[Opener]:
    """Opens services on a folder; all are closed at the end."""
    opened: list[Services] = []

    def open_one(folder: Path) -> Services:
        worker = KeptWorker(warm_worker)
        opened.append(build_services(folder, clock=still, worker=worker, shelf=shelf))
        return opened[-1]

    yield open_one
    for services in opened:
        services.close()


@pytest.fixture
def services(data_dir: Path, open_services: Opener, request: pytest.FixtureRequest) -> Services:
    """Everything a user can do, on a fresh folder or, for a test that takes `draft`, on that."""
    start = "draft_folder" if "draft" in request.fixturenames else "fresh_folder"
    return open_services(_copy(request.getfixturevalue(start), data_dir))


@pytest.fixture
def draft(services: Services) -> AgreementData:
    """A complete three-party draft."""
    return services.agreements.get(1)


@pytest.fixture
def offered(data_dir: Path, offered_folder: Path, open_services: Opener) -> Services:  # noqa: F811 - fixtures
    """Services on a folder with revision 1 offered; the agreement has id 1."""
    return open_services(_copy(offered_folder, data_dir))


@pytest.fixture
def all_signed(data_dir: Path, signed_folder: Path, open_services: Opener) -> Services:  # noqa: F811 - fixtures
    """The same with everybody's sign-off on this screen."""
    return open_services(_copy(signed_folder, data_dir))


def _copy(folder: Path, data_dir: Path) -> Path:
    return shutil.copytree(folder, data_dir, dirs_exist_ok=True)
