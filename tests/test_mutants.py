"""The faults that `make mutants` plants: each is another program, and every kind is there."""

import ast
import shutil
from pathlib import Path

import pytest

from tests.mutants.changes import changes
from tests.mutants.learning import learn
from tests.mutants.mutant import changed_lines, equivalents, told_in
from tests.mutants.parts import LAYERS, PARTS, ROOT, Part, layer_of
from tests.mutants.places import place_at, places
from tests.mutants.reach import Reach, same_lines
from tests.mutants.warmed import outermost

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


_PLACES = """A = 1


def f(n=A):
    try:
        return (n +
            1)
    except E:
        raise
"""
_PAINTED = b'''"""Doc."""
_ROW_HEIGHT = 48
_MOST = 12


class A:
    def paintEvent(self, event):
        self.draw(4 + self.x)
        self.layout.setSpacing(8)
        if self.many > 3:
            self.colour("#aabbcc", "a name")
'''
_NESTED = """def f():
    def g():
        pass
    return g


class A:
    def m(self):
        return 1
"""


def test_a_line_knows_its_statement_and_function() -> None:
    found = places(ast.parse(_PLACES))
    assert place_at(found, 1).names == ("A",)
    assert place_at(found, 4).runs == range(5, 10)  # a default shows in whatever runs inside
    assert list(place_at(found, 7).runs) == [6, 7]
    assert place_at(found, 8).runs == range(8, 9)
    assert place_at(found, 9).function == range(5, 10)


def test_what_only_says_how_it_looks_is_left_out_of_the_window() -> None:
    everything = {str(one).partition(": ")[2] for one in changes(_PAINTED)}
    found = {str(one).partition(": ")[2] for one in changes(_PAINTED, painted=True)}
    assert everything - found == {
        *("48 -> 49", "4 -> 5", "8 -> 9", "3 -> 4", "\"#aabbcc\" -> '#aabbccx'"),
    }
    assert {"12 -> 13", "self.many > 3 -> (self.many >= 3)", "\"a name\" -> 'a namex'"} <= found


def test_equal_lines_are_found_again_in_a_source_that_has_changed() -> None:
    old = "a\nb\nc\n\nd\nreturn\n"
    assert dict(same_lines(old, old)) == {1: 1, 2: 2, 3: 3, 5: 5, 6: 6}
    assert dict(same_lines(old, "new\na\nb\nc\nother\nreturn\n")) == {2: 1, 3: 2, 4: 3}


def test_the_code_of_functions_and_methods_is_found_and_nothing_within_them() -> None:
    found = outermost(compile(_NESTED, "x", "exec"))
    assert [code.co_qualname for code in found] == ["f", "A.m"]


def test_survivors_of_an_earlier_run_are_read_from_its_words(tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.write_text(
        "ledger: its tests take 3 s\n"
        "survived [ledger] microbiz_desktop/a.py:12: 1 -> 2\n"
        "survived: no test reaches it [ledger] microbiz_desktop/b.py:3: x -> pass\n"
        "ledger  2 of 4 found\n"
    )
    assert told_in(told) == {
        "microbiz_desktop/a.py: 1 -> 2",
        "microbiz_desktop/b.py: x -> pass",
    }


_TREE = {
    "microbiz_desktop/__init__.py": "",
    "microbiz_desktop/sums.py": (
        "from functools import cache\n\nLIMIT = 3\n\n\n@cache\ndef most():\n    return LIMIT\n\n\n"
        "def low(n):\n    return n < most()\n\n\ndef unused():\n    return 1\n"
    ),
    "tests/__init__.py": "",
    "tests/kept.py": "class Store:\n    def _made(self, name, make):\n        pass\n",
    "tests/test_sums.py": (
        "from microbiz_desktop.sums import low, most\n\n\n"
        "def test_most():\n    assert most() == 3\n\n\n"
        "def test_low():\n    assert low(2) and not low(3)\n\n\ndef test_other():\n    pass\n"
    ),
}


def test_tests_are_learned_by_line_with_all_who_use_what_is_remembered(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name, text in _TREE.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    shutil.copytree(ROOT / "tests" / "mutants", tree / "tests" / "mutants")
    reach = Reach(tmp_path / "map" / "map.sqlite", tree)
    learn(reach, tree, 1)
    source = tree / "microbiz_desktop" / "sums.py"
    most, low = "tests/test_sums.py::test_most", "tests/test_sums.py::test_low"
    assert reach.at(source, [8]) == {most, low}  # whoever asked first ran it, both need it
    assert reach.at(source, [12]) == {low}
    assert reach.at(source, [16]) == set()
    assert reach.at(source, [40]) is None
    assert reach.unknown([tree / "tests" / "test_sums.py"]) == []
    (tree / "tests" / "test_sums.py").write_text("def test_new():\n    pass\n")
    assert reach.unknown([tree / "tests" / "test_sums.py"]) == ["tests/test_sums.py"]
    source.write_text(source.read_text().replace("LIMIT = 3\n", "LIMIT = 3\nMORE = 4\n"))
    later = Reach(tmp_path / "map" / "map.sqlite", tree)
    assert later.changed() == ["microbiz_desktop/sums.py"]
    assert later.at(source, [13]) == {low}
    reach.close()
    later.close()
