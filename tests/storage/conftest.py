"""A still clock and an open database in a folder of its own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.opening import open_database
from tests.kept import empty_folder, store  # noqa: F401 - fixtures


class StillClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.moment = Moment(datetime(2026, 11, 21, 10, 42, tzinfo=UTC), "Europe/London")

    def now(self) -> Moment:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment = Moment(self.moment.utc + timedelta(**by), self.moment.zone)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def database(
    data_dir: Path,
    clock: StillClock,
    empty_folder: Path,  # noqa: F811 - the fixture
) -> Iterator[Database]:
    """Opened on a copy; how a new one is made is for `test_opening` and `test_migrate` to show."""
    shutil.copytree(empty_folder, data_dir, dirs_exist_ok=True)
    opened = open_database(data_dir, clock)
    yield opened
    opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for a lock end after 50 ms: the wait itself is not what these tests are about."""
    for module in ("connect", "migrate"):
        monkeypatch.setattr(f"microbiz_desktop.storage.{module}.BUSY_MILLISECONDS", 50)
