"""The ink of a page is the ink of its words: no alarm on our own pages, one for each deceit."""

import io
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering.comparing.page_comparison import ink_differences
from microbiz_desktop.rendering.comparing.page_pictures import CannotCompare, Limits
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build
from tests.earlier.kept import data_folder_of_then
from tests.kept import Drafter, drafted, worker_process  # noqa: F401 - fixtures
from tests.shipped import shipped

from .conftest import Make
from .test_page_comparison import changed, whole  # noqa: F401 - a fixture

READINGS = sorted(Path(__file__).parents[1].joinpath("cases").rglob("*.toml"))
SAMPLES = sorted(path.stem for path in resource("resources", "sample").glob("*-parties.toml"))
#: Names in every script that the bundled fonts hold, with joined, stacked and composed letters.
NAMES = (
    "مخبز النور والبركة",
    "लक्ष्मी क्षेत्र विद्यार्थी",
    "ร้านกาแฟชื่อน้ำผึ้ง",
    "折り紙工房 서울 커피 北京茶馆",
    "בית קפה שָׁלוֹם",
    "Łódź Ñandú x̌ ½ 2×3 4x5 → № € “q” ft ffi",
    "Ἀθῆναι, Москва, Nễ phở, e\u0301cole",
    "10:30 (c) A-B 3-4 a\u00a0b\u200bd‑e",
)


@pytest.mark.parametrize(
    ("count", "standing"), [(2, "executed"), (3, "progress"), (7, "offered"), (22, "executed")]
)
def test_no_page_of_ours_is_an_alarm(made: Make, count: int, standing: str) -> None:
    assert ink_differences(made(count, standing)[2].pdf) == ()


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_sample_is_an_alarm(drafted: Drafter, sample: str) -> None:  # noqa: F811 - the fixture
    assert ink_differences(drafted(sample).pdf) == ()


@pytest.mark.parametrize("path", READINGS[::11], ids=lambda path: path.stem)
def test_no_deal_is_an_alarm(renderer: Renderer, path: Path) -> None:
    assert ink_differences(_rendered(renderer, path)) == ()


@pytest.mark.soak
def test_no_deal_at_all_is_an_alarm(renderer: Renderer) -> None:
    for path in READINGS:
        with suppress(BadInput):
            assert ink_differences(_rendered(renderer, path)) == (), path.name


def _rendered(renderer: Renderer, path: Path) -> bytes:
    catalogue = shipped()
    read = load_deal_file(path, catalogue)
    text = compile_deal(catalogue, read.deal).text
    return renderer.render(text, build.draft(), dict(read.logos)).pdf


def test_no_script_is_an_alarm(renderer: Renderer) -> None:
    text = build.agreement(len(NAMES), revision=3)
    parties = tuple(
        replace(party, name=name, description=name, role=name[:12])
        for party, name in zip(text.parties, NAMES, strict=True)
    )
    text = replace(text, parties=parties, title=" ".join(NAMES[:3]))
    executed = build.executed(text)
    signed = tuple(
        replace(mark, typed=NAMES[number % len(NAMES)])
        for number, mark in enumerate(executed.marks)
    )
    pdf = renderer.render(text, replace(executed, marks=signed), build.logos(len(NAMES))).pdf
    assert ink_differences(pdf) == ()


def test_no_copy_made_by_an_earlier_program_is_an_alarm(tmp_path: Path) -> None:
    with sqlite3.connect(data_folder_of_then(tmp_path)) as database:
        kept = [row[0] for row in database.execute("SELECT pdf FROM executed_copy")]
        kept += [row[0] for row in database.execute("SELECT pdf FROM revision") if row[0]]
    database.close()
    assert len(kept) > 1
    for pdf in kept:
        assert ink_differences(pdf) == ()


Orders = Callable[[bytes], bytes]


def _written(pdf: bytes, orders: Orders, page: int = 2) -> bytes:
    """The file with the drawing orders of a page rewritten."""

    def change(document: pikepdf.Pdf) -> None:
        there = document.pages[page].obj.Contents
        before = there.read_bytes()
        after = orders(before)
        assert after != before
        there.write(after)

    return changed(pdf, change)


