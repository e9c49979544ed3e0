"""Real services on real files: a clock that stands still, and one warm worker for all tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from microbiz_desktop.paths import resource
from microbiz_desktop.services.values import AgreementData
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.worker.in_process import InProcessWorker
from tests.builders import KeptWorker, StillClock, draft_of_three, offer_of_three, sign_all

Opener = Callable[[Path], Services]


@pytest.fixture(scope="session")
def warm_worker() -> InProcessWorker:
    """One worker in this process: its libraries are loaded once for all tests."""
    return InProcessWorker(resource("templates", "agreements"))


@pytest.fixture
def still() -> StillClock:
    """The clock of every service opened in a test."""
    return StillClock()


@pytest.fixture
def open_services(still: StillClock, warm_worker: InProcessWorker) -> Iterator[Opener]:
    """Opens services on a folder; all are closed at the end."""
    opened: list[Services] = []

    def open_one(folder: Path) -> Services:
        opened.append(build_services(folder, clock=still, worker=KeptWorker(warm_worker)))
        return opened[-1]

    yield open_one
    for services in opened:
        services.close()


@pytest.fixture
def services(data_dir: Path, open_services: Opener) -> Services:
    """Everything a user can do, on an empty folder."""
    return open_services(data_dir)


@pytest.fixture
def draft(services: Services) -> AgreementData:
    """A complete three-party draft."""
    return draft_of_three(services)


@pytest.fixture(scope="session")
def offered_folder(tmp_path_factory: pytest.TempPathFactory, warm_worker: InProcessWorker) -> Path:
    """A data folder with revision 1 offered; tests work on copies, for an offer takes a while."""
    folder = tmp_path_factory.mktemp("offered")
    built = build_services(folder, clock=StillClock(), worker=KeptWorker(warm_worker))
    offer_of_three(built)
    built.close()
    return folder


@pytest.fixture
def offered(data_dir: Path, offered_folder: Path, open_services: Opener) -> Services:
    """Services on a copy of it; the agreement has id 1."""
    shutil.copytree(offered_folder, data_dir, dirs_exist_ok=True)
    return open_services(data_dir)


@pytest.fixture
def all_signed(offered: Services) -> Services:
    """The same with everybody's sign-off on this screen."""
    sign_all(offered, 1)
    return offered
