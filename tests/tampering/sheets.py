"""Pages cut, turned, dropped, doubled and put in another order; logos, code and signatures."""

import re
from typing import Any

from pikepdf import Array, Dictionary, Name

from .tools import Alteration, Document, Kind, NotHere, edited, page_of, picture, redrawn


def _seen(change: Any) -> Alteration:
    return Alteration(Kind.SEEN, change)


def _set(key: str, value: Any, page: int = 1) -> Any:
    def change(document: Document) -> None:
        page_of(document, page).obj[f"/{key}"] = value

    return edited(change)


def _inherited(key: str, value: Any) -> Any:
    """The tree of pages says it for all of them."""

    def change(document: Document) -> None:
        document.Root.Pages[f"/{key}"] = value

    return edited(change)


def _larger(document: Document) -> None:
    page = document.pages[1].obj
    left, bottom, right, top = (float(edge) for edge in page.MediaBox)
    page.MediaBox = Array([left - 100, bottom - 100, right + 100, top + 100])


def _dropped(number: int) -> Any:
    def change(document: Document) -> None:
        del document.pages[number]

    return edited(change)


def _doubled(document: Document) -> None:
    document.pages.insert(2, document.pages[1])


def _reversed(document: Document) -> None:
    document.pages.reverse()


def _exchanged(document: Document) -> None:
    pages = list(document.pages)
    pages[1], pages[2] = pages[2], pages[1]
    del document.pages[:]
    document.pages.extend(pages)


def _blank(document: Document) -> None:
    document.add_blank_page(page_size=(595.275591, 841.889764))


def _foreign(document: Document) -> None:
    document.add_blank_page(page_size=(595.275591, 841.889764))
    page = document.pages[-1]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.obj.Contents = document.make_stream(b"BT /F 12 Tf 80 700 Td (Schedule Z) Tj ET")


def _pictures(document: Document) -> list[tuple[Any, str]]:
    found = []
    for page in document.pages:
        held = page.obj.Resources.get("/XObject", Dictionary())
        found += [(held, name) for name in held.keys()]  # noqa: SIM118 - no dict
    if not found:
        raise NotHere("no pictures")
    return found


def _logos_exchanged(document: Document) -> None:
    held = document.pages[0].obj.Resources.get("/XObject", Dictionary())
    names = list(held.keys())
    if len(names) < 2:
        raise NotHere("fewer than two logos")
    held[names[0]], held[names[1]] = held[names[1]], held[names[0]]


def _each_picture(change: Any) -> Any:
    """Each once, however many pages hold it: turned round twice it would be as before."""

    def edit(document: Document) -> None:
        done = set()
        for held, name in _pictures(document):
            if held[name].objgen not in done:
                change(document, held, name)
                done.add(held[name].objgen)

    return edited(edit)


def _inverted(_: Document, held: Any, name: str) -> None:
    stored = held[name]
    stored.write(bytes(255 - byte for byte in stored.read_bytes()))


def _decoded(_: Document, held: Any, name: str) -> None:
    held[name].Decode = Array([1, 0] * (1 if "Gray" in str(held[name].ColorSpace) else 3))


def _opaque(_: Document, held: Any, name: str) -> None:
    if "/SMask" not in held[name]:
        raise NotHere("nothing shines through")
    del held[name].SMask


def _smooth(_: Document, held: Any, name: str) -> None:
    held[name].Interpolate = True


def _another_logo(document: Document, held: Any, name: str) -> None:
    held[name] = picture(2, 2, b"\0\xff\xff\0")(document)


def _no_logo(document: Document, held: Any, name: str) -> None:
    held[name] = picture(1, 1, b"\xff")(document)


_PLACED = re.compile(rb"([\d.]+) 0 0 -([\d.]+) 0 ([\d.]+) cm\n/")


def _placed(wide: float, high: float, page: int = 0) -> Any:
    """The first logo of a page drawn in another size."""

    def orders(before: bytes) -> bytes:
        found = _PLACED.search(before)
        if not found:
            raise NotHere("no picture there")
        across, down, top = (float(part) for part in found.groups())
        new = b"%f 0 0 -%f 0 %f cm\n/" % (across * wide, down * high, top)
        return before[: found.start()] + new + before[found.end() :]

    return redrawn(orders, page)


def _on_signatures(change: Any) -> Any:
    def edit(document: Document) -> None:
        done = False
        for page in document.pages:
            contents = page.obj.Contents
            before = contents.read_bytes()
            if re.search(rb"1 J", before):
                after = change(before)
                done = done or after != before
                contents.write(after)
        if not done:
            raise NotHere("nobody drew a signature")

    return edited(edit)


