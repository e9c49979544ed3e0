"""A page of the contact list, the ids behind it, and how both grow with the list."""

import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial

from microbiz_desktop.paths import resource
from microbiz_desktop.services.contacts.businesses import Businesses
from microbiz_desktop.services.contacts.contacts import Contacts, Query
from microbiz_desktop.services.contacts.rows_shown import ROWS
from microbiz_desktop.services.shared.clocks import SystemClock
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.first_rows import read_first_rows

from .contacts import MANY, SIZES, filled, opened, p95, path
from .harness import Comparison, Contender, Target
from .search import keystrokes

_PAGE, _PAGES = 50, 40


def comparisons() -> Iterator[Comparison]:
    """The page, the memory of the ids, then each of three things at four sizes."""
    with ExitStack() as stack:
        raw = stack.enter_context(closing(sqlite3.connect(path(filled()))))
        databases = {size: stack.enter_context(opened(filled(size))) for size in SIZES}
        contacts = {size: Contacts(base, SystemClock()) for size, base in databases.items()}
        yield _page(raw, contacts[MANY])
        yield _memory(contacts[MANY])
        yield _growth(
            "a keystroke, 95th in a hundred", [partial(_keys, c) for c in contacts.values()]
        )
        yield _growth("first rows", [partial(_first, size) for size in SIZES])
        yield _growth("a save", [partial(_save, _businesses(base)) for base in databases.values()])


def _page(raw: sqlite3.Connection, contacts: Contacts) -> Comparison:
    ids = contacts.ids(Query()).ids
    pages = [list(ids[start : start + _PAGE]) for start in range(0, _PAGES * 997, 997)]

    def plain() -> None:
        for page in pages:
            raw.execute(f"{ROWS}{', '.join(map(str, page))})").fetchall()

    def ours() -> None:
        for page in pages:
            contacts.rows(page)

    return Comparison(
        f"{_PAGES} pages of {_PAGE} rows from all over {MANY:,}",
        [Contender("raw sqlite3", plain), Contender("contact list", ours)],
        rounds=9,
        target=Target("contact list", 3),
    )


def _memory(contacts: Contacts) -> Comparison:
    return Comparison(
        f"most memory taken while the ids of {MANY:,} are read",
        [
            Contender("a list of all rows", _peak(partial(_all_rows, contacts))),
            Contender("the ids", _peak(lambda: contacts.ids(Query()))),
        ],
        rounds=1,
        unit="MiB",
        scale=1 / 2**20,
    )


def _all_rows(contacts: Contacts) -> object:
    ids = contacts.ids(Query()).ids
    return [row for n in range(0, len(ids), 500) for row in contacts.rows(ids[n : n + 500])]


def _peak(run: Callable[[], object]) -> Callable[[], float]:
    def measured() -> float:
        tracemalloc.start()
        try:
            run()
            return float(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()

    return measured


def _growth(what: str, runs: list[Callable[[], float | None]]) -> Comparison:
    """The ratios are the slope: what 10, 100 and 1,000 times as many make of it."""
    named = zip(SIZES, runs, strict=True)
    contenders = [Contender(f"{size:,} associates", run) for size, run in named]
    return Comparison(what, contenders, rounds=5)


def _keys(contacts: Contacts) -> float:
    figures = []
    for words in keystrokes()[::3]:
        started = time.perf_counter()
        contacts.ids(Query(text=words))
        figures.append(time.perf_counter() - started)
    return p95(figures)


def _first(size: int) -> None:
    read_first_rows(filled(size))


def _businesses(database: Database) -> Businesses:
    return Businesses(
        database, SystemClock(), TemplateCatalogue(resource("templates", "agreements"))
    )


def _save(businesses: Businesses) -> float:
    """Ten changes of a note; the folder is kept for the next run, so nothing is added."""
    data = businesses.get(1)
    started = time.perf_counter()
    for number in range(10):
        data = businesses.save(replace(data, notes=f"note {number}"))
    return (time.perf_counter() - started) / 10
