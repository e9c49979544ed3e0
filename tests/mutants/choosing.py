"""Which tests are tried on a fault: those that reach its line, few and fast ones first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .changes import Change
from .parts import ROOT, Part
from .places import Names, place_at
from .reach import Reach

#: Seconds that tests usually take: of the first try, of all in the part's own folders, of others.
FIRST, OWN, OTHERS = 6.0, 90.0, 22.0
#: Tests in the first try.
_MANY = 40
#: Reads every sentence of a source; answers for a fault in any of them.
SPELLING = "tests/wording/test_spelling.py::test_every_word_is_known"
#: How far a name is followed through constants made of constants.
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Tries:
    """Tests in the order of the tries; whether the fault stands in a function.

    `anew` is what the tests share and the fault has a part in; None where that is not known.
    """

    tests: tuple[tuple[str, ...], ...]
    seconds: float
    in_function: bool = False
    anew: tuple[str, ...] | None = None


class Choice:
    """Chooses by the map, among the tests that are there."""

    def __init__(self, reach: Reach, own: float = OWN) -> None:
        self._reach, self._own = reach, own
        self._there = set(reach.seconds)

    def collected(self, tests: set[str]) -> None:
        """Only these are there, whatever was there when the map was learned."""
        self._there &= tests

    @cached_property
    def _package(self) -> Names:
        return Names(sorted((ROOT / "microbiz_desktop").rglob("*.py")))

    @cached_property
    def _tests(self) -> Names:
        return Names(sorted((ROOT / "tests").rglob("test_*.py")))

    def tries(self, part: Part, path: Path, change: Change) -> Tries:
        """For a fault in a source; where the map knows nothing of its line, the part's tests."""
        place = place_at(self._package.of(path), change.line)
        inside = change.line in place.function and place.runs != place.function
        inside = inside and not self._reach.imported(path, place.runs)
        found = self._reaching(path, change.line, set())
        spelling = f"{SPELLING}[{path.relative_to(ROOT)}]"
        spelled = (spelling,) if change.is_text and spelling in self._there else ()
        if found is None:
            found = {test for test in self._there if test.startswith(part.tests)}
        own, others = self._sorted(part, path, found & self._there)
        paid: set[str] = set()
        first, seconds = self._cut(own, self._own, paid)
        more, more_seconds = self._cut(others, OTHERS, paid)
        stages = self._staged((*spelled, *first, *more))
        known = self._reach.at(path, place.function) is not None
        anew = tuple(sorted(self._reach.kept_at(path, place.function))) if known else None
        return Tries(stages, 0.1 + seconds + more_seconds, inside, anew)

    def _reaching(self, path: Path, line: int, seen: set[tuple[Path, int]]) -> set[str] | None:
        """Tests that reach a line, or what is known by the names bound there."""
        place = place_at(self._package.of(path), line)
        if (path, place.first) in seen or len(seen) > _STEPS:
            return set()
        seen.add((path, place.first))
        found = self._reach.at(path, place.runs)
        if found is None and place.function:
            found = self._reach.at(path, place.function)
        names = place.names
        if place.function and (found is None or self._reach.imported(path, place.runs)):
            names = (place.called,)
        more = {test for name in names for test in self._of_name(name, seen)}
        return found if not more else (found or set()) | more

    def _of_name(self, name: str, seen: set[tuple[Path, int]]) -> set[str]:
        """Tests that reach whoever uses a name, and those that use it themselves."""
        found = self._asking(name)
        for user, at in self._package.users(name):
            found |= self._reaching(user, at, seen) or set()
        return found

    def _asking(self, name: str) -> set[str]:
        """Tests of files that use a name themselves."""
        files = {str(path.relative_to(ROOT)) for path, _ in self._tests.users(name)}
        return {test for test in self._there if test.partition("::")[0] in files}

    def _sorted(self, part: Part, path: Path, found: set[str]) -> tuple[list[str], list[str]]:
        def place(test: str) -> tuple[bool, float]:
            file = Path(test.partition("::")[0]).stem
            return file != f"test_{path.stem}", self._reach.cost(test, set())

        known = sorted((test for test in found if test in self._reach.seconds), key=place)
        own = [test for test in known if test.startswith(part.tests)]
        return own, [test for test in known if not test.startswith(part.tests)]

    def _cut(self, tests: Sequence[str], most: float, paid: set[str]) -> tuple[list[str], float]:
        """As many tests as fit into the seconds, and the seconds."""
        fitting: list[str] = []
        seconds = 0.0
        for test in tests:
            cost = self._reach.cost(test, paid)
            if seconds + cost > most and fitting:
                continue
            self._reach.pay(test, paid)
            seconds += cost
            fitting.append(test)
        return fitting, seconds

    def _staged(self, tests: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        first = list(self._first(tests))
        return tuple(stage for stage in (tuple(first), tuple(tests[len(first) :])) if stage)

    def _first(self, tests: Sequence[str]) -> Iterator[str]:
        paid: set[str] = set()
        seconds = 0.0
        for number, test in enumerate(tests[:_MANY]):
            seconds += self._reach.cost(test, paid) if test in self._reach.seconds else 0.1
            if number and seconds > FIRST:
                return
            self._reach.pay(test, paid)
            yield test
