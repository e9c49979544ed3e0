"""Puts the data folders, which lie outside the package, inside a wheel.

Not by a static `force-include`: that would also copy them, once and for ever, into an
editable install.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_DATA = {
    "templates": "microbiz_desktop/_data/templates",
    "resources": "microbiz_desktop/_data/resources",
}


class DataFolders(BuildHookInterface[Any]):
    """The hook that the build calls; "editable" is the other version there is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a real wheel; an editable install reads them from the checkout."""
        if version == "standard":
            build_data["force_include"].update(_DATA)
