"""The bundled fonts: nothing on the screen depends on what the machine has installed."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from microbiz_desktop.paths import resource

SCREEN = "Inter"
SERIF = "Source Serif 4"

#: Families asked for when the first one lacks a letter, by script.
FALLBACKS = (
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans SC",
    "Noto Sans JP",
    "Noto Sans KR",
)

_FIRST = ("inter", "source-serif-4")
_LATER = (
    "noto-sans-arabic",
    "noto-sans-hebrew",
    "noto-sans-devanagari",
    "noto-sans-thai",
    "noto-sans-jp",
    "noto-sans-kr",
    "noto-sans-sc",
)


def load_first_fonts() -> list[str]:
    """Register the one family of the first look; the others can wait.

    Which families there are is not asked: the answer takes longer than all the rest of it.
    """
    return _register("inter", known=frozenset())


def load_screen_fonts() -> list[str]:
    """Register the two families every screen uses; gives the file names Qt refused."""
    return _load(_FIRST)


def load_fallback_fonts() -> list[str]:
    """Register the fonts of other scripts (22 MB), so best called after the first paint."""
    return _load(_LATER)


def _load(folders: tuple[str, ...]) -> list[str]:
    """Register each font file once, as Qt would hold a second copy of the same file."""
    known = frozenset(QFontDatabase.families())
    return [name for folder in folders for name in _register(folder, known)]


def _register(folder: str, known: frozenset[str]) -> list[str]:
    refused: list[str] = []
    for path in sorted(resource("resources", "fonts", folder).glob("*.ttf")):
        if _family_of(path) in known:
            continue
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            refused.append(path.name)
    return refused


def _family_of(path: Path) -> str:
    """The family a bundled file belongs to, read from its folder's name."""
    small = {"inter": SCREEN, "source-serif-4": SERIF}
    names = {family.lower().replace(" ", "-"): family for family in FALLBACKS}
    return (small | names)[path.parent.name]


def make_font(family: str, pixels: int, weight: int, *, figures: bool = False) -> QFont:
    """A screen font, unhinted; with `figures` of one width, so that columns of numbers line up."""
    font = QFont()
    font.setFamilies([family, *FALLBACKS])
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if figures:  # not for running text, where Inter would widen hyphens and full stops too
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
