"""Small faults to plant in a source: another comparison, a line left out, a sum turned."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One fault: what stood there (bytes from `start` to `end`) and what stands there instead."""

    line: int
    start: int
    end: int
    old: str
    new: str

    @property
    def is_text(self) -> bool:
        """A letter more in a string."""
        return self.new.endswith(("x'", 'x"'))

    def planted(self, source: bytes) -> bytes:
        """The source with the fault in it."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def __str__(self) -> str:
        """In one line."""
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.line}: {old} -> {new}"


_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
}


#: Functions that paint or say how large something is.
_PAINTING = re.compile(r"_?(paint|draw)|sizeHint|minimumSizeHint|heightForWidth")
#: Calls of Qt whose numbers are lengths, places and colours.
_SIZES = re.compile(
    r"set(ContentsMargins|(Column|Row)?Stretch|StretchFactor|TextMargins|Opacity"
    r"|(Horizontal|Vertical)?Spacing|(Fixed|Minimum|Maximum|Icon|Point|Pixel)\w*)"
    r"|add(Stretch|Spacing)|adjusted|translated?|px|resize"
    r"|Q(Size|Point|Rect|Line|Color|Margins|Pen|Font|Polygon)F?"
)
#: Names of constants that are lengths or colours.
_LENGTHS = re.compile(r"_?(\w*(WIDTH|HEIGHT|SIZE|MARGIN|RADIUS|GAP|ROW|CELL|LABEL)S?|INK|SHADE)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


def changes(source: bytes, *, painted: bool = False) -> list[Change]:
    """Every fault that can be planted, in the order of the source.

    `painted` leaves out what only says how something looks: numbers and sums in functions that
    paint or measure, in calls of Qt that take lengths, in constants named as lengths, and colours.
    """
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    skipped = {*_skipped(tree), *(_looks(tree) if painted else ())}
    found = []
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        found += [_at(source, starts, node, new) for new in _instead_of(node)]
        found += [
            _at(source, starts, test, f"(not ({ast.unparse(test)}))") for test in _conditions(node)
        ]
    return sorted(found, key=lambda change: (change.start, change.end, change.new))


def _at(source: bytes, starts: list[int], node: Any, new: str) -> Change:
    start = starts[node.lineno - 1] + node.col_offset
    end = starts[node.end_lineno - 1] + node.end_col_offset
    return Change(node.lineno, start, end, source[start:end].decode(), new)


def _skipped(tree: ast.AST) -> Iterator[int]:
    """What no test could notice or what has no place of its own: types, docstrings, f-strings."""
    for node in ast.walk(tree):
        for part in _beyond(node):
            yield from (id(inner) for inner in ast.walk(part))


def _looks(tree: ast.AST) -> Iterator[int]:
    """Numbers, sums and colours that are painted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and _COLOUR.fullmatch(str(node.value)):
            yield id(node)
        for part in _painted(node):
            yield from (id(inner) for inner in ast.walk(part) if _is_number(inner))


def _painted(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.FunctionDef) and _PAINTING.match(node.name):
        return [node]
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return [node] if _SIZES.fullmatch(name) else []
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        return [node] if any(_LENGTHS.fullmatch(name) for name in names) else []
    return []


def _is_number(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    return isinstance(node, ast.BinOp)


def _beyond(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.JoinedStr | ast.Assert) or _is_docstring(node) or _is_for_types(node):
        return [node]
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [*node.decorator_list, *([node.returns] if node.returns else [])]
    annotation = getattr(node, "annotation", None)
    return [annotation] if annotation is not None else []


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _conditions(node: ast.AST) -> list[ast.expr]:
    """The conditions that this piece asks, but for those that have a turned form of their own."""
    asked: list[ast.expr] = []
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        asked = [node.test]
    elif isinstance(node, ast.comprehension):
        asked = node.ifs
    return [
        test
        for test in asked
        if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.NamedExpr)
    ]


def _instead_of(node: ast.AST) -> Iterator[str]:
    """What may stand in the place of this piece."""
    for kind, make in _KINDS.items():
        if isinstance(node, kind):
            yield from make(node)


def _compared(node: ast.Compare) -> Iterator[str]:
    if len(node.ops) == 1:
        turned = _COMPARED[type(node.ops[0])]()
        yield f"({ast.unparse(ast.Compare(node.left, [turned], node.comparators))})"


def _joined(node: ast.BoolOp) -> Iterator[str]:
    turned = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"({ast.unparse(ast.BoolOp(turned, node.values))})"


def _reckoned(node: ast.BinOp) -> Iterator[str]:
    turned = _RECKONED.get(type(node.op))
    if turned is not None and not isinstance(node.left, ast.Constant | ast.JoinedStr):
        yield f"({ast.unparse(ast.BinOp(node.left, turned(), node.right))})"


def _denied(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _constant(node: ast.Constant) -> Iterator[str]:
    if isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node.value, int):
        yield str(node.value + 1)
    elif isinstance(node.value, str) and node.value.strip():
        yield repr(f"{node.value}x")


def _returned(node: ast.Return) -> Iterator[str]:
    if node.value is not None and not (
        isinstance(node.value, ast.Constant) and node.value.value is None
    ):
        yield "return None"


def _left_out(node: ast.Expr | ast.Raise) -> Iterator[str]:
    if isinstance(node, ast.Raise) or isinstance(node.value, ast.Call | ast.Await):
        yield "pass"


def _turned_step(node: ast.Break | ast.Continue) -> Iterator[str]:
    yield "continue" if isinstance(node, ast.Break) else "break"


_KINDS: dict[Any, Callable[[Any], Iterator[str]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.BinOp: _reckoned,
    ast.UnaryOp: _denied,
    ast.Constant: _constant,
    ast.Return: _returned,
    (ast.Expr, ast.Raise): _left_out,
    (ast.Break, ast.Continue): _turned_step,
}
