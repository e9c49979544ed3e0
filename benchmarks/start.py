"""The time to the first paint and to a live Home, and the memory, against an empty window."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from microbiz_desktop.services.program.sample_deals import sample_agreement
from microbiz_desktop.services.wiring import build_services

from .associates import generate
from .contacts import fill as fill_contacts
from .contacts import opened
from .harness import Comparison, Contender, Target

#: Associates in the data folder, beside a few agreements.
MANY = 100_000
_LIVE = "Home live, a letter typed"


def comparisons() -> Iterator[Comparison]:
    """The time to the first paint and to a live Home, then what is held at each."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        fill(data, MANY)
        for what in ("empty", "live"):
            _started(what, data)
        yield _times(data)
        yield _live(data)
        yield _processor(data)
        yield from _memory(data)


def _times(data: Path) -> Comparison:
    return Comparison(
        f"process start to first paint, {MANY:,} associates",
        [
            Contender("empty window", _after("empty", data)),
            Contender("Microbiz", _after("paint", data)),
        ],
        rounds=15,
        target=Target("Microbiz", 1.4),
    )


def _live(data: Path) -> Comparison:
    return Comparison(
        f"process start to a Home to work with, {MANY:,} associates",
        [
            Contender("empty window", _after("empty", data)),
            Contender(_LIVE, _after("live", data)),
            Contender("what it finds is listed", _after("found", data)),
        ],
        rounds=15,
        target=Target(_LIVE, 6.0),
        notes=["both are painted: rows on Home, and the letter in the field of the search box"],
    )


def _processor(data: Path) -> Comparison:
    return Comparison(
        "processor time up to then: hardly changed by what else the machine does",
        [
            Contender("empty window", _figure("empty", data, "processor")),
            Contender(_LIVE, _figure("live", data, "processor")),
        ],
        rounds=7,
    )


def _memory(data: Path) -> Iterator[Comparison]:
    empty = Contender("empty window", _figure("empty", data, "held"))
    for title, what, name, ratio in (
        ("memory at the first paint", "paint", "Microbiz", 1.3),
        ("memory with Home live", "live", _LIVE, 2.5),
    ):
        settled = [
            Contender("once at rest", _figure("settled", data, "held")),
            Contender("its worker then", _figure("settled", data, "worker")),
        ]
        yield Comparison(
            title,
            [
                empty,
                Contender(name, _figure(what, data, "held")),
                *(settled if what == "live" else ()),
            ],
            rounds=5,
            unit="MiB",
            scale=1 / 2**20,
            target=Target(name, ratio),
        )


def fill(data: Path, associates: int) -> None:
    """A data folder with the sample network, two drafts, and so many invented associates."""
    services = build_services(data)
    try:
        services.sample.load()
        for name in ("joint-venture", "two-parties"):
            sample_agreement(services, name)
    finally:
        services.close()
    with opened(data) as database:
        fill_contacts(database, generate(associates))


def _after(what: str, data: Path) -> Callable[[], float]:
    """Seconds from the start of the process until it is seen."""

    def run() -> float:
        started = time.monotonic()
        return float(_started(what, data)["when"]) - started

    return run


def _figure(what: str, data: Path, name: str) -> Callable[[], float]:
    return partial(_named, what, data, name)


def _named(what: str, data: Path, name: str) -> float:
    return float(_started(what, data)[name])


def _started(what: str, data: Path) -> Mapping[str, Any]:
    """What a process says that is started anew for it."""
    # Compiled once, as an installation does; not from the source at every start.
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(data.parent / "compiled"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.watched", what, str(data)],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    if not done.stdout.strip():
        raise RuntimeError(f"“{what}” was not seen:\n{done.stderr[-2000:]}")
    found: Mapping[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
