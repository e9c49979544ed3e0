"""The bundled fonts and the user's own folder: the only fonts a page is ever set in."""

import os
import tempfile
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from ..paths import resource

#: Characters that leave no ink of their own, so that no font needs to hold them.
_INKLESS = frozenset({"Cf", "Cc", "Zl", "Zp", "Zs"})
#: Fonts that somebody may put beside those that pages are set in, by ending and by form.
_OTHER_ENDINGS = (".otf", ".ttc", ".otc", ".woff", ".woff2", ".pfa", ".pfb")
_OTHER_FORMS = ("CFF", "Type 1", "CID Type 1", "Type 42", "BDF", "PCF", "PFR", "Windows FNT")
#: Fonts that cover nearly every text are read first; the big ones only when something is missing.
_FIRST = ("inter", "source-serif-4")
_setting = threading.Lock()


def folders(extra: Path | None = None) -> tuple[Path, ...]:
    """The folders that fonts come from: ours, then the user's when there is one."""
    own = resource("resources", "fonts")
    return (own, extra) if extra is not None and extra.is_dir() else (own,)


def files(folder: Path) -> list[Path]:
    """The fonts of a folder that pages are set in, all TrueType: frozen pages are compared with
    their outlines, letter by letter, and other forms have outlines of another sort.
    """
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".ttf")


def left_out(folder: Path | None) -> list[str]:
    """The names of fonts in this folder that no page is set in."""
    found = folder.rglob("*") if folder is not None and folder.is_dir() else ()
    return sorted(path.name for path in found if path.suffix.lower() in _OTHER_ENDINGS)


def _config(where: tuple[Path, ...]) -> str:
    listed = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in where)
    globs = "".join(
        f"<glob>*{ending}</glob>" for other in _OTHER_ENDINGS for ending in (other, other.upper())
    )
    forms = "".join(
        f'<pattern><patelt name="fontformat"><string>{form}</string></patelt></pattern>'
        for form in _OTHER_FORMS
    )
    out = f"<selectfont><rejectfont>{globs}{forms}</rejectfont></selectfont>"
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    return f"{head}<fontconfig>{listed}{out}</fontconfig>"


@contextmanager
def only(where: tuple[Path, ...]) -> Iterator[None]:
    """While this holds, Fontconfig starts with these folders alone: no system font exists."""
    with _setting, tempfile.TemporaryDirectory(prefix="mb-fonts-") as folder:
        conf = Path(folder) / "fonts.conf"
        conf.write_text(_config(where), encoding="utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(conf)
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


@cache
def _covered(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _in_order(where: tuple[Path, ...]) -> list[Path]:
    found = [path for folder in where for path in files(folder)]
    return sorted(found, key=lambda path: path.parent.name not in _FIRST)


def uncovered(text: str, extra: Path | None = None) -> set[str]:
    """The characters of `text` that leave ink and that no font here can draw."""
    missing = {c for c in text if unicodedata.category(c) not in _INKLESS and c != "\u00a0"}
    for path in _in_order(folders(extra)):
        if not missing:
            break
        missing = {c for c in missing if ord(c) not in _covered(path)}
    return missing | {c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"}


def script(char: str) -> str:
    """The writing system in words: "Tamil", "Cjk", "Emoji or symbol"."""
    name = unicodedata.name(char, "")
    if unicodedata.category(char).startswith("S") or not name:
        return "Emoji or symbol"
    return name.split()[0].capitalize()
