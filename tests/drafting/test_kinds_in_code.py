"""A kind of agreement is a folder of text: no Python names one, nor the questions of one.

For questions see `test_roles`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import microbiz_desktop
from microbiz_desktop.drafting.templates.catalogue import Catalogue

PACKAGE = Path(microbiz_desktop.__file__).parent

#: Where a kind may be named, by file and name, with the reason.
MAY_NAME = {
    ("storage/migrations/versions/r0003_once_empty.py", "joint-venture"): "speaks of what was",
    ("ui/shell/synonyms.py", "joint venture"): "what people type to find agreements",
}

#: Ids of kinds that are words of the program as well, each with where it can mean only the kind.
ORDINARY = {
    "associate": ("drafting/", "rendering/", "evidence/", "domain/money/", "services/agreements/"),
}


def naming(source: str, names: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Each string of Python that is the id of a kind or speaks its title: the name, the line."""
    spoken = {name: re.compile(rf"\b{re.escape(name)}\b") for name in names}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value.casefold()
            for name, pattern in spoken.items():
                if said == name or (name not in ORDINARY and pattern.search(said)):
                    yield name, node.lineno


def names_of(catalogue: Catalogue) -> frozenset[str]:
    """Ids and titles of the kinds, and ids as people write them."""
    ids = set(catalogue.templates)
    titles = {template.title.casefold() for template in catalogue.templates.values()}
    return frozenset(ids | titles | {kind.replace("-", " ") for kind in ids})


def named_in_code(catalogue: Catalogue) -> Iterator[tuple[str, str, int]]:
    """File, name and line of all that names a kind."""
    names = names_of(catalogue)
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        for name, line in naming(path.read_text(encoding="utf-8"), names):
            if name not in ORDINARY or file.startswith(ORDINARY[name]):
                yield file, name, line


def test_no_python_names_a_kind(catalogue: Catalogue) -> None:
    found = list(named_in_code(catalogue))
    assert [one for one in found if one[:2] not in MAY_NAME] == []
    assert {one[:2] for one in found} == set(MAY_NAME), "an exception that is no longer needed"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "tea-party"', ["tea-party"]),
        ('x = f"A tea party of {n}"', ["tea party"]),
        ('x = "The Tea-Party Agreement ends"', ["tea-party", "tea-party agreement"]),
        ('"""Deals of a tea-party."""', ["tea-party"]),
        ('x = "tea-partying"', []),
        ('x = "associate"', ["associate"]),
        ('x = "each associate pays"', []),
    ],
)
def test_a_kind_named_in_code_is_found(source: str, found: list[str]) -> None:
    names = frozenset({"tea-party", "tea party", "tea-party agreement", "associate"})
    assert sorted(name for name, _ in naming(source, names)) == found
