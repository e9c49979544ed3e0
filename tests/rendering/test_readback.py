"""The words on the pages are the words of the text: no more, no fewer, in order."""

import io
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from microbiz_desktop.domain.text import Run
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.readback import squeezed, text_matches
from microbiz_desktop.rendering.words import all_words, pieces
from tests import builders_text as build

from .conftest import Make

STANDINGS = ("draft", "offered", "progress", "executed")


@pytest.mark.parametrize("count", [2, 3, 7, 22])
@pytest.mark.parametrize("standing", STANDINGS)
def test_the_pages_print_the_text_and_nothing_else(made: Make, count: int, standing: str) -> None:
    text, edition, file = made(count, standing)
    assert text_matches(file.pdf, text, edition) == ()
    assert text_matches(file.pdf, text) == ()


def test_another_reader_finds_the_same_words(made: Make) -> None:
    text, edition, file = made(3, "executed")
    other = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=file.pdf, capture_output=True, check=True
    ).stdout.decode()
    read = squeezed(other)
    for piece in pieces(text, edition):
        for word in re.findall(r"[\w’'-]{4,}", piece.text):
            assert squeezed(word) in read, word


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("a clause", lambda t: replace(t, agreed_line=(Run("The parties agreed:"),))),
        ("a sum", lambda t: replace(t, title=t.title + "!")),
        ("a party", lambda t: replace(t, parties=t.parties[:-1])),
        ("the order", lambda t: replace(t, clauses=t.clauses[::-1])),
        ("a notice", lambda t: replace(t, notices=())),
    ],
)
def test_a_difference_is_noticed(made: Make, where: str, change: object) -> None:
    text, edition, file = made(3, "offered")
    assert callable(change)
    assert text_matches(file.pdf, change(text), edition), where


def test_words_laid_over_a_page_are_noticed(made: Make) -> None:
    text, edition, file = made(3, "offered")
    document = pikepdf.open(io.BytesIO(file.pdf))
    page = document.pages[3]
    font = next(iter(page.resources["/Font"].keys()))
    code = _codes(page, font)
    overlay = f"BT {font} 20 Tf 100 400 Td <{code}> Tj ET".encode()
    page.contents_add(pikepdf.Stream(document, overlay))
    out = io.BytesIO()
    document.save(out)
    assert any(line.startswith("Page 4") for line in text_matches(out.getvalue(), text, edition))


def _codes(page: pikepdf.Page, font: str) -> str:
    table = page.resources["/Font"][font]["/ToUnicode"].read_bytes().decode()
    found = re.findall(r"<([0-9a-fA-F]{4})> <", table.split("beginbfchar", 1)[1])
    return "".join(found[:6])


def test_right_to_left_chinese_and_accented_names_come_back(renderer: Renderer) -> None:
    names = ("مخبز النور", "בוסתן תמר", "星空折り紙工房", "Zoë Brontë-Åström", "Ελιά", "สวนดอกไม้")
    text = build.agreement(6, names=names)
    edition = build.executed(text)
    file = renderer.render(text, edition, build.logos(6))
    assert text_matches(file.pdf, text, edition) == ()
    assert text_matches(file.pdf, text) == ()
    wrong = build.agreement(6, names=("مخبز النار", *names[1:]))
    assert text_matches(file.pdf, wrong, edition)
    assert text_matches(file.pdf, wrong)


def test_all_words_hold_every_part() -> None:
    words = all_words(build.agreement(3))
    for part in ("lead party", "£14,506.65", "Whitcombe Joinery", "Clause 1.1", "Address"):
        assert part in words
