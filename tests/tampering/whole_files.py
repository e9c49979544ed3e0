"""What a file says of itself, its outline and its tags; bytes before, after and instead."""

import io
import re
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Encryption, Name, String

from .tools import Alteration, Change, Document, Kind, NotHere, drawn_over, edited


def _root(key: str, make: Callable[[Document], Any]) -> Change:
    def change(document: Document) -> None:
        document.Root[f"/{key}"] = make(document)

    return edited(change)


def _without(key: str) -> Change:
    def change(document: Document) -> None:
        if f"/{key}" not in document.Root:
            raise NotHere(key)
        del document.Root[f"/{key}"]

    return edited(change)


def _script(_: Document) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _on_page(document: Document) -> None:
    document.pages[1].obj.AA = Dictionary(O=_script(document))


def _named_script(document: Document) -> None:
    document.Root.Names.JavaScript = Dictionary(Names=[String("a"), _script(document)])


def _outline(change: Callable[[Any], object]) -> Change:
    def edit(document: Document) -> None:
        if "/Outlines" not in document.Root or "/First" not in document.Root.Outlines:
            raise NotHere("no outline")
        change(document.Root.Outlines)

    return edited(edit)


def _title(outline: Any) -> None:
    outline.First.Title = String("Other terms")


def _entry_elsewhere(outline: Any) -> None:
    entry = outline.First.First if "/First" in outline.First else outline.First
    entry.Dest = Array([entry.Dest[0], Name.XYZ, 0, 0, 0])


def _entry_address(outline: Any) -> None:
    entry = outline.First
    del entry.Dest
    entry.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))


def _entry_gone(outline: Any) -> None:
    entry = outline.First.First if "/First" in outline.First else outline.First
    if "/Next" not in entry:
        raise NotHere("one entry")
    entry.Next = entry.Next.Next if "/Next" in entry.Next else entry.Next


def _closed(outline: Any) -> None:
    outline.First.Count = -int(outline.First.get("/Count", 1))


def _destinations(document: Document) -> None:
    names = document.Root.Names.Dests.Names
    if len(names) < 4:
        raise NotHere("no places")
    names[1], names[3] = names[3], names[1]


def _metadata(before: str, after: str) -> Change:
    def change(document: Document) -> None:
        there = document.Root.Metadata.read_bytes()
        changed = re.sub(before.encode(), after.encode(), there, count=1, flags=re.DOTALL)
        if changed == there:
            raise NotHere(before)
        document.Root.Metadata.write(changed)

    return edited(change)


def _info(key: str, value: str) -> Change:
    def change(document: Document) -> None:
        document.trailer.Info[f"/{key}"] = String(value)

    return edited(change)


def _private(document: Document) -> None:
    document.Root.PieceInfo = Dictionary(Z=Dictionary(LastModified=String("D:2026"), Private=1))


def _extra_object(document: Document) -> None:
    document.trailer.Info["/Note"] = document.make_indirect(Dictionary(A=1))


def _elements(document: Document) -> list[Any]:
    """Every element of the tags, in order."""
    found: list[Any] = []
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary):
            continue
        found.append(node)
        below = node.get("/K", Array())
        waiting += list(below)[::-1] if isinstance(below, Array) else [below]
    return found[1:]


def _tags(change: Callable[[list[Any]], object]) -> Change:
    return edited(lambda document: change(_elements(document)))


def _first(elements: list[Any], kind: str) -> Any:
    found = next((one for one in elements if str(one.get("/S")) == f"/{kind}"), None)
    if found is None:
        raise NotHere(kind)
    return found


def _put(kind: str, key: str, value: Any) -> Change:
    def change(elements: list[Any]) -> None:
        _first(elements, kind)[f"/{key}"] = value

    return _tags(change)


def _turned_round(elements: list[Any]) -> None:
    for element in elements:
        below = element.get("/K")
        if isinstance(below, Array) and len(below) > 3 and isinstance(below[0], Dictionary):
            element.K = Array(list(below)[::-1])
            return
    raise NotHere("no list of tags")


def _unread(elements: list[Any]) -> None:
    """The third paragraph is no part of what is read out."""
    paragraph = [one for one in elements if str(one.get("/S")) == "/P"][2]
    paragraph.K = Array()


def _no_heads(elements: list[Any]) -> None:
    for element in elements:
        if str(element.get("/S")) == "/TH":
            element.S = Name.TD


def _role(document: Document) -> None:
    document.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Artifact, Span=Name.Artifact)


def _parent_tree(document: Document) -> None:
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    if len(numbers) < 4:
        raise NotHere("one page")
    numbers[1], numbers[3] = numbers[3], numbers[1]


