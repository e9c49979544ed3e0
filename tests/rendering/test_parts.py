"""Small parts of the pages: rows of logos, notes, signatures, codes, characters."""

import pytest

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.text import Clause, Run, SubClause, Summary
from microbiz_desktop.rendering import fonts, logos, qr
from microbiz_desktop.rendering.clause_rows import groups, notes_height, text_height
from microbiz_desktop.rendering.html import drawing, iso
from microbiz_desktop.rendering.markdown import markdown
from tests import builders_text as build


@pytest.mark.parametrize(
    ("count", "most", "rows"),
    [(2, 3, (2,)), (7, 6, (4, 3)), (12, 6, (6, 6)), (13, 6, (5, 4, 4)), (22, 6, (6, 6, 5, 5))],
)
def test_rows_of_logos_are_even(count: int, most: int, rows: tuple[int, ...]) -> None:
    assert logos.rows(count, most) == rows


def test_logos_have_the_same_area_unless_a_limit_holds() -> None:
    known = build.logos(4)
    placed = [logos.place(sha, known, 330, 45, 17) for sha in known]
    areas = [round(box.width * box.height) for box in placed]
    assert areas[:1] == [330] and all(area <= 331 for area in areas)
    assert all(box.width <= 45 and box.height <= 17 for box in placed)


def test_a_picture_with_too_many_pixels_is_never_decoded() -> None:
    huge = build.logo(0)[:16] + (60_000).to_bytes(4, "big") * 2 + build.logo(0)[24:]
    with pytest.raises(BadInput, match="too many pixels"):
        logos.pixels(huge)


def _clause(*units: tuple[str, tuple[int, ...]]) -> Clause:
    subs: list[SubClause] = []
    notes = []
    for i, (note, lengths) in enumerate(units):
        notes.append(Summary(f"u{i}", note))
        for length in lengths:
            number = f"1.{len(subs) + 1}"
            subs.append(SubClause(number, number, f"u{i}", (Run("word " * (length // 5)),)))
    return Clause("c", "1", "Heading", tuple(notes), tuple(subs))


@pytest.mark.parametrize(
    "clause",
    [
        _clause(("note " * 28, (40,)), ("note " * 28, (40,)), ("note " * 28, (400, 40))),
        _clause(("short", (500, 500)), ("note " * 20, (300,))),
        _clause(("note " * 30, (30,))),
    ],
)
def test_every_sub_clause_and_note_is_placed_once_in_order(clause: Clause) -> None:
    made = groups(clause)
    subs = [sub for group in made for sub in (*group.beside, *group.below)]
    notes = [note for group in made for note in group.notes]
    assert tuple(subs) == clause.subclauses
    assert [note.text for note in notes] == [summary.text for summary in clause.summaries]
    assert notes[0].lead == "In short"
    for group in made[:-1]:
        beside = sum(map(text_height, group.beside))
        assert beside + 30 >= notes_height(list(group.notes))


def test_a_note_without_its_unit_is_still_printed() -> None:
    clause = Clause("c", "1", "H", (Summary("gone", "words"),), (build.clause_part("1.1", "u"),))
    assert [note.text for group in groups(clause) for note in group.notes] == ["words"]


def test_a_drawing_is_a_smooth_path() -> None:
    assert drawing((((1, 2), (3, 4), (5, 8)),)) == "M1 2Q3 4 4 6L5 8"
    assert drawing((((1, 2),),)) == "M1 2h0.1"
    assert drawing(()) == ""


def test_right_to_left_words_are_set_apart_and_everything_is_escaped() -> None:
    assert iso("<b>") == "&lt;b&gt;"
    assert iso("A מילה טובה, 7") == 'A <bdi dir="rtl">מילה טובה</bdi>, 7'


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
