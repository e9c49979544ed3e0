"""Executed copies that somebody altered, and such as were only saved again."""

import io
import json
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Change = Callable[[Pdf], object]


def edited(pdf: bytes, change: Change, **how: Any) -> bytes:
    """The file saved again by pikepdf after a change."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **how)
    return out.getvalue()


def nothing(document: Pdf) -> None:
    """Saved again as it was."""
    del document


def _all_pages_other_words(document: Pdf) -> None:
    """Other words on every page, and one operator without operands, on which a reader stops."""
    for page in document.pages:
        page.contents_add(b"BT /F1 12 Tf 72 700 Td (PAID) Tj ET Tj")


def _white_box(document: Pdf) -> None:
    document.pages[4].contents_add(b"Q q 1 1 1 rg 60 300 220 120 re f Q q")


def _strike(document: Pdf) -> None:
    document.pages[0].contents_add(b"q 0 0 0 RG 1 w 60 400 m 400 400 l S Q")


def _cropped(document: Pdf) -> None:
    document.pages[1].CropBox = Array([0, 0, 300, 420])


def _image(document: Pdf) -> None:
    raw = document.make_stream(bytes(3 * 4))
    raw.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=2,
        Height=2,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    page = document.pages[0]
    page.add_resource(raw, Name.XObject, Name.Other)
    page.contents_add(b"q 40 0 0 12 300 300 cm /Other Do Q")


def _layer(document: Pdf) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Extra"))
    document.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )


def _read_aloud(document: Pdf) -> None:
    tagged = [o for o in document.objects if isinstance(o, Dictionary) and "/Alt" in o]
    tagged[0].Alt = "The other party pays."


def _actual_text(document: Pdf) -> None:
    spans = [o for o in document.objects if isinstance(o, Dictionary) and o.get("/S") == "/Span"]
    spans[9].ActualText = "not"


def _link_elsewhere(document: Pdf) -> None:
    note = next(page.Annots[0] for page in document.pages if "/Annots" in page)
    note.Dest = "signing"


def _link_out(document: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://pay.example")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 400, 400], A=action)
    page = document.pages[2]
    page.Annots = Array([*page.get("/Annots", []), document.make_indirect(note)])


def _note(document: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 9, 9], Contents="Paid")
    document.pages[0].Annots = Array([document.make_indirect(note)])


def _script(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _form(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]))


def _bookmark(document: Pdf) -> None:
    document.Root.Outlines.First.Title = "Cancelled"


def _title(document: Pdf) -> None:
    with document.open_metadata() as said:
        said["dc:title"] = "Another title"


def _page_gone(document: Pdf) -> None:
    del document.pages[3]


def _pages_swapped(document: Pdf) -> None:
    first = document.pages[2]
    document.pages.insert(4, first)
    del document.pages[2]


def _offer_gone(document: Pdf) -> None:
    del document.attachments["offered.pdf"]


def _ledger_gone(document: Pdf) -> None:
    del document.attachments["ledger.json"]


def _edition_gone(document: Pdf) -> None:
    del document.attachments["edition.json"]


def _invoice(document: Pdf) -> None:
    document.attachments["invoice.exe"] = b"MZ"


def _ledger_cut(document: Pdf) -> None:
    """The record without its last sign-offs: a chain that holds, and ends too early."""
    data = json.loads(document.attachments["ledger.json"].get_file().read_bytes())
    data["entries"] = data["entries"][:-3]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    document.attachments["ledger.json"] = text.encode()


def _certificate_year(document: Pdf) -> None:
    """Another year of signing, in the edition alone."""
    said = document.attachments["edition.json"].get_file().read_bytes()
    document.attachments["edition.json"] = said.replace(b"November 2026", b"November 2025")


def _flattened_update(document: Pdf) -> None:
    """What was once appended, then saved as one."""
    document.pages[5].contents_add(b"q 1 0 0 rg 200 200 30 30 re f Q")


#: What was altered, and a word of what must be told of it.
ALTERED: dict[str, tuple[Change, str]] = {
    "all pages, and an operator without operands": (_all_pages_other_words, "Page 1"),
    "a white box": (_white_box, "Page 5 looks different"),
    "a line through": (_strike, "Page 1 looks different"),
    "a picture": (_image, "Page 1 looks different"),
    "cropped": (_cropped, "Page 2"),
    "a layer": (_layer, "layers"),
    "an alternative text": (_read_aloud, "screen reader"),
    "a text read instead": (_actual_text, "screen reader"),
    "a link led elsewhere": (_link_elsewhere, "a link was changed"),
    "a link out": (_link_out, "Page 3: a link"),
    "a note": (_note, "Page 1"),
    "a script": (_script, "runs when it is opened"),
    "a form": (_form, "form"),
    "a bookmark": (_bookmark, "bookmarks"),
    "its title": (_title, "about itself"),
    "a page gone": (_page_gone, "pages instead of"),
    "pages exchanged": (_pages_swapped, "Page 3"),
    "the offer gone": (_offer_gone, "“offered.pdf” was taken out"),
    "the record gone": (_ledger_gone, ""),
    "the edition gone": (_edition_gone, "“edition.json” was taken out"),
    "a file more": (_invoice, "“invoice.exe” was added"),
    "the record cut": (_ledger_cut, "record"),
    "a year on the certificate": (_certificate_year, "edition.json"),
    "an update, flattened": (_flattened_update, "Page 6 looks different"),
}

#: Saved again, and nothing else.
RESAVED: dict[str, Callable[[bytes], bytes]] = {
    "as it was": lambda pdf: edited(pdf, nothing),
    "linearised": lambda pdf: edited(pdf, nothing, linearize=True),
    "uncompressed": lambda pdf: edited(
        pdf, nothing, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all
    ),
    "for reading by people": lambda pdf: edited(pdf, nothing, qdf=True),
    "without object streams": lambda pdf: edited(
        pdf, nothing, object_stream_mode=pikepdf.ObjectStreamMode.disable
    ),
    "signed by the program that saved it": lambda pdf: edited(pdf, _saver),
}


def _saver(document: Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=True) as said:
        del said["xmp:ModifyDate"]


def locked(pdf: bytes, owner_only: bool = False) -> bytes:
    """The file with a password, or one that opens and may not be changed."""
    lock = pikepdf.Encryption(owner="one", user="" if owner_only else "two", R=6)
    return edited(pdf, nothing, encryption=lock)
