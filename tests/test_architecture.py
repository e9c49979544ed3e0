"""The sentences of docs/architecture.md as rules that a tool runs, each broken once on purpose."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "microbiz_desktop"
_LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _LINT, "--no-cache"]
    wide = {**os.environ, "COLUMNS": "400"}  # long names would be told in two lines
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, env=wide
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to break."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(tree: Path) -> None:
    done = _lint(tree)
    assert done.returncode == 0, done.stdout + done.stderr


# contract, module that breaks it, the line that does
VIOLATIONS = [
    ("layers", "domain/planted.py", "import microbiz_desktop.drafting"),
    ("layers", "storage/planted.py", "import microbiz_desktop.services"),
    ("layers", "services/planted.py", "import microbiz_desktop.ui"),
    ("layers", "worker/planted.py", "import microbiz_desktop.services"),
    ("layers", "rendering/planted.py", "import microbiz_desktop.drafting"),
    ("layers", "drafting/planted.py", "import microbiz_desktop.evidence"),
    ("layers", "interchange/planted.py", "import microbiz_desktop.storage"),
    ("layers", "evidence/planted.py", "import microbiz_desktop.worker"),
    ("layers", "newcomer.py", "import microbiz_desktop.domain"),
    ("worker", "worker/planted.py", "import microbiz_desktop.storage"),
    ("worker", "worker/planted.py", "import sqlalchemy"),
    ("pure", "drafting/planted.py", "import microbiz_desktop.records"),
    ("pure", "rendering/planted.py", "import microbiz_desktop.records"),
    ("pure", "evidence/planted.py", "import sqlite3"),
    ("pure", "interchange/planted.py", "import sqlalchemy.orm"),
    ("drafting", "drafting/planted.py", "import weasyprint"),
    ("ui", "ui/planted.py", "import microbiz_desktop.records"),
    ("ui", "ui/planted.py", "import microbiz_desktop.storage"),
    ("ui", "ui/look/planted.py", "import microbiz_desktop.drafting.asking.questions"),
    ("ui", "ui/planted.py", "import microbiz_desktop.worker"),
    ("ui", "ui/planted.py", "import sqlalchemy"),
    ("ui", "ui/planted.py", "import jinja2"),
    ("ui", "ui/planted.py", "import weasyprint"),
    ("ui", "ui/planted.py", "import pyhanko"),
    ("layers", "domain/planted.py", "import microbiz_desktop.paths"),
    ("layers", "paths.py", "import microbiz_desktop.storage"),
    ("headless", "files.py", "import PySide6.QtCore"),
    ("headless", "services/planted.py", "from PySide6 import QtCore"),
    ("headless", "domain/planted.py", "from PySide6 import QtCore"),
    ("headless", "storage/planted.py", "def late():\n    import PySide6"),
    ("layers", "runtime/planted.py", "import microbiz_desktop.domain"),
    ("services", "services/shared/planted.py", "import microbiz_desktop.services.signoff.room"),
    ("services", "services/copies/planted.py", "import microbiz_desktop.services.home"),
    ("services", "services/contacts/planted.py", "import microbiz_desktop.services.network.map"),
    ("services", "services/program/planted.py", "import microbiz_desktop.services.transfer.undo"),
    ("services", "services/newcomer.py", "import microbiz_desktop.domain"),
    ("pages", "ui/signoff/planted.py", "import microbiz_desktop.ui.agreements.actions"),
    ("pages", "ui/shell/planted.py", "import microbiz_desktop.ui.home.page"),
    ("pages", "ui/widgets/planted.py", "import microbiz_desktop.ui.forms.fields"),
    ("pages", "ui/newcomer.py", "import microbiz_desktop.domain"),
    ("domain", "domain/planted.py", "import babel"),
    ("light", "storage/__init__.py", "import sqlalchemy"),
    ("light", "ui/__init__.py", "import PySide6.QtWidgets"),
]


def _planted_in(number: int, module: str) -> Path:
    """Where a violation is planted: each in a module of its own, or in one that is there."""
    path = Path(module)
    return path.with_name(f"planted_{number}.py") if path.name == "planted.py" else path


def _as_reported(number: int, module: str, line: str) -> str:
    """How the linter names it: the module alone where it has no place, else what it imports."""
    parts = _planted_in(number, module).with_suffix("").parts
    name = ".".join((PACKAGE.name, *(part for part in parts if part != "__init__")))
    if Path(module).name == "newcomer.py":
        return f"- {name}"
    found = re.search(r"(?:import|from) ([\w.]+)", line)
    assert found is not None, line
    target = found[1] if found[1].startswith(PACKAGE.name) else found[1].partition(".")[0]
    return f"- {name} -> {target} "


def _broken(report: str) -> dict[str, str]:
    """What the linter says of each broken contract, by its title."""
    parts = re.split(r"^(.+)\n-{8,}$", report, flags=re.MULTILINE)
    return {
        title: re.sub(r"^- +", "- ", said, flags=re.MULTILINE)
        for title, said in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_every_planted_violation_is_found(tree: Path) -> None:
    """All in one run of the linter; each is looked for under the contract that it breaks."""
    for number, (_, module, line) in enumerate(VIOLATIONS):
        planted = tree / PACKAGE.name / _planted_in(number, module)
        with planted.open("a", encoding="utf-8") as source:
            source.write(f"\n{line}\n")
    done = _lint(tree)
    assert done.returncode == 1, done.stdout + done.stderr
    said, titles = _broken(done.stdout), _titles()
    missed = [
        f"{contract}: {module}: {line}"
        for number, (contract, module, line) in enumerate(VIOLATIONS)
        if _as_reported(number, module, line) not in said.get(titles[contract], "")
    ]
    assert missed == []


def _titles() -> dict[str, str]:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pairs: list[tuple[str, str]] = re.findall(
        r'^id = "(\w+)"\nname = "(.+)"$', settings, re.MULTILINE
    )
    return dict(pairs)


def test_every_contract_is_broken_once_here() -> None:
    assert set(_titles()) == {contract for contract, _, _ in VIOLATIONS}


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def test_the_domain_imports_the_standard_library_only() -> None:
    """The contract lists the libraries of today; this covers those of tomorrow."""
    # `_typeshed` names types of the standard library; it is there for mypy alone.
    allowed = sys.stdlib_module_names | {"microbiz_desktop", "_typeshed"}
    for path in _sources("microbiz_desktop/domain"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = ["microbiz_desktop" if node.level else node.module or ""]
            foreign = {name.partition(".")[0] for name in names} - allowed
            assert not foreign, f"{path}: {foreign}"


_NETWORK = {"aiohttp", "ftplib", "http", "requests", "smtplib", "socket", "ssl", "urllib.request"}
_LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}


def _reaches_out(source: str) -> set[str]:
    """Imports that could open a socket to somewhere else."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            taken = {alias.name for alias in node.names}
            if node.module != "PySide6.QtNetwork" or taken - _LOCAL_ONLY:
                found |= {node.module or "", *(f"{node.module}.{name}" for name in taken)}
    banned = {*_NETWORK, "PySide6.QtNetwork"}
    return {name for name in found if name in banned or name.partition(".")[0] in banned}


