"""Where a line stands: in which statement, which function; what else hears of it by its name."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

#: A name used in more places than that (a field `name`, say) tells nothing about who needs it.
_TOO_COMMON = 60
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Place:
    """A statement's own lines, and those that run because of it.

    Outside of functions it runs with the import: then `names` are what others know it by.
    """

    first: int
    last: int
    runs: range
    names: tuple[str, ...]
    function: range
    #: The name of that function.
    called: str = ""


def places(tree: ast.Module) -> list[Place]:
    """All statements, the inner after the outer."""
    return list(_within(tree.body, (), range(0), ""))


def place_at(found: Sequence[Place], line: int) -> Place:
    """The innermost statement at a line; between statements (`except`, `else`) the line itself."""
    fitting = [place for place in found if place.first <= line <= place.last]
    if fitting:
        return fitting[-1]
    around = [place for place in found if line in place.function]
    if not around:
        return Place(line, line, range(line, line + 1), (), range(0))
    return replace(around[-1], first=line, last=line, runs=range(line, line + 1))


def _within(
    body: Sequence[ast.stmt], names: tuple[str, ...], function: range, called: str
) -> Iterator[Place]:
    for one in body:
        inner = list(_bodies(one))
        end = one.end_lineno or one.lineno
        last = max(one.lineno, inner[0][0].lineno - 1) if inner else end
        known = () if function else (*names, *_bound(one))
        if isinstance(one, _FUNCTIONS):
            own = range(one.body[0].lineno, end + 1)
            yield Place(one.lineno, last, own, (), own, one.name)
            yield from _within(one.body, (), own, one.name)
            continue
        yield Place(one.lineno, last, range(one.lineno, last + 1), known, function, called)
        for lines in inner:
            yield from _within(lines, known, function, called)


def _bodies(one: ast.stmt) -> Iterator[list[ast.stmt]]:
    for part in ("body", "handlers", "cases", "orelse", "finalbody"):
        for lines in getattr(one, part, []) and [getattr(one, part)]:
            if part in ("handlers", "cases"):
                yield from (inner.body for inner in lines)
            else:
                yield lines


def _bound(one: ast.stmt) -> Iterator[str]:
    """What a statement outside of functions is known by."""
    if isinstance(one, ast.ClassDef):
        yield one.name
    elif isinstance(one, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = one.targets if isinstance(one, ast.Assign) else [one.target]
        for target in targets:
            yield from (inner.id for inner in ast.walk(target) if isinstance(inner, ast.Name))


class Names:
    """Which lines of some files use a name."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._trees = {path: ast.parse(path.read_bytes()) for path in files}
        self._places: dict[Path, list[Place]] = {}

    def of(self, path: Path) -> list[Place]:
        """The statements of a file."""
        if path not in self._places:
            tree = self._trees.get(path) or ast.parse(path.read_bytes())
            self._places[path] = places(tree)
        return self._places[path]

    def users(self, name: str) -> list[tuple[Path, int]]:
        """Where a name is read; nothing for one that is everywhere."""
        found = self._used.get(name, [])
        return found if len(found) <= _TOO_COMMON else []

    @cached_property
    def _used(self) -> dict[str, list[tuple[Path, int]]]:
        used = defaultdict(list)
        for path, tree in self._trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                    used[node.id].append((path, node.lineno))
                elif isinstance(node, ast.Attribute):
                    used[node.attr].append((path, node.lineno))
        return used
