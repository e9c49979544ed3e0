"""Reads the words back out of one of our PDFs, by its tags, and the files attached to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf

#: The number and generation of an object.
Number: TypeAlias = tuple[int, int]
Operands: TypeAlias = "pikepdf._core._ObjectList"

_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
#: Tags nested deeper than this are no document of ours.
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Extract:
    """Tagged words in reading order, the untagged words of each page, and the attachments."""

    tagged: str
    untagged: tuple[str, ...]
    attachments: tuple[tuple[str, bytes], ...]
    pages: int


def extract(pdf: "pikepdf.Pdf") -> Extract:
    """Everything a reader of this file can read."""
    by_page = [_marked(page) for page in pdf.pages]
    numbers: dict[Number, int] = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    tree = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
    parts: list[str] = []
    for page, mcid in _leaves(tree.get("/K", pikepdf.Array()), None, 0):
        if page is not None and (number := numbers.get(page, -1)) >= 0:
            parts.append(by_page[number].pop(mcid, ""))
    rest = tuple("".join(texts.values()) for texts in by_page)
    files = tuple((name, _content(spec)) for name, spec in sorted(pdf.attachments.items()))
    return Extract("".join(parts), rest, files, len(pdf.pages))


def _content(spec: "pikepdf.AttachedFileSpec") -> bytes:
    return bytes(spec.get_file().read_bytes())


def _leaves(node: object, page: Number | None, depth: int) -> Iterator[tuple[Number | None, int]]:
    """Page and content number of each tagged piece, in the order of the tree."""
    if depth > _DEEPEST:
        raise ValueError("the tags are nested too deeply")
    if isinstance(node, int):
        yield page, int(node)
    elif isinstance(node, pikepdf.Array):
        for child in node.as_list():
            yield from _leaves(child, page, depth + 1)
    elif isinstance(node, pikepdf.Dictionary):
        here = node["/Pg"].objgen if "/Pg" in node else page
        if "/MCID" in node:
            yield here, int(node["/MCID"])
        elif "/K" in node:
            yield from _leaves(node["/K"], here, depth + 1)


def _marked(page: "pikepdf.Page") -> dict[int, str]:
    """Words of a page by content number; those without one under -1."""
    fonts: Mapping[str, pikepdf.Object] = dict(
        page.resources.get("/Font", pikepdf.Dictionary()).items()
    )
    maps = {name: _to_unicode(font) for name, font in fonts.items()}
    texts: dict[int, str] = {}
    stack: list[int] = []
    current: dict[int, str] = {}
    for operands, operator in _instructions(page):
        if operator in ("BDC", "BMC"):
            stack.append(_mcid(operands))
        elif operator == "EMC" and stack:
            stack.pop()
        elif operator == "Tf":
            current = maps.get(str(operands[0]), {})
        elif operator in ("Tj", "TJ", "'", '"'):
            number = next((n for n in reversed(stack) if n >= 0), -1)
            texts[number] = texts.get(number, "") + _shown(operands[-1], current)
    return texts


def _instructions(page: "pikepdf.Page") -> Iterator[tuple[Operands, str]]:
    for instruction in pikepdf.parse_content_stream(page):
        yield instruction.operands, str(instruction.operator)


def _mcid(operands: Operands) -> int:
    last = operands[-1]
    return int(last["/MCID"]) if isinstance(last, pikepdf.Dictionary) and "/MCID" in last else -1


def _shown(operand: object, to_unicode: dict[int, str]) -> str:
    parts = operand.as_list() if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(to_unicode.get(int.from_bytes(pair, "big"), "\ufffd") for pair in pairs)


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Glyph code to text, as the font's own table says."""
    if "/ToUnicode" not in font:
        return {}
    found: dict[int, str] = {}
    for kind, body in _BLOCK.findall(font["/ToUnicode"].read_bytes()):
        values = [re.sub(rb"\s", b"", value) for value in _HEX.findall(body)]
        if kind == b"char":
            for code, text in zip(values[::2], values[1::2], strict=False):
                found[int(code, 16)] = _utf16(text)
        else:
            for low, high, text in zip(values[::3], values[1::3], values[2::3], strict=False):
                found |= _range(int(low, 16), int(high, 16), _utf16(text))
    return found


def _range(low: int, high: int, first: str) -> dict[int, str]:
    span = range(low, min(high, low + 0xFFFF) + 1)
    return {code: first[:-1] + chr(ord(first[-1]) + code - low) for code in span} if first else {}


def _utf16(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be", "replace")
