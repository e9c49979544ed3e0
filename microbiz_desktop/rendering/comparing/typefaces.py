"""The bundled fonts, glyph by glyph: what is the outline of a glyph, and which words it can say.

`ink` and `page_fonts` compare the fonts inside a file with them. A font in a PDF says by itself
which letter a glyph is, and may lie; the bundled file cannot.
"""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ..fonts import files, folders
from .drawn_items import Box

#: Features that our pages may use; others would draw one character as another (² for 2).
_FEATURES = {
    "abvf", "abvs", "akhn", "blwf", "blwm", "blws", "calt", "ccmp", "clig", "cjct", "fin2", "fin3",
    "fina", "half", "haln", "init", "isol", "jalt", "liga", "ljmo", "lnum", "locl", "med2", "medi",
    "mset", "nukt", "pnum", "pref", "pres", "pstf", "psts", "rclt", "rkrf", "rlig", "rphf", "rtla",
    "rtlm", "tjmo", "tnum", "vatu", "vjmo",
}  # fmt: skip
#: Scripts in which a shape stands for more or less than one letter.
_SHAPED = (
    "ARABIC", "DEVANAGARI", "THAI", "HEBREW", "BENGALI", "TAMIL", "HANGUL", "SYRIAC", "COMBINING",
)  # fmt: skip
_DEEPEST = 6
#: The flags of a point that say which curve it belongs to.
_ON_CURVE = 0x81


def shaped(text: str) -> bool:
    """Whether a page may draw these letters as other shapes than one for each."""
    return all(unicodedata.name(char, "").startswith(_SHAPED) or _silent(char) for char in text)


