"""What sets the pages here. Only the same versions can be expected to set the same pages."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from ..domain.frozen import Versions
from ..paths import resource
from .fonts import folders

#: Raised by hand when the code sets pages otherwise than before; `tests/rendering` notices.
LAYOUT = 1


@lru_cache(maxsize=4)
def versions(extra_fonts: Path | None = None) -> Versions:
    """The versions at work. Raises OSError when Pango cannot be loaded."""
    from weasyprint.text.ffi import pango

    number = int(pango.pango_version())
    return Versions(
        layout=f"{LAYOUT}-{_digest(extra_fonts)}",
        weasyprint=version("weasyprint"),
        pango=f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        harfbuzz=_harfbuzz(),
    )


def _harfbuzz() -> str:
    """The library itself knows; the page maker does not ask."""
    from weasyprint.text.ffi import ffi, harfbuzz

    ffi.cdef("const char *hb_version_string(void);", override=True)
    return bytes(ffi.string(harfbuzz.hb_version_string())).decode("ascii")


def _digest(extra_fonts: Path | None) -> str:
    """The house layout and the fonts there are: sixteen hexadecimal digits."""
    whole = hashlib.sha256()
    folder = resource("templates", "agreements", "layout")
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    for where in folders(extra_fonts):
        for path in sorted(where.rglob("*.[to]tf")):
            whole.update(f"{path.name} {path.stat().st_size}\n".encode())
    return whole.hexdigest()[:16]
