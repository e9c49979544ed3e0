"""One catalogue of the real templates for all tests here, and deals to vary."""

from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.drafting.catalogue import Catalogue, load_catalogue
from microbiz_desktop.drafting.dealfile import load_deal_file
from microbiz_desktop.paths import resource

from .tiny import write_tiny

ROOT = resource("templates", "agreements")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The templates that are shipped."""
    return load_catalogue(ROOT)


@pytest.fixture(scope="session")
def sample(catalogue: Catalogue) -> Deal:
    """The complete sample of the joint venture: three parties, costs first."""
    return load_deal_file(ROOT / "joint-venture" / "sample.toml", catalogue).deal


@pytest.fixture
def tiny(tmp_path: Path) -> Catalogue:
    """The smallest template."""
    return load_catalogue(write_tiny(tmp_path))
