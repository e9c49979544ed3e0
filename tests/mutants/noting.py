"""Run under coverage: which test reaches which line. `python -m tests.mutants.noting OUT TEST…`.

What is made once and kept (fixtures of modules and sessions, cached functions, the folders of
`tests/kept.py`) is noted apart, with who asked for it: its lines are reached by all who use it.
"""

import functools
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).parents[2]
#: Names of things kept begin with it; all other names are tests.
KEPT = "kept:"
#: What runs before the first test does.
IMPORT = "import"
#: A function asked more often than that is noted with whoever asks.
_OFTEN = 100
_OPTIONS = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "--timeout=600")
_CHOSEN = ("-m", "not soak and not conformance")


class Noting:
    """Tells coverage whose lines run; adds up each one's own seconds."""

    def __init__(self, tracer: coverage.Coverage) -> None:
        self._tracer = tracer
        self._names = [IMPORT]
        self._since = time.perf_counter()
        self._made: Counter[str] = Counter()
        self.seconds: dict[str, float] = defaultdict(float)
        self.uses: set[tuple[str, str]] = set()
        self.failed: set[str] = set()

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """Lines and seconds belong to this name meanwhile."""
        self._turn(name)
        self._names.append(name)
        try:
            yield
        finally:
            before = self._names[-2]
            self._turn(before)
            self._names.pop()

    def _turn(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[self._names[-1]] += now - self._since
        self._tracer.switch_context(name)
        os.environ["LEARNED_FOR"] = name
        self._since = time.perf_counter()

    def use(self, name: str) -> None:
        """Whoever runs now asks for what is kept under this name."""
        self.uses.add((self._names[-1], name))

    def cached(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A function remembered by `functools`, noted apart."""
        if not real.__module__.startswith(("microbiz_desktop", "tests")):
            return real
        name = f"{KEPT}{real.__module__}.{real.__qualname__}"

        @functools.wraps(real)
        def noted(*args: Any, **named: Any) -> Any:
            self._made[name] += 1
            if current_thread() is not main_thread() or self._made[name] > _OFTEN:
                return real(*args, **named)
            with self.at(name):
                return real(*args, **named)

        return noted

    def asked(self, real: Callable[..., Any], remembering: Callable[..., Any]) -> Any:
        """The remembering function; who asks it is noted."""
        name = f"{KEPT}{real.__module__}.{real.__qualname__}"

        @functools.wraps(real)
        def asked(*args: Any, **named: Any) -> Any:
            self.use(name)
            return remembering(*args, **named)

        for extra in ("cache_clear", "cache_info", "cache_parameters"):
            setattr(asked, extra, getattr(remembering, extra))
        return asked

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        """Each test under its own name."""
        with self.at(item.nodeid):
            for found in item._fixtureinfo.name2fixturedefs.values():
                for one in found:
                    if one.scope != "function":
                        self.use(_of_fixture(one))
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any]
    ) -> Generator[None, object, object]:
        """What is made for more than one test stands apart."""
        if fixturedef.scope == "function":
            return (yield)
        self.use(_of_fixture(fixturedef))
        with self.at(_of_fixture(fixturedef)):
            return (yield)

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Which tests do not pass here."""
        if report.failed:
            self.failed.add(report.nodeid)

    @pytest.hookimpl
    def pytest_collection_finish(self) -> None:
        """The store of pages and folders is one more that keeps."""
        from tests.kept import Store

        real = Store._made

        def made(store: Store, name: str, make: Callable[[Path], object]) -> Path:
            def noted(new: Path) -> None:
                with self.at(f"{KEPT}store:{name}"):
                    make(new)

            self.use(f"{KEPT}store:{name}")
            return real(store, name, noted)

        setattr(Store, "_made", made)  # noqa: B010 - only while it is looked on


def _of_fixture(one: pytest.FixtureDef[Any]) -> str:
    return f"{KEPT}{one.baseid}:{one.argname}"


def _watch_caches(noting: Noting) -> None:
    """Functions that `functools` remembers from now on are noted."""
    remember = functools.lru_cache

    def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        if callable(maxsize):
            return wrap(maxsize, remember)
        return lambda function: wrap(function, remember(maxsize, typed))

    def wrap(function: Any, how: Any) -> Any:
        module = getattr(function, "__module__", None) or ""
        if not module.startswith(("microbiz_desktop", "tests")):
            return how(function)
        return noting.asked(function, how(noting.cached(function)))

    functools.lru_cache = lru_cache
    functools.cache = lru_cache(maxsize=None)


_SETTINGS = """[run]
include = {root}/microbiz_desktop/*
data_file = {out}/lines
parallel = true
sigterm = true
disable_warnings = no-data-collected
context = ${{LEARNED_FOR-import}}
"""


def main(out: Path, tests: list[str]) -> int:
    """Run the tests; lines go into files `lines.*` of the folder, the rest into `noted.json`."""
    settings = out / "settings"
    settings.write_text(_SETTINGS.format(root=ROOT, out=out), encoding="utf-8")
    tracer = coverage.Coverage(config_file=str(settings))
    noting = Noting(tracer)
    _watch_caches(noting)
    tracer.start()
    os.environ["COVERAGE_PROCESS_START"] = str(settings)
    code = int(pytest.main([*_OPTIONS, *_CHOSEN, *tests], plugins=[noting]))
    tracer.stop()
    tracer.save()
    said = {
        "seconds": noting.seconds,
        "uses": sorted(noting.uses),
        "failed": sorted(noting.failed),
    }
    (out / "noted.json").write_text(json.dumps(said), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
