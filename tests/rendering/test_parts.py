"""Small parts of the pages: rows of logos, notes, signatures, codes, characters."""

import hashlib
import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.text import Align, Column, Row, Table
from microbiz_desktop.rendering import fonts, logos, qr
from microbiz_desktop.rendering.html import drawing, html
from microbiz_desktop.rendering.inline import Places, iso, value
from microbiz_desktop.rendering.markdown import markdown
from microbiz_desktop.rendering.tables import widths
from tests import builders_text as build


@pytest.mark.parametrize(
    ("count", "most", "rows"),
    [(2, 3, (2,)), (7, 6, (4, 3)), (12, 6, (6, 6)), (13, 6, (5, 4, 4)), (22, 6, (6, 6, 5, 5))],
)
def test_rows_of_logos_are_even(count: int, most: int, rows: tuple[int, ...]) -> None:
    assert logos.rows(count, most) == rows


def _picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (9, 90, 90)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "shapes",
    [((100, 100),), ((100, 200), (100, 100), (400, 100)), ((100, 280), (600, 100), (300, 200))],
)
def test_logos_that_stand_together_have_one_area(shapes: tuple[tuple[int, int], ...]) -> None:
    """U20: a portrait had half the area of a square beside it."""
    known = {str(i): _picture(*shape) for i, shape in enumerate(shapes)}
    placed = logos.placed(known, known, 330, 45, 17)
    areas = [box.width * box.height for box in placed.values()]
    assert max(areas) - min(areas) < 1
    assert all(box.width <= 45 and box.height <= 17 for box in placed.values())


@pytest.mark.parametrize("size", [(330, 45, 17), (150, 45, 12), (58, 22, 8.4), (30, 22, 6)])
def test_logos_on_page_1_have_one_area_whatever_their_shape(
    size: tuple[float, float, float],
) -> None:
    """U20: a logo of 1:10 had a third of the area of those beside it, before an eleventh."""
    shapes = [(60, 600), (100, 280), (200, 200), (400, 100), (600, 60)]
    for some in (shapes, shapes[2:], shapes[:2], shapes[1:4]):
        known = {str(shape): _picture(*shape) for shape in some}
        placed = logos.placed(known, known, *size, stretching=True)
        areas = [box.width * box.height for box in placed.values()]
        assert max(areas) <= 1.05 * min(areas), dict(zip(some, areas, strict=True))
        assert min(areas) >= size[0] / 4 - 1


def test_one_awkward_logo_does_not_shrink_the_others_out_of_sight() -> None:
    known = {"tall": _picture(20, 200), "square": _picture(90, 90), "wide": _picture(400, 100)}
    placed = logos.placed(known, known, 330, 45, 17)
    areas = {name: round(box.width * box.height) for name, box in placed.items()}
    assert areas["square"] == pytest.approx(areas["wide"], abs=1) == pytest.approx(82, abs=1)
    assert placed["tall"].height == 17


def test_a_picture_with_too_many_pixels_is_never_decoded() -> None:
    huge = build.logo(0)[:16] + (60_000).to_bytes(4, "big") * 2 + build.logo(0)[24:]
    with pytest.raises(BadInput, match="too many pixels"):
        logos.pixels(huge)


def test_a_drawing_is_a_smooth_path() -> None:
    assert drawing((((1, 2), (3, 4), (5, 8)),)) == "M1 2Q3 4 4 6L5 8"
    assert drawing((((1, 2),),)) == "M1 2h0.1"
    assert drawing(()) == ""


def test_words_of_other_scripts_are_set_apart_and_everything_is_escaped() -> None:
    assert iso("<b>") == "&lt;b&gt;"
    assert iso("A מילה טובה, 7") == 'A <bdi dir="rtl" lang="und-Hebr">מילה טובה</bdi>, 7'
    assert iso("by Ελιά & Co") == 'by <span lang="el">Ελιά</span> &amp; Co'
    assert iso("星空折り紙工房") == '<span lang="ja">星空折り紙工房</span>'
    assert iso("星空") == '<span lang="und-Hani">星空</span>'
    assert iso("김 & Ольга").count("lang=") == 2


