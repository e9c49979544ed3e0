"""Pages compared as pictures: the same file re-saved is the same, whatever is seen is told."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from microbiz_desktop.rendering.comparing.page_comparison import SHOWN, differing_pages
from microbiz_desktop.rendering.comparing.page_pictures import CannotCompare, Limits

from .conftest import Make

Change = Callable[[pikepdf.Pdf], object]


def changed(pdf: bytes, change: Change, **save: Any) -> bytes:
    """The file after a change made with pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out, **save)
    return out.getvalue()


@pytest.fixture(scope="session")
def whole(made: Make) -> bytes:
    """An executed copy for two parties."""
    return made(2, "executed")[2].pdf


def test_a_file_looks_like_itself_however_it_is_saved(whole: bytes) -> None:
    assert differing_pages(whole, whole) == ()
    for save in ({"linearize": True}, {"compress_streams": False}, {"normalize_content": True}):
        saved = changed(whole, lambda _: None, **save)
        assert saved != whole
        assert differing_pages(whole, saved) == ()


def _box(document: pikepdf.Pdf) -> None:
    document.pages[2].contents_add(b"q 1 g 80 500 200 9 re f Q")


def _layer(document: pikepdf.Pdf) -> None:
    """The whole page in a layer that a screen shows and a printer leaves out."""
    usage = pikepdf.Dictionary(Print=pikepdf.Dictionary(PrintState=pikepdf.Name.OFF))
    layer = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("a"), Usage=usage)
    )
    event = pikepdf.Dictionary(
        Event=pikepdf.Name.Print, OCGs=[layer], Category=[pikepdf.Name.Print]
    )
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(AS=[event]))
    page = document.pages[2]
    page.obj.Resources.Properties = pikepdf.Dictionary(L=layer)
    page.contents_add(b"/OC /L BDC", prepend=True)
    page.contents_add(b"EMC")


def _note(document: pikepdf.Pdf) -> None:
    """A note that draws a box over the words."""
    look = document.make_stream(b"1 g 0 0 200 9 re f")
    look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 200, 9]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[80, 500, 280, 509],
        AP=pikepdf.Dictionary(N=look),
    )
    document.pages[2].obj.Annots = document.make_indirect(pikepdf.Array([note]))


def _cropped(document: pikepdf.Pdf) -> None:
    document.pages[2].obj.CropBox = [0, 300, 595.28, 841.89]


def _turned(document: pikepdf.Pdf) -> None:
    document.pages[2].rotate(180, relative=False)


def _unit(document: pikepdf.Pdf) -> None:
    document.pages[2].obj.UserUnit = 2


def _gone(document: pikepdf.Pdf) -> None:
    del document.pages[2]


@pytest.mark.parametrize("change", [_box, _layer, _note])
def test_what_is_seen_or_printed_is_told_with_both_pictures(whole: bytes, change: Change) -> None:
    (told,) = differing_pages(whole, changed(whole, change))
    assert told.page == 3
    assert told.words.startswith("Page 3 looks different, ")
    one, other = (Image.open(io.BytesIO(png)) for png in (told.expected, told.found))
    assert one.size == other.size == (827, 1170)
    assert one.convert("RGB").tobytes() != other.convert("RGB").tobytes()


@pytest.mark.parametrize("change", [_cropped, _turned, _unit])
def test_a_page_of_another_size_is_told_in_words(whole: bytes, change: Change) -> None:
    (told,) = differing_pages(whole, changed(whole, change))
    assert told.words == "Page 3 has another size, or is cropped or turned."


def test_a_page_less_is_told_and_every_page_after_it(whole: bytes) -> None:
    with pikepdf.open(io.BytesIO(whole)) as document:
        count = len(document.pages)
    told = differing_pages(whole, changed(whole, _gone))
    assert told[0].words == f"The file has {count - 1} pages instead of {count}."
    assert [item.page for item in told[1:]] == list(range(3, count))


