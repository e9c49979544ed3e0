"""The faults that `make mutants` plants: each is another program, and every kind is there."""

import ast
from pathlib import Path

import pytest

from tests.mutants.__main__ import changed_lines, equivalents
from tests.mutants.changes import changes
from tests.mutants.parts import LAYERS, PARTS, ROOT, Part, layer_of

_SOURCE = '''
def price(rows: list[int], limit: int = 3) -> int:
    """The sum, "at most" a limit."""
    for row in rows:
        if not row:
            continue
        if row > limit and ready(row):
            raise ValueError("too much")
        note(row)
    return sum(row for row in rows if ready(row)) + 1
'''
_PLANTED = {
    "not row -> (row)",
    "continue -> break",
    "row > limit -> (row >= limit)",
    "row > limit and ready(row) -> (row > limit or ready(row))",
    'raise ValueError("too much") -> pass',
    "\"too much\" -> 'too muchx'",
    "note(row) -> pass",
    "ready(row) -> (not (ready(row)))",
    "sum(row for row in rows if ready(row)) + 1 -> (sum((row for row in rows if ready(row))) - 1)",
    "1 -> 2",
    "3 -> 4",
}


def test_every_kind_of_fault_is_planted_and_nothing_else() -> None:
    found = {str(change).partition(": ")[2] for change in changes(_SOURCE.encode())}
    assert {one for one in found if not one.endswith("-> return None")} == _PLANTED
    assert len(found) == len(_PLANTED) + 1


def test_each_fault_is_a_program_of_its_own() -> None:
    source = _SOURCE.encode()
    whole = ast.dump(ast.parse(source))
    for change in changes(source):
        assert source[change.start : change.end].decode() == change.old
        assert ast.dump(ast.parse(change.planted(source))) != whole, str(change)


@pytest.mark.parametrize("part", [*PARTS, *LAYERS], ids=lambda part: part.name)
def test_every_part_has_sources_and_enough_to_plant(part: Part) -> None:
    for pattern in part.sources:
        assert list((ROOT / "microbiz_desktop").glob(pattern)), pattern
    assert [name for name in part.tests if not (ROOT / name).exists()] == []
    files = part.files()
    found = sum(len(changes(path.read_bytes())) for path in files)
    assert found >= part.least


def test_every_source_belongs_to_a_layer_whose_tests_are_there() -> None:
    for path in (ROOT / "microbiz_desktop").rglob("*.py"):
        if path.name != "__init__.py" and "migrations" not in path.parts:
            part = layer_of(path)
            assert part is not None, path
            assert any((ROOT / name).exists() for name in part.tests), part.name


def test_changed_lines_are_read_from_git() -> None:
    assert all(path.suffix == ".py" for path in changed_lines("HEAD"))


def test_equivalents_name_files_that_are_there() -> None:
    for line in equivalents():
        assert (ROOT / line.partition(".py:")[0]).with_suffix(".py").exists(), line


def test_the_list_says_why() -> None:
    lines = (Path(__file__).parent / "mutants" / "equivalent.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and "  # " not in line] == []
