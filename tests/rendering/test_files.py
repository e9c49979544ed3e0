"""The file itself: identical bytes anywhere, our fonts only, archival and accessible."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.text import AgreementText, RunKind, Table
from microbiz_desktop.rendering.html import html
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .conftest import Make, sample

_ELSEWHERE = """
import hashlib, sys
from tests import builders_text as build
from microbiz_desktop.rendering.pdf import Renderer
text = build.agreement(3)
pdf = Renderer().render(text, build.executed(text), build.logos(3)).pdf
print(hashlib.sha256(pdf).hexdigest())
"""
_OURS = ("Inter", "Source-Serif-4", "IBM-Plex-Sans-Arabic", "Amiri", "Noto-", "Atkinson")


@pytest.mark.parametrize(
    "place",
    [
        {"TZ": "Pacific/Auckland", "LANG": "ar_EG.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
    ],
)
def test_the_same_input_gives_the_same_bytes_elsewhere(
    made: Make, place: dict[str, str], tmp_path: Path
) -> None:
    here = hashlib.sha256(made(3, "executed")[2].pdf).hexdigest()
    env = {k: v for k, v in os.environ.items() if k != "LC_ALL"} | place
    root = Path(__file__).parents[2]
    env["PYTHONPATH"] = os.pathsep.join([str(root), env.get("PYTHONPATH", "")])
    there = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE], env=env, cwd=tmp_path, capture_output=True, check=True
    )
    assert there.stdout.decode().strip() == here


def test_another_word_gives_other_bytes(renderer: Renderer, made: Make) -> None:
    _, edition, file = made(3, "offered")
    other = renderer.render(build.agreement(3, title="Another title"), edition, build.logos(3))
    assert other.pdf != file.pdf


@pytest.mark.parametrize("count", [3, 22])
def test_only_our_fonts_are_used_and_each_is_embedded(made: Make, count: int) -> None:
    _, _, file = made(count, "executed")
    document = pikepdf.open(io.BytesIO(file.pdf))
    fonts = [font for page in document.pages for font in page.resources["/Font"].values()]
    for font in fonts:
        name = str(font["/BaseFont"]).split("+")[-1]
        assert name.startswith(_OURS), name
        assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_attachments_carry_name_type_relation_and_bytes(made: Make) -> None:
    _, edition, file = made(3, "executed")
    document = pikepdf.open(io.BytesIO(file.pdf))
    assert sorted(document.attachments) == ["agreement.json", "ledger.json"]
    for attachment in edition.attachments:
        spec = document.attachments[attachment.name]
        assert spec.get_file().read_bytes() == attachment.content
        assert str(spec.obj["/AFRelationship"]) == f"/{attachment.relationship}"
        assert spec.get_file().mime_type == attachment.mime
    assert len(document.Root["/AF"]) == 2


def test_the_document_has_title_language_and_outline(made: Make) -> None:
    text, _, file = made(3, "offered")
    document = pikepdf.open(io.BytesIO(file.pdf))
    assert str(document.docinfo["/Title"]) == text.title
    assert str(document.Root["/Lang"]) == "en-GB"
    with document.open_outline() as outline:
        titles = [str(item.title) for top in outline.root for item in top.children]
    assert "Schedule B: The money, worked out" in titles


def test_links_lead_nowhere_but_into_the_document(made: Make) -> None:
    """P5: references, "where" and glossary are links; their names are those of the text."""
    document = pikepdf.open(io.BytesIO(made(22, "executed")[2].pdf))
    names = document.Root["/Names"]["/Dests"]["/Names"]
    places = {str(names[i]) for i in range(0, len(names), 2)}
    links = [note for page in document.pages for note in page.get("/Annots", ())]
    assert len(links) > 10
    for link in links:
        assert str(link["/Subtype"]) == "/Link" and "/A" not in link and "/AA" not in link
        assert str(link["/Dest"]) in places
        assert re.match(r"(Clause \d+(\.\d+)?|Schedule [A-H])$", str(link["/Contents"]))
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(document.Root.keys())
    assert b"/URI" not in document.trailer.unparse(resolved=True)


def test_every_reference_of_a_sample_is_a_link(renderer: Renderer) -> None:
    text = replace(sample("seven")[0], revision=1)
    runs = [run for clause in text.clauses for sub in clause.subclauses for run in sub.runs]
    wanted = sum(run.kind is RunKind.REFERENCE for run in runs)
    wanted += sum(len(row.where) for row in text.cover)
    wanted += sum(cell.startswith("Clause") for r in _glossary(text).rows for cell in r.cells)
    source = html(text, build.offered(), sample("seven")[1])
    assert source.count('<a href="#') >= wanted > 40
    targets = set(re.findall(r'<a href="#([^"]+)"', source))
    assert targets <= set(re.findall(r' id="([^"]+)"', source))


def test_the_glossary_leads_to_where_each_term_is_defined(renderer: Renderer) -> None:
    """P5: each cell that names a clause is a link, and to that clause."""
    text, logos = sample("two")
    named = [c for row in _glossary(text).rows for c in row.cells if c.startswith("Clause")]
    source = html(replace(text, revision=1), build.offered(), logos)
    pages = source[source.index(f'id="{text.schedules[-1].id}"') : source.index('id="signing"')]
    links = re.findall(r'<a href="#n([^"]+)">(Clause[^<]+)</a>', pages)
    assert [label for _, label in links] == named and len(named) > 5
    assert [f"Clause\u00a0{number}" for number, _ in links] == named


def _glossary(text: AgreementText) -> Table:
    (table,) = (b for b in text.schedules[-1].blocks if isinstance(b, Table))
    return table


def test_pages_are_labelled_and_the_metadata_is_complete(made: Make) -> None:
    """P5: page labels; title, creator and language in XMP."""
    text, edition, file = made(3, "executed")
    document = pikepdf.open(io.BytesIO(file.pdf))
    assert document.Root["/PageLabels"] == pikepdf.Dictionary(
        Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D)]
    )
    with document.open_metadata() as xmp:
        assert xmp["dc:title"] == text.title
        assert xmp["dc:language"] == {"en-GB"}
        assert xmp["dc:creator"] == [party.name for party in text.parties]
        assert xmp["xmp:CreatorTool"] == "Microbiz Desktop"
        assert xmp["xmp:CreateDate"] == edition.made


def test_tags_say_language_and_what_a_heading_cell_heads(renderer: Renderer) -> None:
    text = build.agreement(3, names=("مخبز النور", "Ελιά", "星空折り紙"))
    pdf = renderer.render(text, build.executed(text), build.logos(3)).pdf
    document = pikepdf.open(io.BytesIO(pdf))
    elements = [o for o in document.objects if _is_tag(o)]
    languages = {str(e["/Lang"]) for e in elements if "/Lang" in e}
    assert {"und-Arab", "el", "ja"} <= languages
    heads = [e for e in elements if str(e["/S"]) == "/TH"]
    assert heads and {str(e["/A"]["/Scope"]) for e in heads} == {"/Row", "/Column"}


def _is_tag(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type")) == "/StructElem"


def test_a_search_finds_compounds(renderer: Renderer) -> None:
    """P6: the hyphen of "fit-out" is the one on the keyboard, in a font of its own script."""
    text = build.agreement(3, title="The fit\u2011out of the well\u2011kept mill")
    pdf = renderer.render(text, build.offered(), build.logos(3)).pdf
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = read.stdout.decode()
    assert "fit-out" in words and "well-kept" in words and "\u2011" not in words
    document = pikepdf.open(io.BytesIO(pdf))
    fonts = {str(font["/BaseFont"]) for font in document.pages[0].resources["/Font"].values()}
    assert not [name for name in fonts if "Arab" in name or "Amiri" in name]


def test_a_missing_or_wrong_logo_is_refused(renderer: Renderer) -> None:
    text = build.agreement(3)
    good = build.logos(3)
    with pytest.raises(BadInput, match="missing"):
        renderer.render(text, build.offered(), {})
    with pytest.raises(BadInput, match="not the picture"):
        renderer.render(text, build.offered(), dict.fromkeys(good, build.logo(9)))
    with pytest.raises(BadInput, match="not a PNG"):
        renderer.render(text, build.offered(), dict.fromkeys(good, b"<svg/>"))
