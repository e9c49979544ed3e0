"""A data folder with many invented associates, made once and kept for the runs that follow."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.services.shared.clocks import SystemClock
from microbiz_desktop.services.transfer.contact_insert import ContactInsert
from microbiz_desktop.storage.bulk import bulk_search
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME, SCHEMA
from microbiz_desktop.storage.opening import open_database

from .associates import generate

T = TypeVar("T")
#: The size the targets are set for, and those in between for the growth.
MANY = 100_000
SIZES = (100, 1_000, 10_000, MANY)


def filled(many: int = MANY) -> Path:
    """A data folder with so many associates. Kept in the temporary folder; delete it to renew."""
    folder = Path(tempfile.gettempdir()) / f"microbiz-bench-{SCHEMA}-{many}"
    if not (folder / "ready").exists():
        with opened(folder) as database:
            fill(database, generate(many))
        (folder / "ready").touch()
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """The database of a folder, closed at the end."""
    database = open_database(folder, SystemClock())
    try:
        yield database
    finally:
        database.close()


def fill(database: Database, associates: Iterator[BusinessData]) -> None:
    """All of them in one transaction, by the way imports go."""
    now = SystemClock().now()
    with database.transaction() as session, bulk_search(session, coming=MANY):
        insert = ContactInsert(session, now)
        while batch := tuple(islice(associates, 5_000)):
            for data in batch:
                insert.add(data)
            insert.write()


def path(folder: Path) -> Path:
    """Where the data file is."""
    return folder / DATABASE_NAME


def p95(figures: Sequence[float]) -> float:
    """The figure that 19 of 20 stay under."""
    return sorted(figures)[int(len(figures) * 0.95)]
