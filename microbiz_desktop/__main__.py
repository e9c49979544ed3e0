"""`python -m microbiz_desktop` is the same as the installed command."""

import sys

from microbiz_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