def _no_signature(orders: bytes) -> bytes:
    return re.sub(rb"(1 J\n.*?)\bS\n", rb"\1n\n", orders, count=1, flags=re.DOTALL)


def _thick_signature(orders: bytes) -> bytes:
    return re.sub(rb"\n9 w\n", b"\n40 w\n", orders, count=1)


def _other_signature(orders: bytes) -> bytes:
    """The strokes run somewhere else."""
    start = orders.index(b"1 J\n")
    end = orders.index(b"\nS\n", start)
    strokes = re.sub(
        rb"([\d.]+) ([\d.]+) (m|l)\n",
        lambda found: b"%f %s %s\n" % (float(found.group(1)) * 0.5, found.group(2), found.group(3)),
        orders[start:end],
    )
    return orders[:start] + strokes + orders[end:]


def _code(change: Any) -> Any:
    """The square code of the certificate altered."""

    def orders(before: bytes) -> bytes:
        starts = [found.start() for found in re.finditer(rb"\nh\n", before)]
        if len(starts) < 100:
            raise NotHere("no square code")
        return change(before, starts)  # type: ignore[no-any-return]  # what the caller gives

    return redrawn(orders, page=-1)


def _fewer_squares(orders: bytes, ends: list[int]) -> bytes:
    """Some squares of the code left out."""
    return orders[: ends[60]] + orders[ends[90] :]


SHEETS: dict[str, Alteration] = {
    "a page cropped to half": _seen(_set("CropBox", [0, 421, 595.28, 841.89])),
    "a page cropped by a line": _seen(_set("CropBox", [0, 0, 595.28, 800])),
    "a page cropped to nothing": _seen(_set("CropBox", [0, 0, 1, 1])),
    "page 1 cropped": _seen(_set("CropBox", [0, 100, 595.28, 841.89], page=0)),
    "a smaller sheet": _seen(_set("MediaBox", [0, 200, 595.28, 841.89])),
    "a larger sheet": _seen(edited(_larger)),
    "a sheet moved aside": _seen(_set("MediaBox", [100, 0, 695.28, 841.89])),
    "a page turned": _seen(_set("Rotate", 90)),
    "a page upside down": _seen(_set("Rotate", 180)),
    "a page of twice its size": _seen(_set("UserUnit", 2)),
    "all pages turned": _seen(_inherited("Rotate", 90)),
    "all pages cropped": _seen(_inherited("CropBox", [0, 421, 595.28, 841.89])),
    "another trimmed sheet": Alteration(Kind.HIDDEN, _set("TrimBox", [50, 50, 500, 800])),
    "an art box": Alteration(Kind.HIDDEN, _set("ArtBox", [50, 50, 500, 800])),
    "a page shown for a second": Alteration(Kind.HIDDEN, _set("Dur", 1)),
    "a page that fades in": Alteration(Kind.HIDDEN, _set("Trans", Dictionary(S=Name.Dissolve))),
    "the last page dropped": _seen(_dropped(-1)),
    "the first page dropped": _seen(_dropped(0)),
    "a middle page dropped": _seen(_dropped(3)),
    "a page doubled": _seen(edited(_doubled)),
    "pages backwards": _seen(edited(_reversed)),
    "two pages exchanged": _seen(edited(_exchanged)),
    "a blank page at the end": _seen(edited(_blank)),
    "a page of somebody else": _seen(edited(_foreign)),
    "two logos exchanged": _seen(edited(_logos_exchanged)),
    "logos in other colours": _seen(_each_picture(_inverted)),
    "logos read the other way": _seen(_each_picture(_decoded)),
    "logos that hide what is under them": _seen(_each_picture(_opaque)),
    "logos made smooth": Alteration(Kind.HIDDEN, _each_picture(_smooth)),
    "another logo": _seen(_each_picture(_another_logo)),
    "logos left out": _seen(_each_picture(_no_logo)),
    "a larger logo": _seen(_placed(1.6, 1.6)),
    "a logo drawn out": _seen(_placed(1.4, 1)),
    "a drawn signature left out": _seen(_on_signatures(_no_signature)),
    "a drawn signature made thick": _seen(_on_signatures(_thick_signature)),
    "another drawn signature": _seen(_on_signatures(_other_signature)),
    "a square code with gaps": _seen(_code(_fewer_squares)),
}
