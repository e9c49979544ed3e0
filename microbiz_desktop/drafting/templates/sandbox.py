"""Where template texts run: plain data, no calls, no arithmetic, only declared names.

The loader checks every text here and the compile runs it. Templates may come from anybody, so what
is allowed is listed and everything else is refused, and no text can run long or grow without end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ...domain.money.formats import number_word
from ...domain.words.hidden import hidden_characters
from ...domain.words.phrases import joined

#: Longest text one template text may make, in characters.
OUTPUT_LIMIT = 100_000
_CACHED = 4096
#: No clause has a fiftieth of so many, or brackets half as deep.
_MOST_MARKS, _DEEPEST = 5_000, 40
_MARKS, _BRACKET = re.compile(r"\{[{%]"), re.compile(r"[\[\](){}]")
_TOO_DEEP = "brackets, lists or conditions are nested too deeply"
_NO_NUMBER = "a number has too many digits"
_NESTING = 2
_LOOP_NAMES = frozenset({"first", "last", "index"})

#: The names a text may start from; `loop` only inside a loop.
ROOTS = frozenset({"a", "v", "parties", "project", "title", "split", "pack", "ref", "loop", "word"})

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name),
    *(nodes.Getattr, nodes.Const, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And),
    *(nodes.Or, nodes.Not, nodes.Filter, nodes.List, nodes.Tuple),
)


class TextProblem(Exception):
    """A template text that is not allowed or does not run; `line` counts from 1 inside it."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name a text reads: `root.name` ("a", "price") and, inside a loop over it, a `column`."""

    root: str
    name: str
    column: str = ""
    line: int = 1


def is_private(char: str) -> bool:
    """Whether this is a private-use character, the coin in which answers enter a text."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


class PlainSandbox(ImmutableSandboxedEnvironment):
    """Look-ups reach keys of plain tables only, so that no method of any object can be named."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def getattr(self, obj: object, attribute: str) -> object:
        """The value under a declared key; anything else is undefined."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP_NAMES:
            return getattr(obj, attribute)
        return self.undefined(obj=None, name=attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Subscripts are look-ups by name and nothing else."""
        return self.getattr(obj, str(argument))

    def call(self, *_args: object, **_kwargs: object) -> NoReturn:
        """No text may call anything."""
        raise SecurityError("calls are not allowed")


class Sandbox:
    """Checks, compiles and runs template texts; both steps are remembered by their source."""

    def __init__(self) -> None:
        # Output is plain text whose readers escape it themselves; escaping here would print twice.
        self._env = PlainSandbox(
            autoescape=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            cache_size=0,
        )
        self._env.globals.clear()
        self._env.tests.clear()
        self._env.filters.clear()
        self._env.filters.update({"joined": _joined, "in_words": _in_words, "length": _length})
        self._uses: dict[str, frozenset[NameUse]] = {}
        self._templates: dict[str, Template] = {}

    def uses(self, source: str) -> frozenset[NameUse]:
        """The names this text reads. Raises TextProblem for anything outside the allow-list."""
        if source not in self._uses:
            with _within_reason():
                self._uses[source] = frozenset(_checked(self._parse(source)))
        return self._uses[source]

    def _parse(self, source: str) -> nodes.Template:
        _refuse_too_much(source)
        for number, line in enumerate(source.split("\n"), start=1):
            _refuse_unseen(line, number)
        try:
            return self._env.parse(source)
        except TemplateSyntaxError as error:
            raise TextProblem(error.message or "this is not a text", error.lineno) from None

    def render(self, source: str, names: Mapping[str, object]) -> str:
        """The text with these names. Raises TextProblem when it fails or grows beyond the limit."""
        self.uses(source)
        if source not in self._templates:
            if len(self._templates) >= _CACHED:
                self._templates.clear()
            with _within_reason():
                self._templates[source] = self._env.from_string(source)
        parts: list[str] = []
        size = 0
        try:
            with _within_reason():
                for part in self._templates[source].generate(dict(names)):
                    size += len(part)
                    if size > OUTPUT_LIMIT:
                        raise TextProblem("the text is too long")
                    parts.append(part)
        except (TemplateError, TypeError, ValueError) as error:
            raise TextProblem(str(error)) from None
        return "".join(parts)


def _checked(tree: nodes.Template) -> Iterator[NameUse]:
    for node in tree.find_all(nodes.Node):
        _refuse_unless_allowed(node)
    yield from _uses_in(tree, {}, 0)


