"""The words of a page altered where they stand, and the fonts that draw them."""

import io
import re
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from .tools import (
    SHOWN,
    TEXT,
    Alteration,
    Document,
    Kind,
    NotHere,
    codes,
    edited,
    fonts,
    on_text,
    redrawn,
    reworded,
    text_at,
)


def _seen(change: Any) -> Alteration:
    return Alteration(Kind.SEEN, change)


def _read(change: Any) -> Alteration:
    return Alteration(Kind.READ, change)


def _between(before: bytes, after: bytes) -> Any:
    """Orders put around one text."""
    return on_text(lambda text: before + b"\n" + text + after + b"\n")


def _inside(orders: bytes) -> Any:
    """Orders put into one text, before its letters."""
    return on_text(lambda text: text.replace(b"BT\n", b"BT\n" + orders + b"\n", 1))


def _placed(right: float, down: float) -> Any:
    def move(text: bytes) -> bytes:
        found = re.search(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", text)
        if not found:
            raise NotHere
        x, y = (float(number) for number in found.groups())
        return text.replace(found.group(), b"1 0 0 -1 %f %f Tm" % (x + right, y + down))

    return on_text(move)


def _two_texts(orders: bytes) -> bytes:
    """The letters of two texts of one font and size exchanged."""
    texts = [t for t in TEXT.finditer(orders) if len(SHOWN.findall(t.group())) == 1]
    for first in texts[2:]:
        for second in texts[2:]:
            one, two = (SHOWN.findall(t.group())[0] for t in (first, second))
            same = re.findall(rb"\S+ \S+ Tf", first.group()) == re.findall(
                rb"\S+ \S+ Tf", second.group()
            )
            if second.start() > first.end() and same and one != two:
                middle = orders[first.end() : second.start()]
                return (
                    orders[: first.start()]
                    + first.group().replace(one, two)
                    + middle
                    + second.group().replace(two, one)
                    + orders[second.end() :]
                )
    raise NotHere


def _one_letter(text: bytes) -> bytes:
    line = max(SHOWN.findall(text), key=len)
    letters = re.findall(rb"[0-9a-f]{4}", line)
    other = next((one for one in letters if one != letters[0]), None)
    if other is None:
        raise NotHere
    return text.replace(line, line.replace(letters[0], other, 1), 1)


def _without_letters(text: bytes) -> bytes:
    return SHOWN.sub(b"[] TJ", text)


def _doubled(orders: bytes) -> bytes:
    """A text printed once more, lower."""
    text = text_at(orders).group()
    found = re.search(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", text)
    if not found:
        raise NotHere
    moved = text.replace(found.group(), b"1 0 0 -1 %s 1050 Tm" % found.group(1))
    return orders + b"\nq 0.75 0 0 0.75 0 0 cm\n" + moved + b"Q"


def _tagged_sentence(document: Document) -> None:
    """A tagged sentence after the end, in our own letters."""
    page = document.pages[-1]
    orders = page.obj.Contents.read_bytes()
    text = text_at(orders).group()
    found = re.search(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", text)
    if not found:
        raise NotHere
    tree = document.Root.StructTreeRoot
    top = tree.K[0] if isinstance(tree.K, Array) else tree.K
    added = document.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=page.obj, K=Array([9999]))
    )
    top.K.append(added)
    page.obj.Contents.write(
        orders
        + b"\nq 0.75 0 0 0.75 0 0 cm /P <</MCID 9999>> BDC\n"
        + text.replace(found.group(), b"1 0 0 -1 90.7 1040 Tm")
        + b"EMC Q"
    )


def _other_words(document: Document) -> None:
    """Every page says something else, and one order is cut short."""
    for page in document.pages:
        contents = page.obj.Contents
        orders = contents.read_bytes()
        texts = SHOWN.findall(orders)
        between = SHOWN.split(orders)
        mixed = [part for pair in zip(between, texts[::-1], strict=False) for part in pair]
        contents.write(b"".join([*mixed, between[-1], b"\nTJ"]))


def _layer_off(document: Document) -> None:
    """One text stands in a layer that is switched off."""
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    document.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    page = document.pages[1]
    page.obj.Resources.Properties = Dictionary(L=layer)
    orders = page.obj.Contents.read_bytes()
    found = text_at(orders)
    page.obj.Contents.write(
        orders[: found.start()]
        + b"/OC /L BDC\n" + found.group() + b"EMC\n"
        + orders[found.end() :]
    )  # fmt: skip


def _as_artifact(orders: bytes) -> bytes:
    """What was a tagged word is furniture that no reader reads out."""
    marks = re.findall(rb"/\w+\n?<<[^>]*/MCID[^>]*>>\n?BDC|/\w+ ?<< ?/MCID \d+ ?>> ?BDC", orders)
    if len(marks) < 6:
        raise NotHere
    return orders.replace(marks[5], b"/Artifact\nBMC", 1)


def _each_font(change: Callable[[Any], object], every: bool = True) -> Any:
    """The fonts that hold both 1 and 9 changed; the others are left alone."""

    def edit(document: Document) -> None:
        fitting = [font for font in fonts(document) if {"1", "9"} <= set(codes(font))]
        if not fitting:
            raise NotHere
        for font in fitting if every else fitting[:1]:
            change(font)

    return edited(edit)


def _program(change: Callable[[Any, dict[str, str]], object]) -> Callable[[Any], None]:
    """A change of the font program that a file carries."""

    def edit(font: Any) -> None:
        from fontTools.ttLib import TTFont

        where = font.DescendantFonts[0].FontDescriptor.FontFile2
        program = TTFont(io.BytesIO(where.read_bytes()))
        names = {char: program.getGlyphName(int(code, 16)) for char, code in codes(font).items()}
        change(program, names)
        out = io.BytesIO()
        program.save(out)
        where.write(out.getvalue())

    return edit


def _outlines(program: Any, names: dict[str, str]) -> None:
    glyphs = program["glyf"]
    one, nine = names["1"], names["9"]
    glyphs[one], glyphs[nine] = glyphs[nine], glyphs[one]


def _empty_one(program: Any, names: dict[str, str]) -> None:
    program["glyf"][names["1"]] = program["glyf"][".notdef"].__class__()


def _bearing(program: Any, names: dict[str, str]) -> None:
    advance, bearing = program["hmtx"].metrics[names["1"]]
    program["hmtx"].metrics[names["1"]] = (advance, bearing + 400)


def _smaller(program: Any, _: dict[str, str]) -> None:
    program["head"].unitsPerEm *= 2


def _says(font: Any, one: bytes = b"0031", nine: bytes = b"0039") -> None:
    listed = font.ToUnicode.read_bytes()
    listed = listed.replace(b"> <" + one + b">", b"> <@>").replace(
        b"> <" + nine + b">", b"> <" + one + b">"
    )
    font.ToUnicode.write(listed.replace(b"<@>", b"<" + nine + b">"))


def _says_nothing(font: Any) -> None:
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <0031>", b"> <>"))


def _says_more(font: Any) -> None:
    listed = font.ToUnicode.read_bytes().replace(b"> <0031>", b"> <00310030>")
    font.ToUnicode.write(listed)


def _range(font: Any) -> None:
    """The same letters once more as a range, which only some readers read."""
    code = codes(font)["1"].encode()
    listed = font.ToUnicode.read_bytes()
    more = b"1 beginbfrange\n<%s> <%s> <0037>\nendbfrange\nendcmap" % (code, code)
    font.ToUnicode.write(listed.replace(b"endcmap", more, 1))


def _unread(font: Any) -> None:
    del font.ToUnicode


def _mapping(document: Document) -> None:
    """1 and 9 exchanged in the table from codes to glyphs."""
    for font in fonts(document):
        known = codes(font)
        if not {"1", "9"} <= set(known):
            continue
        table = bytearray(b"".join(number.to_bytes(2, "big") for number in range(0x4000)))
        one, nine = int(known["1"], 16), int(known["9"], 16)
        table[2 * one : 2 * one + 2] = nine.to_bytes(2, "big")
        table[2 * nine : 2 * nine + 2] = one.to_bytes(2, "big")
        font.DescendantFonts[0].CIDToGIDMap = document.make_stream(bytes(table))


def _wide(font: Any) -> None:
    font.DescendantFonts[0].W[1][0] = 1500


def _default_width(font: Any) -> None:
    part = font.DescendantFonts[0]
    part.DW = 300
    part.W = Array([])


def _no_program(font: Any) -> None:
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def _downwards(font: Any) -> None:
    font.Encoding = Name("/Identity-V")


def _fonts_exchanged(document: Document) -> None:
    held = document.pages[1].obj.Resources.Font
    one, two = list(held.keys())[:2]
    first, second = held[one], held[two]
    held[one], held[two] = second, first


def _halved(document: Document) -> None:
    contents = document.pages[2].obj.Contents
    contents.write(contents.read_bytes()[: len(contents.read_bytes()) // 2])


def _emptied(document: Document) -> None:
    document.pages[2].obj.Contents.write(b"")


def _gone(document: Document) -> None:
    del document.pages[2].obj.Contents


def _of_the_next(document: Document) -> None:
    """One page says what the next one says."""
    document.pages[1].obj.Contents.write(document.pages[2].obj.Contents.read_bytes())
    document.pages[1].obj.Resources = document.pages[2].obj.Resources


IN_WORDS: dict[str, Alteration] = {
    "one letter": _seen(on_text(_one_letter)),
    "one letter on page 1": _seen(on_text(_one_letter, page=0)),
    "one letter on the last page": _seen(on_text(_one_letter, page=-1)),
    "two texts exchanged": _seen(redrawn(_two_texts)),
    "two figures of a table exchanged": _seen(redrawn(_two_texts, page=-3)),
    "a text left out": _seen(on_text(lambda _: b"")),
    "the letters of a text left out": _seen(on_text(_without_letters)),
    "a text printed twice": _seen(redrawn(_doubled)),
    "a text moved by two pixels": _seen(_placed(1.92, 0)),
    "a text moved far": _seen(_placed(0, 160)),
    "a text moved off the page": _seen(_placed(3000, 0)),
    "a text made larger": _seen(
        on_text(lambda text: re.sub(rb" ([\d.]+) Tf", rb" 18 Tf", text, count=1))
    ),
    "a text made tiny": _seen(
        on_text(lambda text: re.sub(rb" ([\d.]+) Tf", rb" 0.5 Tf", text, count=1))
    ),
    "a text made white": _seen(_between(b"q 1 1 1 rg", b"Q")),
    "a text made faint": _seen(_between(b"q 0.93 0.93 0.93 rg", b"Q")),
    "a text made red": _seen(_between(b"q 1 0 0 rg", b"Q")),
    "a text without ink": _seen(_inside(b"3 Tr")),
    "a text as a clip": _seen(_inside(b"7 Tr")),
    "a text in outline": _seen(_inside(b"1 Tr")),
    "a text of no width": _seen(_inside(b"0 Tz")),
    "a text of half its width": _seen(_inside(b"50 Tz")),
    "letters far apart": _seen(_inside(b"4 Tc")),
    "letters on each other": _seen(_inside(b"-6 Tc")),
    "a text raised": _seen(_inside(b"30 Ts")),
    "a text slanted": _seen(on_text(lambda text: text.replace(b"1 0 0 -1", b"1 0 0.4 -1", 1))),
    "a text upside down": _seen(on_text(lambda text: text.replace(b"1 0 0 -1", b"1 0 0 1", 1))),
    "a text clipped away": _seen(_between(b"q 0 0 1 1 re W n", b"Q")),
    "a text shrunk to nothing": _seen(_between(b"q 0.0001 0 0 0.0001 0 0 cm", b"Q")),
    "a text in a layer that is off": _seen(edited(_layer_off)),
    "a text with other words for readers": _read(
        _between(b"/Span <</ActualText (other words)>> BDC", b"EMC")
    ),
    "a text that no reader reads out": _read(redrawn(_as_artifact)),
    "a tagged sentence after the end": _seen(edited(_tagged_sentence)),
    "other words on every page and an order cut short": _seen(edited(_other_words)),
    "an order cut short": Alteration(Kind.HIDDEN, redrawn(lambda orders: orders + b"\nTJ")),
    "an order that nobody knows": Alteration(
        Kind.HIDDEN, redrawn(lambda orders: orders + b"\nBX zz EX")
    ),
    "half of a page": _seen(edited(_halved)),
    "a page emptied": _seen(edited(_emptied)),
    "a page without orders": _seen(edited(_gone)),
    "a page that says what the next one says": _seen(edited(_of_the_next)),
    "the year of signing": _seen(reworded("2026", "2025")),
    "every year on the certificate": _seen(reworded("2026", "2027", every=True)),
    "the signatory on the certificate": _seen(reworded("Priya", "Piyra")),
    "how somebody signed": _seen(reworded("screen", "sreecn")),
    "a year on page 1": _seen(reworded("2026", "2062", page=0)),
    "a word of the deal": _seen(reworded("client", "clietn", page=0)),
    "not taken out": _seen(reworded(" not ", " ", page=3)),
    "days on page 4": _seen(reworded("days", "dasy", page=3)),
    "the foot of a page": _seen(reworded("Check", "Chekc", page=3)),
    "the number of a page": _seen(reworded(" of ", " fo ", page=3)),
    "1 and 9 exchanged for readers, one font": _read(_each_font(_says, every=False)),
    "1 and 9 exchanged for readers, everywhere": _read(_each_font(_says)),
    "1 that reads as nothing": _read(_each_font(_says_nothing)),
    "1 that reads as 10": _read(_each_font(_says_more)),
    "1 that some readers read as 7": _read(_each_font(_range)),
    "letters that cannot be read out": _read(_each_font(_unread)),
    "a and e exchanged for readers": _read(_each_font(lambda font: _says(font, b"0061", b"0065"))),
    "1 and 9 exchanged in outline, one font": _seen(_each_font(_program(_outlines), every=False)),
    "1 and 9 exchanged in outline, everywhere": _seen(_each_font(_program(_outlines))),
    "1 without an outline": _seen(_each_font(_program(_empty_one))),
    "1 set aside in its font": _seen(_each_font(_program(_bearing))),
    "a font of half its size": _seen(_each_font(_program(_smaller))),
    "1 and 9 exchanged on the way to the font": _seen(edited(_mapping)),
    "another width of a letter": _seen(_each_font(_wide)),
    "no widths but one": _seen(_each_font(_default_width)),
    "a font without its program": _seen(_each_font(_no_program)),
    "a font set downwards": _seen(_each_font(_downwards)),
    "two fonts exchanged": _seen(edited(_fonts_exchanged)),
}
