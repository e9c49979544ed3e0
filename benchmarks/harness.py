"""Runs contenders in turns, so that a slow minute of the machine falls on all of them alike."""

import gc
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from math import inf
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
_LIBRARIES = ("pyside6-essentials", "weasyprint", "sqlalchemy", "jinja2", "pikepdf")


@dataclass(frozen=True)
class Contender:
    """One of the things compared; `run` is timed unless it gives its own figure back."""

    name: str
    run: Callable[[], float | None]


@dataclass(frozen=True)
class Target:
    """What is reached for: at most `ratio` times the base, and at most `most` in the unit.

    It is meant for all contenders but the base when it names none.
    """

    contender: str
    ratio: float
    most: float = inf


@dataclass(frozen=True)
class Comparison:
    """Contenders measured against the first of them, in `unit` after `scale`."""

    title: str
    contenders: Sequence[Contender]
    rounds: int = 7
    unit: str = "ms"
    scale: float = 1000.0
    target: Target | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Figures:
    """All runs of one contender, and the median of its ratios to the base, pair by pair."""

    name: str
    values: list[float]
    median: float
    low: float
    high: float
    ratio: float


@dataclass(frozen=True)
class Outcome:
    """What a comparison found, ready for JSON."""

    title: str
    unit: str
    figures: list[Figures]
    target: str = ""
    reached: bool | None = None
    notes: list[str] = field(default_factory=list)


def measure(comparison: Comparison, rounds: int | None = None) -> Outcome:
    """Warm each contender once, then run all of them in turn, `rounds` times."""
    values: dict[str, list[float]] = {c.name: [] for c in comparison.contenders}
    for contender in comparison.contenders:
        contender.run()
    for number in range(rounds or comparison.rounds):
        # Every other round backwards: nobody always runs after the same neighbour.
        turn = comparison.contenders if number % 2 == 0 else comparison.contenders[::-1]
        for contender in turn:
            values[contender.name].append(_once(contender) * comparison.scale)
    return _outcome(comparison, values)


def _once(contender: Contender) -> float:
    gc.collect()
    start = time.perf_counter()
    own = contender.run()
    taken = time.perf_counter() - start
    return taken if own is None else own


def _outcome(comparison: Comparison, values: dict[str, list[float]]) -> Outcome:
    base = values[comparison.contenders[0].name]
    figures = [_figures(name, runs, base) for name, runs in values.items()]
    target = comparison.target
    if target is None:
        return Outcome(comparison.title, comparison.unit, figures, notes=list(comparison.notes))
    wanted, unit = _wanted(target, figures[0].name, comparison.unit), comparison.unit
    tried = [f for f in figures[1:] if target.contender in ("", f.name)]
    reached = all(f.ratio <= target.ratio and f.median <= target.most for f in tried)
    return Outcome(comparison.title, unit, figures, wanted, reached, list(comparison.notes))


def _wanted(target: Target, base: str, unit: str) -> str:
    """The target in words."""
    parts = [] if target.ratio == inf else [f"{target.ratio:g}x {base}"]
    parts += [] if target.most == inf else [f"{target.most:g} {unit}"]
    return f"{target.contender or 'each'} <= {' and <= '.join(parts)}"


def _figures(name: str, runs: list[float], base: list[float]) -> Figures:
    ratio = statistics.median(mine / theirs for mine, theirs in zip(runs, base, strict=True))
    return Figures(name, runs, statistics.median(runs), min(runs), max(runs), ratio)


def report(outcome: Outcome) -> str:
    """A few lines for people."""
    width = max(len(figure.name) for figure in outcome.figures)
    lines = [outcome.title]
    for f in outcome.figures:
        spread = f"({f.low:.4g} to {f.high:.4g})"
        lines.append(
            f"  {f.name:<{width}}  {f.median:9.4g} {outcome.unit} {spread:<22} {f.ratio:8.3g}x"
        )
    if outcome.target:
        verdict = "reached" if outcome.reached else "not reached"
        lines.append(f"  target: {outcome.target}: {verdict}")
    lines += [f"  note: {note}" for note in outcome.notes]
    return "\n".join(lines)


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in _LIBRARIES},
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def save(name: str, outcomes: Sequence[Outcome]) -> Path:
    """Write figures and machine as JSON; the newest run of a benchmark replaces the last."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    found = {"machine": machine(), "outcomes": [asdict(outcome) for outcome in outcomes]}
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return path
