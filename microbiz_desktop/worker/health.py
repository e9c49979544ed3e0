"""What the worker runs on, for the doctor."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("weasyprint", "pydyf", "jinja2", "fonttools", "pikepdf", "segno")


def versions(fonts: Path | None) -> dict[str, str]:
    """Library name to version, the native Pango, and the count of fonts."""
    found = {name: _version(name) for name in _LIBRARIES}
    found["pango"] = _pango()
    found["fonts"] = str(_fonts(fonts))
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _pango() -> str:
    try:
        from weasyprint.text.ffi import pango
    except OSError as missing:
        return f"missing: {missing}"
    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _fonts(extra: Path | None) -> int:
    from ..rendering.fonts import folders

    return sum(1 for folder in folders(extra) for _ in folder.rglob("*.[to]tf"))
