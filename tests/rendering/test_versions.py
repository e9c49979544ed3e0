"""What sets the pages is named in every frozen copy: the same name, the same pages."""

import hashlib
import io
import json
from dataclasses import asdict
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.rendering import versions as module
from microbiz_desktop.rendering.html import html
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.versions import LAYOUT, versions
from tests import builders_text as build

#: Recorded with the layout it names; `python -m tests.rendering.test_versions` records it anew.
RECORD = Path(__file__).parent / "data" / "layout.json"
_RAISE = (
    "Pages are set otherwise than before under the same name, so that old copies would be called "
    "changed: raise LAYOUT in rendering/versions.py, then record it anew."
)


def _html() -> str:
    whole = hashlib.sha256()
    for count in (2, 7, 22):
        text = build.agreement(count)
        whole.update(html(text, build.executed(text), build.logos(count)).encode())
    return whole.hexdigest()


def _drawn() -> str:
    """What is drawn on the pages of an executed copy, to the last order."""
    text = build.agreement(3)
    pdf = Renderer().render(text, build.executed(text), build.logos(3)).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = b"".join(page.Contents.read_bytes() for page in document.pages)
    return hashlib.sha256(pages).hexdigest()


def _here() -> dict[str, str]:
    """The libraries alone: the digest of style sheet and fonts says itself when they change."""
    found = asdict(versions())
    del found["layout"]
    return found


def test_what_sets_the_pages_is_named() -> None:
    found = versions()
    number, _, digest = found.layout.partition("-")
    assert (int(number), len(digest)) == (LAYOUT, 16)
    assert all(part[0].isdigit() for part in (found.weasyprint, found.pango, found.harfbuzz))
    assert found.harfbuzz.count(".") == 2


def test_the_same_layout_number_sets_the_same_pages() -> None:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    if record["layout"] != LAYOUT:
        pytest.fail("LAYOUT was raised: record it anew.")
    assert _html() == record["html"], _RAISE
    if record["libraries"] == _here():
        assert _drawn() == record["drawn"], _RAISE


def test_another_style_sheet_or_font_is_another_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = module._digest(None)
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "mine.ttf").write_bytes(b"a font")
    assert module._digest(fonts) != own
    layout = tmp_path / "layout"
    layout.mkdir()
    (layout / "agreement.css").write_text("p { color: red }", encoding="utf-8")
    monkeypatch.setattr(module, "resource", lambda *parts: layout)
    assert module._digest(None) != own


if __name__ == "__main__":
    said = {"layout": LAYOUT, "html": _html(), "drawn": _drawn(), "libraries": _here()}
    RECORD.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
