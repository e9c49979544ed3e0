"""Says "PDF/UA-1" in the one metadata description that validators read, beside PDF/A-3."""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import pydyf

_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# PDF/A wants every schema it does not know described in the same place.
_PDFUA = f"""\
<rdf:Description xmlns:rdf="{_RDF}" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="{_RDF}" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
""".encode()


def finish(document: Any, pdf: Any, labels: Mapping[str, str]) -> None:
    """WeasyPrint's last step: complete the metadata, number the pages, name links and files once.

    `labels` says what each place that links lead to is called.
    """
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    xmp = b"".join(stream.stream)
    end = xmp.rindex(b"</", 0, xmp.rindex(b"RDF>"))
    stream.stream = [xmp[:end] + _language(document.metadata.lang) + _PDFUA + xmp[end:]]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, "<< /S /D >>"])})
    for annotation in pdf.objects:
        if isinstance(annotation, pydyf.Dictionary) and annotation.get("Subtype") == "/Link":
            place = annotation["Dest"].string
            annotation["Contents"] = pydyf.String(labels.get(place, place))
    if "AF" in pdf.catalog:
        named = list(dict.fromkeys(pdf.catalog["AF"]))
        pdf.catalog["AF"].clear()
        pdf.catalog["AF"].extend(named)


def _language(tag: str) -> bytes:
    said = f"<dc:language><rdf:Bag><rdf:li>{escape(tag)}</rdf:li></rdf:Bag></dc:language>"
    return (
        f'<rdf:Description xmlns:rdf="{_RDF}" xmlns:dc="{_DC}" rdf:about="">'
        f"{said}</rdf:Description>\n"
    ).encode()
