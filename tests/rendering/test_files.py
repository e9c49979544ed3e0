"""The file itself: identical bytes anywhere, our fonts only, archival and accessible."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build
from tests.conformance import validator

from .conftest import Make

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


def test_no_page_holds_links_forms_or_scripts(made: Make) -> None:
    document = pikepdf.open(io.BytesIO(made(22, "executed")[2].pdf))
    assert all("/Annots" not in page for page in document.pages)
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(document.Root.keys())
    assert b"/URI" not in document.trailer.unparse(resolved=True)


def test_a_missing_or_wrong_logo_is_refused(renderer: Renderer) -> None:
    text = build.agreement(3)
    good = build.logos(3)
    with pytest.raises(BadInput, match="missing"):
        renderer.render(text, build.offered(), {})
    with pytest.raises(BadInput, match="not the picture"):
        renderer.render(text, build.offered(), dict.fromkeys(good, build.logo(9)))
    with pytest.raises(BadInput, match="not a PNG"):
        renderer.render(text, build.offered(), dict.fromkeys(good, b"<svg/>"))


@pytest.mark.conformance
def test_every_kind_of_copy_is_archival_and_accessible(made: Make, tmp_path: Path) -> None:
    files = []
    for count in (2, 3, 7, 22):
        for standing in ("draft", "offered", "executed"):
            path = tmp_path / f"{count}-{standing}.pdf"
            path.write_bytes(made(count, standing)[2].pdf)
            files.append(path)
    validator.assert_conforms(files)
