"""One resolver for three ways of being installed."""

import sys
from pathlib import Path

import pytest

from microbiz_desktop import paths


def test_checkout_resolves_to_real_files() -> None:
    """An editable install has no `_data`: the files come from the checkout."""
    assert paths.resource("resources", "fonts", "inter", "OFL.txt").is_file()


def test_wheel_data_wins_over_the_folder_around_it(tmp_path: Path) -> None:
    """In site-packages the folder around the package holds other people's files."""
    package = tmp_path / "microbiz_desktop"
    (package / "_data").mkdir(parents=True)
    assert paths.shipped_root(package, None) == package / "_data"


def test_frozen_bundle_wins_over_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle unpacks its data beside the program and names the folder in `sys._MEIPASS`."""
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/microbiz", raising=False)
    assert paths.resource("templates") == Path("/opt/microbiz/templates")


def test_data_dir_is_named_for_the_program() -> None:
    """The folder carries the program's name once, without a vendor folder around it."""
    assert paths.data_dir().name == "microbiz-desktop"
    assert paths.data_dir().parent.name != "microbiz-desktop"


def test_earlier_wordings_are_shipped_beside_the_templates() -> None:
    """The wheel carries the folder `templates` whole, and who looks there looks beside."""
    root = paths.resource("templates", "agreements")
    kept = root.with_name("earlier") / "joint-venture-1.0.0"
    assert kept == paths.resource("templates", "earlier", "joint-venture-1.0.0")
    assert {path.name for path in kept.iterdir() if path.is_dir()} == {
        *("joint-venture", "clauses", "jurisdictions"),
    }
    assert len(list((kept / "clauses").glob("*.toml"))) == 61
