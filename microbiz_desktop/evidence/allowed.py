"""The list of all that our files have, for a file with nothing to compare it with.

The worker asks when no copy is kept, and before pages are frozen. Whatever is not on the list is
told as an addition: what could be hidden in a PDF has no end, what we write into one has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from .graph import PdfObjects, is_reference
from .metadata import about
from .structure import marks, said


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TRAILER = _words(
    "/Root /Info /Size /ID /Prev /XRefStm /Type /W /Index /Length /Filter /DecodeParms"
)
_ROOT = _words(
    "/Type /Pages /Lang /MarkInfo /Metadata /Names /Outlines /OutputIntents /PageLabels "
    "/StructTreeRoot /ViewerPreferences /AF /Version /Extensions"
)
#: Keys of the catalogue that have one value in all our files.
_FIXED: Mapping[str, object] = {
    "/MarkInfo": {"/Marked": True},
    "/ViewerPreferences": {"/DisplayDocTitle": True},
    "/PageLabels": {"/Nums": [0, {"/S": "/D"}]},
}
_NAMES = _words("/Dests /EmbeddedFiles")
_PAGE = _words(
    "/Type /MediaBox /TrimBox /BleedBox /Contents /Resources /Annots /Tabs /StructParents"
)
_RESOURCES = _words("/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /ProcSet")
_LINK = _words("/Type /Subtype /Rect /Dest /Contents /BS /Border /F /StructParent /P")
_TAG = _words("/Type /S /P /K /Pg /A /ID /Alt /Lang /Obj /MCID /ParentTree")
_ATTRIBUTES = _words("/O /Scope /Headers /BBox /RowSpan /ColSpan /ListNumbering")
_ROLES = _words(
    "Document Part Sect Div NonStruct P Span Link H1 H2 H3 H4 L LI Lbl LBody Table THead TBody TR "
    "TH TD Figure Reference Annot"
)
_BOOKMARK = _words("/Title /Dest /Count /First /Last /Next /Prev /Parent")
#: A4 and US letter in points.
_SIZES = ((595.28, 841.89), (612.0, 792.0))
#: More parts than this are in no agreement.
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """Words outside the pages, as the text gives them: links, pictures, bookmarks, the file."""

    labels: Mapping[str, str]
    alternatives: frozenset[str]
    bookmarks: frozenset[str]
    language: str
    title: str


def problems(pdf: pikepdf.Pdf, named: Named) -> list[str]:
    """Sentences on everything that none of our files has."""
    graph = PdfObjects(pdf)
    found = [*_in_root(graph, named), *_in_names(graph)]
    for number, page in enumerate(graph.pages(), 1):
        found += _on_page(graph, page, number, named)
    for number, drawn in enumerate(pdf.pages, 1):
        if not all(map(_plain_mark, marks(drawn))):
            found.append(f"Page {number}: a layer, or words for screen readers alone, were added.")
    if _other_tags(graph, named):
        found.append(said(("root", 0, "/StructTreeRoot")))
    if _other_bookmarks(graph, named):
        found.append(said(("root", 0, "/Outlines")))
    return list(dict.fromkeys(found))


def _in_root(graph: PdfObjects, named: Named) -> Iterator[str]:
    if {*graph.pdf.trailer.keys()} - _TRAILER:
        yield "Something was added to the end of the file."
    root = graph.root
    for key in sorted(root):
        fixed = _FIXED.get(key)
        if key not in _ROOT or (fixed is not None and _deep(graph, root[key]) != fixed):
            yield said(("root", 0, key))
    if root.get("/Lang") != f"u:{named.language}":
        yield said(("root", 0, "/Lang"))
    (title, *_) = about(graph).get("info/Title", (named.title,))
    if str(title).split() != named.title.split():
        yield "What the file says about itself (title, authors, subject or day) was changed."


def _in_names(graph: PdfObjects) -> Iterator[str]:
    for key in sorted(graph.names()):
        if key not in _NAMES:
            yield said(("names", 0, key))


def _deep(graph: PdfObjects, value: object) -> object:
    """A small value with what it refers to."""
    there = graph.at(value)
    if isinstance(there, dict):
        return {key: _deep(graph, item) for key, item in there.items()}
    return [_deep(graph, item) for item in there] if isinstance(there, list) else there


def _on_page(
    graph: PdfObjects, page: dict[str, object], number: int, named: Named
) -> Iterator[str]:
    for key in sorted(set(page) - _PAGE):
        yield said(("page", number, key))
    boxes = [_numbers(graph, page.get(key)) for key in ("/MediaBox", "/TrimBox", "/BleedBox")]
    if any(box != boxes[0] for box in boxes) or not _paper(boxes[0]):
        yield said(("page", number, "/MediaBox"))
    if {*graph.table(page.get("/Resources"))} - _RESOURCES:
        yield said(("page", number, "/Resources"))
    if not all(_plain_link(graph, note, named) for note in graph.listed(page.get("/Annots"))):
        yield said(("page", number, "/Annots"))


def _numbers(graph: PdfObjects, box: object) -> list[float]:
    return [float(str(graph.at(edge))) for edge in graph.listed(box)]


def _paper(box: list[float]) -> bool:
    return box[:2] == [0, 0] and any(
        abs(box[2] - wide) < 0.1 and abs(box[3] - high) < 0.1 for wide, high in _SIZES
    )


def _plain_link(graph: PdfObjects, note: object, named: Named) -> bool:
    """A link to a place of this document, with no looks of its own, that says where it leads."""
    link = graph.at(note)
    if not isinstance(link, dict) or set(link) - _LINK or link.get("/Subtype") != "/Link":
        return False
    place = str(link.get("/Dest", "")).removeprefix("u:")
    known = named.labels.get(place, place)
    return bool(place) and str(link.get("/Contents", "")).removeprefix("u:") == known


def _plain_mark(mark: tuple[str, str]) -> bool:
    """A tag with its number, or an artefact."""
    operator, words = mark
    if operator == "EMC":
        return True
    if operator == "BMC":
        return words == "/Artifact"
    tag, _, rest = words.partition(" ")
    fine = rest.replace("<<", "").replace(">>", "").split()
    numbered = len(fine) == 2 and fine[0] == "/MCID" and fine[1].isdigit()
    return operator == "BDC" and tag[1:] in _ROLES and numbered


def _other_tags(graph: PdfObjects, named: Named) -> bool:
    """Whether a tag has a role, a key or an alternative text that ours never have."""
    waiting: list[object] = [graph.root.get("/StructTreeRoot")]
    met: set[str] = set()
    while waiting:
        value = waiting.pop()
        if is_reference(value):
            if value in met:
                continue
            met.add(value)
        node = graph.at(value)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if not _plain_tag(graph, node, named):
                return True
            waiting.append(node.get("/K"))
        if len(met) > _MOST:
            raise ValueError("there are more tags than any agreement has")
    return False


def _plain_tag(graph: PdfObjects, node: dict[str, object], named: Named) -> bool:
    role = str(node.get("/S", "/P"))[1:]
    if set(node) - _TAG or role not in _ROLES:
        return False
    if "/Alt" in node and str(node["/Alt"]).removeprefix("u:") not in named.alternatives:
        return False
    attributes = graph.at(node.get("/A")) or {}
    several = attributes if isinstance(attributes, list) else [attributes]
    tables = [graph.at(one) or {} for one in several]
    return all(isinstance(one, dict) and not set(one) - _ATTRIBUTES for one in tables)


def _other_bookmarks(graph: PdfObjects, named: Named) -> bool:
    first = graph.table(graph.root.get("/Outlines")).get("/First")
    waiting: list[object] = [first]
    met: set[object] = set()
    while waiting:
        value = waiting.pop()
        if value is None or value in met:
            continue
        met.add(value)
        mark = graph.table(value)
        title = str(mark.get("/Title", "")).removeprefix("u:")
        if set(mark) - _BOOKMARK or title not in named.bookmarks:
            return True
        waiting += [mark.get("/First"), mark.get("/Next")]
    return False
