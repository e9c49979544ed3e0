"""The sample deals that the program ships, as the benchmarks read them."""

from functools import cache

from microbiz_desktop.drafting.dealfile.reader import ReadDeal, load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource


@cache
def catalogue() -> Catalogue:
    """The shipped templates, read once."""
    return load_catalogue(resource("templates", "agreements"))


@cache
def deals() -> dict[int, ReadDeal]:
    """The sample deals, with their logos, by their number of parties."""
    paths = resource("resources", "sample").glob("*-parties.toml")
    read = [load_deal_file(path, catalogue()) for path in paths]
    return {len(found.deal.parties): found for found in read}
