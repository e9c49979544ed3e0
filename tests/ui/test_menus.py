"""Every action of every menu does something a person could notice; none is offered that cannot."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Qt's menu and ours.
MENUS = ("QMenu", "Menu")
#: Menus that are filled by one function and given by another.
GIVEN_BY = {"frozen.py:__init__": "StudioHeader.menu", "studio_pieces.py:studio_menu": "the same"}


def test_every_menu_is_made_by_a_method_that_gives_it() -> None:
    """So that the walk finds it; what takes more than its owner is called by one that does not."""
    odd = []
    for file in sorted((ROOT / "microbiz_desktop" / "ui").rglob("*.py")):
        for made in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(made, ast.FunctionDef) and _makes_a_menu(made):
                gives = "Menu" in (ast.unparse(made.returns) if made.returns else "")
                if not gives and f"{file.name}:{made.name}" not in GIVEN_BY:
                    odd.append(f"{file.name}:{made.name}")
    assert odd == []


def test_every_menu_keeps_the_order_of_its_words() -> None:
    """Also one within another: of Qt's own the dots would stand before the words."""
    odd = []
    for file in sorted((ROOT / "microbiz_desktop" / "ui").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and file.name != "menus.py":
                name = ast.unparse(call.func).rpartition(".")[2]
                odd += [f"{file.name}:{call.lineno}"] * (name in ("QMenu", "addMenu"))
    assert odd == []


def _makes_a_menu(made: ast.FunctionDef) -> bool:
    calls = (node.func for node in ast.walk(made) if isinstance(node, ast.Call))
    return any(isinstance(call, ast.Name) and call.id in MENUS for call in calls)


@pytest.mark.timeout(900)
def test_every_action_of_every_menu_does_something(filled_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.walk.menus", "--filled", str(filled_folder)],
        cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == {}
