"""One catalogue of the real templates for all tests here, and deals to vary."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource
from tests.shipped import shipped

from .pairs import PairRuns
from .tiny import write_tiny

ROOT = resource("templates", "agreements")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The templates that are shipped."""
    return shipped()


def sample_of(catalogue: Catalogue, kind: str) -> Deal:
    """The complete sample beside the template of a kind."""
    return load_deal_file(ROOT / kind / "sample.toml", catalogue).deal


@pytest.fixture(scope="session")
def sample(catalogue: Catalogue) -> Deal:
    """The complete sample of the joint venture: three parties, costs first."""
    return sample_of(catalogue, "joint-venture")


@pytest.fixture(scope="session")
def runs_of(catalogue: Catalogue) -> Callable[[str], PairRuns]:
    """The pairs of a kind, found once in a process."""
    return cache(lambda kind: PairRuns(catalogue, kind))


def write_supply(root: Path) -> Path:
    """The second kind beside the shared clauses and packs, as files to load or to break."""
    for folder in ("clauses", "jurisdictions", "joint-venture"):
        shutil.copytree(ROOT / folder, root / folder)
    own = Path(__file__).with_name("supply")
    shutil.copytree(own / "clauses", root / "clauses", dirs_exist_ok=True)
    (root / "supply").mkdir()
    for file in own.glob("*.toml"):
        shutil.copy(file, root / "supply" / file.name)
    return root


@pytest.fixture(scope="session")
def supply(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A second kind with ids of its own; its units come from the shared library."""
    return load_catalogue(write_supply(tmp_path_factory.mktemp("supply")))


@pytest.fixture(scope="session")
def order(supply: Catalogue) -> Deal:
    """The complete sample of the second kind."""
    return load_deal_file(Path(__file__).with_name("supply") / "sample.toml", supply).deal


@pytest.fixture
def tiny(tmp_path: Path) -> Catalogue:
    """The smallest template."""
    return load_catalogue(write_tiny(tmp_path))
