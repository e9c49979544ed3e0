"""Where the shipped files and the user's data lie, in a checkout, a wheel and a frozen bundle."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """A shipped file under `templates/` or `resources/`, as in `resource("resources", "fonts")`."""
    return shipped_root(_PACKAGE, getattr(sys, "_MEIPASS", None)).joinpath(*parts)


def shipped_root(package: Path, bundle: str | None) -> Path:
    """The frozen bundle first, then the wheel's `_data`, else the checkout the package sits in."""
    if bundle is not None:
        return Path(bundle)
    wheel = package / "_data"
    return wheel if wheel.is_dir() else package.parent


def data_dir() -> Path:
    """The user's own folder by the custom of the system; made by whoever first writes to it."""
    import platformdirs

    return Path(platformdirs.user_data_dir("microbiz-desktop", appauthor=False))
