"""A small file with one of each thing that our files have, to change a single thing in it."""

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from microbiz_desktop.evidence.allowed import Named

#: What a table of a file can hold.
Value = pikepdf.Object | str | int

#: What the words outside its pages are.
NAMED = Named(
    labels={"clause-2": "Clause 2: Money", "": ""},
    alternatives=frozenset({"Logo of Fernhill Design"}),
    bookmarks=frozenset({"Dessert table", "Money"}),
    language="en-GB",
    title="Dessert table",
)
_A4 = [0, 0, 595.28, 841.89]
_DRAWING = (
    b"/P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (Dessert table) Tj ET EMC "
    b"/Artifact BMC 0 0 10 10 re f EMC"
)
_ABOUT = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<rdf:RDF><rdf:Description rdf:about="" pdf:Producer="us" pdfaid:part="3">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Dessert table</rdf:li></rdf:Alt></dc:title>
<xmp:ModifyDate>2026-11-30T09:00:00Z</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>"""


def small_file() -> Pdf:
    """Two pages with a link, a tag, a bookmark and an attachment, as we write them."""
    pdf = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(2):
        page = pdf.add_blank_page(page_size=(_A4[2], _A4[3]))
        page.obj.MediaBox = Array(_A4)
        page.obj.TrimBox = Array(_A4)
        page.obj.BleedBox = Array(_A4)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.obj.Contents = pdf.make_stream(_DRAWING)
    first = pdf.pages[0].obj
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[72, 72, 90, 90],
        Dest=String("clause-2"), Contents=String("Clause 2: Money"),
    )  # fmt: skip
    first.Annots = Array([pdf.make_indirect(link)])
    _catalogue(pdf, first)
    pdf.docinfo.Title = String("Dessert table")
    pdf.docinfo.Author = String("Fernhill Design, Okafor Cakes")
    pdf.attachments["agreement.json"] = b"{}"
    return pdf


def _catalogue(pdf: Pdf, first: pikepdf.Object) -> None:
    root = pdf.Root
    root.Lang = String("en-GB")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    tag = Dictionary(
        Type=Name.StructElem, S=Name.Figure, Alt=String("Logo of Fernhill Design"),
        A=Array([Dictionary(O=Name.Layout, BBox=[0, 0, 9, 9]), Dictionary(O=Name.List)]),
    )  # fmt: skip
    cell = Dictionary(S=Name.TD, A=Dictionary(O=Name.Table, Scope=Name.Row))
    root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([pdf.make_indirect(tag), cell]))
    )
    marks = Dictionary(Count=2)
    one = pdf.make_indirect(Dictionary(Title=String("Dessert table"), Dest=String("clause-1")))
    two = pdf.make_indirect(Dictionary(Title=String("Money"), Dest=String("clause-2")))
    marks.First, marks.Last, one.Next, two.Prev = one, two, two, one
    root.Outlines = pdf.make_indirect(marks)
    root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("clause-2"), Array([first, Name.Fit])]))
    )
    root.Metadata = pdf.make_stream(_ABOUT, Type=Name.Metadata, Subtype=Name.XML)


def table(given: Mapping[str, Value]) -> pikepdf.Dictionary:
    """A table with these names, written without their slash."""
    return Dictionary({f"/{name}": value for name, value in given.items()})


def saved(pdf: Pdf) -> Pdf:
    """The same after it was written and read."""
    out = io.BytesIO()
    pdf.save(out)
    return pikepdf.open(out)
