"""CI counts its tests: what was left out is noticed, by number and by name."""

from pathlib import Path

import pytest

from scripts.enough_tests import MACHINES, MAY_SKIP, may_skip, shortfall
from tests.faults import kernel

ROOT = Path(__file__).parents[1]


def _report(folder: Path, *cases: str) -> Path:
    path = folder / "report.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", "utf-8")
    return path


def _case(name: str, inside: str = "") -> str:
    module, _, test = name.partition("::")
    return f'<testcase classname="{module}" name="{test}">{inside}</testcase>'


RAN = _case("tests.test_a::test_one")
SKIPPED = "<skipped/>"


def test_a_whole_run_lacks_nothing(tmp_path: Path) -> None:
    named = [_case(name, SKIPPED) for name in MAY_SKIP]
    assert list(shortfall(_report(tmp_path, RAN, *named), 1 + len(MAY_SKIP))) == []


def test_one_test_too_few_is_said(tmp_path: Path) -> None:
    said = list(shortfall(_report(tmp_path, RAN), 2))
    assert said == ["1 tests ran or were skipped by name; the tree has 2."]


def test_a_skip_that_nobody_named_is_said(tmp_path: Path) -> None:
    report = _report(tmp_path, RAN, _case("tests.test_b::test_java", SKIPPED))
    assert list(shortfall(report, 2)) == ["tests.test_b::test_java was skipped and may not be."]


CELL = _case("tests.faults.test_matrix::test_a_cell[save-kill]", SKIPPED)


def test_cells_of_the_fault_matrix_may_be_skipped_where_no_calls_are_known(tmp_path: Path) -> None:
    report = _report(tmp_path, RAN, CELL)
    for system, machine in (("Linux", "riscv64"), ("Darwin", "arm64"), ("Windows", "AMD64")):
        assert list(shortfall(report, 2, system, machine)) == []
    for machine in MACHINES:
        (said,) = shortfall(report, 2, "Linux", machine)
        assert said.endswith("test_a_cell[save-kill] was skipped and may not be.")


def test_the_machines_are_those_whose_calls_are_known() -> None:
    assert set(MACHINES) == set(kernel._CALLS)


@pytest.mark.parametrize("name", may_skip("Linux", "another"))
def test_what_may_be_skipped_is_there(name: str) -> None:
    module, _, test = name.partition("::")
    source = ROOT / (module.replace(".", "/") + ".py")
    assert f"def {test}(" in source.read_text(encoding="utf-8")
