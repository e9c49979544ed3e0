"""Files of known verdicts, so that what the validator passes means something."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import weasyprint

from . import validator

_PAGE = """<!doctype html><html lang="en"><head><title>Terms</title></head>
<body><h1>Terms</h1><p>Two parties agree.</p></body></html>"""
# Says "PDF/UA-1", and describes the schema that PDF/A does not know, in the one rdf:RDF.
_PDFUA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def _say_pdfua(_document: Any, pdf: Any) -> None:
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    xmp = b"".join(stream.stream)
    end = xmp.rindex(b"</", 0, xmp.rindex(b"RDF>"))
    stream.stream = [xmp[:end] + _PDFUA + xmp[end:]]


def _make(path: Path, html: str, finisher: Any) -> Path:
    weasyprint.HTML(string=html).write_pdf(path, pdf_variant="pdf/a-3a", finisher=finisher)
    return path


def probes(folder: Path) -> list[Path]:
    """Files whose verdicts are known: good, silent about PDF/UA, a picture untold, no PDF."""
    good = _make(folder / "good name.pdf", _PAGE, _say_pdfua)
    silent = _make(folder / "silent.pdf", _PAGE, None)
    picture = '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">'
    untold = _make(folder / "untold.pdf", _PAGE.replace("<p>", f"<p>{picture}"), _say_pdfua)
    broken = folder / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    return [good, silent, untold, broken]


def assert_told_apart(verdicts: Sequence[validator.Result]) -> None:
    """The validator's results for the probes are what they have to be, rules included."""
    assert [(r.path.name, r.flavour, r.passed) for r in verdicts] == [
        ("good name.pdf", "3a", True),
        ("good name.pdf", "ua1", True),
        ("silent.pdf", "3a", True),
        ("silent.pdf", "ua1", False),
        ("untold.pdf", "3a", True),
        ("untold.pdf", "ua1", False),
        ("broken.pdf", "3a", False),
        ("broken.pdf", "ua1", False),
    ]
    assert any("5-1 " in failure for failure in verdicts[3].failures)
    assert verdicts[0].checks > 100
    said = validator.complaints(verdicts[:4])
    assert said.startswith("silent.pdf fails ua1\n  ")
    assert "good name" not in said