def _refuse_unless_allowed(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        if isinstance(node, nodes.Call):
            raise TextProblem("calls are not allowed", node.lineno)
        if isinstance(node, nodes.Keyword | nodes.Pair):
            return
        raise TextProblem(f"“{type(node).__name__.lower()}” is not allowed here", node.lineno)
    if isinstance(node, nodes.Filter):
        _refuse_filter(node)
    if isinstance(node, nodes.Getattr) and (
        node.attr.startswith("_") or not isinstance(node.node, nodes.Name)
    ):
        raise TextProblem(f"“.{node.attr}” is not a declared name", node.lineno)
    if isinstance(node, nodes.Const) and not isinstance(node.value, str | int | bool | None):
        raise TextProblem("only texts and whole numbers are allowed", node.lineno)
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        _refuse_unseen(node.value, node.lineno)


def _refuse_unseen(text: str, line: int) -> None:
    """No text may hold the coin of answers, or what hides or turns round what stands near it."""
    if any(is_private(char) for char in text):
        raise TextProblem("private-use characters are not allowed", line)
    if found := hidden_characters(text.replace("\t", " ")):
        raise TextProblem(f"hidden characters are not allowed ({found[0].name})", line)


def _refuse_too_much(source: str) -> None:
    """By counting, before anything is read: what is nested or repeated without end."""
    if len(_MARKS.findall(source)) > _MOST_MARKS:
        raise TextProblem(f"there are more than {_MOST_MARKS:,} placeholders")
    for number, line in enumerate(source.split("\n"), start=1):
        depth = 0
        for step in _BRACKET.findall(line):
            depth += 1 if step in "([{" else -1
            if depth > _DEEPEST:
                raise TextProblem(_TOO_DEEP, number)


@contextmanager
def _within_reason() -> Iterator[None]:
    """What Python itself refuses of a text, at whatever step, is a problem of the text."""
    try:
        yield
    except (RecursionError, MemoryError, SyntaxError, OverflowError):
        raise TextProblem(_TOO_DEEP) from None
    except ValueError as error:
        raise TextProblem(_NO_NUMBER if "digits" in str(error) else str(error)) from None


def _refuse_filter(node: nodes.Filter) -> None:
    if node.name not in {"joined", "in_words", "length"}:
        raise TextProblem(f"there is no filter “{node.name}”", node.lineno)
    if node.node is None or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise TextProblem(f"the filter “{node.name}” stands after a value alone", node.lineno)


#: What a loop variable stands for: the root and name that its loop runs over.
Scope = Mapping[str, tuple[str, str]]


def _uses_in(node: nodes.Node, scope: Scope, depth: int) -> Iterator[NameUse]:
    if isinstance(node, nodes.For):
        yield from _uses_in_loop(node, scope, depth)
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        yield _use(node.node.name, node.attr, scope, node.lineno)
    elif isinstance(node, nodes.Name):
        if node.name not in scope and node.name not in {"title", "parties"}:
            raise TextProblem(f"“{node.name}” is not a declared value", node.lineno)
    else:
        for child in node.iter_child_nodes():
            yield from _uses_in(child, scope, depth)


def _use(root: str, name: str, scope: Scope, line: int) -> NameUse:
    if root in scope:
        over, of = scope[root]
        return NameUse(over, of, name, line)
    if root not in ROOTS or root in {"title", "parties"}:
        raise TextProblem(f"“{root}.{name}” is not a declared name", line)
    return NameUse(root, name, "", line)


def _uses_in_loop(node: nodes.For, scope: Scope, depth: int) -> Iterator[NameUse]:
    target = node.target
    if depth >= _NESTING or node.recursive:
        raise TextProblem("loops may be nested once, not more", node.lineno)
    if not isinstance(target, nodes.Name) or target.name in ROOTS:
        raise TextProblem("a loop names its rows by one new name", node.lineno)
    if isinstance(node.iter, nodes.Name) and node.iter.name == "parties":
        over = ("parties", "")
    elif isinstance(node.iter, nodes.Getattr) and isinstance(node.iter.node, nodes.Name):
        use = _use(node.iter.node.name, node.iter.attr, scope, node.lineno)
        yield use
        over = (use.root, use.name)
    else:
        raise TextProblem("a loop runs over parties or over the rows of an answer", node.lineno)
    if over[0] not in {"a", "parties"}:
        raise TextProblem("a loop runs over parties or over the rows of an answer", node.lineno)
    inner = {**scope, target.name: over}
    for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
        yield from _uses_in(child, inner, depth + 1)


def _joined(value: object) -> str:
    """ "A, B and C" of a list of texts, of parties (their names) or of rows (their parties)."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return str(value)
    return joined([_named(item) for item in value])


def _named(item: object) -> str:
    if isinstance(item, Mapping):
        return str(item.get("name") or item.get("party") or item.get("title") or "")
    return str(item)


def _in_words(value: object) -> str:
    return number_word(value) if isinstance(value, int) else str(value)


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sequence) and not isinstance(value, str) else 0