def test_the_program_has_nothing_to_reach_the_network_with() -> None:
    for path in _sources("microbiz_desktop"):
        assert not _reaches_out(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "from http import client",
        "import urllib.request",
        "from urllib import request",
        "from PySide6.QtNetwork import QTcpSocket",
        "from PySide6 import QtNetwork",
    ],
)
def test_an_import_that_reaches_out_is_found(line: str) -> None:
    assert _reaches_out(line)


def test_a_local_socket_is_no_network() -> None:
    assert not _reaches_out("from PySide6.QtNetwork import QLocalServer, QLocalSocket")
    assert not _reaches_out("from urllib.parse import quote")


def _too_long(path: Path) -> Iterator[str]:
    """What breaks the hard limits: module 400 lines, function 50."""
    text = path.read_text(encoding="utf-8")
    where = path.relative_to(ROOT)
    if (lines := text.count("\n")) > 400:
        yield f"{where}: {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > 50:
                yield f"{where}:{node.lineno} {node.name}: {length} lines"


def test_functions_and_modules_are_short() -> None:
    notes = [note for path in _sources("microbiz_desktop") for note in _too_long(path)]
    assert not notes, "\n".join(notes)


def _unexplained(path: Path) -> Iterator[str]:
    marker = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(?P<rest>.*)$")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = marker.search(line)
        if found and not re.search(r"( - |#\s*)\w+", found["rest"]):
            yield f"{path.relative_to(ROOT)}:{number}"


def test_every_exception_to_the_rules_gives_its_reason() -> None:
    folders = ("microbiz_desktop", "tests", "benchmarks", "scripts")
    notes = [note for path in _sources(*folders) for note in _unexplained(path)]
    assert not notes, "\n".join(notes)


def test_nothing_skips_without_a_reason() -> None:
    bare = re.compile(r"pytest\.skip\(\)|mark\.(skip|xfail)(\s*$|\(\s*\))", re.MULTILINE)
    assert not [p for p in _sources("tests") if bare.search(p.read_text(encoding="utf-8"))]
