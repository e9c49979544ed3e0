"""The fonts of a page: their letters as the file says them, and whether they are the bundled ones.

`ink` and `same_layout` read pages with it. A font that differs in one used letter is told, because
a letter drawn as another says something else than its file; a font that this program does not bring
cannot be compared.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .drawn_items import Box, Unknown
from .page_pictures import CannotCompare
from .typefaces import Typeface, embedded, typeface, typefaces

if TYPE_CHECKING:
    import pikepdf

_FONT = {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}
_PART = {
    "/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/CIDToGIDMap", "/W", "/FontDescriptor",
}  # fmt: skip
#: Tables of a font program that change nothing of its outlines, and those that hold them.
_TABLES = {
    "GlyphOrder", "GDEF", "GSUB", "GPOS", "OS/2", "STAT", "cmap", "gasp", "glyf", "head", "hhea",
    "hmtx", "loca", "maxp", "meta", "name", "post", "vhea", "vmtx", "VORG",
}  # fmt: skip
#: The letters table as our page maker writes it; readers differ about any other form.
_SAYS = re.compile(
    rb"/CIDInit /ProcSet findresource begin\s12 dict begin\sbegincmap\s/CIDSystemInfo\s"
    rb"<< /Registry \(Adobe\)\s/Ordering \(UCS\)\s/Supplement 0\s>> def\s"
    rb"/CMapName /Adobe-Identity-UCS def\s/CMapType 2 def\s1 begincodespacerange\s"
    rb"<0000> <ffff>\sendcodespacerange\s"
    rb"(?:\d+ beginbfchar\s(?:<[0-9a-f]{4}> <[0-9a-f]*>\s)*endbfchar\s)*"
    rb"endcmap\sCMapName currentdict /CMap defineresource pop\send\send\s*"
)
_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


@dataclass(slots=True)
class PageFont:
    """A font of the file beside the bundled one that it names."""

    widths: dict[int, float]
    texts: dict[int, str]
    bundled: Typeface
    carried: Typeface
    checked: set[int] = field(default_factory=set)
    _boxes: dict[int, Box | None] = field(default_factory=dict)

    def box(self, code: int) -> Box | None:
        """The box of a letter's ink at size 1; none for a space."""
        if code not in self._boxes:
            self._boxes[code] = self.bundled.box(code)
        return self._boxes[code]

    def wrong(self, codes: Iterable[int]) -> Iterator[str]:
        """What is wrong with letters that were not looked at before."""
        for code in set(codes) - self.checked:
            self.checked.add(code)
            text = self.texts.get(code)
            if text is None:
                yield "a letter is drawn that no reader can read out"
            elif not self._same(code):
                yield f"the letter that reads “{text}” is drawn with another outline"
            elif not self.bundled.can_say(code, text):
                yield f"what is read out as “{text}” is drawn as another letter"

    def _same(self, code: int) -> bool:
        due, there = self.bundled.outline(code), self.carried.outline(code)
        hints = self.carried.hints(code)
        wide = self.bundled.advance(code)
        return (
            due == there
            and (not hints or hints == self.bundled.hints(code))
            and abs(self.widths[code] - wide * 1000 / self.bundled.unit) <= 1
        )


def fonts_of(
    page: "pikepdf.Page", known: dict[tuple[int, int], PageFont], extra: Path | None = None
) -> dict[str, PageFont]:
    """The fonts of a page by their names there; one that several pages share is read once."""
    fonts = {}
    for name, font in dict(page.resources.get("/Font", {})).items():
        place = font.objgen
        if place not in known or place == (0, 0):
            known[place] = page_font(font, extra)
        fonts[name] = known[place]
    return fonts


def page_font(font: "pikepdf.Object", extra: Path | None = None) -> PageFont:
    """The font as the file has it. Raises Unknown for a form that is not ours."""
    part = _part(font)
    texts = _texts(font["/ToUnicode"].read_bytes())
    name, version, program = embedded(part["/FontDescriptor"]["/FontFile2"].read_bytes())
    if set(program.keys()) - _TABLES:
        raise Unknown("a font on it holds more than letters")
    path = typefaces(extra).get((name, version))
    if path is None:
        raise CannotCompare(f"The font “{name}” of this file is not one that the program brings.")
    bundled = typeface(path)
    carried = Typeface(program)
    if carried.unit != bundled.unit:
        raise Unknown("a font on it has letters of another size")
    return PageFont(_widths(part["/W"]), texts, bundled, carried)


def _texts(table: bytes) -> dict[int, str]:
    """What each code reads as."""
    if _SAYS.fullmatch(table) is None:
        raise Unknown("the letters of a font are not listed as we list them")
    listed = _PAIR.findall(table.partition(b"endcodespacerange")[2])
    texts = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in listed
    }
    if len(texts) != len(listed):
        raise Unknown("a letter of a font is listed twice")
    return texts


_OTHER_KIND = "words on it are set in a kind of font our pages never use"


def _part(font: "pikepdf.Object") -> "pikepdf.Object":
    if "/DescendantFonts" not in font:
        raise Unknown(_OTHER_KIND)
    part = font["/DescendantFonts"][0]
    sound = (
        set(font.keys()) == _FONT
        and set(part.keys()) == _PART
        and len(font["/DescendantFonts"]) == 1
        and str(font["/Subtype"]) == "/Type0"
        and str(font["/Encoding"]) == "/Identity-H"
        and str(part["/Subtype"]) == "/CIDFontType2"
        and str(part["/CIDToGIDMap"]) == "/Identity"
        and [key for key in part["/FontDescriptor"].keys() if "FontFile" in key] == ["/FontFile2"]  # noqa: SIM118 - no dict
    )
    if not sound:
        raise Unknown(_OTHER_KIND)
    return part


def _widths(listed: "pikepdf.Object") -> dict[int, float]:
    """Widths by code: a first code, then those of it and of the codes that follow."""
    items = listed.as_list()
    return {
        int(first) + step: float(width)
        for first, widths in zip(items[::2], items[1::2], strict=True)
        for step, width in enumerate(widths.as_list())
    }
