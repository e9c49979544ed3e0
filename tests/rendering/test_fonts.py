"""Fonts of the user's own: what pages are set in is what frozen pages can be compared with."""

import ctypes
import ctypes.util
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from microbiz_desktop.rendering.comparing.typefaces import typefaces
from microbiz_desktop.rendering.fonts import files, folders, left_out, only, uncovered
from microbiz_desktop.worker.jobs import no_font

LETTER = "த"


def _square(pen: Any) -> Any:
    for move, points in (("moveTo", [(0, 0)]), ("lineTo", [(500, 0)]), ("lineTo", [(500, 500)])):
        getattr(pen, move)(*points)
    pen.closePath()
    return pen


def _font(path: Path, *, true_type: bool) -> None:
    """A font with one letter that no bundled font has."""
    names = [".notdef", "letter"]
    made = FontBuilder(1000, isTTF=true_type)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(LETTER): "letter"})
    if true_type:
        made.setupGlyf({name: _square(TTGlyphPen(None)).glyph() for name in names})
    else:
        drawn = {name: _square(T2CharStringPen(600, None)).getCharString() for name in names}
        made.setupCFF("Mine", {}, drawn, {})
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Mine", "styleName": "Regular", "psName": "Mine"})
    made.setupOS2()
    made.setupPost()
    made.save(path)


class _FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int))


def _seen_by_fontconfig(folder: Path) -> int:
    """How many fonts of this folder a page could be set in."""
    library = ctypes.CDLL(ctypes.util.find_library("fontconfig"))
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    with only((folder,)):
        fonts = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)
    return int(fonts.contents.count)


def test_every_bundled_font_is_drawn_with() -> None:
    (bundled,) = folders()
    assert _seen_by_fontconfig(bundled) >= len(files(bundled)) > 20


@pytest.mark.parametrize("name", ["Mine.ttf", "MINE.TTF", "below/Mine.Ttf"])
def test_a_true_type_font_is_drawn_covered_and_compared(tmp_path: Path, name: str) -> None:
    (tmp_path / "below").mkdir()
    _font(tmp_path / name, true_type=True)
    assert _seen_by_fontconfig(tmp_path) == len(files(tmp_path)) == 1
    assert uncovered(LETTER, tmp_path) == set()
    assert tmp_path / name in typefaces(tmp_path).values()
    assert no_font(LETTER, tmp_path) == ()


def test_a_font_in_a_folder_below_is_drawn_with(tmp_path: Path) -> None:
    """As all the bundled ones lie: where no folder below was read, pages had no letters."""
    (tmp_path / "below").mkdir()
    _font(tmp_path / "below" / "Mine.ttf", true_type=True)
    assert _seen_by_fontconfig(tmp_path) == len(files(tmp_path)) == 1


@pytest.mark.parametrize("name", ["Mine.otf", "MINE.OTF", "Mine.Otf"])
def test_a_font_of_another_form_is_left_out_and_said_to_be(tmp_path: Path, name: str) -> None:
    """Its letters would be drawn, and refused only when the pages are frozen."""
    _font(tmp_path / name, true_type=False)
    assert _seen_by_fontconfig(tmp_path) == len(files(tmp_path)) == 0
    assert left_out(tmp_path) == [name]
    assert uncovered(LETTER, tmp_path) == {LETTER}
    (finding,) = no_font(LETTER, tmp_path)
    assert finding.reason.endswith(f"as a .ttf file. Only .ttf fonts are used; left out: {name}.")
