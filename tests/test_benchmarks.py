"""The benchmarks compare fairly: in turns, pair by pair, and say what was not reached."""

from collections.abc import Callable

from benchmarks import harness, preview
from benchmarks.__main__ import NAMES
from benchmarks.harness import Comparison, Contender, Target


def _contender(name: str, figure: float, log: list[str]) -> Contender:
    return Contender(name, _logged(name, figure, log))


def _logged(name: str, figure: float, log: list[str]) -> Callable[[], float]:
    def run() -> float:
        log.append(name)
        return figure

    return run


def test_contenders_run_in_turns_after_one_warm_up() -> None:
    log: list[str] = []
    pair = [_contender("base", 2.0, log), _contender("ours", 1.0, log)]
    outcome = harness.measure(Comparison("x", pair, rounds=3, scale=1, target=Target("ours", 0.5)))
    warm, runs = log[:2], log[2:]
    assert warm == ["base", "ours"]
    assert runs == ["base", "ours", "ours", "base", "base", "ours"]
    assert [figure.ratio for figure in outcome.figures] == [1.0, 0.5]
    assert outcome.reached


def test_a_target_that_is_missed_is_said() -> None:
    log: list[str] = []
    pair = [_contender("base", 2.0, log), _contender("ours", 3.0, log)]
    outcome = harness.measure(Comparison("x", pair, rounds=2, target=Target("ours", 1.4)))
    assert outcome.reached is False
    assert "ours <= 1.4x base: not reached" in harness.report(outcome)


def test_a_target_may_also_be_a_most_in_the_unit() -> None:
    log: list[str] = []
    pair = [_contender("base", 2.0, log), _contender("ours", 3.0, log)]
    wanted = Target("ours", 4, most=2.5)
    outcome = harness.measure(Comparison("x", pair, rounds=2, scale=1, target=wanted))
    assert outcome.reached is False
    assert "ours <= 4x base and <= 2.5 ms: not reached" in harness.report(outcome)


def test_a_target_that_names_nobody_is_meant_for_all() -> None:
    log: list[str] = []
    runs = [_contender("base", 2.0, log), _contender("ours", 3.0, log), _contender("b", 9.0, log)]
    outcome = harness.measure(Comparison("x", runs, rounds=2, target=Target("", 4)))
    assert outcome.reached is False
    assert "each <= 4x base: not reached" in harness.report(outcome)


def test_a_run_that_gives_no_figure_is_timed() -> None:
    def nothing() -> None: ...

    outcome = harness.measure(Comparison("x", [Contender("base", nothing)], rounds=2))
    assert 0 < outcome.figures[0].median < 1000


def test_the_machine_is_named() -> None:
    named = harness.machine()
    assert {"system", "processor", "cores", "python", "weasyprint"} <= set(named)


def test_the_preview_of_few_pages_may_take_a_larger_part() -> None:
    found = {pages: preview._target(pages) for pages in (2, 3, 6, 9, 11, 12, 17)}
    assert found == {2: 1.1, 3: 1.1, 6: 0.78, 9: 0.45, 11: 0.38, 12: 0.35, 17: 0.35}


def test_every_listed_benchmark_is_there() -> None:
    for name in NAMES:
        module = __import__(f"benchmarks.{name}", fromlist=["comparisons"])
        assert callable(module.comparisons)