TAGS: dict[str, Alteration] = {
    name: Alteration(Kind.READ, change)
    for name, change in {
        "another text for a picture": _put("Figure", "Alt", String("another logo")),
        "other words for a paragraph": _put("P", "ActualText", String("other words")),
        "other words for a span": _put("Span", "ActualText", String("other words")),
        "a text for a paragraph": _put("P", "Alt", String("other words")),
        "an abbreviation spelt out": _put("Span", "E", String("other words")),
        "another language of a paragraph": _put("P", "Lang", String("fr-FR")),
        "a title of a paragraph": _put("P", "T", String("void")),
        "a heading that is none": _put("H2", "S", Name.P),
        "a paragraph that is furniture": _put("P", "S", Name.Artifact),
        "tags the other way round": _tags(_turned_round),
        "a paragraph that is not read out": _tags(_unread),
        "a table without heads": _tags(_no_heads),
        "words for which readers know no tag": edited(_role),
        "tags of two pages exchanged": edited(_parent_tree),
        "no tags": _without("StructTreeRoot"),
        "tags that nobody marks": _root("MarkInfo", lambda _: Dictionary(Marked=False)),
        "tags under suspicion": _root("MarkInfo", lambda _: Dictionary(Marked=True, Suspects=True)),
        "another language": _root("Lang", lambda _: String("fr-FR")),
        "no language": _without("Lang"),
    }.items()
}


OF_ITSELF: dict[str, Alteration] = {
    "an action at opening": Alteration(Kind.LINKED, _root("OpenAction", _script)),
    "an address at opening": Alteration(
        Kind.LINKED,
        _root("OpenAction", lambda _: Dictionary(S=Name.URI, URI=String("https://example.org/"))),
    ),
    "a place at opening": Alteration(
        Kind.SEEN, _root("OpenAction", lambda doc: Array([doc.pages[3].obj, Name.Fit]))
    ),
    "actions of the file": Alteration(
        Kind.LINKED, _root("AA", lambda doc: Dictionary(WC=_script(doc)))
    ),
    "an action of a page": Alteration(Kind.LINKED, edited(_on_page)),
    "a named script": Alteration(Kind.LINKED, edited(_named_script)),
    "an empty form": Alteration(Kind.HIDDEN, _root("AcroForm", lambda _: Dictionary(Fields=[]))),
    "a form of another kind": Alteration(
        Kind.SEEN,
        _root("AcroForm", lambda doc: Dictionary(Fields=[], XFA=doc.make_stream(b"<xdp/>"))),
    ),
    "another name in the outline": Alteration(Kind.READ, _outline(_title)),
    "an outline that leads elsewhere": Alteration(Kind.LINKED, _outline(_entry_elsewhere)),
    "an outline that leads to an address": Alteration(Kind.LINKED, _outline(_entry_address)),
    "an outline with an entry less": Alteration(Kind.LINKED, _outline(_entry_gone)),
    "an outline that is closed": Alteration(Kind.HIDDEN, _outline(_closed)),
    "no outline": Alteration(Kind.LINKED, _without("Outlines")),
    "two places exchanged": Alteration(Kind.LINKED, edited(_destinations)),
    "no title in the bar": Alteration(Kind.HIDDEN, _without("ViewerPreferences")),
    "pages from right to left": Alteration(
        Kind.SEEN,
        _root("ViewerPreferences", lambda _: Dictionary(Direction=Name.R2L, DisplayDocTitle=True)),
    ),
    "a file that fills the screen": Alteration(
        Kind.HIDDEN, _root("PageMode", lambda _: Name.FullScreen)
    ),
    "two pages beside each other": Alteration(
        Kind.HIDDEN, _root("PageLayout", lambda _: Name.TwoColumnLeft)
    ),
    "other numbers of pages": Alteration(
        Kind.READ,
        _root("PageLabels", lambda _: Dictionary(Nums=[0, Dictionary(S=Name.r, St=7)])),
    ),
    "another title": Alteration(Kind.SEEN, _metadata(r'(x-default">)[^<]*', r"\1Other terms")),
    "another author": Alteration(Kind.SEEN, _metadata(r"(<rdf:Seq><rdf:li>)[^<]*", r"\1Nobody")),
    "another day of making": Alteration(Kind.SEEN, _metadata(r"(CreateDate>)20\d\d", r"\g<1>2019")),
    "another producer": Alteration(Kind.HIDDEN, _metadata(r"WeasyPrint", "AnotherPrint")),
    "no conformance": Alteration(Kind.HIDDEN, _metadata(r'pdfaid:part="3"', 'pdfaid:part="1"')),
    "no metadata": Alteration(Kind.SEEN, _without("Metadata")),
    "another title in the old place": Alteration(Kind.SEEN, _info("Title", "Other terms")),
    "another author in the old place": Alteration(Kind.SEEN, _info("Author", "Nobody")),
    "another day in the old place": Alteration(
        Kind.SEEN, _info("CreationDate", "D:20190101000000+00'00")
    ),
    "a word more in the old place": Alteration(Kind.SEEN, _info("Keywords", "void")),
    "no colour profile": Alteration(Kind.SEEN, _without("OutputIntents")),
    "a portfolio": Alteration(
        Kind.SEEN, _root("Collection", lambda _: Dictionary(Type=Name.Collection, View=Name.D))
    ),
    "layers": Alteration(
        Kind.HIDDEN, _root("OCProperties", lambda _: Dictionary(OCGs=[], D=Dictionary()))
    ),
    "a base for addresses": Alteration(
        Kind.HIDDEN, _root("URI", lambda _: Dictionary(Base=String("https://example.org/")))
    ),
    "threads": Alteration(Kind.HIDDEN, _root("Threads", lambda _: Array())),
    "permissions": Alteration(Kind.HIDDEN, _root("Perms", lambda _: Dictionary())),
    "validation data": Alteration(Kind.HIDDEN, _root("DSS", lambda _: Dictionary())),
    "an extension": Alteration(
        Kind.HIDDEN,
        _root(
            "Extensions",
            lambda _: Dictionary(ADBE=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=8)),
        ),
    ),
    "private data": Alteration(Kind.HIDDEN, edited(_private)),
    "an object that nobody needs": Alteration(Kind.HIDDEN, edited(_extra_object)),
}