def test_only_so_many_pages_are_shown(whole: bytes) -> None:
    many = changed(whole, lambda document: document.pages.extend(list(document.pages) * 2))

    def boxed(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.contents_add(b"q 1 0 0 rg 80 500 200 9 re f Q")

    told = differing_pages(many, changed(many, boxed))
    assert len(told) > SHOWN
    assert [bool(item.found) for item in told] == [n < SHOWN for n in range(len(told))]


@pytest.mark.parametrize(
    "limits", [Limits(pages=2), Limits(pixels=10_000), Limits(seconds=0)], ids=str
)
def test_a_limit_is_no_pass(whole: bytes, limits: Limits) -> None:
    with pytest.raises(CannotCompare):
        differing_pages(whole, whole, limits=limits)


def test_bytes_that_are_no_file_are_no_pass(whole: bytes) -> None:
    for bad in (b"", b"%PDF-1.7 and nothing", whole[: len(whole) // 3]):
        with pytest.raises(Exception, match=r".") as told:
            differing_pages(whole, bad)
        assert not isinstance(told.value, MemoryError)


def _orders(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The file with the drawing orders of page 3 rewritten."""

    def rewrite(document: pikepdf.Pdf) -> None:
        there = document.pages[2].obj.Contents
        there.write(change(there.read_bytes()))

    return changed(pdf, rewrite)


def _shifted(right: float, down: float, count: int = 0) -> Callable[[bytes], bytes]:
    """Words set elsewhere, by points; all of them or the first so many."""

    def place(found: re.Match[bytes]) -> bytes:
        x, y = (float(number) for number in found.groups())
        return b"1 0 0 -1 %f %f Tm" % (x + right / 0.75, y + down / 0.75)

    return lambda orders: re.sub(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", place, orders, count=count)


def _another_letter(orders: bytes) -> bytes:
    """The first letter of the longest line becomes the next other one."""
    line = max(re.findall(rb"\[[^\]]*\] TJ", orders), key=len)
    first, *letters = re.findall(rb"[0-9a-f]{4}", line)
    other = next(letter for letter in letters if letter != first)
    return orders.replace(line, line.replace(first, other, 1), 1)


def _struck(orders: bytes) -> bytes:
    return orders + b"\nq 0.105882 0.141176 0.188235 RG 0.75 w 90 400 m 190 400 l S Q"


@pytest.mark.parametrize("shift", [(0.0, 0.0), (0.05, 0.0), (0.15, 0.15), (0.19, -0.19)])
def test_a_fresh_rendering_may_differ_by_a_hair(whole: bytes, shift: tuple[float, float]) -> None:
    fresh = _orders(whole, _shifted(*shift))
    assert differing_pages(whole, fresh, tolerance=2) == ()
    assert bool(differing_pages(whole, fresh)) is (shift != (0.0, 0.0))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_shifted(1.44, 0, 1), "is not where it should stand"),
        (_shifted(0, 0.3), "is not where it should stand"),
        (_another_letter, "should stand"),
        (_struck, "was added"),
        (lambda orders: orders.replace(b"BT", b"BT 1 Tr", 1), "our pages never use (Tr)"),
        (lambda orders: orders.replace(b"0.105882 0.14", b"0.205882 0.14", 1), "should stand"),
    ],
    ids=["two pixels", "a third of a point", "a letter", "a line", "a way to draw", "a colour"],
)
def test_more_than_a_hair_is_told(
    whole: bytes, change: Callable[[bytes], bytes], said: str
) -> None:
    (told,) = differing_pages(whole, _orders(whole, change), tolerance=2)
    assert (told.page, said in told.words) == (3, True), told.words
    assert told.found


@pytest.mark.parametrize("change", [_box, _layer, _note, _cropped, _turned])
def test_what_lies_over_a_fresh_rendering_is_told(whole: bytes, change: Change) -> None:
    (told,) = differing_pages(whole, changed(whole, change), tolerance=2)
    assert told.page == 3


def test_another_process_renders_the_same_pages(whole: bytes, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from microbiz_desktop.rendering.pdf import Renderer\n"
        "from tests import builders_text as build\n"
        "text = build.agreement(2, revision=3)\n"
        "made = Renderer().render(text, build.executed(text), build.logos(2))\n"
        "open(sys.argv[1], 'wb').write(made.pdf)\n"
    )
    out = tmp_path / "made.pdf"
    subprocess.run([sys.executable, "-c", script, str(out)], check=True, timeout=120)
    assert differing_pages(whole, out.read_bytes(), tolerance=2) == ()


@pytest.mark.parametrize(
    "orders", [b"\nBX zz EX", b"\nTJ", b"\n1 g", b"\nBT 3 Tr ET", b"\n/OC /L BDC EMC"]
)
def test_the_same_picture_by_orders_that_readers_differ_about_is_no_pass(
    whole: bytes, orders: bytes
) -> None:
    altered = _orders(whole, lambda before: before + orders)
    with pytest.raises(CannotCompare, match=r"^Page 3 looks the same here, but "):
        differing_pages(whole, altered)
    assert differing_pages(whole, _orders(whole, lambda before: before + b"\nq\nQ")) == ()
