"""The validator tells good from bad, so that its "passes" elsewhere means something."""

from pathlib import Path
from typing import Any

import pytest
import weasyprint

from . import validator

pytestmark = pytest.mark.conformance

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


@pytest.mark.allow_logs  # WeasyPrint says what it misses
def test_good_and_bad_files_are_told_apart(tmp_path: Path) -> None:
    good = _make(tmp_path / "good name.pdf", _PAGE, _say_pdfua)
    silent = _make(tmp_path / "silent.pdf", _PAGE, None)
    picture = '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">'
    untold = _make(tmp_path / "untold.pdf", _PAGE.replace("<p>", f"<p>{picture}"), _say_pdfua)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    verdicts = validator.validate([good, silent, untold, broken])
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


def test_a_nonconforming_file_fails_the_assertion_with_its_rule(tmp_path: Path) -> None:
    silent = _make(tmp_path / "silent.pdf", _PAGE, None)
    with pytest.raises(AssertionError, match=r"silent\.pdf fails ua1"):
        validator.assert_conforms([silent], ["ua1"])


def test_a_machine_that_must_validate_does_not_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv(validator.REQUIRED_VARIABLE, "1")
    with pytest.raises(pytest.fail.Exception, match="no Java here"):
        validator.require()
    monkeypatch.delenv(validator.REQUIRED_VARIABLE)
    with pytest.raises(pytest.skip.Exception, match="no Java here"):
        validator.require()