def _silent(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf", "Zs", "Cc")


class Typeface:
    """One bundled font. Glyphs are known by their number, which embedded parts of it keep."""

    def __init__(self, font: Any) -> None:
        self._font = font
        self.unit = int(font["head"].unitsPerEm)

    @cached_property
    def _cmap(self) -> dict[int, str]:
        return dict(self._font.getBestCmap())

    @cached_property
    def _says(self) -> dict[str, set[str]]:
        """Characters by glyph, as the font's own table has them."""
        said: dict[str, set[str]] = {}
        for code, name in self._cmap.items():
            said.setdefault(name, set()).add(chr(code))
        return said

    @cached_property
    def _made_from(self) -> dict[str, list[tuple[str, ...]]]:
        """Which glyphs a glyph may stand for, by the font's substitutions."""
        made: dict[str, list[tuple[str, ...]]] = {}
        if "GSUB" in self._font:
            for sources, target in _substitutions(self._font["GSUB"].table):
                made.setdefault(target, []).append(sources)
        return made

    def outline(self, number: int) -> tuple[object, ...]:
        """Where a glyph's curves run, its advance and its bearing."""
        table, name = self._font["glyf"], self._font.getGlyphName(number)
        points, ends, flags = table[name].getCoordinates(table)
        advance, bearing = self._font["hmtx"].metrics[name]
        return list(points), list(ends), [flag & _ON_CURVE for flag in flags], advance, bearing

    def advance(self, number: int) -> int:
        """How far the next letter stands."""
        return int(self._font["hmtx"].metrics[self._font.getGlyphName(number)][0])

    def hints(self, number: int) -> bytes:
        """The little program that may move the points of a glyph when it is drawn."""
        table = self._font["glyf"]
        program = getattr(table[self._font.getGlyphName(number)], "program", None)
        return bytes(program.getBytecode()) if program else b""

    def box(self, number: int) -> Box | None:
        """The box of its ink, as a part of the size; none for a space."""
        table = self._font["glyf"]
        glyph = table[self._font.getGlyphName(number)]
        if not glyph.numberOfContours:
            return None
        glyph.recalcBounds(table)
        edges = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
        left, bottom, right, top = (edge / self.unit for edge in edges)
        return left, bottom, right, top

    def can_say(self, number: int, text: str) -> bool:
        """Whether this glyph is how the font draws these characters."""
        name = self._font.getGlyphName(number)
        plain = unicodedata.normalize("NFC", text)
        if any(self._spelled(name, form, 0) for form in {text, plain}):
            return True
        if self.box(number) is None:
            return all(_silent(char) for char in text)
        roots = self._roots(name, 0)
        return bool(roots) and all(map(shaped, roots)) and shaped(text)

    def _spelled(self, name: str, text: str, depth: int) -> bool:
        if text in self._says.get(name, ()):
            return True
        if depth > _DEEPEST or not text:
            return False
        return any(
            self._split(sources, text, depth + 1) for sources in self._made_from.get(name, ())
        )

    def _split(self, sources: tuple[str, ...], text: str, depth: int) -> bool:
        """Whether the text can be cut so that each source glyph says its part."""
        first, rest = sources[0], sources[1:]
        if not rest:
            return self._spelled(first, text, depth)
        return any(
            self._spelled(first, text[:cut], depth) and self._split(rest, text[cut:], depth)
            for cut in range(1, len(text))
        )

    def _roots(self, name: str, depth: int) -> set[str]:
        """Every character that this glyph may be, or be a part of."""
        found = set(self._says.get(name, ()))
        if depth <= _DEEPEST:
            for sources in self._made_from.get(name, ()):
                for source in sources:
                    found |= self._roots(source, depth + 1)
        return found


def _substitutions(table: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each substitution our pages may use: from which glyphs, to which one."""
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in _FEATURES
        for index in record.Feature.LookupListIndex
    }
    waiting = sorted(wanted)
    while waiting:
        lookup = table.LookupList.Lookup[waiting.pop()]
        for part in lookup.SubTable:
            part = getattr(part, "ExtSubTable", part)
            yield from _replaced(part)
            more = set(_called(part)) - wanted
            wanted |= more
            waiting += sorted(more)


Pairs = Iterator[tuple[tuple[str, ...], str]]


def _replaced(part: Any) -> Pairs:
    return _KINDS.get(type(part).__name__, lambda _: iter(()))(part)


def _one_for_one(part: Any) -> Pairs:
    yield from (((source,), target) for source, target in part.mapping.items())


def _many_for_one(part: Any) -> Pairs:
    listed = part.mapping if hasattr(part, "mapping") else part.alternates
    for source, targets in listed.items():
        yield from (((source,), target) for target in targets)


def _one_for_many(part: Any) -> Pairs:
    for first, ligatures in part.ligatures.items():
        yield from (((first, *one.Component), one.LigGlyph) for one in ligatures)


def _backwards(part: Any) -> Pairs:
    yield from (((s,), t) for s, t in zip(part.Coverage.glyphs, part.Substitute, strict=True))


_KINDS = {
    "SingleSubst": _one_for_one,
    "MultipleSubst": _many_for_one,
    "AlternateSubst": _many_for_one,
    "LigatureSubst": _one_for_many,
    "ReverseChainSingleSubst": _backwards,
}


def _called(part: Any) -> Iterator[int]:
    """The lookups that a substitution in context calls."""
    waiting: list[Any] = [part]
    while waiting:
        for value in vars(waiting.pop()).values():
            for item in value if isinstance(value, list) else [value]:
                if type(item).__name__ == "SubstLookupRecord":
                    yield item.LookupListIndex
                elif hasattr(item, "__dict__"):
                    waiting.append(item)


@cache
def typefaces(extra: Path | None = None) -> dict[tuple[str, str], Path]:
    """The bundled fonts, and the user's own, by name and version."""
    from fontTools.ttLib import TTFont

    known: dict[tuple[str, str], Path] = {}
    for folder in folders(extra):
        for path in files(folder):
            with TTFont(path, lazy=True) as font:
                known.setdefault(_named(font), path)
    return known


@cache
def typeface(path: Path) -> Typeface:
    """A font, read once."""
    from fontTools.ttLib import TTFont

    return Typeface(TTFont(io.BytesIO(path.read_bytes()), lazy=True))


def embedded(program: bytes) -> tuple[str, str, Any]:
    """The part of a font that a file carries, and the name and version it gives itself."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(program), lazy=True)
    return *_named(font), font


def _named(font: Any) -> tuple[str, str]:
    names = font["name"]
    return names.getDebugName(6) or "", names.getDebugName(5) or ""
