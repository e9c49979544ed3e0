"""The shipped templates, read and checked once in a process: that takes a quarter of a second."""

from functools import cache

from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource


@cache
def shipped() -> Catalogue:
    """Frozen, so that no test changes it for another."""
    return load_catalogue(resource("templates", "agreements"))
