"""Names, types and sizes: what a tool can hold of CONTRIBUTING's house style.

What breaks a rule today stands in `house_rules.toml`, with its reason or as a thing to be mended;
the lists may shrink and never grow. Each rule is broken once on purpose, in a source of its own.
"""

import ast
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = "microbiz_desktop"
LISTED: Mapping[str, Any] = tomllib.loads(
    (ROOT / "tests" / "house_rules.toml").read_text(encoding="utf-8")
)

#: Sources by their path inside the package ("drafting/names.py").
Sources = Mapping[str, str]


def _sources() -> Sources:
    folder = ROOT / PACKAGE
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def _layer(path: str) -> str:
    return path.partition("/")[0]


# `Any` ---------------------------------------------------------------------------------------


def any_in(sources: Sources) -> Counter[str]:
    """How often each module names `Any`."""
    found: Counter[str] = Counter()
    for path, source in sources.items():
        names = ast.walk(ast.parse(source))
        found[path] = sum(isinstance(one, ast.Name) and one.id == "Any" for one in names)
    return +found


def test_any_is_rarer_each_day() -> None:
    """Whoever needs it less lowers the limit; in these layers together it is 60 at the end."""
    used: Counter[str] = Counter()
    for path, times in any_in(_sources()).items():
        used[_layer(path)] += times
    limits = LISTED["any"]["at_most"]
    assert {layer: used[layer] for layer in limits if used[layer] > limits[layer]} == {}


def test_any_elsewhere_stands_beside_an_untyped_library() -> None:
    free = LISTED["any"]["at_most"]
    found = {path for path in any_in(_sources()) if _layer(path) not in free}
    assert found == set(LISTED["any"]["beside"]), "typed functions, or a line with the library"


def test_any_is_counted() -> None:
    source = "from typing import Any\ndef f(x: Any, y: 'int') -> list[Any]:\n    return [x]\n"
    assert any_in({"domain/planted.py": source, "domain/other.py": "x = 1\n"}) == {
        "domain/planted.py": 2
    }


# One word, one thing -------------------------------------------------------------------------


def twice(sources: Sources) -> dict[str, list[str]]:
    """Classes that bear the name of another."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path)
    return {name: paths for name, paths in found.items() if len(paths) > 1}


def test_a_class_bears_the_name_of_no_other() -> None:
    found = twice(_sources())
    assert set(found) == set(LISTED["twice"]), found


def test_a_second_class_of_a_name_is_found() -> None:
    planted = {"domain/a.py": "class Found: ...\n", "ui/b.py": "class Found: ...\n"}
    assert twice(planted) == {"Found": ["domain/a.py", "ui/b.py"]}


#: Words that say nothing outside this house; the trade has its own.
HOUSE_WORDS = frozenset(
    (
        *("shelf", "desk", "slips", "hanging", "known", "standing", "steps", "taken", "mend"),
        *("covers", "reach", "facts", "parts", "looks", "side", "head", "feed", "guide", "seats"),
        *("turns", "quick"),
    )
)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", name).lower()))


def house_words(sources: Sources) -> Iterator[str]:
    """Modules, classes and public functions named with a house word: path, or path and name."""
    for path, source in sources.items():
        if "migrations/" in path:
            continue  # a migration speaks of what was
        if _words(Path(path).stem) & HOUSE_WORDS:
            yield path
        for node in ast.walk(ast.parse(source)):
            name = node.name if isinstance(node, ast.ClassDef | ast.FunctionDef) else "_"
            if name[0] != "_" and _words(name) & HOUSE_WORDS:
                yield f"{path}:{name}"


def test_names_are_words_of_the_trade() -> None:
    assert set(house_words(_sources())) == set(LISTED["house_words"])


def test_a_house_word_is_found() -> None:
    planted = {"ui/shelf.py": "class DeskSide: ...\ndef facts_of(): ...\ndef _facts(): ...\n"}
    assert set(house_words(planted)) == {
        "ui/shelf.py",
        "ui/shelf.py:DeskSide",
        "ui/shelf.py:facts_of",
    }


# Parts, not cuts -----------------------------------------------------------------------------

MOST_METHODS, MOST_MODULES = 15, 12


def _own(path: str, node: ast.ImportFrom, modules: set[str]) -> Iterator[tuple[str, str]]:
    """Each name that is imported from the package, and the module that it comes from."""
    here = path.removesuffix(".py").split("/")[:-1]
    if node.level:
        above = here[: len(here) - node.level + 1]
    elif (node.module or "").startswith(PACKAGE):
        above = []
    else:
        return
    below = (node.module or "").removeprefix(PACKAGE).strip(".")
    base = "/".join([*above, *(below.split(".") if below else [])])
    for alias in node.names:
        whole = f"{base}/{alias.name}".lstrip("/")
        yield alias.asname or alias.name, whole if f"{whole}.py" in modules else base


def wide(sources: Sources) -> dict[str, tuple[int, int]]:
    """Classes with too many methods, or that know too many modules: how many of both."""
    found: dict[str, tuple[int, int]] = {}
    for path, source in sources.items():
        tree = ast.parse(source)
        names: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                names.update(_own(path, node, set(sources)))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                inside = [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
                known = {names[name] for name in inside if name in names}
                methods = sum(isinstance(one, ast.FunctionDef) for one in node.body)
                if methods > MOST_METHODS or len(known) > MOST_MODULES:
                    found[f"{path}:{node.name}"] = methods, len(known)
    return found


def test_classes_are_made_of_parts() -> None:
    """Instead of a limit of lines, which asks for shorter words: methods, and what one knows."""
    found = wide(_sources())
    assert set(found) == set(LISTED["wide"]["to_be_mended"]), found


def test_a_class_with_too_much_in_it_is_found() -> None:
    many = "".join(f"    def m{n}(self): ...\n" for n in range(16))
    knowing = "".join(f"from .m{n} import C{n}\n" for n in range(13))
    using = "".join(f"    c{n} = C{n}\n" for n in range(13))
    planted = {
        "ui/a.py": f"class Many:\n{many}",
        "ui/b.py": f"{knowing}class Knowing:\n{using}",
        "ui/c.py": "from .m1 import C1\nfrom json import loads\nclass Small:\n    c = C1, loads\n",
    }
    assert wide(planted) == {"ui/a.py:Many": (16, 0), "ui/b.py:Knowing": (0, 13)}


# What a module is for ------------------------------------------------------------------------

LONG, SENTENCES = 150, 3


def untold(sources: Sources) -> Iterator[str]:
    """Long modules that do not open with what they are, for whom, and why so."""
    for path, source in sources.items():
        if source.count("\n") > LONG:
            said = ast.get_docstring(ast.parse(source)) or ""
            if len(re.findall(r"[.!?](?=\s|$)", said)) < SENTENCES:
                yield path


def test_a_long_module_opens_with_three_sentences() -> None:
    assert set(untold(_sources())) == set(LISTED["untold"]["to_be_mended"])


def test_a_long_module_that_says_little_is_found() -> None:
    code = "x = 1\n" * LONG
    planted = {
        "ui/a.py": f'"""One. Two."""\n{code}',
        "ui/b.py": f'"""One. Two.\n\nThree."""\n{code}',
        "ui/c.py": '"""One."""\n',
    }
    assert list(untold(planted)) == ["ui/a.py"]
