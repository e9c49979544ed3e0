"""Which branches of a template text run: every way an `if` can go leaves a mark."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template, nodes

_MARK = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True)
class Branch:
    """One way through a condition of a text, and where the condition stands in it."""

    index: int
    line: int
    way: str


class Probe:
    """A text made to say which of its branches it took."""

    def __init__(self, source: str, env: Environment) -> None:
        self.source = source
        self.branches: list[Branch] = []
        self._env = env
        self._tree = env.parse(source)
        self._mark_ifs()
        for node in list(self._tree.find_all(nodes.CondExpr)):
            node.expr1 = self._joined(node.expr1, "holds", node)
            node.expr2 = self._joined(node.expr2, "does not hold", node)

    def taken(self, names: Mapping[str, Any]) -> frozenset[int]:
        """The branches that these values lead through."""
        if not self.branches:
            return frozenset()
        return frozenset(map(int, _MARK.findall("".join(self._template.generate(dict(names))))))

    def words_of(self, branch: Branch) -> str:
        """The line of the text on which the condition of a branch stands, shortened."""
        return self.source.split("\n")[branch.line - 1].strip()[:70]

    @cached_property
    def _template(self) -> Template:
        code = self._env.compile(self._tree)
        return Template.from_code(self._env, code, {})

    def _mark_ifs(self) -> None:
        """Every `if` and `elif` that holds, and what is left when none does."""
        found = list(self._tree.find_all(nodes.If))
        later = {id(one) for node in found for one in node.elif_}
        for node in found:
            node.body.insert(0, self._output("holds", node))
            if id(node) not in later:
                node.else_.insert(0, self._output("does not hold", (*node.elif_, node)[0]))

    def _new(self, way: str, node: nodes.Node) -> str:
        self.branches.append(Branch(len(self.branches), node.lineno, way))
        return f"\x02{len(self.branches) - 1}\x03"

    def _output(self, way: str, node: nodes.Node) -> nodes.Output:
        made = nodes.Output([nodes.TemplateData(self._new(way, node))], lineno=node.lineno)
        made.set_environment(self._env)
        return made

    def _joined(self, value: nodes.Expr | None, way: str, node: nodes.Node) -> nodes.Expr:
        mark = nodes.Const(self._new(way, node), lineno=node.lineno)
        parts = [mark] if value is None else [value, mark]
        made = nodes.Concat(parts, lineno=node.lineno)
        made.set_environment(self._env)
        return made


def read_in_conditions(source: str, env: Environment) -> Iterator[str]:
    """The answers (`v.x`) that the text reads."""
    for node in env.parse(source).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "v":
            yield node.attr
