"""What a file says about itself, outside its pages: title, authors, subject, dates, standards."""

import re

import pikepdf
from lxml import etree

from .graph import PdfObjects

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
#: Whoever saves a file may sign it so; it says nothing of what is in it.
_SAVER = frozenset(
    {
        "info/Producer",
        "info/ModDate",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
        "{http://ns.adobe.com/xap/1.0/}ModifyDate",
        "{http://ns.adobe.com/xap/1.0/}MetadataDate",
        "{http://ns.adobe.com/xap/1.0/mm/}DocumentID",
        "{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
    }
)


def about(graph: PdfObjects) -> dict[str, tuple[object, ...]]:
    """Each thing the file says about itself, but for who saved it last and when.

    Raises ValueError for metadata that cannot be read.
    """
    found: dict[str, tuple[object, ...]] = {}
    info = graph.pdf.trailer.get("/Info", pikepdf.Dictionary())
    for key, value in info.items():
        several = re.split("[,;] *", str(value)) if key == "/Author" else [str(value)]
        found[f"info{key}"] = tuple(several)
    packet = graph.stream(graph.root.get("/Metadata"))
    if packet is not None:
        found |= _described(packet)
    return {key: value for key, value in found.items() if key not in _SAVER}


def _described(packet: bytes) -> dict[str, tuple[object, ...]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("the metadata of the file cannot be read") from error
    found: dict[str, tuple[object, ...]] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            if name != f"{_RDF}about" and value.strip():
                found[str(name)] = (*found.get(str(name), ()), str(value))
        for part in description:
            found[str(part.tag)] = (*found.get(str(part.tag), ()), *_words(part))
    return found


def _words(part: etree._Element) -> tuple[object, ...]:
    """The text of one property; what is nested says its name too."""
    if not len(part):
        return ((part.text or "").strip(),)
    return tuple((str(inner.tag), (inner.text or "").strip()) for inner in part.iter())


def metadata_problems(expected: PdfObjects, found: PdfObjects) -> list[str]:
    """Sentences on what the file found says otherwise of itself.

    A saving may take the old kind of metadata away; it may not say anything else.
    """
    ours, theirs = about(expected), about(found)
    if not any(key.startswith("info/") for key in theirs):
        ours = {key: value for key, value in ours.items() if not key.startswith("info/")}
    if ours == theirs:
        return []
    return ["What the file says about itself (title, authors, subject or day) was changed."]