_BOX = drawn_over(b"1 g 60 450 240 200 re f")


def _update(pdf: bytes) -> bytes:
    """One page's drawing orders replaced by an update at the end of the file."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page, _ = writer.find_page_for_modification(1)
    more = writer.add_object(generic.StreamObject(stream_data=b"q 1 g 60 450 240 200 re f Q"))
    there = page.get_object().raw_get("/Contents")
    page.get_object()[generic.NameObject("/Contents")] = generic.ArrayObject([there, more])
    writer.update_container(page.get_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _saved(pdf: bytes) -> bytes:
    return edited(lambda _: None)(pdf)


def _signed(pdf: bytes) -> bytes:
    """Signed by a key of somebody else, which nobody here knows."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fernhill Design")])
    day = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(day)
        .not_valid_after(day + timedelta(days=10_000))
        .sign(key, hashes.SHA256())
    )
    stored = serialization.pkcs12.serialize_key_and_certificates(
        b"a", key, made, None, serialization.BestAvailableEncryption(b"a")
    )
    signer = signers.SimpleSigner.load_pkcs12_data(stored, other_certs=[], passphrase=b"a")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(field_name="Signature")
    out = signers.sign_pdf(writer, meta, signer=signer)
    content: bytes = out.getvalue()
    return content


def _torn(pdf: bytes) -> bytes:
    """The table of places points beside its objects."""
    at = pdf.rindex(b"startxref")
    return pdf[:at] + b"startxref\n17\n%%EOF\n"


def _header(pdf: bytes) -> bytes:
    return pdf.replace(b"%PDF-1.7", b"%PDF-1.3", 1)


def _zip(pdf: bytes) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("invoice.exe", b"MZ")
    return pdf + out.getvalue()


BYTES: dict[str, Alteration] = {
    "a byte at the end": Alteration(Kind.HIDDEN, lambda pdf: pdf + b"\0"),
    "a line at the end": Alteration(Kind.HIDDEN, lambda pdf: pdf + b"\n"),
    "a comment at the end": Alteration(Kind.HIDDEN, lambda pdf: pdf + b"% void\n"),
    "an archive at the end": Alteration(Kind.HIDDEN, _zip),
    "the file twice": Alteration(Kind.SEEN, lambda pdf: pdf + pdf),
    "another file after it": Alteration(Kind.SEEN, lambda pdf: pdf + _BOX(pdf)),
    "it after another file": Alteration(Kind.SEEN, lambda pdf: _BOX(pdf) + pdf),
    "something before the file": Alteration(Kind.HIDDEN, lambda pdf: b"From: a\n\n" + pdf),
    "half of the file": Alteration(Kind.SEEN, lambda pdf: pdf[: len(pdf) // 2]),
    "the file without its end": Alteration(Kind.SEEN, lambda pdf: pdf[:-200]),
    "nothing": Alteration(Kind.SEEN, lambda _: b""),
    "an update at the end": Alteration(Kind.SEEN, _update),
    "an update made one with the file": Alteration(Kind.SEEN, lambda pdf: _saved(_update(pdf))),
    "an older version in its head": Alteration(Kind.HIDDEN, _header),
    "a table that points elsewhere": Alteration(Kind.HIDDEN, _torn),
    "locked with a word": Alteration(
        Kind.SEEN, edited(lambda _: None, encryption=Encryption(user="a", owner="b"))
    ),
    "locked against changes": Alteration(
        Kind.HIDDEN, edited(lambda _: None, encryption=Encryption(user="", owner="b"))
    ),
    "signed with another key": Alteration(Kind.SEEN, _signed),
    "signed and made one": Alteration(Kind.SEEN, lambda pdf: _saved(_signed(pdf))),
    "other bytes in the middle": Alteration(
        Kind.HIDDEN, lambda pdf: pdf[:2000] + b"\0\1\2\3" + pdf[2004:]
    ),
}
