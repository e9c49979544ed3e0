"""100,000 rows of a table in and searchable, against the same rows by a bare executemany."""

from __future__ import annotations

import csv
import io
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.interchange.csv_look import look
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.services.transfer.imports import FileRead
from microbiz_desktop.services.wiring import Services, build_services

from .associates import generate
from .harness import Comparison, Contender, Target

ROWS = 100_000
_TABLES = ("business", "person", "skill", "paper")
_HEADINGS = ("Company", "Full name", "E-mail", "Phone", "Website", "City", "Notes", "Skills")


def comparisons() -> Iterator[Comparison]:
    """Writing the proposal (insert, index, undo step), everything from the bytes on, and again."""
    with tempfile.TemporaryDirectory() as folder:
        yield _comparison(Path(folder), ROWS)
    with tempfile.TemporaryDirectory() as folder:
        yield _repeated(Path(folder), ROWS // 10)


def table(rows: int) -> bytes:
    """A CSV file as an address book writes it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    writer.writerows(_row(data) for data in generate(rows))
    return out.getvalue().encode()


def _row(data: BusinessData) -> tuple[str, ...]:
    person = data.people[0]
    skills = "; ".join(skill.name for skill in data.skills)
    ways = (data.email, data.phone, data.website)
    return (data.name, person.name, *ways, data.place, data.notes, skills)


class _Runs:
    """A new data folder for each run; only what is compared is timed."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder = folder
        self._rows = rows
        self._count = 0
        self._content = table(rows)
        services = self._services()
        file = read_csv(self._content, look(self._content))
        proposal = services.imports.propose([FileRead("table.csv", file)])
        services.imports.apply(proposal)
        self._proposal = proposal
        self._kept = _rows_of(services.database.path)
        services.close()

    def bare(self) -> float:
        """The same rows into the same tables, without index, triggers or undo."""
        services = self._services()
        path = services.database.path
        services.close()
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA synchronous=FULL")
        triggers = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for name, (statement, rows) in self._kept.items():
            raw.executemany(statement, rows)
            assert rows or name == "paper"
        raw.execute("COMMIT")
        taken = time.perf_counter() - start
        raw.close()
        return taken

    def applied(self) -> float:
        """The proposal carried out: everything is findable, and can be taken back."""
        services = self._services()
        start = time.perf_counter()
        outcome = services.imports.apply(self._proposal)
        taken = time.perf_counter() - start
        assert outcome.made == len(self._proposal.items)
        services.close()
        return taken

    def whole(self) -> float:
        """From the bytes of the file: read, compare, write."""
        services = self._services()
        start = time.perf_counter()
        file = read_csv(self._content, look(self._content))
        services.imports.apply(services.imports.propose([FileRead("table.csv", file)]))
        taken = time.perf_counter() - start
        services.close()
        return taken

    def again(self) -> float:
        """The same file once more: read, and all found to be here already."""
        services = self._services()
        services.imports.apply(self._proposal)
        start = time.perf_counter()
        file = read_csv(self._content, look(self._content))
        proposal = services.imports.propose([FileRead("table.csv", file)])
        taken = time.perf_counter() - start
        assert services.imports.apply(proposal).step_id == 0
        services.close()
        return taken

    def _services(self) -> Services:
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        return build_services(folder)


def _rows_of(path: Path) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    found = {}
    with sqlite3.connect(path) as raw:
        for name in _TABLES:
            rows = raw.execute(f"SELECT * FROM {name}").fetchall()
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            found[name] = (f"INSERT INTO {name} VALUES ({marks})", rows)
    return {name: (statement, rows) for name, (statement, rows) in found.items() if rows}


def _comparison(folder: Path, rows: int) -> Comparison:
    runs = _Runs(folder, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Comparison(
        f"{rows:,} rows of a table in, searchable",
        [
            Contender("bare executemany", runs.bare),
            Contender("proposal written", runs.applied),
            Contender("read, compared, written", runs.whole),
        ],
        rounds=3,
        unit="s",
        scale=1.0,
        target=Target("proposal written", 2.0),
        notes=[f"most memory in use, with the generator's own: {peak:,.0f} MiB"],
    )


def _repeated(folder: Path, rows: int) -> Comparison:
    runs = _Runs(folder, rows)
    return Comparison(
        f"the same {rows:,} rows once more: all found to be here",
        [
            Contender("the first time", runs.whole),
            Contender("the same file again", runs.again),
        ],
        rounds=3,
        unit="s",
        scale=1.0,
    )
