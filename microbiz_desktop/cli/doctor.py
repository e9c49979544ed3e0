"""What this computer has of what the program needs: each check a name, a fact and what to do.

`doctor` prints it for whoever installs the program or reports a fault. It looks without opening
the data for use and no check stops the next, since it is asked for when something is broken.
"""

from __future__ import annotations

import ctypes.util
import importlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TypedDict

from ..domain.errors import MicrobizError
from ..paths import resource
from ..ui.shell import window_needs


class Check(TypedDict):
    """One line of the report; `todo` is empty when all is well."""

    name: str
    ok: bool
    what: str
    todo: str


#: Known advisories lie below these versions.
FLOORS = {"jinja2": (3, 1, 6), "weasyprint": (70, 0)}
LIBRARIES = (
    "PySide6_Essentials",
    "SQLAlchemy",
    "alembic",
    "jinja2",
    "weasyprint",
    "pikepdf",
    "pyHanko",
)
_APT = "Install it with: apt-get install "
#: What the pages need from the system, and Debian's package of it.
SYSTEM = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
FONTS = ("inter", "source-serif-4", "atkinson-hyperlegible-next")


def examine(data_dir: Path) -> list[Check]:
    """Every check in reading order; a check that fails never stops the next one."""
    checks: list[tuple[str, Callable[[], list[Check]]]] = [
        ("Python", _python),
        ("libraries", _libraries),
        ("system libraries", _system_libraries),
        ("window", _window),
        ("fonts", _fonts),
        ("templates", _templates),
        ("data folder", lambda: _data_folder(data_dir)),
        ("database", lambda: _database(data_dir)),
        ("records", lambda: _records(data_dir)),
        ("worker", lambda: _worker(data_dir)),
    ]
    return [line for name, check in checks for line in _guarded(name, check)]


def _guarded(name: str, check: Callable[[], list[Check]]) -> list[Check]:
    try:
        return check()
    except MicrobizError as error:
        return [_line(name, False, error.message, error.hint)]
    except sqlite3.Error:  # what it says is for who wrote it
        return [
            _line(name, False, "The data file cannot be read.", "Restore the last good backup.")
        ]
    except Exception as error:  # a doctor that faints helps nobody
        return [_line(name, False, f"{type(error).__name__}: {error}", "")]


def _line(name: str, ok: bool, what: str, todo: str = "") -> Check:
    return Check(name=name, ok=ok, what=what, todo="" if ok else todo)


def _python() -> list[Check]:
    version = sys.version_info
    fits = (3, 11) <= version[:2] <= (3, 13)
    what = f"{version.major}.{version.minor}.{version.micro}"
    return [_line("Python", fits, what, "Use Python 3.11, 3.12 or 3.13.")]


def _libraries() -> list[Check]:
    return [_library(name) for name in LIBRARIES]


def _library(name: str) -> Check:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return _line(name, False, "not installed", "Run `make setup`.")
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    floor = FLOORS.get(name, ())
    wanted = ".".join(str(part) for part in floor)
    return _line(name, numbers >= floor, version, f"Needs {wanted} or newer: run `make setup`.")


def _system_libraries() -> list[Check]:
    return [_system_library(library, package) for library, package in SYSTEM.items()]


def _system_library(library: str, package: str) -> Check:
    found = ctypes.util.find_library(library)
    if found is None:
        return _line(library, False, "not found", f"{_APT}{package}")
    try:
        ctypes.CDLL(found)
    except OSError as error:  # it is there, and misses something itself
        return _line(library, False, str(error), f"{_APT}{package}")
    return _line(library, True, found)


def _window() -> list[Check]:
    """Loaded as the window will load it; what is missing counts where there is a display."""
    kinds = tuple(window_needs.platforms(os.environ))
    missing = window_needs.missing_libraries(os.environ, kinds or ("xcb",))
    lacks = f"{', '.join(missing)} not found" if missing else ""
    todo = window_needs.install(missing)
    if not kinds and sys.platform.startswith("linux"):
        found = "; ".join(filter(None, ("no display here", lacks, todo if missing else "")))
        return [_line("window", True, found)]
    return [_line("window", not missing, lacks or "all that it links to is there", todo)]


def _fonts() -> list[Check]:
    lines = []
    for name in FONTS:
        count = len(list(resource("resources", "fonts", name).glob("*.ttf")))
        lines.append(_line(f"font {name}", count > 0, f"{count} files", "Install again."))
    return lines


def _templates() -> list[Check]:
    catalogue = importlib.import_module("microbiz_desktop.drafting.templates.catalogue")
    loaded = catalogue.load_catalogue(resource("templates", "agreements"))
    what = f"{len(loaded.templates)} kinds, {len(loaded.units)} units, {len(loaded.packs)} packs"
    return [
        _line("templates", bool(loaded.templates), what, "Install again."),
        *(_earlier(folder) for folder in sorted(resource("templates", "earlier").glob("*/"))),
    ]


def _earlier(folder: Path) -> Check:
    """An earlier wording, kept for drafts that were begun with it."""
    kept = importlib.import_module("microbiz_desktop.drafting.templates.earlier").load_earlier(
        folder
    )
    what = f"{len(kept.units)} units, for drafts begun with it"
    return _line(f"wording {folder.name}", bool(kept.templates), what, "Install again.")


def _data_folder(data_dir: Path) -> list[Check]:
    if not data_dir.exists():
        return [_line("data folder", True, f"{data_dir} (made at first use)")]
    writable = os.access(data_dir, os.W_OK)
    free = shutil.disk_usage(data_dir).free // 2**20
    todo = f"Make {data_dir} writable, and free some space."
    return [_line("data folder", writable and free > 100, f"{data_dir}, {free} MiB free", todo)]


def _database(data_dir: Path) -> list[Check]:
    """Looked at without opening it for use: a doctor must not migrate or repair."""
    from ..storage.check import quick_problems
    from ..storage.header import DATABASE_NAME, read_header

    file = data_dir / DATABASE_NAME
    header = read_header(file)  # raises for a newer, foreign or damaged file
    if header.new:
        return [_line("database", True, "none yet")]
    if not header.current:
        return [_line("database", True, "from an older version; it is updated when first opened")]
    if problem := quick_problems(file):
        raise problem
    return [_line("database", True, f"{file.stat().st_size // 1024:,} KiB, quick check passed")]


def _records(data_dir: Path) -> list[Check]:
    """The record of every agreement with its signatures, and what it names."""
    from ..services.signoff.record_checks import counted_in, faults_in
    from ..storage.header import DATABASE_NAME, read_header

    file = data_dir / DATABASE_NAME
    if read_header(file).new:
        return [_line("records", True, "none yet")]
    faults = faults_in(file)
    if faults:
        return [_line("records", False, fault.sentence, fault.hint) for fault in faults]
    return [_line("records", True, f"{counted_in(file)}, signatures checked")]


def _worker(data_dir: Path) -> list[Check]:
    """Started once for real: what lays the pages out is imported only there."""
    from ..worker.process import ProcessWorker
    from ..workshop import scratch

    with scratch(data_dir) as folder:
        worker = ProcessWorker(resource("templates", "agreements"), data_dir=folder)
        try:
            found = worker.doctor()
        finally:
            worker.close()
    what = ", ".join(f"{name} {fact}" for name, fact in found.items())
    whole = not any(fact.startswith("missing") for fact in found.values())
    return [_line("worker", whole, what, "Run `make setup`.")]
