"""Print what is wrong in a folder of templates, a line each: `scripts/templates.py [FOLDER]`."""

import sys
from pathlib import Path

from microbiz_desktop.drafting.templates.catalogue import defects
from microbiz_desktop.paths import resource


def main() -> int:
    """1 when there is something; without a folder the templates of the program are read."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else resource("templates", "agreements")
    if not folder.is_dir():
        sys.exit(f"{folder} is not a folder.")
    found = defects(folder)
    print("\n".join(found) or "No defects.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
