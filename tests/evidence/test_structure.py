"""One thing changed against the file that is kept: is it told, and as what?"""

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from microbiz_desktop.evidence.structure import compared

from .small_file import Value, saved, small_file, table

_ABOUT = "What the file says about itself (title, authors, subject or day) was changed."
_TAGS = "What a screen reader reads out was changed: tags or alternative texts."
_RESOURCES = "Page 1: fonts, pictures or layers were exchanged or added."
_ATTACHED = "What is attached, or what is said of it, was changed."
_LINK = "Page 1: a link was changed, or a note, a field or a link was added."


def _root(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.update(table(given))


def _page(**given: Value) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.update(table(given))


def _gone(key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        del pdf.Root[key]

    return change


def _drawn(drawing: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(drawing)

    return change


def _packet(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new))

    return change


def _one_page_less(pdf: Pdf) -> None:
    del pdf.pages[1]


def _exchanged(pdf: Pdf) -> None:
    """The second page in the place of the first."""
    pdf.pages[1].obj.Rotate = 90


def _attached(pdf: Pdf) -> None:
    pdf.attachments["agreement.json"] = b"[]"


def _font(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1 = Dictionary(BaseFont=Name.Courier)


def _another_font(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F2 = Dictionary(BaseFont=Name.Courier)


def _info(key: str, words: str) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.docinfo.update({key: String(words)})


def _link_to_another_page(pdf: Pdf) -> None:
    pdf.Root.Names.Dests.Names[1][0] = pdf.pages[1].obj


_CHANGES: Mapping[str, tuple[Callable[[Pdf], None], list[str]]] = {
    "a page less": (_one_page_less, ["Pages were added or taken away."]),
    "the second page": (
        _exchanged,
        ["Page 2 was cropped, turned or given another size."],
    ),
    "tags gone": (_gone("/StructTreeRoot"), [_TAGS]),
    "bookmarks gone": (_gone("/Outlines"), ["The bookmarks of the file were changed."]),
    "the language": (
        _root(Lang=String("fr")),
        ["The language that a screen reader is told was changed."],
    ),
    "tagged or not": (
        _gone("/MarkInfo"),
        ["What a screen reader is told of the file was changed."],
    ),
    "what its colours mean": (
        _root(OutputIntents=Array([Dictionary(S=Name.GTS_PDFA1)])),
        ["The colours of the file were given another meaning."],
    ),
    "files that belong to it": (_root(AF=Array([Dictionary()])), [_ATTACHED]),
    "an attached file": (_attached, [_ATTACHED]),
    "where a link leads": (
        _link_to_another_page,
        ["Where the links of the file lead was changed."],
    ),
    "a link": (
        lambda pdf: pdf.pages[0].obj.Annots[0].update(Dictionary(Dest=String("clause-3"))),
        [_LINK],
    ),
    "where a link is": (
        lambda pdf: pdf.pages[0].obj.Annots[0].update(Dictionary(Rect=Array([72, 72, 90, 91]))),
        [_LINK],
    ),
    "a font": (_font, [_RESOURCES]),
    "one more font": (_another_font, [_RESOURCES]),
    "an action of a page": (_page(AA=Dictionary(O=Dictionary())), ["Page 1 was given an action."]),
    "the drawing's tags": (
        _drawn(b"/P <</MCID 1>> BDC EMC"),
        ["Page 1: what a screen reader reads out, or a layer, was changed."],
    ),
    "the title": (_info("/Title", "Another table"), [_ABOUT]),
    "the authors": (_info("/Author", "Fernhill Design"), [_ABOUT]),
    "a subject": (_info("/Subject", "Cake"), [_ABOUT]),
    "the title in the newer metadata": (_packet(b">Dessert table<", b">Another<"), [_ABOUT]),
    "the standard it keeps": (_packet(b'pdfaid:part="3"', b'pdfaid:part="2"'), [_ABOUT]),
    "one more thing it says": (
        _packet(b"<dc:title>", b"<dc:rights>all</dc:rights><dc:title>"),
        [_ABOUT],
    ),
}


@pytest.mark.parametrize("what", _CHANGES)
def test_a_change_is_told_by_its_sentence(what: str) -> None:
    change, due = _CHANGES[what]
    altered = small_file()
    change(altered)
    assert compared(saved(small_file()), saved(altered)) == (due, [])


def test_how_a_file_is_written_counts_for_nothing() -> None:
    ours, lined, packed = saved(small_file()), io.BytesIO(), io.BytesIO()
    small_file().save(lined, linearize=True)
    small_file().save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for again in (lined, packed):
        assert compared(ours, pikepdf.open(again)) == ([], [])


def test_who_saved_it_and_when_counts_for_nothing() -> None:
    altered = small_file()
    _packet(b'pdf:Producer="us"', b'pdf:Producer="them"')(altered)
    _packet(b"2026-11-30T09:00:00Z", b"2027-01-01T09:00:00Z")(altered)
    _info("/Producer", "them")(altered)
    _info("/ModDate", "D:20270101090000Z")(altered)
    assert compared(saved(small_file()), saved(altered)) == ([], [])


def test_the_old_kind_of_metadata_may_go_and_authors_be_parted_otherwise() -> None:
    bare, parted = small_file(), small_file()
    del bare.trailer["/Info"]
    _info("/Author", "Fernhill Design; Okafor Cakes")(parted)
    assert compared(saved(small_file()), saved(bare)) == ([], [])
    assert compared(saved(small_file()), saved(parted)) == ([], [])


def test_a_font_that_no_page_uses_may_go() -> None:
    ours = small_file()
    _another_font(ours)
    assert compared(saved(ours), saved(small_file())) == ([], [])


def test_numbers_may_differ_by_the_tolerance_alone() -> None:
    near, far = small_file(), small_file()
    near.pages[0].obj.Annots[0].Rect = Array([72.2, 72, 90, 90])
    far.pages[0].obj.Annots[0].Rect = Array([72.3, 72, 90, 90])
    assert compared(saved(small_file()), saved(near), tolerance=0.2) == ([], [])
    assert compared(saved(small_file()), saved(far), tolerance=0.2) == ([_LINK], [])
    assert compared(saved(small_file()), saved(near)) == ([_LINK], [])


def test_other_fonts_are_a_doubt_where_the_pages_were_made_anew() -> None:
    altered = small_file()
    _font(altered)
    _page(AA=Dictionary())(altered)
    certain, doubtful = compared(saved(small_file()), saved(altered), tolerance=0.2)
    assert (certain, doubtful) == (["Page 1 was given an action."], [_RESOURCES])


def test_pages_take_from_above_what_they_do_not_say_themselves() -> None:
    above = small_file()
    for page in above.pages:
        del page.obj.MediaBox
    above.Root.Pages.MediaBox = Array([0, 0, 595.28, 841.89])
    assert compared(saved(small_file()), saved(above)) == ([], [])
    above.Root.Pages.Rotate = 90
    turned = [f"Page {n} was cropped, turned or given another size." for n in (1, 2)]
    assert compared(saved(small_file()), saved(above)) == (turned, [])


def test_metadata_that_cannot_be_read_is_no_answer() -> None:
    altered = saved(small_file())  # saving would mend it
    altered.Root.Metadata.write(b"<x")
    with pytest.raises(ValueError, match="the metadata of the file cannot be read"):
        compared(saved(small_file()), altered)
