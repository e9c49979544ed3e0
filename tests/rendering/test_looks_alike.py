"""Pages compared as pictures: the same file re-saved is the same, whatever is seen is told."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image

from microbiz_desktop.rendering.looks_alike import SHOWN, differing_pages
from microbiz_desktop.rendering.page_pictures import CannotCompare, Limits

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
