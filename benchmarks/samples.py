"""The sample deals that the program ships, as the benchmarks read them."""

from functools import cache

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.drafting.catalogue import Catalogue, load_catalogue
from microbiz_desktop.drafting.dealfile import read_deal_file
from microbiz_desktop.paths import resource


@cache
def catalogue() -> Catalogue:
    """The shipped templates, read once."""
    return load_catalogue(resource("templates", "agreements"))


@cache
def deals() -> dict[int, Deal]:
    """The sample deals by their number of parties."""
    found: dict[int, Deal] = {}
    for path in sorted(resource("resources", "sample").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        deal, _logos = read_deal_file(text, path.name, catalogue(), path.parent)
        found[len(deal.parties)] = deal
    return found