def test_an_answer_that_begins_from_the_right_runs_from_the_right() -> None:
    """P7: its comma and its number stand where its reader looks for them."""
    street = "شارع الملك، 12"
    assert value(street) == f'<bdi dir="rtl" lang="und-Arab">{street}</bdi>'
    assert value("12 High Street") == "12 High Street"


def test_hyphens_that_may_not_break_are_plain_ones() -> None:
    """P6: a reader's search finds "fit-out"."""
    assert iso("The fit\u2011out, a 90\u2011second film") == (
        'The <span class="nb">fit-out,</span> a <span class="nb">90-second</span> film'
    )


def test_labels_lead_to_their_places() -> None:
    """P5: what the column "where" and the glossary name."""
    places = Places(build.agreement(3))
    assert places.linked("Clause\u00a01.1") == '<a href="#n1.1">Clause\u00a01.1</a>'
    assert places.linked("Clauses\u00a01, 5") == (
        'Clauses\u00a0<a href="#about">1</a>, <a href="#ownership">5</a>'
    )
    assert places.linked("Clause 99") == "Clause 99"
    assert places.linked("Clause 1 of the old lease") == "Clause 1 of the old lease"
    assert places.labels()["n1.1"] == "Clause 1.1"


def test_a_column_of_sums_is_as_wide_as_its_widest_sum() -> None:
    """P8: nine digits and more do not break."""
    sums = Column("Receives", align=Align.RIGHT)
    narrow = Table("", (Column("Party", width=9), *[sums] * 3), (Row(("A", *["£12.00"] * 3)),))
    wide = replace(narrow, rows=(Row(("A", "£9,876,543,210.99", "£12.00", "£1.00")),))
    assert sum(widths(wide).columns) <= 100
    assert widths(wide).columns[1] * 1.62 >= 17 * 1.5
    assert widths(wide).columns[2] == pytest.approx(widths(narrow).columns[2], abs=2)
    assert widths(wide).whole
    absurd = replace(narrow, rows=(Row(("A", *["9" * 60] * 3)),))
    assert not widths(absurd).whole
    assert min(widths(absurd).columns) > 10


def test_the_code_has_its_quiet_zone() -> None:
    code = qr.code("microbiz:1:" + "0" * 64)
    assert code.path.startswith("M4 4h7")
    assert code.size >= 21 + 8


def test_characters_without_a_font_are_named() -> None:
    assert fonts.uncovered("Zoë, Ελιά, Олена, 星空, 김, مخبز, תמר, हिन्दी, ไทย\u00a0£−–“”…") == set()
    assert fonts.uncovered("தமிழ் 🙂\x07 A") == {*"தமழ", *"ி்", "🙂", "\x07"}
    assert fonts.script("த") == "Tamil"
    assert fonts.script("🙂") == "Emoji or symbol"


def test_markdown_holds_the_text_and_escapes_it() -> None:
    text = build.agreement(3, title="# not a [heading](x)")
    written = markdown(text)
    assert written.startswith("# \\# not a \\[heading\\](x)\n")
    for words in ("### 4 The money", "| Fernhill Design |", "> In short:", "   (a) a date"):
        assert words in written


def test_a_row_of_page_1_is_as_high_as_its_tallest_logo() -> None:
    text = build.agreement(3)
    pictures = [_picture(60, 600), _picture(200, 200), _picture(400, 100)]
    known = {hashlib.sha256(png).hexdigest(): png for png in pictures}
    parties = tuple(
        replace(party, logo=sha) for party, sha in zip(text.parties, known, strict=True)
    )
    text = replace(text, parties=parties)
    tall = html(text, build.executed(text), known)
    high = re.findall(r'<div class="mark" style="height: ([\d.]+)mm">', tall)
    boxes = logos.placed(known, known, 330, 45, 17, stretching=True)
    assert {float(one) for one in high} == {max(box.height for box in boxes.values())}
    usual = dict(list(known.items())[1:])
    names = [*usual, next(iter(usual))]
    parties = tuple(replace(p, logo=sha) for p, sha in zip(text.parties, names, strict=True))
    text = replace(text, parties=parties)
    assert 'class="mark" style' not in html(text, build.executed(text), usual)