def _over(drawn: bytes) -> Orders:
    return lambda orders: orders + b"\nq 0.75 0 0 0.75 0 0 cm " + drawn + b" Q"


def _for_words(before: bytes, after: bytes) -> Orders:
    """Something at the first words of the page."""
    return lambda orders: orders.replace(before, after, 1)


INK = b"0.105882 0.141176 0.188235"
DECEITS: dict[str, tuple[Orders, str]] = {
    "a white box": (_over(b"1 g 100 200 300 200 re f"), "our pages never use (g)"),
    "a white box in our colours": (_over(b"1 1 1 rg 100 200 300 200 re f"), "in a colour"),
    "a tint over words": (
        _over(b"0.964706 0.94902 0.917647 rg 100 200 300 200 re f"),
        "is drawn over",
    ),
    "a rule through words": (
        lambda orders: orders + b"\nq " + INK + b" RG 1 w " + _through(orders) + b" S Q",
        "is drawn over",
    ),
    "a slanted line": (_over(INK + b" RG 1 w 10 10 m 20 20 l S"), "a line is drawn"),
    "a figure of lines": (_over(INK + b" RG 1 w 10 10 m 10 12 l S"), "a line is drawn"),
    "a drawing by hand": (
        _over(INK + b" RG 1 w 10 10 m 10 12 20 20 30 10 c S"),
        "by hand where nobody signs",
    ),
    "an inline picture": (
        _over(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"),
        "an order our pages never use",
    ),
    "no ink": (lambda orders: orders.replace(b"BT", b"BT 3 Tr", 1), "never use (Tr)"),
    "white words": (lambda orders: _recoloured(orders, b"1 1 1 rg"), "in a colour"),
    "tiny words": (lambda orders: orders.replace(b" Tf", b" Tf", 0) + _tiny(orders), "in a size"),
    "slanted words": (_for_words(b"1 0 0 -1 ", b"1 0.3 0 -1 "), "slanted"),
    "words off the page": (
        lambda orders: orders + _moved(orders, b"1 0 0 -1 -20 300 Tm"),
        "over the edge of the page",
    ),
    "words on words": (lambda orders: orders + _moved(orders, b""), "lie over each other"),
    "words cut off": (
        lambda orders: orders + b"\nq 0 0 5 5 re W n " + _moved(orders, b"") + b" Q",
        "are cut off",
    ),
    "an order that is cut short": (lambda orders: orders + b"\nTJ", "not as we write it"),
    "a layer": (
        lambda orders: orders + b"\n/OC /L BDC EMC",
        "in a layer",
    ),
}


def _first(orders: bytes) -> bytes:
    """The first words of the page, from where their text begins to where it ends."""
    start = orders.index(b"BT")
    return orders[start : orders.index(b"ET", start) + 2]


def _through(orders: bytes) -> bytes:
    """A rule in the middle of the first words, in the page's own units."""
    place = _first(orders).split(b" Tm")[0].split()[-2:]
    x, y = (float(number) for number in place)
    x, y = 0.75 * x, 841.889764 - 0.75 * y
    return b"1 0 0 1 0 0 cm %f %f m %f %f l" % (x, 841.889764 - y - 2, x + 60, 841.889764 - y - 2)


def _moved(orders: bytes, place: bytes) -> bytes:
    words = _first(orders)
    if place:
        line = words[words.index(b"1 0 0 -1") : words.index(b" Tm") + 3]
        words = words.replace(line, place)
    return b"\nq 0.75 0 0 0.75 0 0 cm " + INK + b" rg " + words + b" Q"


def _recoloured(orders: bytes, colour: bytes) -> bytes:
    start = orders.index(b"BT")
    return orders[:start] + colour + b"\n" + orders[start:]


def _tiny(orders: bytes) -> bytes:
    words = _moved(orders, b"1 0 0 -1 100 1000 Tm")
    font = words[words.index(b"/", words.index(b"Tm")) : words.index(b" Tf")]
    return words.replace(font, font.split()[0] + b" 2")


@pytest.mark.parametrize("name", DECEITS)
def test_each_deceit_is_told(whole: bytes, name: str) -> None:  # noqa: F811 - the fixture
    orders, said = DECEITS[name]
    told = ink_differences(_written(whole, orders))
    assert told, name
    assert {item.page for item in told} == {3}
    assert any(said in item.words for item in told), told


def _exchanged_outlines(document: pikepdf.Pdf) -> None:
    """Two digits exchanged in the font program: what reads 1 looks like 9."""
    from fontTools.ttLib import TTFont

    for font in _fonts(document):
        where = font.DescendantFonts[0].FontDescriptor.FontFile2
        program = TTFont(io.BytesIO(where.read_bytes()))
        glyphs, table = program["glyf"], _codes(font)
        if not {"1", "9"} <= set(table):
            continue
        one, nine = (program.getGlyphName(table[digit]) for digit in "19")
        glyphs[one], glyphs[nine] = glyphs[nine], glyphs[one]
        out = io.BytesIO()
        program.save(out)
        where.write(out.getvalue())


def _exchanged_words(document: pikepdf.Pdf) -> None:
    """The same two digits exchanged in what a reader reads out."""
    for font in _fonts(document):
        listed = font.ToUnicode.read_bytes()
        swapped = listed.replace(b"<0031>", b"<@>").replace(b"<0039>", b"<0031>")
        font.ToUnicode.write(swapped.replace(b"<@>", b"<0039>"))


def _widened(document: pikepdf.Pdf) -> None:
    for font in _fonts(document):
        widths = font.DescendantFonts[0].W
        widths[1][0] = 2000


def _fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = {
        font.objgen: font
        for page in document.pages
        for font in page.resources.Font.as_dict().values()
    }
    return list(found.values())


def _codes(font: pikepdf.Object) -> dict[str, int]:
    import re

    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>\n", font.ToUnicode.read_bytes())
    return {chr(int(text, 16)): int(code, 16) for code, text in pairs}


@pytest.mark.parametrize("change", [_exchanged_outlines, _exchanged_words, _widened])
def test_a_letter_that_looks_otherwise_than_it_reads_is_told(
    whole: bytes,  # noqa: F811 - the fixture
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    told = ink_differences(changed(whole, change))
    assert any("outline" in item.words or "another letter" in item.words for item in told)


@pytest.mark.parametrize("limits", [Limits(pages=2), Limits(seconds=0)], ids=str)
def test_a_limit_is_no_pass(whole: bytes, limits: Limits) -> None:  # noqa: F811 - the fixture
    with pytest.raises(CannotCompare):
        ink_differences(whole, limits)


#: Drawn over its whole place, by points, by one line, by many.
STROKES = (
    (((0, 299), (1000, 0)),),
    (((10, 200), (400, 100), (900, 220)),),
    (((0, 0), (1000, 300)), ((0, 300), (1000, 0))),
    (((0, 0),), ((1000, 300),), ((1000, 0),)),
    (((0, 0), (1000, 0)),),
    tuple(((x, 0), (x, 300)) for x in range(0, 1000, 20)),
)


@pytest.mark.parametrize("count", [2, 7])
def test_a_signature_may_be_as_wide_as_its_place(renderer: Renderer, count: int) -> None:
    text = build.agreement(count, revision=3)
    edition = build.executed(text)
    signed = tuple(
        replace(mark, strokes=STROKES[number % len(STROKES)], typed=mark.typed * (number % 2))
        for number, mark in enumerate(edition.marks * (3 if count == 2 else 1))
    )
    for start in range(0, len(signed), len(edition.marks)):
        marks = signed[start : start + len(edition.marks)]
        pdf = renderer.render(text, replace(edition, marks=marks), build.logos(count)).pdf
        assert ink_differences(pdf) == ()
