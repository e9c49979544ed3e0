"""Do two files set the same letters, shapes and pictures at the same places of each page?

`page_comparison` asks before it compares pictures. A word moved by less than a picture shows, or
drawn by an order that some readers draw otherwise, is found here and not there.
"""

import io
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from .drawn import drawn
from .drawn_items import DrawnPicture, DrawnShape, Item, Letters, Point, Unknown
from .page_fonts import PageFont, fonts_of
from .page_pictures import CannotCompare, Limits

if TYPE_CHECKING:
    import pikepdf

#: Points by which a fresh rendering may set something elsewhere.
_NEAR = 0.2
#: Points by which sizes and widths may differ: they are written as decimal figures.
_SAME = 0.02
_QUOTED = 40

Fonts = dict[str, PageFont]


def set_otherwise(
    expected: bytes, found: bytes, limits: Limits, extra_fonts: Path | None = None
) -> list[tuple[int, str]]:
    """Page and plain sentence for the first thing on each page that is set otherwise.

    Raises CannotCompare at a limit or for fonts that this program does not bring.
    """
    import pikepdf

    stop = time.process_time() + limits.seconds
    told: list[tuple[int, str]] = []
    ours, theirs = _LayoutReader(extra_fonts), _LayoutReader(extra_fonts)
    with ExitStack() as stack:
        due, there = (
            stack.enter_context(pikepdf.open(io.BytesIO(pdf))) for pdf in (expected, found)
        )
        if max(len(due.pages), len(there.pages)) > limits.pages:
            raise CannotCompare("The file has too many pages to compare.")
        for number, pages in enumerate(zip(due.pages, there.pages, strict=False), 1):
            if time.process_time() > stop:
                raise CannotCompare("The letters took too long to compare.")
            said = _page(*pages, ours, theirs)
            told += [(number, f"Page {number}: {said}.")] if said else []
    return told


def other_orders(expected: bytes, found: bytes) -> str:
    """A sentence when a page is drawn by orders that are neither the same nor such as we write.

    Readers differ about such orders: what looks the same in one may not in another. Empty when
    there are none. Raises CannotCompare for fonts that this program does not bring.
    """
    import pikepdf

    reader = _LayoutReader(None)
    with pikepdf.open(io.BytesIO(expected)) as due, pikepdf.open(io.BytesIO(found)) as there:
        for number, (ours, theirs) in enumerate(zip(due.pages, there.pages, strict=False), 1):
            if _raw(ours) == _raw(theirs) or _orders(ours) == _orders(theirs):
                continue
            try:
                reader.read(theirs)
            except Unknown as strange:
                return f"Page {number} looks the same here, but {strange}."
    return ""


def _raw(page: "pikepdf.Page") -> bytes:
    import pikepdf

    contents = page.obj.get("/Contents", pikepdf.Array())
    parts = contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def _orders(page: "pikepdf.Page") -> bytes:
    """The drawing orders however they are spaced and cut into streams."""
    import pikepdf

    return pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))


class _LayoutReader:
    """Reads pages of one file; what several pages share is read once."""

    def __init__(self, extra_fonts: Path | None) -> None:
        self._extra = extra_fonts
        self._known: dict[tuple[int, int], PageFont] = {}

    def read(self, page: "pikepdf.Page") -> "_DrawnPage":
        """What a page draws. Raises Unknown for what our pages never do."""
        fonts = fonts_of(page, self._known, self._extra)
        items = drawn(page, {name: font.widths for name, font in fonts.items()})
        return _DrawnPage(page, items, fonts)


def _page(
    due: "pikepdf.Page", there: "pikepdf.Page", ours: _LayoutReader, theirs: _LayoutReader
) -> str:
    expected = ours.read(due)
    try:
        found = theirs.read(there)
    except Unknown as strange:
        return str(strange)
    for item in found.items:
        if isinstance(item, Letters):
            wrong = next(found.fonts[item.font].wrong(item.codes), "")
            if wrong:
                return wrong
    return next(_differences(expected, found), "")


class _DrawnPage:
    """A page as it was read."""

    def __init__(self, page: "pikepdf.Page", items: Sequence[Item], fonts: Fonts) -> None:
        self.items, self.fonts = items, fonts
        self._pictures = dict(page.resources.get("/XObject", {}))

    def picture(self, item: DrawnPicture) -> list[object]:
        """What a picture looks like, however it is stored."""
        stored = self._pictures.get(item.name)
        layers = [] if stored is None else [stored, stored.get("/SMask")]
        return [
            (int(one.Width), int(one.Height), str(one.ColorSpace), one.read_bytes())
            for one in layers
            if one is not None
        ]

    def quoted(self, item: Item) -> str:
        """How a sentence names this item: its words, or what sort of shape it is."""
        if not isinstance(item, Letters):
            return "a picture" if isinstance(item, DrawnPicture) else "a line or a shape"
        texts = self.fonts[item.font].texts
        words = " ".join("".join(texts.get(code, "") for code in item.codes).split())
        return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1] + '…'}”"


def _differences(ours: _DrawnPage, theirs: _DrawnPage) -> Iterator[str]:
    for due, there in zip(ours.items, theirs.items, strict=False):
        if not _alike(ours, due, theirs, there):
            yield f"{theirs.quoted(there)} stands where {ours.quoted(due)} should stand"
        elif not _near(_points(due), _points(there)):
            yield f"{theirs.quoted(there)} is not where it should stand"
    count = min(len(ours.items), len(theirs.items))
    for missing in ours.items[count:]:
        yield f"{ours.quoted(missing)} is missing"
    for more in theirs.items[count:]:
        yield f"{theirs.quoted(more)} was added"


def _alike(ours: _DrawnPage, due: Item, theirs: _DrawnPage, there: Item) -> bool:
    """Whether two things are the same, wherever they stand."""
    if isinstance(due, Letters) and isinstance(there, Letters):
        one, other = ours.fonts[due.font], theirs.fonts[there.font]
        return (
            one.bundled is other.bundled
            and due.codes == there.codes
            and due.colour == there.colour
            and abs(due.size - there.size) <= _SAME
            and [one.texts.get(c) for c in due.codes] == [other.texts.get(c) for c in due.codes]
        )
    if isinstance(due, DrawnShape) and isinstance(there, DrawnShape):
        same = due.kind == there.kind and due.colour == there.colour
        return same and abs(due.width - there.width) <= _SAME
    if isinstance(due, DrawnPicture) and isinstance(there, DrawnPicture):
        return ours.picture(due) == theirs.picture(there)
    return False


def _points(item: Item) -> tuple[Point, ...]:
    if isinstance(item, Letters):
        return item.places
    corners = ((item.box[0], item.box[1]), (item.box[2], item.box[3]))
    return corners if isinstance(item, DrawnPicture) else (*corners, *item.points)


def _near(due: Sequence[Point], there: Sequence[Point]) -> bool:
    return len(due) == len(there) and all(
        abs(x - a) <= _NEAR and abs(y - b) <= _NEAR
        for (x, y), (a, b) in zip(due, there, strict=True)
    )
