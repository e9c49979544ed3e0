"""How a PDF is altered here: a change of its objects, of a page's drawing orders, of its words."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

#: A document of pikepdf: its objects have no types worth the name.
Document = Any
Change = Callable[[bytes], bytes]
Orders = Callable[[bytes], bytes]


class Kind(StrEnum):
    """What an alteration changes, for whoever has the file before them."""

    SEEN = "seen"
    READ = "read aloud"
    ATTACHED = "attached"
    LINKED = "linked"
    HIDDEN = "hidden"
    #: A whole copy that fits together, made by somebody else.
    REBUILT = "rebuilt"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One way to alter a copy. It leaves a file that differs, or says why there is none."""

    kind: Kind
    change: Change


class NotHere(Exception):
    """This copy has nothing that could be altered in this way."""


def edited(change: Callable[[Document], object], **save: Any) -> Change:
    """The bytes after a change of the document's objects."""

    def altered(pdf: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as document:
            change(document)
            document.save(out, **save)
        return out.getvalue()

    return altered


def page_of(document: Document, number: int) -> Any:
    """A page by its number from 0; below 0 from the end."""
    return document.pages[number if number >= 0 else len(document.pages) + number]


def redrawn(orders: Orders, page: int = 1) -> Change:
    """The bytes after the drawing orders of a page were rewritten."""

    def change(document: Document) -> None:
        contents = page_of(document, page).obj.Contents
        before = contents.read_bytes()
        after = orders(before)
        if after == before:
            raise NotHere("the page has nothing of that kind")
        contents.write(after)

    return edited(change)


def drawn_over(snippet: bytes, page: int = 1, **resources: Any) -> Change:
    """Something drawn over the page, in points from its lower left corner."""

    def change(document: Document) -> None:
        target = page_of(document, page)
        for kind, entries in resources.items():
            held = target.obj.Resources.get(f"/{kind}", Dictionary())
            for name, make in entries.items():
                held[name] = make(document)
            target.obj.Resources[f"/{kind}"] = held
        contents = target.obj.Contents
        contents.write(b"q\n" + contents.read_bytes() + b"\nQ\nq " + snippet + b" Q")

    return edited(change)


def drawn_under(snippet: bytes, page: int = 1) -> Change:
    """Something drawn before everything else."""
    return redrawn(lambda orders: b"q " + snippet + b" Q\n" + orders, page)


TEXT = re.compile(rb"BT\n.*?ET\n", re.DOTALL)
SHOWN = re.compile(rb"\[[^\]]*\] TJ")


def text_at(orders: bytes, least: int = 24) -> re.Match[bytes]:
    """A text of the page with at least so many letters, past the head of the page."""
    for found in list(TEXT.finditer(orders))[2:]:
        if len(re.findall(rb"[0-9a-f]{4}", found.group())) >= least:
            return found
    raise NotHere("no text of that length")


def on_text(change: Orders, page: int = 1) -> Change:
    """One text of the page rewritten, from BT to ET."""

    def orders(before: bytes) -> bytes:
        found = text_at(before)
        return before[: found.start()] + change(found.group()) + before[found.end() :]

    return redrawn(orders, page)


def fonts(document: Document) -> list[Any]:
    """Every font of the file."""
    found = {}
    for page in document.pages:
        for font in page.resources.Font.as_dict().values():
            found[font.objgen] = font
    return list(found.values())


_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>\n")


def codes(font: Any) -> dict[str, str]:
    """Codes, as four hexadecimal letters, by the character they read as."""
    if "/ToUnicode" not in font:
        return {}
    listed = _PAIR.findall(font.ToUnicode.read_bytes())
    return {chr(int(text, 16)): code.decode() for code, text in listed}


def reworded(before: str, after: str, page: int = -1, every: bool = False) -> Change:
    """The first words that hold `before` say `after` instead, in the letters of their own font."""

    def change(document: Document) -> None:
        target = page_of(document, page)
        done = _reword(target, before, after, every)
        if not done:
            raise NotHere(f"nothing reads “{before}” there")

    return edited(change)


def _reword(page: Any, before: str, after: str, every: bool) -> int:
    known = {name.encode(): codes(font) for name, font in page.resources.Font.as_dict().items()}
    font: dict[str, str] = {}
    done = 0
    parts: list[bytes] = []
    for line in page.obj.Contents.read_bytes().split(b"\n"):
        if line.endswith(b" Tf"):
            font = known.get(line.split()[0], {})
        if line.endswith(b"] TJ") and (every or not done):
            line, hit = _line(line, font, before, after)
            done += hit
        parts.append(line)
    page.obj.Contents.write(b"\n".join(parts))
    return done


def _line(line: bytes, font: dict[str, str], before: str, after: str) -> tuple[bytes, bool]:
    """The line with other letters; the space between letters is lost where they change."""
    read = {code: char for char, code in font.items()}
    there = re.findall(r"[0-9a-f]{4}", "".join(re.findall(r"<([^>]*)>", line.decode())))
    text = "".join(read.get(code, "\0") for code in there)
    at = text.find(before)
    if at < 0 or not set(after) <= set(font):
        return line, False
    new = [*there[:at], *(font[char] for char in after), *there[at + len(before) :]]
    return b"[<" + "".join(new).encode() + b">] TJ", True


def form(snippet: bytes, box: tuple[float, float, float, float], **more: Any) -> Any:
    """Makes a form with these drawing orders in a document."""

    def make(document: Document) -> Any:
        made = document.make_stream(snippet)
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array(list(box))
        for key, value in more.items():
            made[f"/{key}"] = value
        return document.make_indirect(made)

    return make


def picture(width: int, height: int, grey: bytes, **more: Any) -> Any:
    """Makes a grey picture in a document."""

    def make(document: Document) -> Any:
        made = document.make_stream(grey)
        made.Type, made.Subtype = Name.XObject, Name.Image
        made.Width, made.Height, made.BitsPerComponent = width, height, 8
        made.ColorSpace = Name.DeviceGray
        for key, value in more.items():
            made[f"/{key}"] = value
        return document.make_indirect(made)

    return make


def helvetica(_: Document) -> Any:
    """A font that every reader has."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
